"""Fronts: for each skill a bounded set of ties to its best-standing mentors, so that a suggestion stays flat.

A front holds, for each language and each visibility, up to KEEP mentors who can be asked now. Who is in it is kept
true by `refresh` after every write that changes a person's offers, places, status, languages or visibility. A front
grows by those who come and shrinks by those who fill up; when it has 2 KEEP more than when it was made, or less than
half of KEEP where somebody had been left out, it is made anew. Making one costs all of the skill's offers, but at
least KEEP / 2 writes lie between two makings: a write costs its own offers and a bounded share of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from peernet.graph.queries import query
from peernet.graph.session import Graph

KEEP = 120
"""Mentors kept for one skill, language and visibility: four times what a list of suggestions shows at first sight."""
_BATCH = 50


@dataclass(frozen=True, slots=True)
class RefreshRow:
    skill_ids: list[str]
    languages: list[str]


@dataclass(frozen=True, slots=True)
class RebuildRow:
    skill_id: str
    size: int


@dataclass(frozen=True, slots=True)
class SizeRow:
    """How many stand in a front for one language and visibility; `cut` names those (`en|open`) that left some out."""

    skill_id: str
    language: str
    visibility: str
    size: int
    cut: list[str]
    total: int
    made: int


@dataclass(frozen=True, slots=True)
class SkillIdRow:
    skill_id: str


async def refresh(graph: Graph, person_ids: Iterable[str], now: int) -> None:
    """Brings the fronts up to date with people who have just changed, and mends fronts grown too large or too small."""
    for person_id in sorted(set(person_ids)):
        changed = await graph.one(query("front_refresh", RefreshRow), person_id=person_id, now=now)
        if changed is not None and changed.skill_ids:
            await _mend(graph, changed.skill_ids, changed.languages or [""], now)


async def rebuild_fronts(graph: Graph, now: int, progress: Callable[[int], None] | None = None) -> int:
    """Makes every front anew, as after an import; returns how many ties they hold together."""
    after, total = "", 0
    while rows := await graph.many(query("skill_ids_page", SkillIdRow), after=after, limit=_BATCH):
        total += await _rebuild(graph, [row.skill_id for row in rows], now)
        after = rows[-1].skill_id
        if progress is not None:
            progress(len(rows))
    return total


async def _mend(graph: Graph, skill_ids: Sequence[str], languages: Sequence[str], now: int) -> None:
    sizes = await graph.many(query("front_sizes", SizeRow), skill_ids=list(skill_ids))
    if worn := worn_out(sizes, languages):
        await _rebuild(graph, worn, now)


def worn_out(sizes: Sequence[SizeRow], languages: Sequence[str]) -> list[str]:
    """The skills that need a new front: one holds too many, or too few of a language that had to leave somebody out."""
    large = {row.skill_id for row in sizes if row.total > row.made + 2 * KEEP}
    held = {(row.skill_id, f"{row.language}|{row.visibility}"): row.size for row in sizes}
    cuts = {(row.skill_id, cut) for row in sizes for cut in row.cut if cut.partition("|")[0] in languages}
    small = {skill_id for skill_id, cut in cuts if held.get((skill_id, cut), 0) < KEEP // 2}
    return sorted(large | small)


async def _rebuild(graph: Graph, skill_ids: Sequence[str], now: int) -> int:
    rows = await graph.many(query("front_rebuild", RebuildRow), skill_ids=list(skill_ids), keep=KEEP, now=now)
    return sum(row.size for row in rows)
