"""Other ways of arranging suggestions, to compare with: each signal left out in turn, and more or less spreading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from peernet.recommend.signals import SIGNALS
from peernet.recommend.spread import NONE, USUAL, Spreading
from peernet.recommend.weighting import BOUNDS, Weights, name_of


class Arrangement(NamedTuple):
    """How far to spread, and what counts how much; None: as the community that a question is for has set it."""

    spreading: Spreading
    weights: Weights | None = None


BEST_FIRST = Arrangement(NONE)
"""What leaving a signal out is compared with."""

WITHOUT: Mapping[str, Arrangement] = MappingProxyType(
    {
        " or ".join(reason.kind for reason in signal.reasons): Arrangement(NONE, Weights({name_of(signal): 0.0}))
        for signal in SIGNALS
        if BOUNDS[name_of(signal)].least == 0  # the skill itself cannot be left out
    }
)
"""By the kinds of its reasons, each signal left out; nothing is spread."""

CURVE: Mapping[str, Spreading] = MappingProxyType(
    {
        "0": NONE,
        "1": replace(USUAL, keep=9),
        "2": replace(USUAL, keep=8),
        "3": USUAL,
        "3 soon": replace(USUAL, growth=2.0),
        "4 soon": replace(USUAL, keep=6, growth=2.0),
        "6 soon": replace(USUAL, keep=4, growth=2.0),
    }
)
"""By how many of ten places may be handed on, from none to six; "soon": the earlier ones nearly as soon as the last."""
