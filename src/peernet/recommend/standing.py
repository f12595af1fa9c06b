"""Standing: what a person has shown of a skill, recent evidence above old, as one number that needs no rebuild.

Evidence is stored with its forward decay (decay.py): the stored standing is a sum to which new evidence only adds.
"""

from __future__ import annotations

from types import MappingProxyType

from peernet.errors import BadInput
from peernet.recommend.decay import ORIGIN_MS, growth

__all__ = ["HALF_LIFE_DAYS", "KIND_WEIGHTS", "ORIGIN_MS", "increment", "value"]

HALF_LIFE_DAYS = 730

KIND_WEIGHTS = MappingProxyType({"said": 1.0, "endorsed": 2.0, "answered": 3.0, "taught": 5.0})
"""Evidence over claims: one's own word least, teaching with feedback most."""


def increment(kind: str, weight: float, at_ms: int) -> float:
    """What evidence of that kind and weight (> 0), shown at that time (epoch ms), adds to the stored standing.

    BadInput: an unknown kind, a weight that is not above 0.
    """
    if kind not in KIND_WEIGHTS:
        raise BadInput(f"must be one of {', '.join(KIND_WEIGHTS)}, not {kind[:40]!r}", "kind")
    if not 0 < weight < float("inf"):
        raise BadInput("must be a number above 0", "weight")
    return KIND_WEIGHTS[kind] * weight * growth(at_ms, HALF_LIFE_DAYS)


def value(standing: float, at_ms: int) -> float:
    """The stored standing as it is worth at that time (epoch ms): 1 is one fresh word of one's own."""
    return standing / growth(at_ms, HALF_LIFE_DAYS)
