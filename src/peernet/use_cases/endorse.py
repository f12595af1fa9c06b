"""Stand up for somebody's skill, and take it back."""

from __future__ import annotations

from peernet.errors import CannotEndorseSelf, LimitReached, NotFound
from peernet.graph import endorsements as store
from peernet.model.endorsement import MOST_GIVEN
from peernet.use_cases.network import Network
from peernet.use_cases.reckon_endorsements import reckon


async def endorse(network: Network, viewer_id: str, person_id: str, skill_id: str) -> None:
    """Once for each person and skill; done again it counts from now on.

    Refuses with CannotEndorseSelf, NotFound (profile, person, skill), or LimitReached.
    """
    if person_id == viewer_id:
        raise CannotEndorseSelf
    now = network.clock()
    row = await store.endorse(network.graph, viewer_id, person_id, skill_id, now=now, most=MOST_GIVEN)
    if row is None:
        raise NotFound("profile")
    if row.outcome == "too_many":
        raise LimitReached("endorsements", MOST_GIVEN)
    if row.skill_id is None or row.outcome == "no_person":
        raise NotFound(row.outcome.removeprefix("no_"))
    await reckon(network.graph, row.skill_id, now, [person_id])


async def withdraw_endorsement(network: Network, viewer_id: str, person_id: str, skill_id: str) -> None:
    """Refuses with NotFound (endorsement) when the viewer does not endorse them for it."""
    of = await store.withdraw_endorsement(network.graph, viewer_id, person_id, skill_id)
    if of is None:
        raise NotFound("endorsement")
    await reckon(network.graph, of, network.clock(), [person_id])
