"""People in the graph."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.person import Offer, Person

_LONGEST = 5_000
"""People in one stretch at most: where hardly anybody may be seen, or is a member, a page takes several."""


@dataclass(frozen=True, slots=True)
class IdRow:
    id: str


@dataclass(frozen=True, slots=True)
class AheadRow:
    upto: str | None
    met: int


async def people_seen(graph: Graph, viewer_id: str, ids: Sequence[str], now: int) -> dict[str, Person]:
    """Those of `ids` whom the viewer may see, by id."""
    rows = await graph.many(query("people_seen", Person), viewer_id=viewer_id, ids=list(ids), now=now)
    return {person.id: person for person in rows}


async def people_page(graph: Graph, viewer_id: str, after: str, limit: int) -> list[str]:
    """Ids of people whom the viewer may see, in the order of ids, after the id `after`."""
    found: list[str] = []
    async for ids in stretches(graph, after, limit):
        rows = await graph.many(query("people_page", IdRow), viewer_id=viewer_id, ids=ids, limit=limit - len(found))
        found += [row.id for row in rows]
        if len(found) >= limit:
            break
    return found


async def stretches(graph: Graph, after: str, least: int) -> AsyncIterator[list[str]]:
    """The ids of all people after an id, in their order: twice `least` of them, and then more and more at a time.

    People are listed between two ids, since ArcadeDB goes through all that is behind one.
    """
    most = 2 * least
    while (
        ahead := await graph.one(query("people_ahead", AheadRow), after=after, most=most)
    ) and ahead.upto is not None:
        yield [row.id for row in await graph.many(query("people_between", IdRow), after=after, upto=ahead.upto)]
        if ahead.met < most:
            return
        after, most = ahead.upto, min(2 * most, _LONGEST)


async def offers_of(graph: Graph, viewer_id: str, ids: Sequence[str], now: int, most: int) -> list[Offer]:
    """What people whom the viewer may see offer and show to them, `most` of each, highest level first."""
    return await graph.many(query("offers_of", Offer), viewer_id=viewer_id, ids=list(ids), now=now, most=most)


async def update_profile(graph: Graph, viewer_id: str, changes: dict[str, Any], now: int) -> bool:
    """Sets the given properties of the viewer's own node; whether there is such a person."""
    row = await graph.one(query("update_profile", IdRow), viewer_id=viewer_id, changes=changes, now=now)
    return row is not None
