"""Learning rings: each teaches the next, and the last teaches the first."""

from __future__ import annotations

from dataclasses import dataclass

FEWEST, MOST = 2, 4
"""How many people a ring holds: two swap; with five somebody always falls out."""
MAX_OPEN_RINGS = 5
"""How many proposals a member may have waiting at once."""
RING_DAYS = 14
"""So long a proposal waits for all answers."""


@dataclass(frozen=True, slots=True)
class RingPerson:
    """Somebody who could be in a ring; offers: (skill id, level, standing); needs: (need id, skill id, level).

    speaks: primary subtags, none for any; apart: ids with whom they cannot be in one ring; mentees: ids whom they
    mentor, or are asked to, already.
    """

    id: str
    name: str
    speaks: tuple[str, ...]
    offers: tuple[tuple[str, int, float], ...]
    needs: tuple[tuple[str, str, int | None], ...]
    apart: frozenset[str]
    mentees: frozenset[str]


@dataclass(frozen=True, slots=True)
class RingStep:
    """One person of a ring, and what they give to the next one; level 1 to 5 is theirs."""

    person_id: str
    name: str
    skill_id: str
    level: int


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring that could be proposed, the viewer first; each gives to the next one, the last to the first.

    worth: 0 to 1, how well the levels fit at the step where they fit worst.
    """

    steps: tuple[RingStep, ...]
    worth: float


@dataclass(frozen=True, slots=True)
class ProposedRing:
    """A ring that was proposed, as one of its members sees it: themselves first, and what they answered.

    accepted: whether the viewer has accepted; what others answered is told to nobody. proposed_at: epoch milliseconds.
    """

    id: str
    state: str
    accepted: bool
    proposed_at: int
    steps: tuple[RingStep, ...]
