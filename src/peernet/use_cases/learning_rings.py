"""Learning rings: finding them, proposing one, and answering."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence

from peernet.errors import BadInput, LimitReached, NotFound, RingImpossible, WrongState
from peernet.graph import fronts
from peernet.graph import rings as store
from peernet.graph.rings import RingMember
from peernet.model.ring import FEWEST, MAX_OPEN_RINGS, MOST, RING_DAYS, Ring
from peernet.recommend.rings import find_rings, spread
from peernet.use_cases.network import Network

_KEYS = uuid.UUID("0f3fd6a6-51d0-4b2e-9b1c-6f6a3e1f7d20")
_DAY_MS = 86_400_000
_EACH = 2
"""How often one person may come up in a list, so that it does not hold the same neighbour again and again."""


async def learning_rings(network: Network, viewer_id: str, first: int) -> list[Ring]:
    """Rings of two to four through the viewer, best first, all of whose members they may see."""
    people = await store.ring_candidates(network.graph, viewer_id, network.clock())
    # Among people who can all teach each other the walk takes a tenth of a second, in which others are answered.
    found = await asyncio.to_thread(find_rings, viewer_id, people)
    return spread(found, first, _EACH)


async def propose_ring(network: Network, viewer_id: str, person_ids: Sequence[str], skill_ids: Sequence[str]) -> str:
    """Proposes to all: each of `person_ids` (2 to 4, the viewer among them) gives the skill at the same place to the
    next one, the last to the first. The ring's id: proposing the same one again has no further effect.

    Refuses with NotFound (person, profile), RingImpossible, WrongState once it is decided, or LimitReached; BadInput
    for a number of people or skills that cannot be.
    """
    members = _members(viewer_id, person_ids, [network.catalogue.current(each) for each in skill_ids])
    # The same ring has one id, whoever proposes it and wherever the counting begins.
    start = min(range(len(members)), key=lambda place: members[place].id)
    turned = [*members[start:], *members[:start]]
    ring_id = str(uuid.uuid5(_KEYS, "\n".join(f"{each.id}\t{each.gives}" for each in turned)))
    now = network.clock()
    outcome = await store.propose_ring(
        network.graph, viewer_id, ring_id, turned, now=now, until=now + RING_DAYS * _DAY_MS
    )
    match outcome:
        case "proposed" | "repeated":
            return ring_id
        case None:
            raise NotFound("profile")
        case "not_found":
            raise NotFound("person")
        case "too_many":
            raise LimitReached("rings", MAX_OPEN_RINGS)
        case "wrong_state":
            raise WrongState("ring", "ended")
    raise RingImpossible


async def accept_ring(network: Network, viewer_id: str, ring_id: str) -> None:
    """The last to accept makes all its mentorships begin; a ring that cannot be any more ends for all instead.

    Refuses with NotFound, or WrongState when it has ended.
    """
    now = network.clock()
    row = await store.accept_ring(network.graph, viewer_id, ring_id, now)
    if row is None:
        raise NotFound("ring")
    if row.outcome == "wrong_state":
        raise WrongState("ring", "ended")
    if row.outcome == "agreed":
        await fronts.refresh(network.graph, row.members, now)


async def decline_ring(network: Network, viewer_id: str, ring_id: str) -> None:
    """Ends it for all, without a word on who declined; refuses with NotFound, or WrongState once it is agreed."""
    row = await store.decline_ring(network.graph, viewer_id, ring_id, network.clock())
    if row is None:
        raise NotFound("ring")
    if row.outcome == "wrong_state":
        raise WrongState("ring", row.state)


def _members(viewer_id: str, person_ids: Sequence[str], skill_ids: Sequence[str]) -> list[RingMember]:
    size = len(person_ids)
    if not FEWEST <= size <= MOST or len(set(person_ids)) < size:
        raise BadInput(f"name from {FEWEST} to {MOST} different people", "personIds")
    if viewer_id not in person_ids:
        raise BadInput("a ring is proposed by one of its members", "personIds")
    if len(skill_ids) != size:
        raise BadInput("name one skill for each person, in the same order", "skillIds")
    return [
        RingMember(person_ids[place], place, skill_ids[place], skill_ids[place - 1], person_ids[(place + 1) % size])
        for place in range(size)
    ]
