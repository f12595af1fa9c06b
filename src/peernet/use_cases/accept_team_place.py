"""Somebody who was asked takes their place in a team."""

from __future__ import annotations

from peernet.errors import NoPlaceFree, NotFound, WrongState
from peernet.graph import fronts
from peernet.graph import teams as store
from peernet.use_cases.network import Network


async def accept_team_place(network: Network, viewer_id: str, team_id: str) -> None:
    """With the last acceptance the team is formed.

    Refuses with NotFound, WrongState once the ask is over, or NoPlaceFree when other teams and mentees have taken every
    place that the viewer has.
    """
    now = network.clock()
    row = await store.accept_team_place(network.graph, viewer_id, team_id, now)
    if row is None:
        raise NotFound("team")
    if row.outcome == "wrong_state":
        raise WrongState("team", row.state)
    if row.outcome == "full":
        raise NoPlaceFree(row.capacity)
    await fronts.refresh(network.graph, [viewer_id], now)
