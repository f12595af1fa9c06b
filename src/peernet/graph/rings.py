"""Learning rings in the graph: who could be in one, and those that were proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from peernet.graph.outcomes import StepRow, outcome
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.graph.turning import turn_due
from peernet.model.ring import MAX_OPEN_RINGS, ProposedRing, RingPerson, RingStep

WIDE = 600
"""People looked at on the boards of what the viewer offers together, and as many in the fronts of what they want."""
FIRST = 200
"""So many of those who both give and get are kept."""
BETWEEN = 80
"""People who could stand between these: they want what those learn to teach, and offer what those want."""
SKILLS = 12
"""How many skills are followed at each step."""


@dataclass(frozen=True, slots=True)
class RingPersonRow:
    person_id: str
    name: str
    speaks: list[str]
    offers: list[list[Any]]
    needs: list[list[Any]]
    apart: list[str]
    mentees: list[str]


@dataclass(frozen=True, slots=True)
class RingRow:
    id: str
    state: str
    accepted: bool
    proposed_at: int
    members: list[list[Any]]


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    outcome: str
    state: str
    members: list[str]


@dataclass(frozen=True, slots=True)
class RingMember:
    """One member of a ring to propose: their place in it, what they give and get, and to whom they give."""

    id: str
    place: int
    gives: str
    gets: str
    learner_id: str


async def ring_candidates(graph: Graph, viewer_id: str, now: int) -> list[RingPerson]:
    """The people among whom rings through the viewer are looked for, the viewer with them; bounded."""
    await turn_due(graph, [], now, viewer_id)
    rows = await graph.many(
        query("ring_candidates", RingPersonRow),
        viewer_id=viewer_id,
        now=now,
        wide=WIDE,
        most=FIRST,
        between=BETWEEN,
        skills=SKILLS,
    )
    return [
        RingPerson(
            row.person_id,
            row.name,
            tuple(row.speaks),
            tuple((skill_id, level, standing) for skill_id, level, standing in row.offers),
            tuple((need_id, skill_id, level) for need_id, skill_id, level in row.needs),
            frozenset(row.apart) - {row.person_id},
            frozenset(row.mentees),
        )
        for row in rows
    ]


async def propose_ring(
    graph: Graph, viewer_id: str, ring_id: str, members: Sequence[RingMember], *, now: int, until: int
) -> str | None:
    """`proposed`, `repeated`, `wrong_state`, `not_found`, `impossible`, `too_many`; None without such a viewer."""
    return await outcome(
        graph,
        "propose_ring",
        viewer_id=viewer_id,
        id=ring_id,
        members=[asdict(member) for member in members],
        now=now,
        until=until,
        most=MAX_OPEN_RINGS,
    )


async def accept_ring(graph: Graph, viewer_id: str, ring_id: str, now: int) -> AnsweredRow | None:
    """`accepted`, `agreed`, `ended`, `repeated`, `wrong_state`; None when the viewer is in no such ring."""
    return await graph.one(query("accept_ring", AnsweredRow), viewer_id=viewer_id, id=ring_id, now=now)


async def decline_ring(graph: Graph, viewer_id: str, ring_id: str, now: int) -> StepRow | None:
    """`ended`, `repeated`, `wrong_state`; None when the viewer is in no such ring."""
    return await graph.one(query("decline_ring", StepRow), viewer_id=viewer_id, id=ring_id, now=now)


async def rings_of(
    graph: Graph, viewer_id: str, now: int, limit: int, ids: Sequence[str] | None = None
) -> list[ProposedRing]:
    """Rings that were proposed with the viewer in them, newest first; of `ids` alone where they are given."""
    rows = await graph.many(
        query("rings_of", RingRow), viewer_id=viewer_id, ids=None if ids is None else list(ids), now=now, limit=limit
    )
    return [_proposed(viewer_id, row) for row in rows]


def _proposed(viewer_id: str, row: RingRow) -> ProposedRing:
    steps = [RingStep(*member) for member in row.members]
    own = next(place for place, step in enumerate(steps) if step.person_id == viewer_id)
    return ProposedRing(row.id, row.state, row.accepted, row.proposed_at, tuple(steps[own:] + steps[:own]))
