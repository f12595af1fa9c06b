"""How long one thing takes when it is done again and again."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds that half, 95 and 99 of a hundred answers stay below."""

    p50: float
    p95: float
    p99: float


def timed(act: Callable[[int], object], numbers: range) -> Times:
    """Wall time of `act` with each of the numbers, one after another."""
    taken = []
    for number in numbers:
        began = time.perf_counter()
        act(number)
        taken.append((time.perf_counter() - began) * 1000)
    return shares(taken)


def shares(taken: Sequence[float]) -> Times:
    """Of times in milliseconds, at least one, those that so many stay below."""
    ordered = sorted(taken)
    return Times(*(round(ordered[min(len(ordered) - 1, int(len(ordered) * part))], 2) for part in (0.5, 0.95, 0.99)))
