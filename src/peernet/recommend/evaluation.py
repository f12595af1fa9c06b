"""Judging rankings against what really happened: how good the first places are, and how evenly they are shared.

Figures: nDCG (Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 2002), mean
reciprocal rank, recall, the share of people who are ever shown, the Gini coefficient of exposure, and percentile
bootstrap intervals over the queries. A place counts 1 / log2(place + 1), in the gain and in the exposure alike.
"""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from peernet.errors import BadInput

DEPTH = 100
"""Places in which the reciprocal rank looks for the first right person."""

RESAMPLES = 300
_LOWER, _UPPER = 7, 292
"""Of the 300 resampled means in order, the ends of the interval that leaves out 2.5 % at either side."""

Ranking = Mapping[str, Sequence[str]]
"""Query id to person ids, best first."""

Truth = Mapping[str, Mapping[str, float]]
"""Query id to the right people, each with a gain above 0."""


class Quality(NamedTuple):
    """How well one query was answered: each from 0 to 1."""

    ndcg: float
    reciprocal: float
    recall: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The means over all queries; shown: share of people shown at all; intervals: 95 %, in the order of Quality."""

    first: int
    queries: int
    mean: Quality
    shown: float
    gini: float
    intervals: tuple[tuple[float, float], ...]

    def as_json(self) -> dict[str, object]:
        """Rounded to four places, under the keys that other programs expect."""
        names = (f"ndcg@{self.first}", "mrr", f"recall@{self.first}")
        ends = {f"{name}_95": [round(end, 4) for end in pair] for name, pair in zip(names, self.intervals, strict=True)}
        means = {name: round(value, 4) for name, value in zip(names, self.mean, strict=True)}
        spread = {f"shown@{self.first}": round(self.shown, 4), f"gini@{self.first}": round(self.gini, 4)}
        return {"queries": self.queries, **means, **spread, **ends}


def evaluate(ranked: Ranking, truth: Truth, people: Sequence[str], first: int = 10) -> Figures:
    """Every query of `truth` counts; one that `ranked` leaves out was answered with nobody.

    BadInput: no query or nobody in the network, a query without right people or with a gain that is not above 0, a
    ranking of an unknown query, with an unknown person or with somebody twice, or `first` below 1.
    """
    _check(ranked, truth, people, first)
    rows = [quality(ranked.get(query, ()), gains, first) for query, gains in truth.items()]
    exposed = exposure((ranked.get(query, ()) for query in truth), people, first)
    shown = sum(amount > 0 for amount in exposed.values()) / len(exposed)
    return Figures(first, len(rows), _mean(rows), shown, gini(list(exposed.values())), _intervals(rows))


def quality(found: Sequence[str], gains: Mapping[str, float], first: int) -> Quality:
    """How good `found`, best first, is for those who were right, with their gains."""
    gained = sum(gains.get(person, 0) / discount(place) for place, person in enumerate(found[:first]))
    most = sum(gain / discount(place) for place, gain in enumerate(sorted(gains.values(), reverse=True)[:first]))
    places = (place for place, person in enumerate(found[:DEPTH], 1) if person in gains)
    hit = next(places, 0)
    return Quality(gained / most, 1 / hit if hit else 0, len(gains.keys() & set(found[:first])) / len(gains))


def margin(ranked: Ranking, other: Ranking, truth: Truth, first: int) -> tuple[float, float]:
    """By how much nDCG of `ranked` lies above that of `other`, mean over the queries, and its standard error."""
    gains = [
        quality(ranked.get(query, ()), right, first).ndcg - quality(other.get(query, ()), right, first).ndcg
        for query, right in truth.items()
    ]
    error = statistics.stdev(gains) / math.sqrt(len(gains)) if len(gains) > 1 else 0.0
    return statistics.fmean(gains), error


def discount(place: int) -> float:
    """What a gain or a glance at that place, counted from 0, is divided by: 1 for the first."""
    return math.log2(place + 2)


def exposure(lists: Iterable[Sequence[str]], people: Iterable[str], first: int) -> dict[str, float]:
    """By person, the sum over the lists of 1 / discount of the place they were shown at."""
    exposed = dict.fromkeys(people, 0.0)
    for found in lists:
        for place, person in enumerate(found[:first]):
            exposed[person] += 1 / discount(place)
    return exposed


def gini(amounts: Sequence[float]) -> float:
    """0 when all have the same, towards 1 when one has all; 0 when there is nothing to share."""
    ordered = sorted(amounts)
    total, count = sum(ordered), len(ordered)
    if not total:
        return 0.0
    return sum((2 * place - count + 1) * amount for place, amount in enumerate(ordered)) / (count * total)


def _mean(rows: Sequence[Quality]) -> Quality:
    return Quality(*(sum(column) / len(rows) for column in zip(*rows, strict=True)))


def _intervals(rows: Sequence[Quality]) -> tuple[tuple[float, float], ...]:
    """By the percentile bootstrap; the seed is fixed, so that the same answers get the same intervals."""
    chance = random.Random(1)
    means = [_mean([chance.choice(rows) for _ in rows]) for _ in range(RESAMPLES)]
    columns = (sorted(column) for column in zip(*means, strict=True))
    return tuple((column[_LOWER], column[_UPPER]) for column in columns)


def _check(ranked: Ranking, truth: Truth, people: Sequence[str], first: int) -> None:
    if first < 1:
        raise BadInput(f"must be at least 1, not {first}", "first")
    if not truth or not people:
        raise BadInput("there must be a query with a right answer, and people to find", "truth")
    for query, gains in truth.items():
        if not gains or not all(0 < gain < math.inf for gain in gains.values()):
            raise BadInput(f"query {query[:40]!r} needs right people, each with a gain above 0", "truth")
    known = frozenset(people)
    for query, found in ranked.items():
        if query not in truth:
            raise BadInput(f"there is no query {query[:40]!r}", "ranked")
        if len(set(found)) != len(found):
            raise BadInput(f"query {query[:40]!r} ranks somebody twice", "ranked")
        if not known.issuperset(found):
            raise BadInput(f"query {query[:40]!r} ranks somebody who is not in the network", "ranked")
