"""The certificate of a round: how good it is, how good any could be, and the prices that prove it."""

from __future__ import annotations

from math import fsum

import numpy as np

from peernet.model.round import MOST_BLOCKING, MOST_NAMED, BlockingPair, Certificate, MorePlaces, Proof, RoundRules
from peernet.recommend.rounds.assign import Assignment, Proved
from peernet.recommend.rounds.blocking import blocking_pairs
from peernet.recommend.rounds.prices import worth
from peernet.recommend.rounds.table import Numbers, RoundTable


def certificate(table: RoundTable, rules: RoundRules, found: Assignment) -> Certificate:
    """What can be promised of the round found."""
    part, taken = found.part, found.taken
    made = np.flatnonzero(table.fixed).tolist() + part.pair[taken].tolist()
    blocking = blocking_pairs(table, part, np.flatnonzero(taken))
    people = np.unique(table.mentee[made])
    fixed_people = int((~part.fresh).sum())
    quality = fsum(table.quality[made].tolist())
    gap = _gap(table, found)
    held = float(table.quality[table.fixed].sum())
    scale = found.quality.stakes.scale
    # Of a stable round the prices are those of the round of the most quality, which need not be stable.
    most = max(quality, held + found.quality.bound / scale) if rules.stable else quality + gap / scale
    return Certificate(
        matched=len(made),
        maximum=int(table.fixed.sum()) + found.places.bound,
        people=len(people),
        people_maximum=fixed_people + found.people.bound,
        quality=quality,
        bound=most,
        proved=not len(blocking) if rules.stable else gap == 0,
        blocking=len(blocking),
        blocking_pairs=tuple(_named(table, part.pair[blocking[:MOST_BLOCKING]])),
        more_places=() if rules.stable else tuple(_more_places(table, found)),
        proof=_proof(table, found),
    )


def _gap(table: RoundTable, found: Assignment) -> int:
    stakes = found.quality.stakes
    value = stakes.value(table.quality[found.part.pair])
    return found.quality.bound - worth(found.part, value, stakes.first, found.taken)


def _named(table: RoundTable, pairs: Numbers) -> list[BlockingPair]:
    sides = zip(table.mentee[pairs].tolist(), table.mentor[pairs].tolist(), strict=True)
    return [BlockingPair(table.mentee_ids[mentee], table.mentor_ids[mentor]) for mentee, mentor in sides]


def _more_places(table: RoundTable, found: Assignment) -> list[MorePlaces]:
    """The mentors where one more place brings most: least dual prices are exactly that."""
    prices = found.quality.prices
    best = np.lexsort((np.arange(len(prices)), -prices))[:MOST_NAMED]
    return [_one_more(table, found, int(mentor)) for mentor in best if prices[mentor] > 0]


def _one_more(table: RoundTable, found: Assignment, mentor: int) -> MorePlaces:
    stakes, places, people = found.quality.stakes, int(found.places.prices[mentor]), int(found.people.prices[mentor])
    brought = int(found.quality.prices[mentor])
    if found.covering:
        brought -= stakes.bonus * places + stakes.first * people
    return MorePlaces(table.mentor_ids[mentor], places, brought / stakes.scale)


def _proof(table: RoundTable, found: Assignment) -> Proof:
    stakes = found.quality.stakes
    return Proof(
        stakes.scale,
        stakes.bonus,
        stakes.first,
        {table.mentor_ids[mentor]: price for mentor, price in _priced(found.quality)},
        frozenset(table.mentor_ids[mentor] for mentor, _ in _priced(found.places)),
        frozenset(table.mentor_ids[mentor] for mentor, _ in _priced(found.people)),
    )


def _priced(proved: Proved) -> list[tuple[int, int]]:
    dear = np.flatnonzero(proved.prices)
    return list(zip(dear.tolist(), proved.prices[dear].tolist(), strict=True))
