"""How good any grouping could be, by supply: how many people have each value, how many teams there are of each size.

Everything is in whole numbers: the loss of a team of n is the weighted sum of squared shares (`likeness`) times what
`size_scale` makes of 1 / n^2, so that losses of teams of different sizes can be compared and added. Each attribute is
spread as well as it can be by itself; that all of them can be so at once is not said, so these are bounds, and where a
grouping meets them it is proved to be the best.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from math import gcd

import numpy as np

from peernet.recommend.grouping.attributes import Attribute
from peernet.recommend.grouping.problem import Problem, size_scale


@dataclass(frozen=True, slots=True)
class Bounds:
    """total: the least sum of losses over all teams; worst: the least that the greatest loss can be; both whole.

    repeated: the fewest pairs that meet again. alike: for each attribute the bound on the mean over teams of the sum of
    squared shares, 0 to 1: the least for diverse ones, the most for similar ones. scale: what stands for a loss of 1.
    """

    total: int
    worst: int
    repeated: int
    alike: tuple[float, ...]
    scale: int


def bounds_of(problem: Problem, sizes: Sequence[int]) -> Bounds:
    """The bounds for teams of these sizes."""
    scale, by_size = size_scale(sizes)
    classes = Counter(sizes)
    parts = [_least_total(each, classes, by_size) for each in problem.attributes]
    total = sum(parts)
    worst = _worst_with_total(problem, total, _worst_of_classes(problem, classes, by_size), classes, by_size)
    alike = tuple(
        part / (each.weight * each.unit**2 * scale * len(sizes))
        for part, each in zip(parts, problem.attributes, strict=True)
    )
    return Bounds(total, worst, _least_repeated(problem, min(sizes)), alike, scale)


def least_step(problem: Problem, size: int) -> tuple[int, int]:
    """The losses that a team of this size can have: `offset` and every `step` from it, before `size_scale`."""
    weights = [each.weight for each in problem.attributes]
    if not weights or any(not each.single for each in problem.attributes):
        return 1, 0
    # With one value each, sum of squares and sum of counts are both odd or both even.
    step = 2 * reduce(gcd, weights)
    return abs(step), size * sum(weights) % abs(step)


def next_loss(problem: Problem, least: int, classes: Mapping[int, int], by_size: Mapping[int, int]) -> int:
    """The least loss, at or above `least`, that a team of one of these sizes can have."""
    found = []
    for size in classes:
        step, offset = least_step(problem, size)
        whole = -(-least // by_size[size])
        found.append((whole + (offset - whole) % step) * by_size[size])
    return min(found)


def _least_total(attribute: Attribute, classes: Mapping[int, int], by_size: Mapping[int, int]) -> int:
    if attribute.weight < 0:
        return attribute.weight * _most_alike(attribute, classes, by_size)
    if attribute.single:
        return attribute.weight * _least_single(_counts(attribute), classes, by_size)
    return attribute.weight * sum(_least_shared(items, classes, by_size) for items in _items(attribute))


def _counts(attribute: Attribute) -> list[int]:
    return [int(count) for count in np.bincount(attribute.codes[:-1, 0])]


def _items(attribute: Attribute) -> list[list[int]]:
    """For each value the shares of those who have it, the greatest first."""
    found: list[list[int]] = [[] for _ in range(attribute.values)]
    for code, share in zip(attribute.codes[:-1].ravel(), attribute.shares[:-1].ravel(), strict=True):
        if share:
            found[code].append(int(share))
    return [sorted(items, reverse=True) for items in found]


def spread(people: int, teams: int) -> int:
    """The least sum of squares of whole numbers, one for each team, that sum to `people`."""
    least, larger = divmod(people, teams)
    return (teams - larger) * least**2 + larger * (least + 1) ** 2


def _least_single(counts: Sequence[int], classes: Mapping[int, int], by_size: Mapping[int, int]) -> int:
    """Exact, for one attribute alone, for up to two sizes; a bound for more."""
    if len(classes) == 1:
        [(size, teams)] = classes.items()
        return by_size[size] * sum(spread(count, teams) for count in counts)
    if len(classes) > 2:
        return sum(_cheapest_places(count, classes, by_size) for count in counts)
    (small, few), (large, many) = sorted(classes.items())

    def cost(count: int, inside: int) -> int:
        return by_size[small] * spread(inside, few) + by_size[large] * spread(count - inside, many)

    # How many of each value go to the smaller teams: convex costs, so the cheapest step each time is the best.
    total = sum(cost(count, 0) for count in counts)
    steps = [(cost(count, 1) - cost(count, 0), value, 0) for value, count in enumerate(counts) if count]
    heapq.heapify(steps)
    for _ in range(small * few):
        step, value, inside = heapq.heappop(steps)
        total += step
        if inside + 2 <= counts[value]:
            following = cost(counts[value], inside + 2) - cost(counts[value], inside + 1)
            heapq.heappush(steps, (following, value, inside + 1))
    return total


def _cheapest_places(count: int, classes: Mapping[int, int], by_size: Mapping[int, int]) -> int:
    places = sorted(
        ((2 * level + 1) * by_size[size], teams) for size, teams in classes.items() for level in range(size)
    )
    total = 0
    for cost, teams in places:
        taken = min(count, teams)
        total, count = total + cost * taken, count - taken
    return total


def _least_shared(items: Sequence[int], classes: Mapping[int, int], by_size: Mapping[int, int]) -> int:
    """For people with several values: large shares stand alone, what is left is spread evenly (majorisation)."""
    teams, whole = sum(classes.values()), sum(items)
    if len(classes) == 1:
        [(size, _)] = classes.items()
        alone = list(accumulate(items[: teams - 1], initial=0))
        squares = list(accumulate((item**2 for item in items[: teams - 1]), initial=0))
        best = max(
            square + spread(whole - gone, teams - place)
            for place, (gone, square) in enumerate(zip(alone, squares, strict=True))
            if place == 0 or items[place - 1] * (teams - place) >= whole - gone
        )
        return best * by_size[size]
    evenly = whole**2 / sum(teams / by_size[size] for size, teams in classes.items())
    singly = sum(item**2 for item in items) * min(by_size.values())
    return max(int(evenly), singly)


def _most_alike(attribute: Attribute, classes: Mapping[int, int], by_size: Mapping[int, int]) -> int:
    """The most that the sums of squares can be: teams full of one value, the smallest first."""
    unit, total = attribute.unit, 0
    for items in _items(attribute):
        left = sum(items)
        for size, teams in sorted(classes.items()):
            full = min(teams, left // (size * unit))
            total += full * (size * unit) ** 2 * by_size[size]
            left -= full * size * unit
            if full < teams and left:
                # What is left fills a part of one team; of several sizes count it as if it stood with its own kind.
                share = left**2 if len(classes) == 1 else left * size * unit
                total += share * by_size[size]
                left = 0
    return total


def _worst_with_total(
    problem: Problem, total: int, least: list[int], classes: Mapping[int, int], by_size: Mapping[int, int]
) -> int:
    """The least greatest loss at which all teams, each at a loss that it can have up to that, can sum to the total."""
    worst = next_loss(problem, max(-(-total // sum(classes.values())), *least), classes, by_size)
    while sum(teams * _highest(problem, size, worst, by_size) for size, teams in classes.items()) < total:
        worst = next_loss(problem, worst + 1, classes, by_size)
    return worst


def _highest(problem: Problem, size: int, most: int, by_size: Mapping[int, int]) -> int:
    """The greatest loss, up to `most`, that a team of this size can have."""
    step, offset = least_step(problem, size)
    whole = most // by_size[size]
    return (whole - (whole - offset) % step) * by_size[size]


def _worst_of_classes(problem: Problem, classes: Mapping[int, int], by_size: Mapping[int, int]) -> list[int]:
    """Teams of one size, with the first choice of everybody, are still no better than this."""
    found = []
    for size, teams in classes.items():
        least = sum(_least_chosen(each, size, teams) for each in problem.attributes)
        found.append(next_loss(problem, -(-least // teams) * by_size[size], {size: teams}, by_size))
    return found


def _least_chosen(attribute: Attribute, size: int, teams: int) -> int:
    if attribute.weight < 0:
        return attribute.weight * teams * (size * attribute.unit) ** 2
    if not attribute.single:
        # So many different values that each share stands alone, the smallest shares first.
        own = sorted(int(each) for each in (attribute.shares[:-1] ** 2).sum(1))
        return attribute.weight * sum(own[: size * teams])
    places = [
        (2 * level + 1, min(teams, count - level * teams))
        for count in _counts(attribute)
        for level in range(-(-count // teams))
    ]
    total, left = 0, size * teams
    for cost, people in sorted(places):
        taken = min(left, people)
        total, left = total + cost * taken, left - taken
    return attribute.weight * total


def _least_repeated(problem: Problem, smallest: int) -> int:
    """Whoever has met nearly everybody must meet somebody again."""
    known = Counter(number for pair in problem.met for number in pair)
    others = len(problem.people) - 1
    short = sum(max(0, smallest - 1 - (others - met)) for met in known.values())
    return -(-short // 2)
