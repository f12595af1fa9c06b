"""How long until a full mentor has a place open, as far as their earlier mentorships tell."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence

from peernet.model.wait import Load, Wait

ENOUGH = 3
"""So many completed mentorships must be known: from fewer any span would be a guess."""
_WEEK_MS = 7 * 86_400_000
_LOWER, _UPPER = 0.25, 0.75
_MOST_BEFORE = 1_000


def expected_wait(load: Load, at_ms: int) -> Wait | None:
    """When a place opens: at best when the first mentorship ends, at worst when all who wait have had theirs before.

    A mentorship that goes on is taken to last like those earlier ones that lasted longer than it has so far, between
    their lower and upper quartile. None where too few are known, or it has outlasted them all.
    """
    lasted = sorted(load.lasted)
    if len(lasted) < ENOUGH or not load.started:
        return None
    spans = [_remaining(lasted, max(0, at_ms - started)) for started in load.started]
    again = (_quartile(lasted, _LOWER), _quartile(lasted, _UPPER))
    most = _nth([span[1] for span in spans], again[1], load.waiting)
    if math.isinf(most):
        return None
    least = _nth([span[0] for span in spans], again[0], 0)
    return Wait(math.floor(least / _WEEK_MS), math.ceil(most / _WEEK_MS))


def _remaining(lasted: Sequence[int], elapsed: int) -> tuple[float, float]:
    longer = [each - elapsed for each in lasted if each > elapsed]
    return (_quartile(longer, _LOWER), _quartile(longer, _UPPER)) if longer else (0.0, math.inf)


def _nth(ends: Sequence[float], again: float, number: int) -> float:
    """When a place opens after `number` others took one before; whoever takes a place keeps it for `again`."""
    places = list(ends)
    heapq.heapify(places)
    for _ in range(min(number, _MOST_BEFORE)):
        heapq.heapreplace(places, places[0] + again)
    return places[0]


def _quartile(ordered: Sequence[int], share: float) -> float:
    """By linear interpolation between the two nearest (Hyndman and Fan, type 7)."""
    at = share * (len(ordered) - 1)
    below = math.floor(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])
