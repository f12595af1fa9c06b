"""Several groupings being improved side by side, as rows of members, with what each team costs kept at hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peernet.recommend.grouping.attributes import Whole
from peernet.recommend.grouping.bounds import Bounds, bounds_of
from peernet.recommend.grouping.hard import Hard, Rows
from peernet.recommend.grouping.pairs import Pairs
from peernet.recommend.grouping.problem import Problem, size_scale

Real = NDArray[np.float64]


class Ground:
    """What the search stands on for one problem and one plan of sizes: how teams are counted and what is the best."""

    def __init__(self, problem: Problem, sizes: tuple[int, ...]) -> None:
        self.problem = problem
        self.sizes = sizes
        self.teams, self.width, self.nobody = len(sizes), max(sizes), len(problem.people)
        self.hard = Hard(problem)
        self.met = Pairs(problem.met, self.nobody)
        self.bounds: Bounds = bounds_of(problem, sizes)
        scales = size_scale(sizes)[1]
        self.by_size = np.array([scales.get(size, 0) for size in range(self.width + 2)], np.float64)
        self.party_of = np.full(self.nobody + 1, -1, np.int32)
        for number, party in enumerate(problem.parties):
            self.party_of[list(party)] = number
        self.step = self._usual_step()

    def _usual_step(self) -> float:
        """What moving one person changes a team's loss by, about: the unit of temperatures."""
        weights = [abs(each.weight) * each.unit**2 for each in self.problem.attributes]
        return 2.0 * sum(weights) / max(1, len(weights)) * float(self.by_size[self.width]) or 1.0


@dataclass(frozen=True, order=True, slots=True)
class Standing:
    """What groupings are compared by, less being better: broken rules, repeated pairs, worst loss, sum of losses."""

    short: int
    repeated: int
    worst: float
    total: float


class Chains:
    """`count` groupings: rows chain by chain, team by team; alike: sums of likeness; again: repeated pairs.

    short: what each team is short of. Rows have the width of the largest team, padded with nobody.
    """

    def __init__(self, ground: Ground, rows: Rows) -> None:
        self.ground = ground
        self.rows = rows
        self.count = len(rows) // ground.teams
        self.sizes: Whole = (rows < ground.nobody).sum(1)
        self.alike: Whole = ground.problem.likeness.total(rows)
        self.again: Whole = ground.met.total(rows) if ground.met.any else np.zeros(len(rows), np.int64)
        self.short: Whole = ground.hard.shortfall(rows)

    def losses(self) -> Real:
        """The loss of each team."""
        return self.alike * self.ground.by_size[self.sizes]

    def standings(self) -> list[Standing]:
        """How each of the groupings stands."""
        shape = (self.count, self.ground.teams)
        losses = self.losses().reshape(shape)
        short, again = self.short.reshape(shape).sum(1), self.again.reshape(shape).sum(1)
        return [
            Standing(int(short[chain]), int(again[chain]), float(losses[chain].max()), float(losses[chain].sum()))
            for chain in range(self.count)
        ]

    def chain(self, number: int) -> Rows:
        """The rows of one grouping, copied."""
        return self.rows[number * self.ground.teams : (number + 1) * self.ground.teams].copy()
