"""Pairs of people with a count: who must not meet, who has met before and how often."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from peernet.recommend.grouping.attributes import Whole

_MOST_TABLE = 8_000
"""A table of all pairs is kept up to so many people (64 MB); beyond that a pair is looked for in a sorted list."""
_MOST_COUNT = 255


class Pairs:
    """Counts of pairs of numbered people, up to 255; nobody meets anybody."""

    def __init__(self, counts: Mapping[tuple[int, int], int], nobody: int) -> None:
        self.any = bool(counts)
        self._width = nobody + 1
        ordered = sorted((min(pair) * self._width + max(pair), count) for pair, count in counts.items())
        self._keys = np.array([key for key, _ in ordered], np.int64)
        self._counts = np.array([min(count, _MOST_COUNT) for _, count in ordered], np.uint8)
        self._table: NDArray[np.uint8] | None = None
        if self.any and nobody <= _MOST_TABLE:
            self._table = np.zeros((self._width, self._width), np.uint8)
            one, other = self._keys // self._width, self._keys % self._width
            self._table[one, other] = self._table[other, one] = self._counts

    def each_with_each(self, members: NDArray[np.int32]) -> NDArray[np.uint8]:
        """Counts of each with each, rows x m x m, both ways round."""
        one, other = members[:, :, None], members[:, None, :]
        if self._table is not None:
            return self._table[one, other]
        keys = np.minimum(one, other).astype(np.int64) * self._width + np.maximum(one, other)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[places] == keys, self._counts[places], 0).astype(np.uint8)

    def total(self, members: NDArray[np.int32]) -> Whole:
        """The sum over the pairs of each row, each once."""
        both_ways: Whole = self.each_with_each(members).sum((1, 2), dtype=np.int64)
        return both_ways // 2
