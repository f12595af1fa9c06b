"""A mentee takes a request back."""

from __future__ import annotations

from peernet.errors import NotFound, WrongState
from peernet.graph import mentorships as store
from peernet.use_cases.network import Network


async def withdraw_request(network: Network, viewer_id: str, mentorship_id: str) -> None:
    """Refuses with NotFound, or with WrongState when the mentor has answered already."""
    row = await store.withdraw_request(network.graph, viewer_id, mentorship_id, network.clock())
    if row is None:
        raise NotFound("request")
    if row.outcome == "wrong_state":
        raise WrongState("request", row.state)
