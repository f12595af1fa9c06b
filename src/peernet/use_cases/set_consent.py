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
    if use not in USES:
        raise BadInput(f"must be one of {', '.join(USES)}", "use")
    now = network.clock()
    held = await own_consents(network, viewer_id)
    said = next(each for each in held if each.use == use)
    if said.given == given and said.since is not None:
        return held
    if not await store.set_consent(network.graph, viewer_id, stored(said.use, given, now)):
        raise NotFound("profile")
    if use == "suggested":
        await fronts.refresh(network.graph, [viewer_id], now)
        await boards.refresh(network.graph, viewer_id, now)
    return await own_consents(network, viewer_id)
