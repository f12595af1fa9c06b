"""A candidate with what they are worth to one asking."""

from __future__ import annotations

from typing import NamedTuple

from peernet.model.mentor_candidate import MentorCandidate
from peernet.recommend.asking import Fits
from peernet.recommend.two_sided import Sides


class Ranked(NamedTuple):
    """A candidate who meets the conditions; sides: both estimates; total: both joined, in log-odds."""

    total: float
    candidate: MentorCandidate
    met: Fits
    sides: Sides
