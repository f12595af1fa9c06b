"""Forward decay: what is added is multiplied by how late it comes, instead of what is there being divided by its age.

Cormode, Shkapenyuk, Srivastava, Xu: "Forward Decay: A Practical Time Decay Model for Streaming Systems", ICDE 2009.
Later everything shrinks by the same factor, so sums can only change by what is added and their order by nothing else;
nothing has to be rebuilt, and an index on a stored sum stays right for years.
"""

from __future__ import annotations

ORIGIN_MS = 1_577_836_800_000
"""2020-01-01T00:00Z in epoch milliseconds."""

_DAY_MS = 86_400_000
# 2^500 still leaves room for sums, and is a thousand years of the slowest half-lives away.
_MOST_HALF_LIVES = 500.0


def growth(at_ms: int, half_life_days: float) -> float:
    """By how much more something counts that comes at that time (epoch ms) than at the origin; 1 at the origin."""
    half_lives = (at_ms - ORIGIN_MS) / (half_life_days * _DAY_MS)
    return float(2.0 ** max(-_MOST_HALF_LIVES, min(_MOST_HALF_LIVES, half_lives)))
