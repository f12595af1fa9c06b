"""Somebody takes themselves out of the network, for good."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Iterator

from peernet.errors import Conflict, LastOrganiser, NotFound, RuleBroken
from peernet.graph import boards, fronts
from peernet.graph import erasures as store
from peernet.graph.endorsements import endorsed_by
from peernet.graph.erasures import HoldsRow
from peernet.use_cases.decline_mentorship import decline_mentorship
from peernet.use_cases.decline_team_place import decline_team_place
from peernet.use_cases.end_mentorship import end_mentorship
from peernet.use_cases.finish_team import call_off_team
from peernet.use_cases.learning_rings import decline_ring
from peernet.use_cases.network import Network, wall_clock
from peernet.use_cases.reckon_endorsements import reckon
from peernet.use_cases.withdraw_request import withdraw_request

RESUME_AFTER = 60_000
"""Milliseconds after which whoever opens the network brings to its end what a process has left that died."""


async def erase_own_data(network: Network, viewer_id: str, person_id: str) -> None:
    """Takes the viewer out for good; `person_id` repeats their own id, so that nobody does it by mistake.

    What is under way ends as though they had ended it, others keep what is theirs with an id that stands for nobody,
    and neither an import nor a token brings them back. Refuses with NotFound (profile; also for anybody else's id), or
    LastOrganiser where they alone run a community; Conflict while something is imported.
    """
    if person_id != viewer_id:
        raise NotFound("profile")
    row = await store.begin_erasure(network.graph, viewer_id, network.clock(), wall_clock())
    if row is None:
        raise NotFound("profile")
    if row.outcome == "importing":
        raise Conflict("Something is being imported; try again when that has ended.", "begin_erasure")
    if row.community_id is not None:
        raise LastOrganiser(row.community_id)
    await _carry_out(network, viewer_id)


async def settle_erasures(network: Network) -> int:
    """Brings to their end the erasures that a process has begun and not finished; how many there were."""
    begun = await store.erasures_begun(network.graph, network.clock() - RESUME_AFTER)
    for person_id in begun:
        await _carry_out(network, person_id)
    return len(begun)


async def _carry_out(network: Network, person_id: str) -> None:
    """Every step can be done again: whatever died in the middle is gone through once more from here."""
    held = await store.erasing_holds(network.graph, person_id)
    if held is None:
        return
    for step in _endings(network, person_id, held):
        try:
            await step
        except RuleBroken:  # the other side has ended it in the meantime
            continue
    now = network.clock()
    await fronts.refresh(network.graph, [person_id], now)
    await boards.refresh(network.graph, person_id, now, closed=held.needs)
    endorsed = await endorsed_by(network.graph, person_id)
    await store.take_out(network.graph, person_id, f"erased-{uuid.uuid4()}", now)
    for skill_id, people in endorsed.items():  # what they stood up for counts no more
        await reckon(network.graph, skill_id, now, people)


def _endings(network: Network, person_id: str, held: HoldsRow) -> Iterator[Awaitable[None]]:
    """What ends all that is under way, the one after the other."""
    yield from (withdraw_request(network, person_id, each) for each in held.made)
    yield from (decline_mentorship(network, person_id, each) for each in held.got)
    yield from (end_mentorship(network, person_id, each) for each in held.active)
    yield from (decline_ring(network, person_id, each) for each in held.rings)
    yield from (call_off_team(network, person_id, each) for each in held.formed)
    yield from (decline_team_place(network, person_id, each) for each in held.seats if each not in held.formed)
