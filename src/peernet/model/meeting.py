"""What came of a mentorship: meetings, and how much it has helped."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MOST_MEETINGS = 500
SHORTEST_MINUTES, LONGEST_MINUTES = 5, 480
HELPFUL = range(1, 6)
TAUGHT_WEIGHTS: Mapping[int, float] = MappingProxyType({3: 0.5, 4: 1.0, 5: 2.0})
"""By how much it helped, from 1 to 5, what a mentorship weighs as evidence of teaching; what did not help is none."""


_MARKS = uuid.UUID("5a0c8a3f-6a0e-4f37-9d0b-2c1f5c7a9e21")


def feedback_mark(mentee_id: str) -> str:
    """What stands for a mentee in the id of the evidence that their feedback is, which does not say who they are."""
    return str(uuid.uuid5(_MARKS, mentee_id))


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting in a mentorship: when (epoch ms), for how long; confirmed_at: by the other, None: not yet."""

    mentorship_id: str
    id: str
    at: int
    minutes: int
    recorded_by: str
    confirmed_at: int | None


@dataclass(frozen=True, slots=True)
class Feedback:
    """How much a mentorship (its id) has helped its mentee, 1 to 5, in their words; shared: with the mentor, too."""

    id: str
    helpful: int
    words: str
    shared: bool
    at: int
