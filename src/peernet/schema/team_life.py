"""Teams that were formed: as their organiser and their members see them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from enum import Enum

import strawberry
from strawberry import relay

from peernet.graph import teams as store
from peernet.model.team import MAX_TEAM, TeamSeat
from peernet.model.team_life import KeptTeam
from peernet.schema.connections import cursor, local_id, page, position_after
from peernet.schema.fields import After, First, choice, field, member
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Id, Node, moment, moment_or_none, node_id
from peernet.schema.person import Person, person_known
from peernet.schema.team_facts import OnlyTheyBring, SeatReason, brings_of, seat_reason_of
from peernet.use_cases.explain_team import explain_team


@strawberry.enum(description="How far a team has come.")
class TeamState(Enum):
    PROPOSED = choice("proposed", "Its members are asked.")
    FORMED = choice("formed", "All have accepted.")
    STARTED = choice("started", "It is at work.")
    FINISHED = choice("finished", "It has made what it was for.")
    ENDED = choice("ended", "It came to nothing; why is told to nobody.")


class Explained:
    """Why each member sits in a team, found out once, when somebody first wants to know."""

    def __init__(self, context: NetworkContext, team: KeptTeam) -> None:
        self._context = context
        self._team = team
        self._found: asyncio.Future[Mapping[str, TeamSeat]] | None = None

    async def seat(self, person_id: str) -> TeamSeat | None:
        """The seat of this member; None where they are away by now."""
        if self._found is None:
            context = self._context
            self._found = asyncio.ensure_future(explain_team(context.network, context.me, self._team))
        return (await self._found).get(person_id)


@strawberry.type(description="Somebody who has a seat in a team, or is asked for one; which of both is told to nobody.")
class TeamPlace:
    person_id: strawberry.Private[str]
    explained: strawberry.Private[Explained]
    context: strawberry.Private[NetworkContext]
    person: Person = member("Who.")
    role: str | None = member("The role that they hold; nothing for an open seat.")
    level: int | None = member("How well they can do what the role takes, 1 to 5.")

    @field("Why they sit in the team: what they do, whom they know already, whom they would meet.", cost=2, most=8)
    async def reasons(self) -> list[SeatReason]:
        """In the order in which they count."""
        seat = await self.explained.seat(self.person_id)
        return [] if seat is None else [seat_reason_of(self.context, reason) for reason in seat.reasons]

    @field("What nobody else in the team brings.", cost=2, most=10)
    async def only_they_bring(self) -> list[OnlyTheyBring]:
        """Skills, countries, communities, languages."""
        seat = await self.explained.seat(self.person_id)
        return [] if seat is None else [brings_of(self.context, brings) for brings in seat.only_they_bring]


@strawberry.type(description="A team; its organiser sees it, and everybody who has or is asked for a seat in it.")
class Team(Node):
    name: str = member("What it is called.")
    state: TeamState = member("How far it has come.")
    organiser: bool = member("Whether the viewer formed it.")
    asked: bool = member("Whether the viewer is asked for a seat and has not answered.")
    accepted: bool = member("Whether the viewer has a seat; what others answered is told to nobody.")
    answer_by: datetime | None = member("Until when the viewer can answer; then somebody else is asked.")
    members: list[TeamPlace] = member("Who has or is asked for a seat, in the order of the roles.", most=MAX_TEAM)
    open_seats: int = member("How many seats nobody whom the viewer may see has, or is asked for.")
    language: str | None = member("The language that its members share: a BCP 47 primary subtag.")
    made: str = member("What its members made together, once it is finished.")
    proposed_at: datetime = member("When its members were first asked.")
    formed_at: datetime | None = member("When the last of them accepted.")
    started_at: datetime | None = member("When it began.")
    finished_at: datetime | None = member("When it came to its end.")


@strawberry.type(description="A team, and where it stands in the list.")
class TeamEdge:
    cursor: str = member("Where it stands in the list.")
    node: Team = member("The team.")


@strawberry.type(description="A page of the viewer's teams, newest first.")
class TeamConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[TeamEdge] = member("The teams.")


@strawberry.type
class TeamLifeQueries:
    @field("Teams that the viewer formed, or has or is asked for a seat in, newest first.", cost=20)
    async def teams(self, info: Info, first: First = 10, after: After = None) -> TeamConnection:
        """BadInput for a malformed cursor; Unauthenticated for nobody."""
        context = info.context
        at, last = position_after("teams", after, int, str)
        before, before_id = (store.LATEST, "") if at is None else (int(at), str(last))
        now = context.network.clock()
        rows = await store.teams_page(context.network.graph, context.me, now, before, before_id, first + 1)
        kept, page_info = page(rows, first, after, _cursor)
        return TeamConnection(
            page_info=page_info, edges=[TeamEdge(cursor=_cursor(row), node=team_of(context, row)) for row in kept]
        )

    @field("The team with this id, where the viewer formed it or has or is asked for a seat in it.", cost=10)
    async def team(self, info: Info, id: Id) -> Team | None:  # noqa: A002
        """BadInput for what is not the id of a team; Unauthenticated for nobody."""
        _ = info.context.me
        return await find_team(info.context, local_id(id, "Team", "id"))


async def find_team(context: NetworkContext, team_id: str) -> Team | None:
    """The team, where the viewer may see it."""
    found = await context.loaders.teams.load(team_id)
    return None if found is None else team_of(context, found)


def team_of(context: NetworkContext, kept: KeptTeam) -> Team:
    """A team as the viewer sees it."""
    explained = Explained(context, kept)
    members = [
        TeamPlace(
            person_id=each.person_id,
            explained=explained,
            context=context,
            person=person_known(context, each.person_id, each.name),
            role=each.role,
            level=each.level,
        )
        for each in kept.members
    ]
    return Team(
        id=node_id("Team", kept.id),
        name=kept.name,
        state=TeamState(kept.state),
        organiser=kept.organiser,
        asked=kept.asked,
        accepted=kept.accepted,
        answer_by=moment_or_none(kept.until),
        members=members,
        open_seats=max(0, kept.seats - len(members)),
        language=kept.language,
        made=kept.made,
        proposed_at=moment(kept.proposed_at),
        formed_at=moment_or_none(kept.formed_at),
        started_at=moment_or_none(kept.started_at),
        finished_at=moment_or_none(kept.finished_at),
    )


def _cursor(kept: KeptTeam) -> str:
    return cursor("teams", kept.proposed_at, kept.id)
