"""What no team may break, counted: how many people, or half hours, rows of members are short of keeping every rule.

A shortfall is 0 exactly where a team keeps the rules; above that it falls, step by step, as a team comes nearer to it,
which is what the repairing part of the search goes by.
"""

from __future__ import annotations

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
        self._masks = _hour_masks(problem)
        self._apart = Pairs(dict.fromkeys(problem.apart, 1), self._nobody)
        self.any = bool(
            len(self._demands) or self._company.shape[1] or self._needs_language or self._wanted or problem.apart
        )

    def shortfall(self, rows: Rows, finely: bool = True) -> Whole:
        """How much each row is short of; not `finely`, missing hours count 1 however many there are."""
        short = np.zeros(len(rows), np.int64)
        sizes = (rows < self._nobody).sum(1)
        if len(self._demands):
            able = self._roles[rows].sum(1, dtype=np.int64)
            short += np.maximum(self._demands - able, 0).max(1)
        if self._company.shape[1]:
            short += (self._company[rows].sum(1, dtype=np.int64) == 1).sum(1)
        if self._needs_language:
            short += self._speechless(rows, sizes)
        if self._wanted:
            short += self._busy(rows, sizes, finely)
        if self._apart.any:
            short += self._apart.total(rows)
        return short

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
        bits = np.unpackbits(self._masks[rows[late]].view(np.uint8), axis=2, count=WEEK_SLOTS, bitorder="little")
        busy = rows.shape[1] - bits.sum(1, dtype=np.int16)
        short[late] = np.partition(busy, self._wanted - 1, axis=1)[:, : self._wanted].sum(1)
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


def _hour_masks(problem: Problem) -> NDArray[np.uint64]:
    """Each person's free half hours as six words; nobody is always free, unknown hours are none."""
    size = _WORDS * 8
    masks = b"".join((person.slots or 0).to_bytes(size, "little") for person in problem.people)
    always = ((1 << WEEK_SLOTS) - 1).to_bytes(size, "little")
    return np.frombuffer(masks + always, "<u8").reshape(-1, _WORDS).astype(np.uint64)
