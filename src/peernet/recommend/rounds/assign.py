"""The optimum of a round, with the prices that prove it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from peernet.model.round import RoundRules
from peernet.recommend.rounds.flow import best_flow
from peernet.recommend.rounds.part import Part, open_part
from peernet.recommend.rounds.prices import bound, least_prices, worth
from peernet.recommend.rounds.stakes import (
    CARDINAL,
    PEOPLE,
    PLACES,
    Stakes,
    stakes_for_coverage,
    stakes_for_quality,
)
from peernet.recommend.rounds.table import Flags, Numbers, RoundTable, Small


@dataclass(frozen=True)
class Proved:
    """Prices by mentor for these stakes, and the bound that they give."""

    stakes: Stakes
    prices: Numbers
    bound: int


@dataclass(frozen=True)
class Assignment:
    """Which pairs of the part are taken, and what proves it: by quality, by places filled, by people matched.

    covering: the stakes by quality put a place filled above all quality, so that a price tells both apart.
    """

    part: Part
    taken: Flags
    quality: Proved
    places: Proved
    people: Proved
    covering: bool = False


def assign(table: RoundTable, rules: RoundRules) -> Assignment:
    """The round of the greatest worth: at coverage 1 as many places (and people) as can be, then the most quality."""
    part = open_part(table)
    order = tie_order(table, rules.seed)
    if rules.coverage >= 1:
        return _covering(table, part, rules, order)
    stakes, taken = of_best_quality(table, part, rules, order)
    return Assignment(part, taken, _proved(table, part, stakes, taken), *largest(table, part, order))


def of_best_quality(
    table: RoundTable, part: Part, rules: RoundRules, order: tuple[Small, Small]
) -> tuple[Stakes, Flags]:
    """The stakes of a coverage below 1, and which pairs the best round takes: not proved yet."""
    stakes = stakes_for_quality(part, rules)
    value = stakes.value(table.quality[part.pair])
    # A pair that is worth nothing never makes a round better: leaving it out settles what the solver would leave open.
    taken = np.zeros(len(value), np.bool_)
    worthy = value > 0
    taken[worthy] = best_flow(*_only(part, value, worthy), stakes.first, *order)
    return stakes, taken


def best_quality(table: RoundTable, part: Part, seed: int) -> Proved:
    """The most total quality of any round, with its proof."""
    stakes = stakes_for_quality(part, RoundRules(coverage=0.0, worth=0.0))
    taken = best_flow(part, stakes.value(table.quality[part.pair]), 0, *tie_order(table, seed))
    return _proved(table, part, stakes, taken)


def largest(table: RoundTable, part: Part, order: tuple[Small, Small]) -> tuple[Proved, Proved]:
    """The most places filled and the most people matched, with their proofs."""
    taken = best_flow(part, np.full(len(part.pair), CARDINAL.bonus, np.int64), CARDINAL.first, *order)
    return _proved(table, part, PLACES, taken), _proved(table, part, PEOPLE, taken)


def tie_order(table: RoundTable, seed: int) -> tuple[Small, Small]:
    """The order in which mentees and mentors are looked at, by the seed: it decides among equals and nothing else.

    By a hash and not by a generator of random numbers, whose stream may change with the library.
    """
    return _shuffled(table.mentee_ids, f"mentee {seed}"), _shuffled(table.mentor_ids, f"mentor {seed}")


def _covering(table: RoundTable, part: Part, rules: RoundRules, order: tuple[Small, Small]) -> Assignment:
    for stakes in stakes_for_coverage(part, rules):
        taken = best_flow(part, stakes.value(table.quality[part.pair]), stakes.first, *order)
        places = _proved(table, part, PLACES, taken)
        people = _proved(table, part, PEOPLE, taken)
        if _holds(part, places, taken) and (_holds(part, people, taken) or not stakes.first):
            break
    if not _holds(part, people, taken):
        people = largest(table, part, order)[1]
    return Assignment(part, taken, _proved(table, part, stakes, taken), places, people, covering=True)


def _holds(part: Part, proved: Proved, taken: Flags) -> bool:
    value = np.full(len(taken), proved.stakes.bonus, np.int64)
    return worth(part, value, proved.stakes.first, taken) == proved.bound


def _proved(table: RoundTable, part: Part, stakes: Stakes, taken: Flags) -> Proved:
    value = stakes.value(table.quality[part.pair]) if stakes.scale else np.full(len(taken), stakes.bonus, np.int64)
    prices = least_prices(part, value, stakes.first, taken)
    return Proved(stakes, prices, bound(part, value, stakes.first, prices))


def _only(part: Part, value: Numbers, some: Flags) -> tuple[Part, Numbers]:
    if bool(some.all()):
        return part, value
    mentee = part.mentee[some]
    start = np.searchsorted(mentee, np.arange(len(part.wanted) + 1)).astype(np.int64)
    kept = Part(part.pair[some], mentee, part.mentor[some], part.wanted, part.places, part.fresh, start)
    return kept, value[some]


def _shuffled(ids: object, salt: str) -> Small:
    assert isinstance(ids, list)
    key = blake2b(salt.encode(), digest_size=32).digest()
    marks = [blake2b(each.encode("utf-8", "surrogatepass"), key=key, digest_size=8).digest() for each in ids]
    place = np.empty(len(ids), np.int32)
    place[np.argsort(np.frombuffer(b"".join(marks), ">u8"), kind="stable")] = np.arange(len(ids), dtype=np.int32)
    return place
