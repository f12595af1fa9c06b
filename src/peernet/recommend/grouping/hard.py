"""What no team may break, counted: how many people, or half hours, rows of members are short of keeping every rule.

A shortfall is 0 exactly where a team keeps the rules; above that it falls, step by step, as a team comes nearer to it,
which is what the repairing part of the search goes by.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from peernet.model.hours import WEEK_SLOTS
from peernet.recommend.grouping.attributes import Whole
from peernet.recommend.grouping.pairs import Pairs
from peernet.recommend.grouping.problem import Problem

Rows = NDArray[np.int32]
_WORDS = -(-WEEK_SLOTS // 64)


class Hard:
    """The rules of one problem that each team has to keep by itself; `Rows` are teams x members, padded with nobody."""

    def __init__(self, problem: Problem) -> None:
        self._nobody = len(problem.people)
        self._roles, self._demands = _role_table(problem)
        self._company = _membership([who for _, _, who in problem.company], self._nobody)
        self._needs_language = problem.needs_language
        self._speaks = _membership(list(problem.speakers.values()), self._nobody)
        self._wanted = problem.wanted_slots
        self._masks = hour_masks(problem)
        self._free, self._times = _kinds_of_hours(problem)
        self._apart = Pairs(dict.fromkeys(problem.apart, 1), self._nobody)
        self.any = bool(
            len(self._demands) or self._company.shape[1] or self._needs_language or self._wanted or problem.apart
        )

    def shortfall(self, rows: Rows, finely: bool = True) -> Whole:
        """How much each row is short of; not `finely`, missing hours count 1 however many there are."""
        return sum((short for _, short in self._parts(rows, finely)), np.zeros(len(rows), np.int64))

    def broken(self, rows: Rows) -> tuple[str, ...]:
        """The kinds of rules that some row does not keep."""
        return tuple(rule for rule, short in self._parts(rows, False) if short.any())

    def _parts(self, rows: Rows, finely: bool) -> Iterator[tuple[str, Whole]]:
        """Each kind of rule that is asked for, with what each row is short of by it."""
        sizes = (rows < self._nobody).sum(1)
        if len(self._demands):
            able = self._roles[rows].sum(1, dtype=np.int64)
            yield "role", np.maximum(self._demands - able, 0).max(1)
        if self._company.shape[1]:
            yield "no_lone", (self._company[rows].sum(1, dtype=np.int64) == 1).sum(1)
        if self._needs_language:
            yield "language", self._speechless(rows, sizes)
        if self._wanted:
            yield "overlap", self._busy(rows, sizes, finely)
        if self._apart.any:
            yield "apart", self._apart.total(rows)

    def _speechless(self, rows: Rows, sizes: Whole) -> Whole:
        """The fewest members who do not speak the language that most of them speak."""
        if not self._speaks.shape[1]:
            return sizes
        able: Whole = self._speaks[rows].sum(1, dtype=np.int64).max(1)
        return sizes - able

    def _busy(self, rows: Rows, sizes: Whole, finely: bool) -> Whole:
        """Over the half hours that suit a team best, as many as are wanted: how many members are not free."""
        common = np.bitwise_and.reduce(self._masks[rows], axis=1)
        late = np.bitwise_count(common).sum(1, dtype=np.int64) < self._wanted
        if not finely or not late.any():
            return np.asarray(late, np.int64)
        short = np.zeros(len(rows), np.int64)
        busy = np.uint8(rows.shape[1]) - self._free[rows[late]].sum(1, dtype=np.uint8)
        if not busy.shape[1]:
            short[late] = self._wanted * sizes[late]
        elif (self._times == self._wanted).all():
            short[late] = busy.min(1).astype(np.int64) * self._wanted
        else:
            each = np.repeat(busy, self._times, axis=1)
            best = np.partition(each, min(self._wanted, each.shape[1]) - 1, axis=1)[:, : self._wanted]
            short[late] = best.sum(1, dtype=np.int64) + sizes[late] * max(0, self._wanted - each.shape[1])
        return short


def _role_table(problem: Problem) -> tuple[NDArray[np.uint8], Whole]:
    """For each set of roles who can hold one of them, and how many seats they have.

    By Hall's theorem the seats that stay empty are the most that any set of roles has more than people for it.
    """
    roles = problem.rules.roles
    sets = [chosen for count in range(1, len(roles) + 1) for chosen in combinations(range(len(roles)), count)]
    able = [frozenset().union(*(problem.holders[role] for role in chosen)) for chosen in sets]
    demands = [sum(roles[role].people for role in chosen) for chosen in sets]
    return _membership(able, len(problem.people)), np.array(demands, np.int64)


def _membership(sets: list[frozenset[int]], nobody: int) -> NDArray[np.uint8]:
    """Person x set: 1 where they are in it; nobody is in none."""
    table = np.zeros((nobody + 1, len(sets)), np.uint8)
    for place, people in enumerate(sets):
        table[list(people), place] = 1
    return table


def _kinds_of_hours(problem: Problem) -> tuple[NDArray[np.uint8], Whole]:
    """Person x kind of half hour: 1 where they are free; and how many of the kind there are, as far as wanted.

    Half hours that suit the very same people are of one kind: schedules come in whole hours, so that these are few.
    """
    nobody, wanted = len(problem.people), problem.wanted_slots
    if not wanted:
        return np.zeros((nobody + 1, 0), np.uint8), np.zeros(0, np.int64)
    bits = np.unpackbits(hour_masks(problem).view(np.uint8), axis=1, count=WEEK_SLOTS, bitorder="little")
    kinds, times = np.unique(bits[:, bits[:-1].any(0)], axis=1, return_counts=True)
    return np.ascontiguousarray(kinds), np.minimum(times, wanted)


def hour_masks(problem: Problem) -> NDArray[np.uint64]:
    """Each person's free half hours as six words; nobody is always free, unknown hours are none."""
    size = _WORDS * 8
    masks = b"".join((person.slots or 0).to_bytes(size, "little") for person in problem.people)
    always = ((1 << WEEK_SLOTS) - 1).to_bytes(size, "little")
    return np.frombuffer(masks + always, "<u8").reshape(-1, _WORDS).astype(np.uint64)
