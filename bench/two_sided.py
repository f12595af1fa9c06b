"""The two-sided estimate against one side alone and against other ways of joining, on made acceptances.

The truth of the made network is a product: the mentor decides without knowing how much the asker wanted them. So the
product of the two estimates is a join to expect in front here. Suggestions use a soft minimum, whose one constant,
STRICTNESS, was chosen on TRAINING and is judged on SEEDS; it is to stay in front of either side alone and of the plain
mean. They are compared within each network, since networks differ more than joins do.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from bench.acceptances import NOW, WANTED, WORLDS, Pair, Question, questions
from bench.candidates import ranked
from peernet.recommend.two_sided import STRICTNESS, Sides, joined, probability

SEEDS = tuple(range(1, 11))
TRAINING = tuple(range(101, 111))
"""The networks on which STRICTNESS was chosen; `python -m bench two-sided --training` shows what from."""
STRICTNESSES = (0.2, 0.25, STRICTNESS, 0.4, 0.5, 0.7, 1.0)
FIRST = 10

Joins = Mapping[str, Callable[[Sides], float]]
JOINS: Joins = {
    "two-sided": joined,
    "asker's side alone": lambda sides: sides.ask,
    "mentor's side alone": lambda sides: sides.accept,
    "harmonic mean": lambda sides: _power_mean(sides, 1.0),
    "plain mean": lambda sides: probability(sides.ask) + probability(sides.accept),
    "product": lambda sides: probability(sides.ask) * probability(sides.accept),
    "sum of log-odds": sum,
}


class Measured(NamedTuple):
    """How well one way of joining does in one network; order: share of pairs of mentors of one question that stand in
    the order of the true probability that both agree (1/2 for chance); auc: the same of what came about and what did
    not; ndcg: of the first ten, the gain being the true probability."""

    order: float
    auc: float
    ndcg: float


@dataclass(frozen=True, slots=True)
class JoinFigures:
    """One way of joining: means over all seeds, as `Measured` explains each.

    behind: how far it stays below the two-sided one in the same network, mean over the seeds +- its standard error.
    """

    world: str
    join: str
    order: float
    order_behind: str
    auc: float
    auc_behind: str
    ndcg: float
    ndcg_behind: str


def measure_two_sided(seeds: Sequence[int] = SEEDS) -> list[JoinFigures]:
    """Every way of joining, in every world, over the networks of these seeds."""
    return _measured(JOINS, seeds)


def _measured(joins: Joins, seeds: Sequence[int]) -> list[JoinFigures]:
    found = []
    for world in WORLDS:
        by_seed = [_seed(world, seed, joins) for seed in seeds]
        found += [_figures(world, name, by_seed) for name in joins]
    return found


def measure_strictness(seeds: Sequence[int] = TRAINING) -> list[JoinFigures]:
    """Every strictness beside the plain mean, in every world, over the networks that it was chosen on."""
    joins = {"two-sided": joined, "plain mean": JOINS["plain mean"]}
    joins |= {f"strictness {each:.2f}": partial(_power_mean, strictness=each) for each in STRICTNESSES}
    return _measured(joins, seeds)


def _power_mean(sides: Sides, strictness: float) -> float:
    """The log-odds of the power mean of both sides' odds with the exponent -strictness."""
    summed = float(np.logaddexp(-strictness * sides.ask, -strictness * sides.accept))
    return (math.log(2) - summed) / strictness


def _figures(world: str, name: str, by_seed: Sequence[dict[str, Measured]]) -> JoinFigures:
    first = next(iter(by_seed[0]))
    means = [round(statistics.fmean(column), 4) for column in zip(*(found[name] for found in by_seed), strict=True)]
    behind = ["" if name == first else _behind(by_seed, first, name, which) for which in range(len(means))]
    order, auc, ndcg = means
    return JoinFigures(world, name, order, behind[0], auc, behind[1], ndcg, behind[2])


def _behind(by_seed: Sequence[dict[str, Measured]], first: str, name: str, which: int) -> str:
    margins = [found[first][which] - found[name][which] for found in by_seed]
    return f"{statistics.fmean(margins):+.4f} +- {statistics.stdev(margins) / math.sqrt(len(margins)):.4f}"


def _seed(world: str, seed: int, joins: Joins) -> dict[str, Measured]:
    asked = [(question, _sides(question)) for question in questions(world, seed)]
    return {name: Measured(_order(asked, join), _auc(asked, join), _ndcg(asked, join)) for name, join in joins.items()}


def _sides(question: Question) -> dict[str, Sides]:
    candidates = [pair.candidate for pair in question.pairs]
    found = ranked(question.asker, WANTED, candidates, NOW)
    return {each.candidate.person_id: each.sides for each in found}


Asked = Sequence[tuple[Question, dict[str, Sides]]]


def _order(asked: Asked, join: Callable[[Sides], float]) -> float:
    return statistics.fmean(_order_of(question.pairs, sides, join) for question, sides in asked)


def _order_of(pairs: Sequence[Pair], sides: dict[str, Sides], join: Callable[[Sides], float]) -> float:
    scores = np.array([join(sides[pair.candidate.person_id]) for pair in pairs])
    truths = np.array([_truth(pair) for pair in pairs])
    agree = np.sign(scores[:, None] - scores) * np.sign(truths[:, None] - truths)
    return float(0.5 + agree.sum() / (2 * len(pairs) * (len(pairs) - 1)))


def _auc(asked: Asked, join: Callable[[Sides], float]) -> float:
    """The share of pairs of one that came about and one that did not, of one question, in the right order."""
    right = whole = 0.0
    for question, sides in asked:
        scored = [(join(sides[pair.candidate.person_id]), pair.came_about) for pair in question.pairs]
        yes, no = ([score for score, came in scored if came is which] for which in (True, False))
        right += sum((one > other) + 0.5 * (one == other) for one in yes for other in no)
        whole += len(yes) * len(no)
    return right / whole


def _ndcg(asked: Asked, join: Callable[[Sides], float]) -> float:
    return statistics.fmean(_ndcg_of(question.pairs, sides, join) for question, sides in asked)


def _ndcg_of(pairs: Sequence[Pair], sides: dict[str, Sides], join: Callable[[Sides], float]) -> float:
    ordered = sorted(pairs, key=lambda pair: (-join(sides[pair.candidate.person_id]), pair.candidate.person_id))
    best = sorted(pairs, key=_truth, reverse=True)
    return _gain(ordered) / _gain(best)


def _gain(pairs: Sequence[Pair]) -> float:
    return sum(_truth(pair) / math.log2(place + 2) for place, pair in enumerate(pairs[:FIRST]))


def _truth(pair: Pair) -> float:
    return pair.asks * pair.accepts
