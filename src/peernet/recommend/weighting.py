"""How a community may change what counts: each signal's weights times a factor, within bounds.

A signal goes by the kind of its first reason (`teaches_skill`, `shared_community`, `responsive`, ...), which clients
know already. A factor of 1 is the weight as weights.py has it, 0 leaves the signal out; it holds for both sides of a
suggestion. No factor is below 0, so that what speaks for somebody never comes to speak against them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from peernet.errors import UnknownWeight, WeightOutOfBounds
from peernet.model.suggestion import (
    BroadPractice,
    CommonContacts,
    CommonLanguage,
    Knows,
    MentoredThere,
    MentoredYourMentors,
    OpenPlaces,
    OverlappingHours,
    RecentlyActive,
    Responsive,
    SharedCommunityReason,
    ShownSkill,
    SimilarGoal,
    TeachesSkill,
)
from peernet.recommend.signal import Signal
from peernet.recommend.signals import SIGNALS


class Origin(Enum):
    """Where a weight comes from; weights.py says it of each in a sentence."""

    COMMUNITY = "community"
    """The community has set it."""
    MEASURED = "measured"
    """Its size was looked for on public records of mentoring and advice, on held-back parts of their training parts."""
    ORDERED = "ordered"
    """Public records say which signals carry more than which; the size within that order is our choice."""
    CHOSEN = "chosen"
    """Our choice, by what a member can see of another."""


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
ORIGINS: Mapping[str, Origin] = MappingProxyType(
    {
        TeachesSkill.kind: Origin.ORDERED,
        ShownSkill.kind: Origin.MEASURED,
        BroadPractice.kind: Origin.MEASURED,
        MentoredThere.kind: Origin.MEASURED,
        SimilarGoal.kind: Origin.MEASURED,
        SharedCommunityReason.kind: Origin.ORDERED,
        CommonLanguage.kind: Origin.CHOSEN,
        OverlappingHours.kind: Origin.CHOSEN,
        OpenPlaces.kind: Origin.CHOSEN,
        Knows.kind: Origin.ORDERED,
        CommonContacts.kind: Origin.ORDERED,
        MentoredYourMentors.kind: Origin.MEASURED,
        Responsive.kind: Origin.ORDERED,
        RecentlyActive.kind: Origin.CHOSEN,
    }
)
"""Where the usual weight of each signal comes from."""


@dataclass(frozen=True, slots=True)
class Effective:
    """What a signal counts in a community: `factor` times the usual, within the bounds; and where the factor is from.

    ask, accept: what it adds at its fullest to the log-odds of each side, here; usual_*: anywhere else.
    """

    kind: str
    factor: float
    bounds: Bounds
    ask: float
    accept: float
    usual_ask: float
    usual_accept: float
    origin: Origin
    usual_origin: Origin


@dataclass(frozen=True, slots=True)
class Weights:
    """The factors that a community has set, by the signal's name; whatever is not named counts as usual.

    UnknownWeight: there is no such signal. WeightOutOfBounds: a factor outside of its BOUNDS, or no number.
    """

    factors: Mapping[str, float] = field(default_factory=dict)
    signals: tuple[Signal, ...] = field(init=False, repr=False, compare=False)
    """All signals, with the weights that they have in this community."""

    def __post_init__(self) -> None:
        for name, given in self.factors.items():
            if name not in BOUNDS:
                raise UnknownWeight(name, tuple(sorted(BOUNDS)))
            least, most = BOUNDS[name]
            if not math.isfinite(given) or not least <= given <= most:
                raise WeightOutOfBounds(name, least, most, given)
        object.__setattr__(self, "factors", MappingProxyType(dict(self.factors)))
        object.__setattr__(self, "signals", tuple(map(self._weighed, SIGNALS)) if self.factors else SIGNALS)

    def effective(self) -> list[Effective]:
        """Every signal's weight here, in the order of SIGNALS."""
        return [self._effective(usual, here) for usual, here in zip(SIGNALS, self.signals, strict=True)]

    def _weighed(self, signal: Signal) -> Signal:
        factor = self.factors.get(name_of(signal), 1.0)
        return signal._replace(weight=factor * signal.weight, accept=factor * signal.accept)

    def _effective(self, usual: Signal, here: Signal) -> Effective:
        name = name_of(usual)
        origin = Origin.COMMUNITY if name in self.factors else ORIGINS[name]
        factor, bounds = self.factors.get(name, 1.0), BOUNDS[name]
        sides = (here.weight, here.accept, usual.weight, usual.accept)
        return Effective(name, factor, bounds, *sides, origin, ORIGINS[name])


USUAL_WEIGHTS = Weights()


def kept_weights(names: Sequence[str], factors: Sequence[float]) -> Weights:
    """What a community has once set (parallel lists), as far as it still holds.

    A signal may have gone since, or its bounds may have become narrower: the one is left out, the other kept within.
    """
    kept = {}
    for name, factor in zip(names, factors, strict=False):
        if name in BOUNDS:
            least, most = BOUNDS[name]
            kept[name] = min(most, max(least, factor))
    return Weights(kept) if kept else USUAL_WEIGHTS


def inherited_weights(chain: Iterable[tuple[Sequence[str], Sequence[float]]]) -> Weights:
    """What holds in a community: what it has set (as in `kept_weights`), and beside that what those above it have.

    The nearest comes first in `chain`.
    """
    names: list[str] = []
    factors: list[float] = []
    for set_names, set_factors in reversed(list(chain)):
        names += set_names
        factors += set_factors
    return kept_weights(names, factors)
