"""Blocks between people in the graph."""

from __future__ import annotations

from dataclasses import dataclass

from peernet.graph.mentorships import PageRow
from peernet.graph.outcomes import RemovedRow
from peernet.graph.queries import query
from peernet.graph.session import Graph


@dataclass(frozen=True, slots=True)
class BlockRow:
    outcome: str
    freed: list[str]


async def block(graph: Graph, viewer_id: str, person_id: str, now: int) -> BlockRow | None:
    """`blocked` with the mentors who have a place open again, or `not_found`; None when there is no such viewer."""
    return await graph.one(query("block", BlockRow), viewer_id=viewer_id, person_id=person_id, now=now)


async def unblock(graph: Graph, viewer_id: str, person_id: str) -> bool:
    """Whether there was a block of the viewer's own to take back."""
    row = await graph.one(query("unblock", RemovedRow), viewer_id=viewer_id, person_id=person_id)
    return row is not None and row.removed > 0


async def blocked_page(graph: Graph, viewer_id: str, after: str, limit: int) -> list[PageRow]:
    """Ids of the people whom the viewer has blocked, in the order of ids, with when."""
    return await graph.many(query("blocked_page", PageRow), viewer_id=viewer_id, after=after, limit=limit)
