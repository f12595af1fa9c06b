"""Bring merges of skills to their end, whoever began them."""

from __future__ import annotations

from collections.abc import Sequence

from peernet.graph import boards, fronts
from peernet.graph import skill_merges as store
from peernet.graph.session import Graph
from peernet.graph.skill_merges import UnsettledRow
from peernet.graph.skills import catalogue_changed
from peernet.use_cases import reckon_endorsements

RESUME_AFTER = 30_000
"""Milliseconds after which any process goes on with a merge whose own has not come to its end."""


async def settle_merges(graph: Graph, now: int, before: int) -> int:
    """Brings merges decided before that time to their end: moves what is left, and makes fronts and boards true again.

    How many there were; times are epoch milliseconds.
    """
    under_way = await store.unsettled_merges(graph, before)
    for merge in under_way:
        await _carry_out(graph, merge, now)
        both = sorted((merge.from_id, merge.into_id))  # skills are locked in the order of ids everywhere
        await fronts.rebuild(graph, both, now)
        await boards.rebuild(graph, both, now)
        await store.settled(graph, merge)
    if under_way:
        await catalogue_changed(graph)  # links between skills have moved as well
    return len(under_way)


async def _carry_out(graph: Graph, merge: UnsettledRow, now: int) -> None:
    """What endorsements count follows from who endorses whom, so it is not moved but reckoned for both skills."""
    both = (merge.from_id, merge.into_id)
    before = {skill_id: await reckon_endorsements.endorsed_for(graph, skill_id) for skill_id in both}
    if merge.state == "moving":
        await reckon_endorsements.forget(graph, merge.from_id, before[merge.from_id], now)
    await store.carry_out(graph, merge)
    for skill_id in both:
        await reckon_endorsements.reckon(graph, skill_id, now, before[skill_id])


async def follow_merges(graph: Graph, skill_ids: Sequence[str]) -> None:
    """Moves what has just been tied to these skills, as far as they were merged in the same moment."""
    for merge in await store.strays(graph, skill_ids):
        await store.carry_out(graph, merge)
