"""Merging skills in the graph: the decision in one statement, and what follows from it moved a batch at a time.

A merged skill stays as a node, with its labels, under its own id: `merged_into` names its survivor, and every statement
that ties something to a skill follows that name. What was moved is kept beside the merged skill (`HAD_OFFER`,
`HAD_SHOWN`, `WANTED`, ...), so that it can be given back as it was. Each batch takes the lock of the merged skill first
and looks again how its merge stands: whoever undoes it meanwhile waits for the batch, or the batch moves nothing.
Batches can be run again, and by any process. A tie that was made in the very moment of a merge is moved by whoever made
it, who looks again afterwards (`strays`): so offering and wanting need no lock on a skill that a thousand people offer.
"""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from peernet.errors import Conflict
from peernet.graph import bulk
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.graph.skill_keeping import asked_by
from peernet.model.skill_keeping import Keeper

BATCH = 100
"""People at once: few enough that nobody's own write waits long for their locks."""
_PAIRS = 500
_PATIENCE = 10
_STEPS = MappingProxyType(
    {
        "moving": ("move_shown", "move_offers", "move_needs", "move_links"),
        "returning": ("return_shown", "return_offers", "return_needs", "return_links", "return_endorsements"),
    }
)


@dataclass(frozen=True, slots=True)
class MergeRow:
    """What was decided, and which skill is, or was, the survivor."""

    outcome: str
    survivor_id: str


@dataclass(frozen=True, slots=True)
class UnsettledRow:
    """A merge under way: `moving`, or `returning` what was moved."""

    from_id: str
    into_id: str
    state: str


@dataclass(frozen=True, slots=True)
class CountRow:
    matched: int


@dataclass(frozen=True, slots=True)
class PairRow:
    from_id: str
    to_id: str


async def merge_skills(graph: Graph, keeper: Keeper, from_id: str, into_id: str, now: int) -> MergeRow | None:
    """`merged`, `repeated`, `same`, `narrower`, `wrong_state`, `unsettled` or `not_permitted`.

    None when there is no such skill, or no such viewer.
    """
    return await graph.one(
        query("merge_skills", MergeRow),
        **asked_by(keeper),
        from_id=from_id,
        into_id=into_id,
        edit_id=uuid.uuid4().hex,
        now=now,
    )


async def unmerge_skills(graph: Graph, keeper: Keeper, from_id: str, now: int) -> MergeRow | None:
    """`undone`, `repeated`, `unsettled`, `merged_further` or `not_permitted`; None for a skill that is not merged."""
    return await graph.one(
        query("unmerge_skills", MergeRow),
        **asked_by(keeper),
        from_id=from_id,
        edit_id=uuid.uuid4().hex,
        now=now,
    )


async def unsettled_merges(graph: Graph, before: int) -> list[UnsettledRow]:
    """Merges decided before that time (epoch milliseconds) that have not come to their end."""
    return await graph.many(query("unsettled_merges", UnsettledRow), before=before)


async def strays(graph: Graph, skill_ids: Sequence[str]) -> list[UnsettledRow]:
    """Those of the skills that were merged by now: what somebody has just tied to one may have come too late."""
    return await graph.many(query("merged_skills", UnsettledRow), ids=list(skill_ids))


async def carry_out(graph: Graph, merge: UnsettledRow, batch: int = BATCH) -> None:
    """Moves, or gives back, all that is left of a merge."""
    for name in _STEPS[merge.state]:
        while await _step(graph, name, merge.from_id, batch):
            pass
    if merge.state == "moving":
        await _move_endorsements(graph, merge.from_id)


async def settled(graph: Graph, merge: UnsettledRow) -> None:
    """Says that a merge has come to its end."""
    await graph.one(query("settle_merge", CountRow), from_id=merge.from_id, state=merge.state)


async def _step(graph: Graph, name: str, from_id: str, batch: int) -> int:
    """How many one batch has moved; smaller and smaller where members who write at the same time win, and in the end
    Conflict.
    """
    for tried in range(_PATIENCE):
        try:
            row = await graph.one(query(name, CountRow), from_id=from_id, limit=max(1, batch >> tried))
        except Conflict:
            await asyncio.sleep(random.random() * 0.05 * 2 ** min(tried, 5))
        else:
            return 0 if row is None else row.matched
    raise Conflict("Others write too much to what is being merged; it goes on by itself in a moment.", name)


async def _move_endorsements(graph: Graph, from_id: str) -> None:
    wanted = query("skill_endorsements", PairRow)
    while pairs := await graph.many(wanted, skill_id=from_id, limit=_PAIRS):
        rows = [{"from_id": pair.from_id, "to_id": pair.to_id} for pair in pairs]
        if not await bulk.put(graph, "move_endorsements", rows, from_id=from_id):
            return
