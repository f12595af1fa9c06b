"""Either side ends a mentorship."""

from __future__ import annotations

from peernet.errors import NotFound, WrongState
from peernet.graph import fronts
from peernet.graph import mentorships as store
from peernet.use_cases.network import Network


async def end_mentorship(network: Network, viewer_id: str, mentorship_id: str) -> None:
    """Refuses with NotFound, or with WrongState when it is not active; the mentor has a place open again."""
    now = network.clock()
    row = await store.end_mentorship(network.graph, viewer_id, mentorship_id, now)
    if row is None:
        raise NotFound("mentorship")
    if row.outcome == "wrong_state":
        raise WrongState("mentorship", row.state)
    await fronts.refresh(network.graph, [row.mentor_id], now)
