"""Reckon what the endorsements of a skill are worth, and keep it with those who are endorsed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from peernet.graph import endorsements as store
from peernet.graph import fronts
from peernet.graph.session import Graph
from peernet.recommend import standing, trust
from peernet.recommend.trust import Endorsement

_CHANGED = 0.05
"""What counts by less than so much more or less than before is left as it is: it is not worth a write."""
_FEW = 30
_ATTEMPTS = 5


async def reckon(graph: Graph, skill_id: str, now: int, people: Iterable[str] = ()) -> int:
    """Reckons what all endorsements of one skill are worth, and theirs, `people`, who may have none by now.

    Only this skill's endorsements are looked at, and only what has changed is written. Returns for how many it has.
    """
    involved, changed = set(people), 0
    found = await store.endorsements_of_skill(graph, skill_id)
    for _ in range(_ATTEMPTS):
        changed += await _reckoned(graph, skill_id, found, involved, now)
        before, found = found, await store.endorsements_of_skill(graph, skill_id)
        if found == before:  # whoever writes last has seen what all others did
            break
        involved |= _people(before)
    return changed


async def _reckoned(graph: Graph, skill_id: str, found: Sequence[Endorsement], people: set[str], now: int) -> int:
    rows = await _changes(graph, skill_id, found, people, now)
    if rows:
        await store.put_endorsed(graph, skill_id, rows, now)
        await _follow(graph, skill_id, [row[0] for row in rows], now)
    return len(rows)


async def _changes(
    graph: Graph, skill_id: str, found: Sequence[Endorsement], people: set[str], now: int
) -> list[tuple[str, float, float]]:
    """Whose endorsements count for something else than before: (person, weight, increment)."""
    ids = sorted(_people(found) | people)
    facts = {row.id: row for row in await store.earned_of(graph, ids, skill_id)} if ids else {}
    earned = {row.id: standing.value(row.earned, now) for row in facts.values()}
    inflows = await asyncio.to_thread(trust.inflows, found, earned, now)
    rows = []
    for person_id, row in facts.items():
        weight = inflows.get(person_id, 0.0)
        worth = trust.increment(weight, now)
        if abs(worth - row.endorsed) > _CHANGED * max(worth, row.endorsed):
            rows.append((person_id, weight, worth))
    return rows


async def endorsed_for(graph: Graph, skill_id: str) -> list[str]:
    """Those whom anybody endorses for a skill."""
    return sorted({each.to_id for each in await store.endorsements_of_skill(graph, skill_id)})


async def forget(graph: Graph, skill_id: str, people: Sequence[str], now: int) -> None:
    """Takes away what these people's endorsements for a skill have counted; of a merged one the survivor's count."""
    counted = [row.id for row in await store.earned_of(graph, people, skill_id) if row.endorsed]
    if counted:
        await store.put_endorsed(graph, skill_id, [(each, 0.0, 0.0) for each in counted], now)


async def reckon_all(graph: Graph, skill_ids: Iterable[str], now: int) -> None:
    """Reckons what all endorsements of these skills are worth, as after an import, which makes the fronts anew later.

    An import takes nothing away, so where nobody who endorses has shown anything there is nothing to write.
    """
    for skill_id in skill_ids:
        found = await store.endorsements_of_skill(graph, skill_id)
        if rows := await _changes(graph, skill_id, found, set(), now):
            await store.put_endorsed(graph, skill_id, rows, now)


def _people(found: Sequence[Endorsement]) -> set[str]:
    return {person_id for each in found for person_id in (each.from_id, each.to_id)}


async def _follow(graph: Graph, skill_id: str, people: list[str], now: int) -> None:
    """The fronts follow: of many it costs less to make the skill's front anew."""
    if len(people) > _FEW:
        await fronts.rebuild(graph, [skill_id], now)
    else:
        await fronts.refresh(graph, people, now)
