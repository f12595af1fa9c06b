"""What organisers use now: the genetic search of the public team former gruepr, rebuilt from its description.

A population in the tens of thousands of divisions; parents are the best of a few drawn at random (tournament); a child
takes a run of whole teams from one parent and everybody else in the order of the other; some children have two people
change places; the best few (elites) live on; the fitness is the harmonic mean of the teams' scores, which looks after
the worst. Numbers here are arrays over the whole population, as fast as numpy makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peernet.model.team import TeamCandidate

Order = NDArray[np.int16]
_ELITES, _TOURNAMENT, _MUTATION = 3, 8, 0.5
_CHUNK = 2_000_000


@dataclass(frozen=True, slots=True)
class Evolved:
    """The best division found: Blau's index of its worst team and on average, and how many generations there were."""

    worst: float
    mean: float
    generations: int


class Population:
    """Divisions of people into teams as even as can be: rows of everybody, team after team."""

    def __init__(self, people: Sequence[TeamCandidate], teams: int, count: int, seed: int) -> None:
        self._codes = _codes(people)
        sizes = np.full(teams, len(people) // teams)
        sizes[: len(people) % teams] += 1
        self._sizes, self._ends = sizes, np.concatenate([[0], sizes.cumsum()])
        # Where each team's members stand in a row; one past the last is nobody, who is like none.
        slots = self._ends[:-1, None] + np.arange(sizes[0])
        self._slots = np.where(slots < self._ends[1:, None], slots, len(people))
        self._chance = np.random.default_rng(seed)
        everybody = np.arange(len(people), dtype=np.int16)
        self._orders: Order = self._chance.permuted(np.tile(everybody, (count, 1)), axis=1)
        self._fitness = self._harmonic(self._orders)
        self.generations = 0

    def evolve(self, clock: Callable[[], float], seconds: float) -> Evolved:
        """Generation after generation until the seconds are over."""
        began = clock()
        while clock() - began < seconds:
            self._next()
        best = self.scores(self._orders[[self._fitness.argmax()]])[0]
        return Evolved(float(best.min()), float(best.mean()), self.generations)

    def scores(self, orders: Order) -> NDArray[np.float32]:
        """The mean over attributes of Blau's index, for each division and team."""
        nobody = np.full((len(orders), 1), orders.shape[1], np.int16)
        members = np.concatenate([orders, nobody], axis=1)[:, self._slots]
        alike = np.tile((self._sizes * len(self._codes)).astype(np.int32), (len(orders), 1))
        for codes in self._codes:
            values = codes[members]
            for one in range(values.shape[2]):
                for other in range(one):
                    alike += 2 * (values[:, :, one] == values[:, :, other])
        found: NDArray[np.float32] = 1 - alike.astype(np.float32) / (self._sizes**2 * len(self._codes))
        return found

    def _harmonic(self, orders: Order) -> NDArray[np.float32]:
        rows = max(1, _CHUNK // orders.shape[1])
        parts = [self.scores(orders[start : start + rows]) for start in range(0, len(orders), rows)]
        return np.concatenate([part.shape[1] / (1 / np.maximum(part, 1e-6)).sum(1) for part in parts])

    def _next(self) -> None:
        order = self._fitness.argsort()[::-1][:_ELITES]
        children = [self._orders[order]]
        rows = max(1, _CHUNK // self._orders.shape[1])
        left = len(self._orders) - _ELITES
        while left:
            children.append(self._children(min(rows, left)))
            left -= len(children[-1])
        self._orders = np.concatenate(children)
        self._fitness = self._harmonic(self._orders)
        self.generations += 1

    def _children(self, count: int) -> Order:
        one, other = self._orders[self._parents(count)], self._orders[self._parents(count)]
        cuts = self._ends[np.sort(self._chance.integers(0, len(self._ends), (count, 2)), axis=1)]
        places = np.arange(one.shape[1])
        kept = (places >= cuts[:, :1]) & (places < cuts[:, 1:])
        taken = np.zeros(one.shape, bool)
        np.put_along_axis(taken, one.astype(np.int64), kept, axis=1)
        children = one.copy()
        # Rows are filled one after another, so what is left of each second parent lands in its own row.
        children[~kept] = other[~np.take_along_axis(taken, other.astype(np.int64), axis=1)]
        self._mutate(children)
        return children

    def _parents(self, count: int) -> NDArray[np.int64]:
        drawn = self._chance.integers(0, len(self._orders), (count, _TOURNAMENT))
        best: NDArray[np.int64] = drawn[np.arange(count), self._fitness[drawn].argmax(1)]
        return best

    def _mutate(self, children: Order) -> None:
        rows = np.nonzero(self._chance.random(len(children)) < _MUTATION)[0]
        one, other = self._chance.integers(0, children.shape[1], (2, len(rows)))
        children[rows, one], children[rows, other] = children[rows, other], children[rows, one]


def _codes(people: Sequence[TeamCandidate]) -> list[NDArray[np.int16]]:
    found = []
    for attribute in people[0].values:
        numbers: dict[tuple[str, ...], int] = {}
        found.append(
            np.array([*(numbers.setdefault(each.values[attribute], len(numbers)) for each in people), -1], np.int16)
        )
    return found
