"""How alike people are, two by two: everything that teams are compared by is a sum over pairs of their members.

Over a team of n the sum of p^2 is the sum over all ordered pairs of members (each with themselves too) of the shares of
values they have in common, divided by n^2. So one table of pairs, or a way to work out any part of it, holds all
attributes at once, and what a swap changes follows from one square of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peernet.recommend.grouping.attributes import Attribute, Whole

_MOST_TABLE = 5_200
"""A table of all pairs is kept up to so many people (110 MB), where working parts out would be slower."""
_CHEAP = 12
"""Comparisons of values a pair up to which working a part out is as quick as looking it up."""
_ROWS = 256


class Likeness:
    """`each_with_each` gives the weighted likeness of all pairs of people; nobody, the last number, is like none."""

    def __init__(self, attributes: Sequence[Attribute], people: int) -> None:
        self._attributes = attributes
        # Nobody is alike nobody: on the other side they have another code.
        self._theirs = [np.where(each.codes < 0, -2, each.codes) for each in attributes]
        most = sum(abs(each.weight) * each.unit**2 for each in attributes)
        self._type = np.int16 if most < 2**15 else np.int32 if most < 2**31 else np.int64
        self._table: NDArray[np.integer] | None = None
        comparisons = sum(each.codes.shape[1] ** 2 for each in attributes)
        if comparisons > _CHEAP and people <= _MOST_TABLE and self._type is not np.int64:
            self._table = self._all(people + 1)
        self.own: Whole = sum(
            (each.weight * (each.shares**2).sum(1) for each in attributes), np.zeros(people + 1, np.int64)
        )

    def each_with_each(self, members: NDArray[np.int32]) -> NDArray[np.integer]:
        """Likeness of each with each, rows x m x m, for rows of m people."""
        if self._table is not None:
            looked_up: NDArray[np.integer] = self._table[members[:, :, None], members[:, None, :]]
            return looked_up
        return self._between(members, members)

    def total(self, members: NDArray[np.int32]) -> Whole:
        """The sum over all pairs of each row of people."""
        total: Whole = self.each_with_each(members).sum((1, 2), dtype=np.int64)
        return total

    def _between(self, some: NDArray[np.int32], others: NDArray[np.int32]) -> NDArray[np.integer]:
        found = np.zeros((*some.shape, others.shape[1]), self._type)
        for each, codes in zip(self._attributes, self._theirs, strict=True):
            if each.single:
                alike = each.codes[:, 0][some][:, :, None] == codes[:, 0][others][:, None, :]
                found += alike if each.weight == 1 else alike * np.array(each.weight, self._type)
            else:
                self._add_shared(found, each, some, others)
        return found

    def _add_shared(
        self,
        found: NDArray[np.integer],
        attribute: Attribute,
        some: NDArray[np.int32],
        others: NDArray[np.int32],
    ) -> None:
        shares = attribute.shares.astype(self._type)
        weight = np.array(attribute.weight, self._type)
        for one in range(attribute.codes.shape[1]):
            for other in range(attribute.codes.shape[1]):
                ours, theirs = attribute.codes[:, one][some], attribute.codes[:, other][others]
                ours_weighted = np.multiply(shares[:, one][some], weight)
                both = ours_weighted[:, :, None] * shares[:, other][others][:, None, :]
                found += both * (ours[:, :, None] == theirs[:, None, :])

    def _all(self, count: int) -> NDArray[np.integer]:
        table = np.empty((count, count), self._type)
        everybody = np.arange(count, dtype=np.int32)[None, :]
        for start in range(0, count, _ROWS):
            some = everybody[:, start : start + _ROWS]
            table[start : start + _ROWS] = self._between(some, everybody)[0]
        return table
