"""Whether people are here, and what they are told of what ends by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from peernet.graph.people import IdRow
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.lifetime import DAY_MS, KEPT_DAYS
from peernet.model.notice import Notice


@dataclass(frozen=True, slots=True)
class CountedRow:
    """For how many it has changed when they go quiet, and the skills that they offer or need, some more than once."""

    changed: int
    skill_ids: list[str]


async def note_presence(graph: Graph, viewer_id: str, now: int) -> bool:
    """Whether the time after which somebody goes quiet has moved; it does for those whose community has set one."""
    return await graph.one(query("note_presence", IdRow), viewer_id=viewer_id, now=now) is not None


async def wake(graph: Graph, viewer_id: str, now: int) -> bool:
    """Makes the viewer active from now on; whether there is such a person."""
    return await graph.one(query("wake", IdRow), viewer_id=viewer_id, now=now) is not None


async def members_below(graph: Graph, community_id: str, limit: int) -> AsyncIterator[list[str]]:
    """The ids of all in a community or in a part of it, page by page."""
    after = ""
    while rows := await graph.many(query("members_below", IdRow), community_id=community_id, after=after, limit=limit):
        yield [row.id for row in rows]
        after = rows[-1].id


async def count_quiet(graph: Graph, ids: Sequence[str], now: int, earliest: int) -> CountedRow:
    """Reckons when these people go quiet, no sooner than `earliest` for whom that is new."""
    row = await graph.one(query("count_quiet", CountedRow), ids=list(ids), now=now, earliest=earliest)
    return CountedRow(0, []) if row is None else row


async def notices_of(graph: Graph, viewer_id: str, now: int, notice_days: int) -> list[Notice]:
    """What ends for the viewer within so many days, and what has ended in the last KEPT_DAYS, soonest first."""
    return await graph.many(
        query("notices_of", Notice),
        viewer_id=viewer_id,
        now=now,
        soon=now + notice_days * DAY_MS,
        gone=now - KEPT_DAYS * DAY_MS,
    )
