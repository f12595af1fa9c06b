"""Joining the two sides of a suggestion: that the member would ask, and that the mentor would accept.

Both are probabilities given in log-odds, and are joined by a soft minimum: of the odds o and r of the sides the power
mean with the exponent -s, ((o^-s + r^-s) / 2)^(-1/s), s being STRICTNESS. At 1 that is the harmonic mean of the two
probabilities, towards 0 the geometric mean of their odds, where one side makes up for the other. It rises with either
side, whatever the other is, and a side that is the same for everybody leaves the order to the other one.

Which share of the joined score a side's reasons have made is told by walking from the base, where nothing is known, to
what is known, on a straight line, and taking the mean slope by each side on the way (Aumann and Shapley, "Values of
Non-Atomic Games", 1974; "integrated gradients" in Sundararajan, Taly and Yan, 2017). The soft minimum's two slopes are
above 0 and sum to 1, hence so do the shares; each reason's weight is what it adds to its side times that side's share.
What all reasons say sums exactly to the joined log-odds less those of the base, no reason changes its sign, and
reasons of one side keep their proportions.
"""

from __future__ import annotations

import math
from typing import NamedTuple

STRICTNESS = 1 / 3
"""How little one side can make up for the other; chosen on made acceptances (`python -m bench two-sided`, its training
seeds) as what recovers the true order best and puts no worse people first than the plain mean."""


class Sides(NamedTuple):
    """ask: that the member would ask; accept: that the mentor would accept; both in log-odds."""

    ask: float
    accept: float


def joined(sides: Sides) -> float:
    """The log-odds of the soft minimum of the two probabilities: between the two, near the smaller one."""
    ask, accept = sides
    smaller, between = (ask, ask - accept) if ask < accept else (accept, accept - ask)
    return smaller + (_LOG_2 - math.log1p(math.exp(STRICTNESS * between))) / STRICTNESS


def probability(log_odds: float) -> float:
    """0 to 1, both included only where a float can tell no more."""
    if log_odds >= 0:
        return 1 / (1 + math.exp(-log_odds))
    odds = math.exp(log_odds)
    return odds / (1 + odds)


def log_odds(share: float) -> float:
    """Of a probability above 0 and below 1."""
    return math.log(share / (1 - share))


def ask_share(base: Sides, known: Sides) -> float:
    """The mean slope of `joined` by the asker's side on the straight line from `base` to `known`, 0 to 1.

    The rest, 1 less that, is the mentor's side's. The slope is logistic(STRICTNESS x (accept - ask)); its mean over a
    line on which that product goes from a to b is (softplus(b) - softplus(a)) / (b - a).
    """
    start, end = STRICTNESS * (base.accept - base.ask), STRICTNESS * (known.accept - known.ask)
    if abs(end - start) < _SAME:
        return probability((start + end) / 2)
    return (_softplus(end) - _softplus(start)) / (end - start)


_SAME = 1e-6
_LOG_2 = math.log(2.0)


def _softplus(number: float) -> float:
    return max(number, 0.0) + math.log1p(math.exp(-abs(number)))
