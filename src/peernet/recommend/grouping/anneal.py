"""How the search goes about: repair first, then rounds of cooling, each three times as long as the one before.

All is counted in work, never in time: `work` is in seconds of a quiet core as measured once, so that the same seed
takes the same way on any machine and only the clock's cut can make a difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from peernet.recommend.grouping.attributes import Whole
from peernet.recommend.grouping.chains import Chains, Ground, Standing
from peernet.recommend.grouping.exchange import exchange
from peernet.recommend.grouping.hard import Rows
from peernet.recommend.grouping.problem import size_scale
from peernet.recommend.grouping.swaps import Heat, swap

PAIRS_AT_ONCE = 72
"""So many pairs of teams make a step worth its calls: fewer teams are improved in several groupings side by side."""
_MOST_CHAINS = 24
_HOTTEST, _COLD_END = 0.7, 0.97
_AGAIN = 3.0
_ABOVE = 3.0
_SHORT = 20.0
_STRICT = 1e6
_MENDING, _ROUNDS = 0.15, (0.1, 0.3, 0.6)
_LOOK = 0.05
"""Work between two looks at the clock, in seconds."""


@dataclass(frozen=True)
class Found:
    """The best so far and how it stands; `spent` work since the last word."""

    rows: Rows
    standing: Standing
    spent: float


class Search:
    """The search on one ground; whoever drives it draws `repair`, then `cool`, and stops when it likes."""

    def __init__(self, ground: Ground, rows: Rows, seed: int) -> None:
        self.ground = ground
        self.chance = np.random.default_rng(seed)
        pairs = max(1, ground.teams // 2)
        count = max(1, min(_MOST_CHAINS, PAIRS_AT_ONCE // pairs))
        self.chains = Chains(ground, np.tile(rows, (count, 1)))
        self.cost = _cost_of_step(ground, count * pairs)
        self.best = Found(rows, min(self.chains.standings()), 0.0)

    def repair(self, work: float) -> Iterator[Found]:
        """Fewer and fewer broken rules, until there is a grouping that breaks none or the work is done."""
        cost = self.cost
        for share in _ROUNDS:
            steps = max(1, int(work * share / cost))
            for step in range(steps):
                if self.best.standing.short == 0:
                    break
                short = _SHORT * self.ground.step
                temperature = short * _MENDING * (1 - step / steps) ** 2
                self._step(*self._troubled(), Heat(temperature, np.inf, 0.0, self.ground.step, short, looks=8))
                if step % max(1, int(_LOOK / cost)) == 0 or not self.chains.short.any():
                    self._note()
                    yield replace(self.best, spent=min(step + 1, max(1, int(_LOOK / cost))) * cost)
        whole = [chain for chain, stands in enumerate(self.chains.standings()) if stands.short == 0]
        if whole:
            picked = np.resize(whole, self.chains.count)
            self.chains = Chains(self.ground, np.concatenate([self.chains.chain(chain) for chain in picked]))

    def cool(self, work: float) -> Iterator[Found]:
        """Better groupings, from hot to cold; at the end the best of them is polished."""
        steps = max(20, int(work / self.cost))
        every = max(1, int(_LOOK / self.cost))
        for step in range(steps):
            share = step / steps
            temperature = 0.0 if share > _COLD_END else _HOTTEST * self.ground.step * (1 - share) ** 2
            heat = Heat(temperature, self._ceiling(), _ABOVE, _AGAIN * self.ground.step)
            self._step(*self._pairs(), heat)
            if step % every == every - 1:
                self._note()
                yield replace(self.best, spent=every * self.cost)
        self._note()
        yield from self._polish()

    def _polish(self) -> Iterator[Found]:
        """The last steps downhill, the worst teams first, until nothing gives any more."""
        polished = Search.__new__(Search)
        polished.__dict__ |= self.__dict__
        polished.chains = Chains(self.ground, self.best.rows)
        idle, done = 0, 0
        while idle < 12 and done < 400:
            heat = Heat(0.0, polished._ceiling(), _STRICT, _STRICT**2 * self.ground.step)
            ones, others = polished._pairs() if done % 2 else polished._high()
            moved = polished._step(ones, others, heat)
            idle, done = (0 if moved else idle + 1), done + 1
        polished._note()
        self.best = polished.best
        yield replace(self.best, spent=done * self.cost / self.chains.count)

    def _step(self, ones: Whole, others: Whole, heat: Heat) -> int:
        if not len(ones):
            return 0
        moved = swap(self.chains, ones, others, heat, self.chance)
        if self.ground.problem.parties:
            moved += exchange(self.chains, ones, others, heat, self.chance)
        return moved

    def _pairs(self) -> tuple[Whole, Whole]:
        """Every team with another of its grouping, but for one where they are odd."""
        teams, half = self.ground.teams, self.ground.teams // 2
        order = self.chance.permuted(np.tile(np.arange(teams), (self.chains.count, 1)), axis=1)
        order += np.arange(self.chains.count)[:, None] * teams
        return order[:, :half].ravel(), order[:, half : 2 * half].ravel()

    def _troubled(self) -> tuple[Whole, Whole]:
        """Pairs of which one team or the other breaks a rule."""
        ones, others = self._pairs()
        broken = (self.chains.short[ones] + self.chains.short[others]) > 0
        return ones[broken], others[broken]

    def _high(self) -> tuple[Whole, Whole]:
        """Pairs of which one team is above the ceiling or meets again whom it met."""
        ones, others = self._pairs()
        high = (self.chains.losses() > self._ceiling()) | (self.chains.again > 0)
        return ones[high[ones] | high[others]], others[high[ones] | high[others]]

    def _ceiling(self) -> float:
        """What the worst team should come down to: the bound, or a little better than the best so far."""
        bound, worst = self.ground.bounds.worst, self.best.standing.worst
        if self.best.standing.short or worst <= bound:
            return float(bound)
        return max(float(bound), _below(self.ground, worst))

    def _note(self) -> None:
        """Keep the best of the groupings, when it is better than the best so far."""
        standings = self.chains.standings()
        chain = min(range(len(standings)), key=standings.__getitem__)
        if standings[chain] < self.best.standing:
            self.best = Found(self.chains.chain(chain), standings[chain], 0.0)


def _below(ground: Ground, worst: float) -> float:
    """A loss that is better than `worst` by no more than a team's loss can be."""
    smallest = min(size_scale(ground.sizes)[1].values())
    return worst - smallest


def _cost_of_step(ground: Ground, pairs: int) -> float:
    """Seconds of a quiet core for one step over so many pairs of teams, as measured; a little more than less."""
    swaps = pairs * ground.width**2
    per_swap = 2.5e-8 + 4.5e-9 * len(ground.problem.attributes)
    return 1.5e-4 + swaps * per_swap * (3.0 if ground.hard.any else 1.0)
