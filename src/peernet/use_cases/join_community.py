"""Join and leave communities; ask to, where one has to be let in."""

from __future__ import annotations

import uuid

from peernet.errors import ClosedCommunity, LastOrganiser, LimitReached, NotFound, WrongState
from peernet.graph import fronts
from peernet.graph import joining as store
from peernet.graph.running import leave_community as leave
from peernet.model.joining import MOST_REQUESTS, PAUSE_DAYS
from peernet.model.text import clean_text
from peernet.use_cases.network import Network

_KEYS = uuid.UUID("c3a2a0de-7a4e-4a4f-9d43-55e0a0b5d2f1")
_DAY = 86_400_000


async def join_community(network: Network, viewer_id: str, community_id: str, message: str = "") -> bool:
    """Whether the viewer belongs to it now; otherwise a request waits, with what they say to those who decide it.

    Joining or asking again changes nothing. Refuses with NotFound, ClosedCommunity where one is invited, WrongState
    where they were declined lately, LimitReached.
    """
    now = network.clock()
    outcome = await store.join_community(
        network.graph,
        viewer_id,
        community_id,
        request_id(viewer_id, community_id),
        clean_text(message, "message", 1000),
        now=now,
        again_after=now - PAUSE_DAYS * _DAY,
        most=MOST_REQUESTS,
    )
    match outcome:
        case None:
            raise NotFound("community")
        case "closed":
            raise ClosedCommunity(community_id)
        case "declined":
            raise WrongState("request to join", "declined")
        case "too_many":
            raise LimitReached("requests to join", MOST_REQUESTS)
    if outcome == "joined":
        await fronts.refresh(network.graph, [viewer_id], now)
    return outcome in ("joined", "repeated")


async def leave_community(network: Network, viewer_id: str, community_id: str) -> None:
    """Refuses with NotFound when the viewer is not in it, or with LastOrganiser."""
    outcome = await leave(network.graph, viewer_id, community_id)
    if outcome is None:
        raise NotFound("community")
    if outcome == "last_organiser":
        raise LastOrganiser(community_id)
    await fronts.refresh(network.graph, [viewer_id], network.clock())


def request_id(person_id: str, community_id: str) -> str:
    """A person's request to join a community: one at most, made anew where it may be."""
    return str(uuid.uuid5(_KEYS, f"{person_id}\n{community_id}"))
