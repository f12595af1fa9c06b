"""Block somebody, silently and both ways, and take it back."""

from __future__ import annotations

from peernet.errors import CannotBlockSelf, NotFound
from peernet.graph import blocks, fronts
from peernet.use_cases.decline_team_place import part_blocked
from peernet.use_cases.network import Network


async def block_person(network: Network, viewer_id: str, person_id: str) -> None:
    """Ends what is open between the two, seats in the same team included.

    Refuses with CannotBlockSelf, or NotFound for whom the viewer cannot see.
    """
    if person_id == viewer_id:
        raise CannotBlockSelf
    now = network.clock()
    row = await blocks.block(network.graph, viewer_id, person_id, now)
    if row is None or row.outcome == "not_found":
        raise NotFound("person")
    await fronts.refresh(network.graph, row.freed, now)
    await part_blocked(network, viewer_id, person_id)


async def unblock_person(network: Network, viewer_id: str, person_id: str) -> None:
    """Refuses with NotFound when the viewer has not blocked such a person."""
    if not await blocks.unblock(network.graph, viewer_id, person_id):
        raise NotFound("block")
