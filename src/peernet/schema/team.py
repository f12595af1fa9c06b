"""A team for a project: the rules, the people, and what is missing where there is none."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Annotated, Any

import strawberry
from strawberry import relay

from peernet.errors import NotFound as Absent
from peernet.model import team as model
from peernet.schema.connections import cursor
from peernet.schema.fields import First, field, member
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.person import Person, person_known
from peernet.schema.refusals import NotFound, Refusal, refuse
from peernet.schema.team_changes import TeamAlternative, TeamChange, alternative_of, change_of
from peernet.schema.team_facts import OnlyTheyBring, SeatReason, TeamMissing, brings_of, missing_of, seat_reason_of
from peernet.schema.team_rules import Rules, wish_of
from peernet.use_cases.form_team import ProposedTeam, propose_team, seat_alternatives

MOST_MEMBERS = model.MAX_TEAM
MOST_MISSING = 8
_PLACE = 1


@strawberry.type(description="Somebody in the team, and why.")
class TeamMember:
    seat: strawberry.Private[model.TeamSeat]
    team: strawberry.Private[ProposedTeam]
    place: strawberry.Private[int]
    context: strawberry.Private[NetworkContext]
    person: Person = member("Who.")
    role: str | None = member("The role that they hold; nothing for an open seat.")
    level: int | None = member("How well they can do what the role takes, 1 to 5.")

    @field("Why they sit in the team.", most=8)
    def reasons(self) -> list[SeatReason]:
        """In the order in which they count."""
        return [seat_reason_of(self.context, reason) for reason in self.seat.reasons]

    @field("What nobody else in the team brings.", most=10)
    def only_they_bring(self) -> list[OnlyTheyBring]:
        """Skills, countries, communities, languages."""
        return [brings_of(self.context, brings) for brings in self.seat.only_they_bring]

    @field("Who else could have this seat, everybody else staying; best first. None of a locked seat.", cost=20)
    async def alternatives(self, first: First = 3) -> list[TeamAlternative]:
        """Only those with whom every rule still holds."""
        found = await seat_alternatives(self.context.network, self.team, self.place, first)
        return [alternative_of(self.context, each) for each in found]


@strawberry.type(description="How much the members differ in one attribute.")
class TeamVariety:
    attribute: str = member("The attribute, as `country`.")
    weight: float = member("How much it counts.")
    distinct: int = member("How many different values there are.")
    blau: float = member("Blau's index: 1 less the sum of the squared shares of each value.")
    normalised: float = member("The same over the most it can be in a team of this size: 0 to 1.")


@strawberry.type(description="A team that keeps the rules.")
class TeamProposal:
    members: list[TeamMember] = member("The members, in the order of the roles.", most=MOST_MEMBERS)
    language: str | None = member("The language that they share: a BCP 47 primary subtag.")
    common_hours: float | None = member("Hours a week that all have in common; nothing when somebody's are unknown.")
    fit: float = member("How well the members fit their roles, 0 to 1.")
    variety: list[TeamVariety] = member("How much they differ.", most=3)
    repeated_pairs: int = member("How many pairs have been in a team together before.")
    load: int = member("How many mentorships and teams the members carry already, all together.")
    reachable: float = member("The share of members within two ties of another, 0 to 1.")
    score: float = member("All of it together, 0 to 1, to four places.")
    proved: bool = member("Whether it is proved that no team is better.")
    mean_variety: float = member("The weighted mean of Blau's index over the attributes.")
    bound: float = member("The most that mean can be in a team that covers the roles as well.")
    gap: float = member("How far the team may be from that.")
    change: TeamChange | None = member("What is different from the team it is compared with, where that could be now.")


@strawberry.type(description="A proposed team, and where it stands in the list.")
class TeamProposalEdge:
    cursor: str = member("Where it stands in the list.")
    node: TeamProposal = member("The team.")


@strawberry.type(description="Proposed teams, best first; one at present.")
class TeamProposalConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[TeamProposalEdge] = member("The teams.", most=1)


@strawberry.type(description="There is no such team: the least that would make one possible.")
class TeamImpossible:
    missing: list[TeamMissing] = member("What is missing, never empty.", most=MOST_MISSING)


TeamProposals = Annotated[
    TeamProposalConnection | TeamImpossible | NotFound,
    strawberry.union("TeamProposals", description="Teams that keep the rules, or what is in the way."),
]


@strawberry.type
class TeamQueries:
    # Each may search for seconds on one core: a request gets three of them at most.
    @field("The best team of people whom the viewer may see.", cost=2_500, returns=TeamProposals)
    async def team_proposals(self, info: Info, rules: Rules) -> TeamProposalConnection | TeamImpossible | Refusal:
        """BadInput for rules that cannot be; Unauthenticated for nobody."""
        context = info.context
        return await _proposed(
            context, propose_team(context.network, context.me, wish_of(rules), context.accept_languages)
        )


async def _proposed(
    context: NetworkContext, forming: Awaitable[ProposedTeam | model.TeamImpossible]
) -> TeamProposalConnection | TeamImpossible | Refusal:
    try:
        found = await forming
    except Absent as refusal:
        return refuse(refusal, context)
    if isinstance(found, model.TeamImpossible):
        return TeamImpossible(missing=[missing_of(context, each) for each in found.missing[:MOST_MISSING]])
    place = cursor("teamProposals", _PLACE)
    page_info = relay.PageInfo(has_next_page=False, has_previous_page=False, start_cursor=place, end_cursor=place)
    return TeamProposalConnection(
        page_info=page_info, edges=[TeamProposalEdge(cursor=place, node=_proposal(context, found))]
    )


def _proposal(context: NetworkContext, team: ProposedTeam) -> TeamProposal:
    found = team.proposal
    return TeamProposal(
        members=[_member(context, team, place) for place in range(len(found.members))],
        language=found.language,
        common_hours=found.common_hours,
        fit=found.fit,
        variety=[_variety(each) for each in found.variety],
        repeated_pairs=found.repeated,
        load=found.load,
        reachable=found.reachable,
        score=round(found.score, 4),
        proved=found.proved,
        mean_variety=found.mean_variety,
        bound=found.bound,
        gap=found.gap,
        change=None if team.change is None else change_of(context, team.change),
    )


def _member(context: NetworkContext, team: ProposedTeam, place: int) -> TeamMember:
    seat = team.proposal.members[place]
    person = person_known(context, seat.person_id, seat.name)
    facts: dict[str, Any] = {"seat": seat, "team": team, "place": place, "context": context}
    return TeamMember(person=person, role=seat.role, level=seat.level, **facts)


def _variety(found: model.Variety) -> TeamVariety:
    facts: dict[str, Any] = {name: getattr(found, name) for name in ("weight", "distinct", "blau", "normalised")}
    return TeamVariety(attribute=found.attribute, **facts)
