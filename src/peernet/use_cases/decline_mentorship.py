"""A mentor declines a request."""

from __future__ import annotations

from peernet.errors import NotFound, WrongState
from peernet.graph import mentorships as store
from peernet.use_cases.network import Network


async def decline_mentorship(network: Network, viewer_id: str, mentorship_id: str) -> None:
    """Refuses with NotFound, or with WrongState when it is answered or withdrawn already."""
    row = await store.decline_mentorship(network.graph, viewer_id, mentorship_id, network.clock())
    if row is None:
        raise NotFound("request")
    if row.outcome == "wrong_state":
        raise WrongState("request", row.state)
