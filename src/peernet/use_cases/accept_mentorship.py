"""A mentor takes a mentee on."""

from __future__ import annotations

from peernet.errors import MentorIsFull, NotFound, WrongState
from peernet.graph import fronts
from peernet.graph import mentorships as store
from peernet.use_cases.network import Network


async def accept_mentorship(network: Network, viewer_id: str, mentorship_id: str) -> None:
    """Refuses with NotFound, WrongState, or MentorIsFull.

    Full is also who has just given the last place away, or the only one of an offer for one mentee alone.
    """
    now = network.clock()
    row = await store.accept_mentorship(network.graph, viewer_id, mentorship_id, now)
    if row is None:
        raise NotFound("request")
    if row.outcome == "full":
        raise MentorIsFull(viewer_id, row.capacity)
    if row.outcome == "taken":  # the offer was for one mentee alone, and another has it
        raise MentorIsFull(viewer_id, 1)
    if row.outcome == "wrong_state":
        raise WrongState("request", row.state)
    await fronts.refresh(network.graph, [viewer_id], now)
