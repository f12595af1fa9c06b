"""Standing: what a person has shown of a skill, recent evidence above old, as one number that needs no rebuild.

Evidence is stored with its forward decay (decay.py): the stored standing is a sum to which new evidence only adds.
"""

from __future__ import annotations

import math
from types import MappingProxyType

from peernet.errors import BadInput
from peernet.recommend.decay import ORIGIN_MS, growth

__all__ = ["HALF_LIFE_DAYS", "KIND_WEIGHTS", "ORIGIN_MS", "increment", "value"]

HALF_LIFE_DAYS = 730

KIND_WEIGHTS = MappingProxyType({"said": 1 / 3, "endorsed": 2 / 3, "answered": 1.0, "taught": 5 / 3})
"""Evidence over claims: one's own word least, teaching with feedback most."""


def increment(kind: str, weight: float, at_ms: int) -> float:
    """What evidence of that kind and weight (> 0), shown at that time (epoch ms), adds to the stored standing.

    Half of it counts that it was shown at all, half how much it was appreciated, by the logarithm of the weight: a
    hundred votes for one answer are no hundred answers. On public records of answers the weight itself served worse.
    BadInput: an unknown kind, a weight that is not above 0.
    """
    if kind not in KIND_WEIGHTS:
        raise BadInput(f"must be one of {', '.join(KIND_WEIGHTS)}, not {kind[:40]!r}", "kind")
    if not 0 < weight < float("inf"):
        raise BadInput("must be a number above 0", "weight")
    return KIND_WEIGHTS[kind] * (0.5 + 0.5 * math.log1p(weight)) * growth(at_ms, HALF_LIFE_DAYS)


def value(standing: float, at_ms: int) -> float:
    """The stored standing as it is worth at that time (epoch ms): a fresh answer of weight 1 is worth 0.85."""
    return standing / growth(at_ms, HALF_LIFE_DAYS)
