"""What a signal of a suggestion is: a strength, what it counts for either side, and its reasons."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from peernet.model.mentor_candidate import MentorCandidate
from peernet.model.suggestion import Reason
from peernet.recommend.asking import Asking, Fits

Strength = Callable[[Asking, MentorCandidate, Fits], float]
Explain = Callable[[Asking, MentorCandidate, Fits, float], tuple[Reason, ...]]


class Signal(NamedTuple):
    """weight x strength goes into the asker's side, accept x strength into the mentor's (two_sided.py).

    reasons: the types that `explain` may give; given what the signal adds to the joined score, they sum to it, and
    there are none only where the strength is 0.
    """

    reasons: tuple[type[Reason], ...]
    weight: float
    strength: Strength
    explain: Explain
    accept: float = 0.0
