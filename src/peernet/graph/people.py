"""People in the graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.person import Offer, Person


@dataclass(frozen=True, slots=True)
class IdRow:
    id: str


async def people_seen(graph: Graph, viewer_id: str, ids: Sequence[str], now: int) -> dict[str, Person]:
    """Those of `ids` whom the viewer may see, by id."""
    rows = await graph.many(query("people_seen", Person), viewer_id=viewer_id, ids=list(ids), now=now)
    return {person.id: person for person in rows}


async def people_page(graph: Graph, viewer_id: str, after: str, limit: int) -> list[str]:
    """Ids of people whom the viewer may see, in the order of ids, after the id `after`."""
    rows = await graph.many(query("people_page", IdRow), viewer_id=viewer_id, after=after, limit=limit)
    return [row.id for row in rows]


async def offers_of(graph: Graph, viewer_id: str, ids: Sequence[str], now: int, most: int) -> list[Offer]:
    """What people whom the viewer may see offer and show to them, `most` of each, highest level first."""
    return await graph.many(query("offers_of", Offer), viewer_id=viewer_id, ids=list(ids), now=now, most=most)


async def update_profile(graph: Graph, viewer_id: str, changes: dict[str, Any], now: int) -> bool:
    """Sets the given properties of the viewer's own node; whether there is such a person."""
    row = await graph.one(query("update_profile", IdRow), viewer_id=viewer_id, changes=changes, now=now)
    return row is not None
