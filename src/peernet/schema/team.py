"""A team for a project: the rules, the people, and what is missing where there is none."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Annotated, Any

import strawberry
from strawberry import relay

from peernet.errors import NotFound as Absent
from peernet.model import team as model
from peernet.schema.connections import cursor, local_id
from peernet.schema.fields import field, member
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.person import Person, person_known
from peernet.schema.refusals import NotFound, Refusal, refuse
from peernet.schema.team_facts import OnlyTheyBring, SeatReason, TeamMissing, brings_of, missing_of, seat_reason_of
from peernet.use_cases.form_team import RoleWish, TeamWish, form_team

MOST_MEMBERS = model.MAX_TEAM
MOST_MISSING = 8
_PLACE = 1


@strawberry.input(description="Somebody whom the team needs, by what they can do: a skill in words or by id.")
class TeamRoleInput:
    skill: str | None = member("The skill in words.", default=None)
    skill_id: strawberry.ID | None = member("The skill by its id; comes before the words.", default=None)
    level: int | None = member("The lowest level that does, 1 to 5; any where nothing is said.", default=None)
    people: int = member("How many different people.", default=1)


@strawberry.input(description="What a project needs.")
class TeamRulesInput:
    roles: list[TeamRoleInput] = member("Who is needed: 1 to 8 roles, held by different people.")
    language: str | None = member("A language that all speak; any that all share where nothing is said.", default=None)
    hours: float = member("How many hours a week all have in common, at least.", default=0.0)
    community_id: strawberry.ID | None = member("Only members of this community.", default=None)
    include: list[strawberry.ID] = member("People who have to be in the team.", default_factory=list)
    exclude: list[strawberry.ID] = member("People who must not be in the team.", default_factory=list)


Rules = Annotated[TeamRulesInput, strawberry.argument(description="What the project needs.")]


@strawberry.type(description="Somebody in the team, and why.")
class TeamMember:
    seat: strawberry.Private[model.TeamSeat]
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
    reachable: float = member("The share of members within two ties of another, 0 to 1.")
    score: float = member("All of it together, 0 to 1, to four places.")
    proved: bool = member("Whether it is proved that no team is better.")
    mean_variety: float = member("The weighted mean of Blau's index over the attributes.")
    bound: float = member("The most that mean can be in a team that covers the roles as well.")
    gap: float = member("How far the team may be from that.")


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
        return await _proposed(context, form_team(context.network, context.me, _wish(rules), context.accept_languages))


async def _proposed(
    context: NetworkContext, forming: Awaitable[model.TeamProposal | model.TeamImpossible]
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


def _proposal(context: NetworkContext, found: model.TeamProposal) -> TeamProposal:
    return TeamProposal(
        members=[_member(context, seat) for seat in found.members],
        language=found.language,
        common_hours=found.common_hours,
        fit=found.fit,
        variety=[_variety(each) for each in found.variety],
        reachable=found.reachable,
        score=round(found.score, 4),
        proved=found.proved,
        mean_variety=found.mean_variety,
        bound=found.bound,
        gap=found.gap,
    )


def _member(context: NetworkContext, seat: model.TeamSeat) -> TeamMember:
    person = person_known(context, seat.person_id, seat.name)
    return TeamMember(seat=seat, context=context, person=person, role=seat.role, level=seat.level)


def _variety(found: model.Variety) -> TeamVariety:
    facts: dict[str, Any] = {name: getattr(found, name) for name in ("weight", "distinct", "blau", "normalised")}
    return TeamVariety(attribute=found.attribute, **facts)


def _wish(rules: TeamRulesInput) -> TeamWish:
    community_id = rules.community_id
    return TeamWish(
        roles=tuple(_role(role) for role in rules.roles),
        language=rules.language,
        hours=rules.hours,
        community_id=None if community_id is None else local_id(community_id, "Community", "rules.communityId"),
        include=tuple(local_id(each, "Person", "rules.include") for each in rules.include),
        exclude=tuple(local_id(each, "Person", "rules.exclude") for each in rules.exclude),
    )


def _role(role: TeamRoleInput) -> RoleWish:
    skill = role.skill or "" if role.skill_id is None else local_id(role.skill_id, "Skill", "rules.roles.skillId")
    return RoleWish(skill, role.level, role.people)
