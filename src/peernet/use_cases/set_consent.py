"""Say yes or no to an optional use of one's data."""

from __future__ import annotations

from peernet.errors import BadInput, NotFound
from peernet.graph import boards, fronts
from peernet.graph import own_data as store
from peernet.model.consent import USES, Consent, consents_in, stored
from peernet.use_cases.network import Network


async def own_consents(network: Network, viewer_id: str) -> list[Consent]:
    """What the viewer agrees to, and since when. Refuses with NotFound (profile)."""
    profile = await store.own_profile(network.graph, viewer_id)
    if profile is None:
        raise NotFound("profile")
    return consents_in(profile)


async def set_consent(network: Network, viewer_id: str, use: str, given: bool) -> list[Consent]:
    """What the viewer agrees to from now on; saying the same again keeps the time at which it was said first.

    It holds at once, in every traversal: fronts and boards follow before this returns. Refuses with NotFound
    (profile); BadInput for a use that there is not.
    """
    known = {each: each for each in USES}
    if use not in known:
        raise BadInput(f"must be one of {', '.join(USES)}", "use")
    now = network.clock()
    for each in await own_consents(network, viewer_id):
        if each.use == use and (each.given != given or each.since is None):
            if not await store.set_consent(network.graph, viewer_id, stored(known[use], given, now)):
                raise NotFound("profile")
            if use == "suggested":
                await fronts.refresh(network.graph, [viewer_id], now)
                await boards.refresh(network.graph, viewer_id, now)
    return await own_consents(network, viewer_id)
