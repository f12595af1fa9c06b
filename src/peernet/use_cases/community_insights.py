"""Bridges and gaps of a community, for those who run it."""

from __future__ import annotations

import asyncio

from peernet.errors import NotFound
from peernet.graph.communities import communities_seen
from peernet.graph.insights import community_people
from peernet.model.insight import Insights
from peernet.model.policy import Act, allowed, standings_of
from peernet.recommend.insights import insights
from peernet.use_cases.network import Network
from peernet.use_cases.permission import forbidden


async def community_insights(
    network: Network, viewer_id: str, community_id: str, *, administrator: bool = False
) -> Insights:
    """Who connects, who is alone, what hangs on one person, among the members whom the viewer may see.

    `administrator`: whether the viewer's token makes them one of the whole network. Refuses with NotFound (community),
    or with NotPermitted for who neither organises it nor is an administrator.
    """
    found = await communities_seen(network.graph, viewer_id, [community_id])
    if community_id not in found:
        raise NotFound("community")
    standings = standings_of(found[community_id].my_role, "administrator" if administrator else None)
    if not allowed(Act.INSIGHTS, standings, found[community_id].visibility):
        raise forbidden(Act.INSIGHTS)
    people, complete = await community_people(network.graph, viewer_id, community_id, network.clock())
    return await asyncio.to_thread(insights, people, complete=complete)
