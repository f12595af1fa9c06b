"""What a chapter borrows from the communities above it, in the graph."""

from __future__ import annotations

from dataclasses import dataclass

from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.borrowing import BorrowedNeed

OWN = 30
"""So many of the viewer's skills are looked at, the highest levels first."""
MOST = 20
"""So many needs of chapters at most."""


@dataclass(frozen=True, slots=True)
class WiderRow:
    """A community above, and how far."""

    id: str
    name: str
    far: int


async def wider_communities(graph: Graph, viewer_id: str, community_id: str) -> list[str]:
    """Ids of the communities of which one borrows, the nearest first, as far as the viewer sees them."""
    rows = await graph.many(query("wider_communities", WiderRow), viewer_id=viewer_id, community_id=community_id)
    return [row.id for row in rows]


async def borrowed_needs(graph: Graph, viewer_id: str, community_id: str, now: int) -> dict[str, BorrowedNeed]:
    """Needs of chapters that nobody there can meet and the viewer may, by id."""
    rows = await graph.many(
        query("borrowed_needs", BorrowedNeed),
        viewer_id=viewer_id,
        community_id=community_id,
        now=now,
        own=OWN,
        most=MOST,
    )
    return {row.id: row for row in rows}
