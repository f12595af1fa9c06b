"""Pairs that would rather have each other than what a round gives them."""

from __future__ import annotations

import numpy as np

from peernet.recommend.rounds.part import Part
from peernet.recommend.rounds.table import Numbers, Reals, RoundTable, Small


def blocking_pairs(table: RoundTable, part: Part, taken: Numbers) -> Numbers:
    """Numbers (in the part) of the open pairs that are not made though both would gain by it; `taken`: those made.

    A side gains when it has a place left, or likes the other better than the worst it has. Fixed pairs hold their
    places, and equally liked is not better.
    """
    made = np.zeros(len(part.pair), np.bool_)
    made[taken] = True
    for_mentee = _worst(part.mentee[taken], table.by_mentee[part.pair[taken]], part.wanted)
    for_mentor = _worst(part.mentor[taken], table.by_mentor[part.pair[taken]], part.places)
    gains = table.by_mentee[part.pair] > for_mentee[part.mentee]
    gains &= table.by_mentor[part.pair] > for_mentor[part.mentor]
    return np.flatnonzero(gains & ~made)


def _worst(person: Small, liked: Reals, room: Numbers) -> Reals:
    """How much each person likes the worst they have: nothing at all with room left, endlessly with no room at all."""
    got = np.bincount(person, minlength=len(room))
    worst = np.full(len(room), np.inf)
    np.minimum.at(worst, person, liked)
    return np.where(got < room, -np.inf, worst)
