"""How much reasons count in the suggestions of a community, and setting it."""

from __future__ import annotations

from collections.abc import Mapping

from peernet.errors import NotFound
from peernet.graph import communities as store
from peernet.model.community import Community
from peernet.model.policy import Act, roles_for
from peernet.recommend.weighting import Weights, inherited_weights
from peernet.use_cases.network import Network
from peernet.use_cases.permission import forbidden


async def set_community_weights(
    network: Network, viewer_id: str, community_id: str, factors: Mapping[str, float], *, reset: bool = False
) -> None:
    """Each factor, by the kind of reason, is how many times its usual weight it counts; 1 takes it back to the usual.

    Others stay as they are; `reset` takes all of them back first. Refuses with NotFound (community), NotPermitted for
    who does not organise it, UnknownWeight, or WeightOutOfBounds, which says the bounds.
    """
    checked = Weights(factors).factors
    found = await _seen(network, viewer_id, community_id)
    roles = roles_for(Act.WEIGH)
    if found.my_role not in roles or not await store.set_weights(
        network.graph, viewer_id, community_id, checked, roles, reset=reset, now=network.clock()
    ):
        raise forbidden(Act.WEIGH)


async def community_weights(network: Network, viewer_id: str, community_id: str) -> Weights:
    """The weights of a community that the viewer may see; refuses with NotFound."""
    found = await _seen(network, viewer_id, community_id)
    return inherited_weights(found.weights)


async def _seen(network: Network, viewer_id: str, community_id: str) -> Community:
    found = (await store.communities_seen(network.graph, viewer_id, [community_id])).get(community_id)
    if found is None:
        raise NotFound("community")
    return found
