"""Meetings of a mentorship: recorded by one side, confirmed by the other."""

from __future__ import annotations

import uuid

from peernet.errors import BadInput, LimitReached, NotFound, WrongState
from peernet.graph import meetings as store
from peernet.model.meeting import LONGEST_MINUTES, MOST_MEETINGS, SHORTEST_MINUTES
from peernet.model.text import clean_line
from peernet.use_cases.network import Network

_KEYS = uuid.UUID("b6a1c1d4-7c06-4f0f-9c61-0f7a5b2b8e7e")


async def record_meeting(
    network: Network, viewer_id: str, mentorship_id: str, at: int | None, minutes: int, key: str | None = None
) -> None:
    """Notes that the two of a mentorship have met, `at` (epoch ms; now unless said), for so many minutes.

    The same `key` has one effect however often. Refuses with NotFound (mentorship), WrongState before it has begun, or
    LimitReached; BadInput for a length that cannot be, or a time that does not lie within the mentorship, or ahead.
    """
    now = network.clock()
    met = now if at is None else at
    if met > now:
        raise BadInput("must not lie in the future: record it when you have met", "at")
    if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        raise BadInput(f"must be from {SHORTEST_MINUTES} to {LONGEST_MINUTES}", "minutes")
    row = await store.record_meeting(
        network.graph,
        viewer_id,
        mentorship_id,
        _id(viewer_id, mentorship_id, key),
        at=met,
        minutes=minutes,
        now=now,
        most=MOST_MEETINGS,
    )
    if row is None:
        raise NotFound("mentorship")
    if row.outcome == "wrong_state":
        raise WrongState("mentorship", row.state)
    if row.outcome == "outside":
        raise BadInput("must lie within the mentorship", "at")
    if row.outcome == "too_many":
        raise LimitReached("meetings", MOST_MEETINGS)


async def confirm_meeting(network: Network, viewer_id: str, meeting_id: str, *, happened: bool = True) -> str:
    """Says that a meeting that the other side has recorded took place, or that it did not; its mentorship's id.

    Refuses with NotFound, or WrongState for one's own, or for one that was confirmed before and is now denied.
    """
    row = await store.confirm_meeting(network.graph, viewer_id, meeting_id, happened=happened, now=network.clock())
    if row is None:
        raise NotFound("meeting")
    if row.outcome == "own":
        raise WrongState("meeting", "recorded")
    if row.outcome == "confirmed":
        raise WrongState("meeting", "confirmed")
    return row.mentorship_id


def _id(viewer_id: str, mentorship_id: str, key: str | None) -> str:
    if key is None:
        return str(uuid.uuid4())
    return str(uuid.uuid5(_KEYS, f"{viewer_id}\n{mentorship_id}\n{clean_line(key, 'idempotencyKey', 200)}"))
