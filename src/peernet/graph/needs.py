"""Needs in the graph."""

from __future__ import annotations

from collections.abc import Sequence

from peernet.graph.outcomes import StepRow, outcome
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.need import Need


async def needs_seen(graph: Graph, viewer_id: str, ids: Sequence[str], now: int) -> dict[str, Need]:
    """Those of `ids` whose owner the viewer may see, by id."""
    rows = await graph.many(query("needs_seen", Need), viewer_id=viewer_id, ids=list(ids), now=now)
    return {need.id: need for need in rows}


async def needs_of(
    graph: Graph, viewer_id: str, ids: Sequence[str], states: Sequence[str], most: int, now: int
) -> list[Need]:
    """Needs in one of `states` of people whom the viewer may see and who show them, `most` of each, newest first."""
    return await graph.many(
        query("needs_of", Need), viewer_id=viewer_id, ids=list(ids), states=list(states), most=most, now=now
    )


async def open_need(
    graph: Graph,
    viewer_id: str,
    need_id: str,
    *,
    skill_id: str,
    level: int | None,
    goal: str,
    until: int | None,
    usual: int,
    now: int,
    most: int,
    reach: str,
) -> str | None:
    """`opened`, `repeated`, `not_found`, `too_many`; None when there is no such viewer.

    usual: how long it stands (ms) where neither `until` nor a community says it.
    """
    return await outcome(
        graph,
        "open_need",
        viewer_id=viewer_id,
        id=need_id,
        skill_id=skill_id,
        level=level,
        goal=goal,
        until=until,
        usual=usual,
        now=now,
        most=most,
        reach=reach,
    )


async def close_need(graph: Graph, viewer_id: str, need_id: str, state: str) -> StepRow | None:
    """`closed`, `repeated`, `wrong_state`; None when the viewer has no such need."""
    return await graph.one(query("close_need", StepRow), viewer_id=viewer_id, id=need_id, state=state)


async def renew_need(
    graph: Graph, viewer_id: str, need_id: str, *, until: int | None, usual: int, now: int, most: int
) -> StepRow | None:
    """`renewed`, `wrong_state`, `too_many`; None when the viewer has no such need. `usual` as in `open_need`."""
    return await graph.one(
        query("renew_need", StepRow), viewer_id=viewer_id, id=need_id, until=until, usual=usual, now=now, most=most
    )
