"""The two-sided estimate against one side alone and against other ways of joining, on made acceptances."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.acceptances import NOW, WANTED, WORLDS, Pair, Question, questions
from peernet.recommend.asking import prepare
from peernet.recommend.mentors import rank
from peernet.recommend.two_sided import Sides, joined, probability

SEEDS = tuple(range(1, 11))
FIRST = 10

JOINS: dict[str, Callable[[Sides], float]] = {
    "two-sided (harmonic mean)": joined,
    "asker's side alone": lambda sides: sides.ask,
    "mentor's side alone": lambda sides: sides.accept,
    "plain mean": lambda sides: probability(sides.ask) + probability(sides.accept),
    "product": lambda sides: probability(sides.ask) * probability(sides.accept),
    "sum of log-odds": sum,
}


@dataclass(frozen=True, slots=True)
class JoinFigures:
    """One way of joining, over all seeds; behind: how far it stays below the two-sided one, mean and its spread.

    auc: of the events that one asked and the other accepted, within each question; ndcg: of the first ten, the gain
    being the true probability of that event; better_in: seeds in which the two-sided one has the greater nDCG.
    """

    world: str
    join: str
    auc: float
    auc_behind: float
    auc_spread: float
    ndcg: float
    ndcg_behind: float
    ndcg_spread: float
    better_in: str


def measure_two_sided(seeds: Sequence[int] = SEEDS) -> list[JoinFigures]:
    """Every way of joining, in every world, over the networks of these seeds."""
    found = []
    for world in WORLDS:
        by_seed = [_seed(world, seed) for seed in seeds]
        found += [_figures(world, name, by_seed) for name in JOINS]
    return found


def _figures(world: str, name: str, by_seed: Sequence[dict[str, tuple[float, float]]]) -> JoinFigures:
    first = next(iter(JOINS))
    aucs, ndcgs = ([figures[name][which] for figures in by_seed] for which in (0, 1))
    behind = [[figures[first][which] - figures[name][which] for figures in by_seed] for which in (0, 1)]
    better = "" if name == first else f"{sum(1 for margin in behind[1] if margin > 0)} of {len(by_seed)}"
    return JoinFigures(
        world,
        name,
        round(statistics.fmean(aucs), 4),
        round(statistics.fmean(behind[0]), 4),
        round(statistics.stdev(behind[0]), 4),
        round(statistics.fmean(ndcgs), 4),
        round(statistics.fmean(behind[1]), 4),
        round(statistics.stdev(behind[1]), 4),
        better,
    )


def _seed(world: str, seed: int) -> dict[str, tuple[float, float]]:
    asked = [(question, _sides(question)) for question in questions(world, seed)]
    return {name: (_auc(asked, join), _ndcg(asked, join)) for name, join in JOINS.items()}


def _sides(question: Question) -> dict[str, Sides]:
    candidates = [pair.candidate for pair in question.pairs]
    asking = prepare(question.asker, WANTED, NOW, candidates)
    return {found.candidate.person_id: found.sides for found in rank(asking, candidates)}


Asked = Sequence[tuple[Question, dict[str, Sides]]]


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
    ranked = sorted(pairs, key=lambda pair: (-join(sides[pair.candidate.person_id]), pair.candidate.person_id))
    best = sorted(pairs, key=_truth, reverse=True)
    return _gain(ranked) / _gain(best)


def _gain(pairs: Sequence[Pair]) -> float:
    return sum(_truth(pair) / math.log2(place + 2) for place, pair in enumerate(pairs[:FIRST]))


def _truth(pair: Pair) -> float:
    return pair.asks * pair.accepts
