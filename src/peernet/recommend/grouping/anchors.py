"""Anchors: the hours and the language that a team could have in common, with everybody who could be in such a team.

Every team that keeps the rules has at least one of them. So people can be counted by anchors, however many teams there
are, where the teams themselves would be too many for a solver.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from peernet.model.hours import WEEK_SLOTS
from peernet.recommend.grouping.hard import hour_masks
from peernet.recommend.grouping.problem import Problem

MOST_SETS = 4_000
"""Sets of half hours, and anchors, that are looked at; beyond that a part of the hours stands for all of them."""
_DEEPEST = 8
_Kind = tuple[int, int]


@dataclass(frozen=True)
class Anchors:
    """`people`: for each anchor who could be in a team with it. exact: those people can be divided as one likes.

    Where it is not, they need not have all the hours in common: everything that is impossible by them is so still.
    """

    people: tuple[frozenset[int], ...]
    exact: bool


def anchors_of(problem: Problem, smallest: int, wanted_slots: int, language: bool) -> Anchors | None:
    """The anchors of teams of `smallest` people and more, with so many half hours, and a language if there has to be.

    None where there are too many of them.
    """
    everybody = (1 << len(problem.people)) - 1
    sets, exact = _sets_of_hours(problem, smallest, wanted_slots) if wanted_slots else ([everybody], True)
    tongues = [_bits(people) for people in problem.speakers.values()] if language else [everybody]
    if len(sets) * len(tongues) > MOST_SETS * 4:
        return None
    both = {hours & tongue for hours in sets for tongue in tongues}
    people = _greatest([each for each in both if each.bit_count() >= smallest])
    return None if len(people) > MOST_SETS else Anchors(tuple(map(_numbers, people)), exact)


def _sets_of_hours(problem: Problem, smallest: int, wanted: int) -> tuple[list[int], bool]:
    """Who is free in each smallest set of half hours that is enough; and whether it is enough, or only a part."""
    kinds = _kinds(problem, smallest)
    found: list[int] = []
    exact = False
    for most in range(1, _DEEPEST + 1):
        deeper = _combined(kinds, smallest, wanted, most)
        if deeper is None:
            break
        found, exact = [people for people, _ in deeper], all(enough for _, enough in deeper)
        if exact:
            break
    return found, exact


def _kinds(problem: Problem, smallest: int) -> list[_Kind]:
    """Who is free at once, and in how many half hours exactly they are."""
    bits = np.unpackbits(hour_masks(problem)[:-1].view(np.uint8), axis=1, count=WEEK_SLOTS, bitorder="little")
    columns = np.packbits(bits.T, axis=1, bitorder="little")
    found = Counter(int.from_bytes(column.tobytes(), "little") for column in columns)
    kinds = [(free, times) for free, times in found.items() if free.bit_count() >= smallest]
    return sorted(kinds, key=lambda kind: (-kind[1], kind[0]))


def _combined(kinds: Sequence[_Kind], smallest: int, wanted: int, most: int) -> list[tuple[int, bool]] | None:
    """Sets of up to `most` kinds, as who is free in all of them; None where there are too many."""
    found: list[tuple[int, bool]] = []
    waiting: list[tuple[int, int, int, int]] = [(0, -1, 0, 0)]
    while waiting:
        place, free, slots, depth = waiting.pop()
        if slots >= wanted or depth == most:
            found.append((free, slots >= wanted))
        else:
            for following in range(place, len(kinds)):
                both = free & kinds[following][0]
                if both.bit_count() >= smallest:
                    waiting.append((following + 1, both, slots + kinds[following][1], depth + 1))
        if len(found) + len(waiting) > MOST_SETS:
            return None
    return found


def _greatest(sets: Sequence[int]) -> list[int]:
    """Those that are no part of another: whoever fits into the smaller one fits into the greater one too."""
    kept: list[int] = []
    for people in sorted(sets, key=lambda people: (-people.bit_count(), people)):
        if all(people & ~greater for greater in kept):
            kept.append(people)
    return kept


def _bits(numbers: frozenset[int]) -> int:
    return sum(1 << number for number in numbers)


def _numbers(bits: int) -> frozenset[int]:
    return frozenset(_ones(bits))


def _ones(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
