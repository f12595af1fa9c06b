"""Attributes as numbers: which values each person has, in whole shares, and what each attribute weighs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from math import gcd, lcm

import numpy as np
from numpy.typing import NDArray

from peernet.model.grouping import GroupingRules
from peernet.model.team import TeamCandidate
from peernet.recommend.teams.worth import values_of

Whole = NDArray[np.int64]
MOST_CELL_VALUES = 12
"""So many values of one attribute count for a person, in alphabetical order; of `skills` the highest levels."""
_FINEST = 1000
"""Weights count to a thousandth of the greatest: whole numbers keep comparing exact."""


@dataclass(frozen=True)
class Attribute:
    """One diverse or similar attribute of people who are numbered in the order of their ids.

    codes: person x place, the numbers of their values, -1 where there is none; a last row of -1 stands for nobody.
    shares: the same shape, what each value counts; each person's sum to `unit`, nobody's to 0. weight: whole, with
    which sums of squared shares of all attributes are on one scale; negative where members should be alike.
    """

    name: str
    codes: NDArray[np.int32]
    shares: Whole
    unit: int
    weight: int

    @property
    def single(self) -> bool:
        """Whether everybody has exactly one value."""
        return bool(self.codes.shape[1] == 1)

    @property
    def values(self) -> int:
        """How many values there are."""
        return int(self.codes.max(initial=-1)) + 1


def attributes_of(rules: GroupingRules, people: Sequence[TeamCandidate]) -> tuple[Attribute, ...]:
    """The diverse attributes in their order, then the similar ones."""
    found = [_coded(name, people) for name, _ in _weighted(rules)]
    unit = lcm(1, *(each.unit for each in found))
    weights = whole_weights(rules)
    return tuple(
        Attribute(each.name, each.codes, each.shares, each.unit, weight * (unit // each.unit) ** 2)
        for each, weight in zip(found, weights, strict=True)
    )


def whole_weights(rules: GroupingRules) -> list[int]:
    """The weights as the smallest whole numbers in the same proportion; those of similar attributes negative."""
    weights = [weight for _, weight in _weighted(rules)]
    if not weights:
        return []
    most = max(abs(weight) for weight in weights)
    whole = [max(1, round(abs(weight) / most * _FINEST)) for weight in weights]
    common = reduce(gcd, whole)
    return [count // common * (1 if weight > 0 else -1) for count, weight in zip(whole, weights, strict=True)]


def exact_weights(rules: GroupingRules) -> bool:
    """Whether the whole weights are in exactly the proportion of the rules' own."""
    weights = [abs(weight) for _, weight in _weighted(rules)]
    parts = [weight / max(weights) * _FINEST for weight in weights]
    return all(abs(part - max(1, round(part))) < 1e-9 for part in parts)


def _weighted(rules: GroupingRules) -> Iterator[tuple[str, float]]:
    yield from ((each.attribute, each.weight) for each in rules.diverse)
    yield from ((each.attribute, -each.weight) for each in rules.similar)


def _coded(name: str, people: Sequence[TeamCandidate]) -> Attribute:
    held = [values_of(person, name, MOST_CELL_VALUES) for person in people]
    number = {value: place for place, value in enumerate(sorted({value for values in held for value in values}))}
    unit = lcm(1, *{len(values) for values in held})
    codes = np.full((len(people) + 1, max((len(values) for values in held), default=1)), -1, np.int32)
    shares = np.zeros(codes.shape, np.int64)
    for person, values in enumerate(held):
        codes[person, : len(values)] = [number[value] for value in values]
        shares[person, : len(values)] = unit // len(values)
    return Attribute(name, codes, shares, unit, 1)
