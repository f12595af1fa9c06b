"""How a community may change what counts: each signal's weights times a factor, within bounds.

A signal goes by the kind of its first reason (`teaches_skill`, `shared_community`, `responsive`, ...), which clients
know already. A factor of 1 is the weight as weights.py has it, 0 leaves the signal out; it holds for both sides of a
suggestion. No factor is below 0, so that what speaks for somebody never comes to speak against them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from peernet.errors import UnknownWeight, WeightOutOfBounds
from peernet.model.suggestion import TeachesSkill
from peernet.recommend.signal import Signal
from peernet.recommend.signals import SIGNALS


class Bounds(NamedTuple):
    """The least and the greatest factor, both allowed."""

    least: float
    most: float


_WIDE = Bounds(0.0, 2.0)
_SKILL = Bounds(0.5, 2.0)
"""Below every other reason there must be something to teach: it can be halved, not left out."""


def name_of(signal: Signal) -> str:
    """What the signal goes by."""
    return signal.reasons[0].kind


BOUNDS: Mapping[str, Bounds] = MappingProxyType(
    {name_of(signal): _SKILL if TeachesSkill in signal.reasons else _WIDE for signal in SIGNALS}
)


@dataclass(frozen=True, slots=True)
class Weights:
    """The factors that a community has set, by the signal's name; whatever is not named counts as usual.

    UnknownWeight: there is no such signal. WeightOutOfBounds: a factor outside of its BOUNDS, or no number.
    """

    factors: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, given in self.factors.items():
            if name not in BOUNDS:
                raise UnknownWeight(name, tuple(sorted(BOUNDS)))
            least, most = BOUNDS[name]
            if not math.isfinite(given) or not least <= given <= most:
                raise WeightOutOfBounds(name, least, most, given)
        object.__setattr__(self, "factors", MappingProxyType(dict(self.factors)))

    def signals(self) -> tuple[Signal, ...]:
        """All signals, with the weights that they have in this community."""
        return tuple(self._weighed(signal) for signal in SIGNALS) if self.factors else SIGNALS

    def _weighed(self, signal: Signal) -> Signal:
        factor = self.factors.get(name_of(signal), 1.0)
        return signal._replace(weight=factor * signal.weight, accept=factor * signal.accept)


USUAL_WEIGHTS = Weights()
