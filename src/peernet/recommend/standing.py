"""Standing: what a person has shown of a skill, recent evidence above old, as one number that needs no rebuild.

Forward decay (Cormode, Shkapenyuk, Srivastava, Xu: "Forward Decay: A Practical Time Decay Model for Streaming Systems",
ICDE 2009): each piece of evidence is stored multiplied by 2^((at - ORIGIN) / half-life) instead of being divided by its
age. Later everything shrinks by the same factor, so sums can only change by new evidence and their order by nothing
else; an index on the stored sum stays right for years.
"""

from __future__ import annotations

from types import MappingProxyType

from peernet.errors import BadInput

HALF_LIFE_DAYS = 730
ORIGIN_MS = 1_577_836_800_000
"""2020-01-01T00:00Z in epoch milliseconds."""

KIND_WEIGHTS = MappingProxyType({"said": 1.0, "endorsed": 2.0, "answered": 3.0, "taught": 5.0})
"""Evidence over claims: one's own word least, teaching with feedback most."""

_HALF_LIFE_MS = HALF_LIFE_DAYS * 86_400_000
# 2^500 still leaves room for sums, and is a thousand years of half-lives away.
_MOST_HALF_LIVES = 500.0


def increment(kind: str, weight: float, at_ms: int) -> float:
    """What evidence of that kind and weight (> 0), shown at that time (epoch ms), adds to the stored standing.

    BadInput: an unknown kind, a weight that is not above 0.
    """
    if kind not in KIND_WEIGHTS:
        raise BadInput(f"must be one of {', '.join(KIND_WEIGHTS)}, not {kind[:40]!r}", "kind")
    if not 0 < weight < float("inf"):
        raise BadInput("must be a number above 0", "weight")
    return float(KIND_WEIGHTS[kind] * weight * _growth(at_ms))


def value(standing: float, at_ms: int) -> float:
    """The stored standing as it is worth at that time (epoch ms): 1 is one fresh word of one's own."""
    return standing / _growth(at_ms)


def _growth(at_ms: int) -> float:
    half_lives = (at_ms - ORIGIN_MS) / _HALF_LIFE_MS
    return float(2.0 ** max(-_MOST_HALF_LIVES, min(_MOST_HALF_LIVES, half_lives)))
