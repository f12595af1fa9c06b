"""Mentorships: from a request to its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

MentorshipState = Literal["requested", "active", "declined", "withdrawn", "completed"]
MENTORSHIP_STATES: tuple[MentorshipState, ...] = get_args(MentorshipState)
MAX_OPEN_REQUESTS = 10
"""How many mentors a member may be waiting for at once: enough to choose, too few to ask everybody."""


@dataclass(frozen=True, slots=True)
class Mentorship:
    """A mentorship that the viewer is in; mentee_id is None in histories that name only the mentor. Epoch ms."""

    id: str
    mentor_id: str
    mentee_id: str | None
    skill_ids: list[str]
    goal: str
    state: str
    community_id: str | None
    requested_at: int | None
    started_at: int | None
    ended_at: int | None
