"""Communities in the graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peernet.graph import fronts
from peernet.graph.outcomes import OutcomeRow
from peernet.graph.people import IdRow, stretches
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.community import Community, Member, Membership

LARGE = 20_000
"""Members from which on a community is gone through by the index of people: of a million, one in fifty is a member."""
_ENDED = 500


@dataclass(frozen=True, slots=True)
class EndedRow:
    ended: int
    person_ids: list[str]


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """That the community `id` is a chapter of `community_id`."""

    community_id: str
    id: str


async def communities_seen(graph: Graph, viewer_id: str, ids: Sequence[str]) -> dict[str, Community]:
    """Those of `ids` that the viewer may see, by id."""
    rows = await graph.many(query("communities_seen", Community), viewer_id=viewer_id, ids=list(ids))
    return {community.id: community for community in rows}


async def communities_of(graph: Graph, viewer_id: str, ids: Sequence[str], most: int) -> list[Membership]:
    """Memberships of people whom the viewer may see, in communities that they may see, newest first."""
    return await graph.many(query("communities_of", Membership), viewer_id=viewer_id, ids=list(ids), most=most)


async def communities_page(graph: Graph, viewer_id: str, part_of: str | None, after: str, limit: int) -> list[str]:
    """Ids of communities that the viewer may see, in the order of ids, after the id `after`."""
    rows = await graph.many(
        query("communities_page", IdRow), viewer_id=viewer_id, part_of=part_of, after=after, limit=limit
    )
    return [row.id for row in rows]


async def chapters_page(
    graph: Graph, viewer_id: str, community_ids: Sequence[str], after: str, limit: int
) -> list[ChapterRow]:
    """Chapters that the viewer may see, at most `limit` of each community, in the order of ids after `after`."""
    return await graph.many(
        query("chapters_page", ChapterRow),
        viewer_id=viewer_id,
        community_ids=list(community_ids),
        after=after,
        limit=limit,
    )


async def members_page(
    graph: Graph, viewer_id: str, community_ids: Sequence[str], after: str, limit: int, large: int = LARGE
) -> list[Member]:
    """Members whom the viewer may see, at most `limit` of each community, in the order of ids after `after`."""
    ids = list(community_ids)
    found = await graph.many(
        query("members_page", Member), viewer_id=viewer_id, community_ids=ids, after=after, limit=limit, large=large
    )
    beyond = await graph.many(query("large_communities", IdRow), viewer_id=viewer_id, ids=ids, large=large)
    for row in beyond:
        found += await _among_people(graph, viewer_id, row.id, after, limit)
    return sorted(found, key=lambda each: (each.community_id, each.id))


async def _among_people(graph: Graph, viewer_id: str, community_id: str, after: str, limit: int) -> list[Member]:
    found: list[Member] = []
    async for ids in stretches(graph, after, limit):
        found += await graph.many(
            query("large_members_page", Member),
            viewer_id=viewer_id,
            community_id=community_id,
            ids=ids,
            limit=limit - len(found),
        )
        if len(found) >= limit:
            break
    return found


async def set_weights(
    graph: Graph,
    viewer_id: str,
    community_id: str,
    factors: Mapping[str, float],
    roles: Sequence[str],
    *,
    reset: bool,
    now: int,
) -> bool:
    """Sets these factors, by the signal's name, beside those set before, or with `reset` instead of them.

    False, and nothing changed, when the viewer holds none of these roles in it.
    """
    row = await graph.one(
        query("set_weights", OutcomeRow),
        viewer_id=viewer_id,
        community_id=community_id,
        names=list(factors),
        factors=[float(factor) for factor in factors.values()],
        roles=list(roles),
        reset=reset,
        now=now,
    )
    return row is not None


async def end_memberships(graph: Graph, now: int) -> int:
    """Ends the memberships whose time has come by `now` (epoch milliseconds); how many that were."""
    total = 0
    while (row := await graph.one(query("end_memberships", EndedRow), now=now, limit=_ENDED)) and row.ended:
        total += row.ended
        await fronts.refresh(graph, row.person_ids, now)
    return total
