"""Who comes back by themselves: noted with the skills that they offer or need, so that nothing is written then.

Fronts and boards hold those who are here. Somebody who is away until a time stands in none; a tie `COMES_BACK` to each
of their skills says when, and the skill's `front_turn` is no later than the first of these. Whoever reads the skill
after that time brings it up to date first (`turning.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from peernet.graph.outcomes import RemovedRow
from peernet.graph.people import IdRow
from peernet.graph.queries import query
from peernet.graph.session import Graph

_PAGE = 500


@dataclass(frozen=True, slots=True)
class NotedRow:
    noted: int


@dataclass(frozen=True, slots=True)
class AwayRow:
    """Somebody who comes back at that time (epoch milliseconds)."""

    id: str
    at: int


async def note_return(graph: Graph, person_id: str, now: int) -> None:
    """Brings the notes of somebody up to date with when they come back, and with what they offer and need."""
    await graph.one(query("note_return", NotedRow), person_id=person_id, now=now)


async def note_all(graph: Graph, now: int) -> int:
    """Brings the notes of all who are away by now and come back up to date, as after an import; how many they are."""
    at, after, total = now + 1, "", 0
    while rows := await graph.many(query("people_away", AwayRow), at=at, after=after, limit=_PAGE):
        for row in rows:
            await note_return(graph, row.id, now)
        at, after, total = rows[-1].at, rows[-1].id, total + len(rows)
    return total


async def due(graph: Graph, skill_ids: list[str], now: int, most: int) -> list[str]:
    """At most `most` of those who have come back by now and are noted with one of the skills still."""
    return [row.id for row in await graph.many(query("returns_due", IdRow), skill_ids=skill_ids, now=now, most=most)]


async def forget_due(graph: Graph, skill_ids: list[str], now: int) -> None:
    """Takes back the notes of those who have come back by now."""
    await graph.one(query("end_returns", RemovedRow), skill_ids=skill_ids, now=now)
