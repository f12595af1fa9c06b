"""Somebody declines a place in a team, or gives one up; somebody else is asked, and nobody is told why."""

from __future__ import annotations

import logging

from peernet.errors import NotFound, StoreError, WrongState
from peernet.graph import fronts
from peernet.graph import teams as store
from peernet.use_cases.network import Network
from peernet.use_cases.refill_team import fill_open_seats

logger = logging.getLogger("peernet.teams")


async def decline_team_place(network: Network, viewer_id: str, team_id: str) -> None:
    """The next best person is asked, everybody else staying. Refuses with NotFound, or WrongState at its end."""
    row = await give_up_place(network, viewer_id, team_id)
    if row is None:
        raise NotFound("team")
    if row.outcome == "wrong_state":
        raise WrongState("team", row.state)


async def part_blocked(network: Network, viewer_id: str, person_id: str) -> None:
    """After a block: whoever blocks gives up their seats beside the other, the other those in a team of theirs."""
    for shared in await store.teams_between(network.graph, viewer_id, person_id):
        await give_up_place(network, shared.leaver_id, shared.id)


async def give_up_place(network: Network, person_id: str, team_id: str) -> store.LeaveRow | None:
    """What came of it; where the team waits for somebody else they are looked for at once."""
    row = await store.leave_team(network.graph, person_id, team_id)
    if row is not None and row.outcome == "left":
        await fronts.refresh(network.graph, [person_id], network.clock())
        if row.refill:
            await _refill(network, team_id)
    return row


async def _refill(network: Network, team_id: str) -> None:
    try:
        await fill_open_seats(network, team_id)
    except StoreError as error:
        # The place has been given up, whatever comes of the search; the organiser can ask for it again.
        logger.warning("no search for a seat of a team: %s", error)
