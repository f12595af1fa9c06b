"""Exposure: how much somebody has been shown to others lately, the first places of a list more than later ones.

Stored with its forward decay (decay.py), so that being shown a month ago counts half of being shown today.
"""

from __future__ import annotations

import math

from peernet.recommend.decay import growth

HALF_LIFE_DAYS = 30.0


def increment(place: int, at_ms: int) -> float:
    """What being shown at that place (1 for the first) at that time (epoch ms) adds to the stored exposure.

    1 / log2(1 + place), as much as nDCG expects of a reader's attention (Jarvelin and Kekalainen, 2002).
    """
    return growth(at_ms, HALF_LIFE_DAYS) / math.log2(1 + place)


def value(exposure: float, at_ms: int) -> float:
    """The stored exposure as it counts at that time: 1 is having stood first once, just now."""
    return exposure / growth(at_ms, HALF_LIFE_DAYS)


def stored(exposure: float, at_ms: int) -> float:
    """The exposure in the form it is stored in, so that it counts that much at that time."""
    return exposure * growth(at_ms, HALF_LIFE_DAYS)
