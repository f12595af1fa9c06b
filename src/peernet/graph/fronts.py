"""Fronts: for each skill a bounded set of ties to its best-standing mentors, so that a suggestion stays flat.

A front holds, for each language and each visibility, mentors who can be asked now. When it is made these are the best
KEEP; if somebody had to be left out, the best of them is remembered as the floor. From then on exactly those belong
into it who rank before the floor: `refresh` keeps that true after every write that changes a person's offers, places,
status, languages, visibility or memberships, so that whoever is in a front ranks before everybody who is not. When one
of its lists has grown to three times KEEP, or holds fewer than half of KEEP before its floor, it is made anew. Making
one costs all of the skill's offers, but at least KEEP / 2 writes lie between two makings: a write costs its own lists
and a bounded share.

Beside its ties each front has a list for each language and visibility, in which a change moves one entry: suggestions
read the heads of two or four lists where going through the ties of every language costs four times as much at 100,000
people as at 10,000. With everybody in a list stand the communities that they are in, so that those who share one with
the asker are found among hundreds who do not without looking anybody up. A list may lag behind its front for a moment,
so a reader checks whomever it finds there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from peernet.errors import Conflict, DeadlineExceeded
from peernet.graph.queries import query
from peernet.graph.returns import note_return
from peernet.graph.session import Graph, halving, together

KEEP = 120
"""Mentors kept for one skill, language and visibility: four times what a list of suggestions shows at first sight."""
FORM = 3
"""Raised when fronts hold more than before: what a store's fronts lack is written into them when it is opened."""
_BATCH = 10
_LARGE_BATCH = 40
"""Skills to a statement where several write: who has to wait for another does so less often."""
_PAGE = 5_000


@dataclass(frozen=True, slots=True)
class RefreshRow:
    """The lists, as [skill id, key], in which somebody stood or stands."""

    rows: list[list[Any]]
    away: bool


@dataclass(frozen=True, slots=True)
class RebuildRow:
    skill_id: str
    size: int


@dataclass(frozen=True, slots=True)
class MovedRow:
    """Whether one of a skill's lists has become too long or too short."""

    skill_id: str
    worn: bool


@dataclass(frozen=True, slots=True)
class FormRow:
    form: int


@dataclass(frozen=True, slots=True)
class SkillIdRow:
    skill_id: str


async def refresh(graph: Graph, person_ids: Iterable[str], now: int, keep: int = KEEP) -> None:
    """Brings the fronts up to date with people who have just changed, and mends fronts grown too large or too small."""
    for person_id in sorted(set(person_ids)):
        changed = await graph.one(query("front_refresh", RefreshRow), person_id=person_id, now=now)
        if changed is not None and changed.away:
            await note_return(graph, person_id, now)
        if changed is None or not changed.rows:
            continue
        moved = await graph.many(query("front_move", MovedRow), person_id=person_id, rows=changed.rows, keep=keep)
        await rebuild(graph, [row.skill_id for row in moved if row.worn], now, keep)


async def mend(graph: Graph, skill_ids: Sequence[str], now: int, keep: int = KEEP) -> None:
    """Drops from the fronts who has ended by now, writes them down, and makes those anew that have too few left."""
    await _list(graph, skill_ids, now)
    rows = await graph.many(query("fronts_worn", SkillIdRow), skill_ids=list(skill_ids), keep=keep)
    await rebuild(graph, [row.skill_id for row in rows], now, keep)


async def rebuild(graph: Graph, skill_ids: Sequence[str], now: int, keep: int = KEEP) -> int:
    """Makes the fronts of these skills anew; returns how many ties they hold together."""
    if not skill_ids:
        return 0
    total = await _rebuild(graph, skill_ids, now, keep)
    await _list(graph, skill_ids, now)
    return total


async def rebuild_fronts(
    graph: Graph,
    now: int,
    progress: Callable[[int], None] = lambda _: None,
    writers: int = 1,
    keep: int = KEEP,
) -> int:
    """Makes every front anew, as after an import; returns how many ties they hold together.

    writers: how many make fronts at once. Each takes its people in the order of their ids, but for those who stood in a
    front before: with more than one writer the fronts should be empty, or they wait for each other and begin anew.
    """
    batches = deque([skill_ids async for skill_ids in _all_skills(graph, _BATCH if writers == 1 else _LARGE_BATCH)])

    async def work() -> int:
        made = 0
        try:
            while batches:
                skill_ids = batches.popleft()
                made += await halving(
                    skill_ids, lambda some: rebuild(graph, some, now, keep), Conflict, DeadlineExceeded
                )
                progress(len(skill_ids))
        finally:
            batches.clear()  # after a fault the others need not go on
        return made

    total: int = sum(await together(*(work() for _ in range(writers))))
    await graph.one(query("front_form_set", FormRow), form=FORM)
    return total


async def renew(graph: Graph, now: int) -> bool:
    """Writes into all fronts what was not kept in them earlier; whether anything was missing."""
    row = await graph.one(query("front_form", FormRow))
    if row is not None and row.form >= FORM:
        return False
    async for skill_ids in _all_skills(graph, _BATCH):
        await graph.many(query("front_places", RebuildRow), skill_ids=skill_ids)
        await _list(graph, skill_ids, now)
    await graph.one(query("front_form_set", FormRow), form=FORM)
    return True


async def _all_skills(graph: Graph, most: int) -> AsyncIterator[list[str]]:
    # ArcadeDB reads the whole rest of the index for each page, so ids come in long pages and are cut into batches.
    after = ""
    while rows := await graph.many(query("skill_ids_page", SkillIdRow), after=after, limit=_PAGE):
        for start in range(0, len(rows), most):
            yield [row.skill_id for row in rows[start : start + most]]
        after = rows[-1].skill_id


async def _rebuild(graph: Graph, skill_ids: Sequence[str], now: int, keep: int) -> int:
    rows = await graph.many(query("front_rebuild", RebuildRow), skill_ids=list(skill_ids), keep=keep, now=now)
    return sum(row.size for row in rows)


async def _list(graph: Graph, skill_ids: Sequence[str], now: int) -> None:
    await graph.many(query("front_lists", RebuildRow), skill_ids=list(skill_ids), now=now)
