"""Whose past goals are most like an asked one, wherever they mentored: one more source of candidates.

Inverted lists over the places of texts.py: only goals that share a rare enough term with the asked one are touched.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from peernet.recommend.texts import PLACES, Rarity

MOST_NEAREST = 50
_COMMON = 2_000
"""A term that stands in more goals than this says little, and would cost much."""


class GoalIndex:
    """Holds (person id, goal) pairs; give it the latest few ten thousand."""

    def __init__(self, goals: Iterable[tuple[str, str]], rarity: Rarity) -> None:
        self._rarity = rarity
        self._people: list[str] = []
        prepared = []
        for person_id, goal in goals:
            self._people.append(person_id)
            prepared.append(rarity.prepare(goal))
        self._lengths = np.array([max(each.length, 1e-9) for each in prepared], dtype=np.float32)
        counts = [len(each.places) for each in prepared]
        places = np.concatenate([np.zeros(0, dtype=np.int32), *(each.places for each in prepared)])
        order = np.argsort(places, kind="stable")
        self._goals: NDArray[np.int64] = np.repeat(np.arange(len(prepared)), counts)[order]
        self._starts = np.searchsorted(places[order], np.arange(PLACES + 1))

    def nearest(self, goal: str, most: int = MOST_NEAREST) -> list[str]:
        """At most so many person ids, the likest goal first; nobody for a goal that shares nothing with any."""
        sums = np.zeros(len(self._people), dtype=np.float32)
        for place in self._rarity.prepare(goal).places:
            start, end = self._starts[place], self._starts[place + 1]
            if end - start <= _COMMON:
                sums[self._goals[start:end]] += self._rarity.weights[place] ** 2
        likeness = sums / self._lengths
        found: dict[str, None] = {}
        for number in np.argsort(-likeness, kind="stable"):
            if len(found) >= most or likeness[number] <= 0:
                break
            found[self._people[number]] = None
        return list(found)
