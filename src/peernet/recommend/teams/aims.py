"""What `worth` prefers, as linear amounts over a seating: how alike members are, who was together before, and so on.

Two stages come out of it: the fit, and all the rest as one amount in which a step of an earlier part outweighs
everything that later parts could give, so that one optimum is the optimum in their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import gcd

from ortools.sat.python import cp_model

from peernet.recommend.teams.seating import Seating
from peernet.recommend.teams.worth import load_cost

Term = tuple[cp_model.LinearExprT, int]


@dataclass(frozen=True)
class Rest:
    """All that comes after the fit: `amount` to have as much of as can be, and how to read likeness out of a bound.

    `step` is what one `grain` of likeness weighs in the amount, and `lightest` the least that all after it
    can add.
    """

    amount: cp_model.LinearExprT
    step: int
    grain: int
    lightest: int

    def least_likeness(self, bound: float) -> int:
        """The least likeness (in the pool's unit) of any team, when no team's amount is above `bound`."""
        return -((int(bound) - self.lightest) // self.step) * self.grain


def fit_amount(seating: Seating) -> cp_model.LinearExprT:
    """The sum of `seat_fit` over the role seats."""
    return dot(
        (seat, seating.pool.fits[row.role][number])
        for row in seating.rows
        if row.role is not None
        for number, seat in row.taken.items()
    )


def rest(seating: Seating) -> Rest:
    """Likeness, then repeated pairs, then reach, then load, in one amount."""
    loads = {number: load_cost(seating.pool.people[number]) for number in seating.member}
    heaviest = sum(sorted(loads.values())[-seating.size :])
    again = list(_repeats(seating))
    repeat = (2 * seating.size + 1) * (heaviest + 1)
    most_repeats = min(len(again), seating.size * (seating.size - 1) // 2)
    step = (most_repeats + 1) * repeat
    grain = gcd(*(weight for weight, _ in seating.pool.holdings)) or 1
    likeness = ((amount, -step * weight // grain) for amount, weight in _likeness(seating))
    repeats = ((pair, -repeat) for pair in again)
    reach = ((point, heaviest + 1) for point in _reach(seating))
    load = ((seating.member[number], -cost) for number, cost in loads.items())
    return Rest(dot([*likeness, *repeats, *reach, *load]), step, grain, -heaviest - most_repeats * repeat)


def dot(terms: Iterable[Term]) -> cp_model.LinearExprT:
    """The sum of each amount times its weight."""
    terms = [(amount, weight) for amount, weight in terms if weight]
    return cp_model.LinearExpr.weighted_sum([amount for amount, _ in terms], [weight for _, weight in terms])


def _likeness(seating: Seating) -> Iterator[Term]:
    """The square of what the team holds of each value, with the attribute's weight.

    Each square is what each member holds alone, squared, and the excess of holding it together: split so, because
    the first part is linear and gives the solver its bound.
    """
    alone: Counter[int] = Counter()
    for weight, held in seating.pool.holdings:
        holders = {number: amount for number, amount in held.items() if number in seating.member}
        for number, amount in holders.items():
            alone[number] += weight * amount**2
        if len(holders) > 1:
            yield (_excess if weight > 0 else _whole_excess)(seating, holders), weight
    yield from ((seating.member[number], cost) for number, cost in alone.items())


def _excess(seating: Seating, holders: Mapping[int, int]) -> cp_model.IntVar:
    """At least the square of the sum less the sum of squares; the square by the chords between sums that can be."""
    held = dot((seating.member[number], amount) for number, amount in holders.items())
    alone = dot((seating.member[number], amount**2) for number, amount in holders.items())
    sums = _possible_sums(set(holders.values()), min(len(holders), seating.size))
    excess = seating.model.new_int_var(0, sums[-1] ** 2, "")
    for low, high in pairwise(sums[1:]):
        seating.model.add(excess >= (low + high) * held - low * high - alone)
    return excess


def _whole_excess(seating: Seating, holders: Mapping[int, int]) -> cp_model.LinearExprT:
    """The square of the sum less the sum of squares, exactly: where more of it is better, no line bounds it."""
    held = dot((seating.member[number], amount) for number, amount in holders.items())
    alone = dot((seating.member[number], amount**2) for number, amount in holders.items())
    sums = _possible_sums(set(holders.values()), min(len(holders), seating.size))
    reached = {amount: seating.model.new_bool_var("") for amount in sums}
    seating.model.add_exactly_one(reached.values())
    seating.model.add(held == dot((which, amount) for amount, which in reached.items()))
    return dot((which, amount**2) for amount, which in reached.items()) - alone


def _possible_sums(amounts: set[int], most: int) -> list[int]:
    sums = {0}
    for _ in range(most):
        sums |= {reached + amount for reached in sums for amount in amounts}
    return sorted(sums)


def _repeats(seating: Seating) -> Iterator[cp_model.IntVar]:
    """1 for each pair who are in the team and have been in one before."""
    for one, other in seating.pool.repeats:
        if one in seating.member and other in seating.member:
            pair = seating.model.new_bool_var("")
            seating.model.add(seating.member[one] + seating.member[other] <= 1 + pair)
            yield pair


def _reach(seating: Seating) -> Iterator[cp_model.IntVar]:
    """One point for a member near another, one more for a member who is new to another though near."""
    for number, member in seating.member.items():
        new = seating.pool.new[number]
        for others in (seating.pool.known[number] | new, new):
            near = [seating.member[other] for other in sorted(others) if other in seating.member]
            if near:
                point = seating.model.new_bool_var("")
                seating.model.add(point <= member)
                seating.model.add(point <= cp_model.LinearExpr.sum(near))
                yield point
