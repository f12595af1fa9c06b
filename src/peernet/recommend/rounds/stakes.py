"""What pairs are worth in whole numbers, so that a solver's optimum is one to the last digit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peernet.model.round import RoundRules, price
from peernet.recommend.rounds.part import Part
from peernet.recommend.rounds.table import Numbers, Reals

_FINEST, _COARSEST = 10**9, 10**4
_ROOM = 1 << 61
"""The solver multiplies what a pair is worth by the number of people, and adds up, in 64 bits."""
_MODEST = 8


@dataclass(frozen=True)
class Stakes:
    """A pair is worth round(quality x scale) + bonus, the first of a mentee `first` more."""

    scale: int
    bonus: int
    first: int

    def value(self, quality: Reals) -> Numbers:
        """What each pair is worth."""
        return np.rint(quality * self.scale).astype(np.int64) + self.bonus


CARDINAL = Stakes(0, 1, 1)
"""Every place counts, and everybody's first as much again: both numbers are at their most at once, since filling one
more place never needs to take somebody's last."""
PLACES = Stakes(0, 1, 0)
PEOPLE = Stakes(0, 0, 1)


def scale_for(part: Part) -> int:
    """The finest scale, a power of ten, with which nothing overflows.

    Beyond a few thousand people 1e-6 is fine enough: every further digit costs the solver a round more.
    """
    people, most = len(part.wanted) + len(part.places) + 2, part.most
    scale = _FINEST if people < 5_000 else 10**6
    while scale > _COARSEST and 3 * scale * (most + 1) * max(people, most) >= _ROOM:
        scale //= 10
    return scale


def stakes_for_quality(part: Part, rules: RoundRules) -> Stakes:
    """The stakes of a round with a coverage below 1: a pair counts what its quality is above what it has to be."""
    scale = scale_for(part)
    bonus = min(round((price(rules.coverage) - rules.worth) * scale), _endless(scale, part))
    return Stakes(scale, bonus, 0)


def stakes_for_coverage(part: Part, rules: RoundRules) -> tuple[Stakes, ...]:
    """The stakes to try for coverage 1, one after another; the last ones surely fill as many places as can be.

    Where a place is worth more than all quality together, the solver takes twice as long as where it is worth a few
    perfect pairs, which nearly always does: whether it did is proved afterwards.
    """
    scale, several = scale_for(part), bool((part.wanted > 1).any())
    first = rules.everyone_first and several
    return tuple(Stakes(scale, bonus, bonus if first else 0) for bonus in (_MODEST * scale, _endless(scale, part)))


def _endless(scale: int, part: Part) -> int:
    return scale * (part.most + 1)
