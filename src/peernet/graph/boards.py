"""Boards: for each skill a bounded list of its newest open needs, so that what a mentor is asked for stays flat.

A hot skill is wanted by a hundred thousand people; going through their needs costs as many steps. A board holds, for
each language and each visibility of the owners, the newest open needs. When it is made these are the newest KEEP; if
some had to be left out, the newest of them is the floor. From then on exactly those belong onto it that rank before the
floor: `refresh` keeps that true after every write that opens or closes a need, or changes its owner's languages, status
or visibility. A board that has grown beyond 2 KEEP is cut to KEEP, which raises the floor; one that has shrunk to half
of KEEP above a floor is made anew, which costs all of the skill's needs, but at most once in KEEP / 2 writes.

A board may lag behind by one write, and needs on it run out of time by themselves: a reader checks each one it finds.
Needs of who is away come back with their owner: the next reader puts them on (turning.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peernet.graph.fronts import SkillIdRow
from peernet.graph.queries import query
from peernet.graph.returns import note_return
from peernet.graph.session import Graph

KEEP = 100
"""Needs kept for one skill, language and visibility: five times what one list shows at first sight."""
_BATCH = 50


@dataclass(frozen=True, slots=True)
class BoardRow:
    """How many needs stand on a skill's boards together."""

    skill_id: str
    size: int


@dataclass(frozen=True, slots=True)
class AwayUntilRow:
    away_until: int


@dataclass(frozen=True, slots=True)
class WornRow:
    """Whether one of a skill's boards has shrunk too far."""

    skill_id: str
    worn: bool


async def refresh(graph: Graph, person_id: str, now: int, closed: Sequence[str] = (), keep: int = KEEP) -> None:
    """Brings the boards up to date with somebody's open needs and with those in `closed`, and mends worn ones."""
    rows = await graph.many(
        query("board_refresh", WornRow), person_id=person_id, closed=list(closed), keep=keep, now=now
    )
    await rebuild(graph, [row.skill_id for row in rows if row.worn], now, keep)
    away = await graph.one(query("comes_back", AwayUntilRow), person_id=person_id, now=now)
    if away is not None:
        await note_return(graph, person_id, now)


async def rebuild(graph: Graph, skill_ids: Sequence[str], now: int, keep: int = KEEP) -> int:
    """Makes the boards of these skills anew; returns how many needs they hold together."""
    if not skill_ids:
        return 0
    rows = await graph.many(query("board_rebuild", BoardRow), skill_ids=sorted(set(skill_ids)), keep=keep, now=now)
    return sum(row.size for row in rows)


async def rebuild_all(graph: Graph, now: int, keep: int = KEEP) -> int:
    """Makes every board anew, as after an import; returns how many needs they hold together."""
    after, total = "", 0
    while rows := await graph.many(query("skill_ids_page", SkillIdRow), after=after, limit=_BATCH):
        total += await rebuild(graph, [row.skill_id for row in rows], now, keep)
        after = rows[-1].skill_id
    return total
