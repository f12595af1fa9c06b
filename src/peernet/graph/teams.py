"""Teams in the graph: kept, asked, formed, started and at their end; each step is decided by one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from peernet.graph.outcomes import OutcomeRow, StepRow
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.team_life import KeptMember, KeptTeam

LATEST = 2**62
"""Later than any team."""


@dataclass(frozen=True, slots=True)
class SeatOf:
    """A seat to ask somebody for: their place among the seats, the role's label (None: an open seat), their skill."""

    id: str
    place: int
    role: str | None
    skill_id: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class FormRow:
    """unavailable: who cannot be asked, or is nobody whom the organiser may see."""

    outcome: str
    unavailable: list[str]


@dataclass(frozen=True, slots=True)
class AcceptRow:
    outcome: str
    state: str
    capacity: int


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """refill: whether somebody else is to be asked for the seat."""

    outcome: str
    state: str
    refill: bool


@dataclass(frozen=True, slots=True)
class SeatsRow:
    """A proposed team's `seats` in all and who has which: [person id, place]; passed: who is not asked again."""

    organiser_id: str
    wish: str
    language: str | None
    seats: int
    members: list[list[Any]]
    passed: list[str]


@dataclass(frozen=True, slots=True)
class EndRow:
    """members: [person id, skill of their role or None, asked or accepted]."""

    outcome: str
    state: str
    finished_at: int | None
    finished_by: str | None
    members: list[list[Any]]


@dataclass(frozen=True, slots=True)
class BetweenRow:
    """A team that two are both concerned with, and who of them gives up their seat."""

    id: str
    leaver_id: str


@dataclass(frozen=True, slots=True)
class TeamRow:
    id: str
    name: str
    state: str
    organiser: bool
    asked: bool
    accepted: bool
    until: int | None
    seats: int
    language: str | None
    made: str
    plan_id: str | None
    proposed_at: int
    formed_at: int | None
    started_at: int | None
    finished_at: int | None
    members: list[list[Any]]


async def form_team(
    graph: Graph,
    viewer_id: str,
    team_id: str,
    *,
    facts: Mapping[str, Any],
    seats: Sequence[SeatOf],
    holds: bool,
    now: int,
    until: int,
    most: int,
) -> FormRow | None:
    """`formed`, `repeated`, `not_found`, `unavailable`, `too_many`; None without such a viewer."""
    return await graph.one(
        query("form_team", FormRow),
        viewer_id=viewer_id,
        id=team_id,
        facts=dict(facts),
        members=[asdict(seat) for seat in seats],
        locks=sorted({viewer_id, *(seat.id for seat in seats)}),
        holds=holds,
        now=now,
        until=until,
        most=most,
    )


async def accept_team_place(graph: Graph, viewer_id: str, team_id: str, now: int) -> AcceptRow | None:
    """`accepted`, `repeated`, `full`, `wrong_state`; None when the viewer is not asked for such a team."""
    return await graph.one(query("accept_team_place", AcceptRow), viewer_id=viewer_id, id=team_id, now=now)


async def leave_team(graph: Graph, person_id: str, team_id: str) -> LeaveRow | None:
    """`left`, `repeated`, `wrong_state`; None for somebody who never had a seat in such a team."""
    return await graph.one(query("leave_team", LeaveRow), person_id=person_id, id=team_id)


async def open_team_seats(graph: Graph, team_id: str, now: int) -> SeatsRow | None:
    """What is needed to find somebody for the seats of a project's proposed team that wait; None for any other team."""
    return await graph.one(query("open_team_seats", SeatsRow), id=team_id, now=now)


async def fill_team_seat(
    graph: Graph, viewer_id: str, team_id: str, seat: SeatOf, *, now: int, until: int
) -> OutcomeRow | None:
    """`asked`, `taken`, `unavailable`; None when the viewer, its organiser, sees no such person or team."""
    return await graph.one(
        query("fill_team_seat", OutcomeRow),
        viewer_id=viewer_id,
        id=team_id,
        person_id=seat.id,
        place=seat.place,
        role=seat.role,
        skill_id=seat.skill_id,
        level=seat.level,
        now=now,
        until=until,
    )


async def start_team(graph: Graph, viewer_id: str, team_id: str, now: int) -> StepRow | None:
    """`started`, `repeated`, `wrong_state`; None when the viewer is neither organiser nor member of such a team."""
    return await graph.one(query("start_team", StepRow), viewer_id=viewer_id, id=team_id, now=now)


async def end_team(graph: Graph, viewer_id: str, team_id: str, state: str, made: str, now: int) -> EndRow | None:
    """The state, `repeated`, `wrong_state`; None when the viewer is not the one who may end such a team so."""
    return await graph.one(query("end_team", EndRow), viewer_id=viewer_id, id=team_id, state=state, made=made, now=now)


async def teams_between(graph: Graph, viewer_id: str, person_id: str) -> list[BetweenRow]:
    """Teams that the viewer and the person are both concerned with, in the order of ids."""
    return await graph.many(query("teams_between", BetweenRow), viewer_id=viewer_id, person_id=person_id)


async def teams_seen(graph: Graph, viewer_id: str, ids: Sequence[str], now: int) -> dict[str, KeptTeam]:
    """Those of `ids` that the viewer formed, or has or is asked for a seat in, by id."""
    found = await _teams(graph, viewer_id, list(ids), now, LATEST, "", max(1, len(ids)))
    return {team.id: team for team in found}


async def teams_page(graph: Graph, viewer_id: str, now: int, before: int, before_id: str, limit: int) -> list[KeptTeam]:
    """The viewer's teams, newest first, from the one after (`before`, `before_id`)."""
    return await _teams(graph, viewer_id, None, now, before, before_id, limit)


async def _teams(
    graph: Graph, viewer_id: str, ids: list[str] | None, now: int, before: int, before_id: str, limit: int
) -> list[KeptTeam]:
    rows = await graph.many(
        query("teams_of", TeamRow),
        viewer_id=viewer_id,
        ids=ids,
        now=now,
        before=before,
        before_id=before_id,
        limit=limit,
    )
    return [_kept(row) for row in rows]


def _kept(row: TeamRow) -> KeptTeam:
    facts = {name: getattr(row, name) for name in KeptTeam.__slots__ if name != "members"}
    return KeptTeam(**facts, members=tuple(KeptMember(*member) for member in row.members))
