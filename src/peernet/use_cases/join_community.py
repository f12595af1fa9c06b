"""Join and leave communities."""

from __future__ import annotations

from peernet.errors import ClosedCommunity, LastOrganiser, NotFound
from peernet.graph import communities as store
from peernet.graph import fronts
from peernet.use_cases.network import Network


async def join_community(network: Network, viewer_id: str, community_id: str) -> None:
    """Refuses with NotFound, or with ClosedCommunity; joining again changes nothing."""
    now = network.clock()
    outcome = await store.join_community(network.graph, viewer_id, community_id, now)
    if outcome == "closed":
        raise ClosedCommunity(community_id)
    if outcome is None or outcome == "not_found":
        raise NotFound("community")
    await fronts.refresh(network.graph, [viewer_id], now)


async def leave_community(network: Network, viewer_id: str, community_id: str) -> None:
    """Refuses with NotFound when the viewer is not in it, or with LastOrganiser."""
    outcome = await store.leave_community(network.graph, viewer_id, community_id)
    if outcome is None:
        raise NotFound("community")
    if outcome == "last_organiser":
        raise LastOrganiser(community_id)
    await fronts.refresh(network.graph, [viewer_id], network.clock())
