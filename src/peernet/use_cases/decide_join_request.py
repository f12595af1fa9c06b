"""Let somebody into a community who asks to join it, or decline; take a request of one's own back."""

from __future__ import annotations

from typing import Literal

from peernet.errors import NotFound, WrongState
from peernet.graph import joining as store
from peernet.model.policy import Act, may
from peernet.model.viewer import Viewer
from peernet.use_cases.network import Network, me
from peernet.use_cases.note_presence import membership_moved


async def decide_join_request(
    network: Network, viewer: Viewer, request_id: str, state: Literal["accepted", "declined"]
) -> None:
    """Once; deciding the same again changes nothing.

    Refuses with NotFound for what the viewer may not decide, or with WrongState when it was decided otherwise.
    """
    allowed, now = may(Act.DECIDE_REQUESTS, viewer.role), network.clock()
    row = await store.decide_join_request(network.graph, me(viewer), request_id, state, allowed, now)
    if row is None:
        raise NotFound("request")
    _check(row.outcome, row.state)
    if row.state == "accepted":
        await membership_moved(network, [row.person_id])


async def withdraw_join_request(network: Network, viewer_id: str, request_id: str) -> None:
    """Refuses with NotFound, or with WrongState when it was decided already."""
    row = await store.withdraw_join_request(network.graph, viewer_id, request_id, network.clock())
    if row is None:
        raise NotFound("request")
    _check(row.outcome, row.state)


def _check(outcome: str, state: str) -> None:
    if outcome == "wrong_state":
        raise WrongState("request to join", state)
