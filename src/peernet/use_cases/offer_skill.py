"""Offer a skill to others, and stop offering it."""

from __future__ import annotations

from peernet.errors import LimitReached, NotFound
from peernet.graph import fronts
from peernet.graph import skills as store
from peernet.model.level import level as check_level
from peernet.model.lifetime import DAY_MS, check_end
from peernet.recommend import standing
from peernet.use_cases.network import Network
from peernet.use_cases.settle_merges import follow_merges

MOST_OFFERS = 50


async def offer_skill(
    network: Network, viewer_id: str, skill_id: str, level: int, until: int | None, *, only_one: bool = False
) -> None:
    """Offers it at `level` (1 to 5) until then (epoch ms), or as long as offers stand; offering again changes both.

    only_one: for one mentee alone: it is over when one is accepted.

    Refuses with NotFound (skill, profile) or LimitReached; BadInput for a level or an end that cannot be.
    """
    now = network.clock()
    check_level(level)
    check_end(until, now)
    claim = standing.increment("said", 1.0, now)
    outcome = await store.offer_skill(
        network.graph,
        viewer_id,
        skill_id,
        level=level,
        until=until,
        only_one=only_one,
        usual=network.lifetimes.offer * DAY_MS,
        now=now,
        claim=claim,
        most=MOST_OFFERS,
    )
    if outcome is None:
        raise NotFound("profile")
    if outcome == "not_found":
        raise NotFound("skill")
    if outcome == "too_many":
        raise LimitReached("offers", MOST_OFFERS)
    await follow_merges(network.graph, [skill_id])
    await fronts.refresh(network.graph, [viewer_id], now)


async def renew_offer(network: Network, viewer_id: str, skill_id: str, until: int | None = None) -> None:
    """Lets an offer stand on until then, or as long as a new one would; whether it has ended makes no difference.

    Refuses with NotFound when the viewer does not offer it; BadInput for an end that cannot be.
    """
    now = network.clock()
    check_end(until, now)
    usual = network.lifetimes.offer * DAY_MS
    if not await store.renew_offer(network.graph, viewer_id, skill_id, until=until, usual=usual, now=now):
        raise NotFound("offer")
    await fronts.refresh(network.graph, [viewer_id], now)


async def withdraw_offer(network: Network, viewer_id: str, skill_id: str) -> None:
    """Refuses with NotFound when the viewer does not offer it."""
    if not await store.withdraw_offer(network.graph, viewer_id, skill_id):
        raise NotFound("offer")
    await fronts.refresh(network.graph, [viewer_id], network.clock())
