"""Who takes part in a round and who could be paired with whom, as arrays: five million pairs take 200 MB.

People are numbered in the order of their ids and pairs stand in the order of mentee and mentor, so that the same inputs
in any order make the same table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from peernet.model.round import Again

Flags: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.int64]
Small: TypeAlias = NDArray[np.int32]
Reals: TypeAlias = NDArray[np.float64]
Kinds: TypeAlias = NDArray[np.int8]

Kind = TypeVar("Kind", bound=np.generic)

OPEN, FORBIDDEN, HAD_BEFORE, NOT_THE_SAME = range(4)
"""Why a listed pair cannot be made; OPEN: it can."""


@dataclass(frozen=True)
class RoundTable:
    """`wanted` and `places` by person; `mentee`, `mentor` (numbers), qualities, `fixed` and `barred` by pair.

    `start[i]` is the first pair of mentee i, and has one entry more. by_mentee, by_mentor: each side's own preference,
    more is better; `quality` itself where a side said nothing.
    """

    mentee_ids: Sequence[str]
    wanted: Numbers
    mentor_ids: Sequence[str]
    places: Numbers
    mentee: Small
    mentor: Small
    quality: Reals
    by_mentee: Reals
    by_mentor: Reals
    fixed: Flags
    barred: Kinds

    @property
    def start(self) -> Numbers:
        """Where each mentee's pairs begin."""
        return np.searchsorted(self.mentee, np.arange(len(self.mentee_ids) + 1)).astype(np.int64)


@dataclass(frozen=True)
class Pairs:
    """Pairs in any order, by numbers; a side's preference is None where it said nothing."""

    mentee: Small
    mentor: Small
    quality: Reals
    by_mentee: Reals | None = None
    by_mentor: Reals | None = None


def round_table(mentees: Mapping[str, int], mentors: Mapping[str, int], pairs: Pairs) -> RoundTable:
    """The table of people (id to mentors wanted, id to places) and pairs, numbered in the order of the mappings.

    No pair may be there twice; whoever reads the pairs has checked that.
    """
    mentee_ids, mentee_number = _in_order(list(mentees))
    mentor_ids, mentor_number = _in_order(list(mentors))
    mentee, mentor = mentee_number[pairs.mentee], mentor_number[pairs.mentor]
    key = mentee.astype(np.int64) * max(1, len(mentor_ids)) + mentor
    order = None if bool(np.all(key[:-1] <= key[1:])) else np.argsort(key, kind="stable")
    del key
    quality = _sorted(pairs.quality, order)
    return RoundTable(
        mentee_ids,
        np.array([mentees[person_id] for person_id in mentee_ids], np.int64),
        mentor_ids,
        np.array([mentors[person_id] for person_id in mentor_ids], np.int64),
        _sorted(mentee, order),
        _sorted(mentor, order),
        quality,
        quality if pairs.by_mentee is None else _sorted(pairs.by_mentee, order),
        quality if pairs.by_mentor is None else _sorted(pairs.by_mentor, order),
        np.zeros(len(mentee), np.bool_),
        np.zeros(len(mentee), np.int8),
    )


def joined(one: Reals, other: Reals) -> Reals:
    """The harmonic mean of what two sides think of each other, 0 where either thinks 0.

    On real reciprocal choices it ranks better than the plain mean: one side's no is not made good by the other's yes.
    """
    total = one + other
    return np.divide(2 * one * other, total, out=np.zeros_like(total), where=total > 0)


def by_rank(rank: Reals) -> Reals:
    """A preference from 0 to 1 for a place in somebody's own order: 1 / log2(1 + rank), the discount of nDCG."""
    return np.asarray(1 / np.log2(1 + rank), np.float64)


def pair_numbers(table: RoundTable, pairs: Sequence[tuple[str, str]]) -> Numbers:
    """The numbers of the listed ones among pairs of ids (mentee, mentor), in that order; -1 for others."""
    mentees = {person_id: number for number, person_id in enumerate(table.mentee_ids)} if pairs else {}
    mentors = {person_id: number for number, person_id in enumerate(table.mentor_ids)} if pairs else {}
    start = table.start
    found = np.full(len(pairs), -1, np.int64)
    for place, (mentee_id, mentor_id) in enumerate(pairs):
        mentee, mentor = mentees.get(mentee_id), mentors.get(mentor_id)
        if mentee is not None and mentor is not None:
            low, high = int(start[mentee]), int(start[mentee + 1])
            number = low + int(np.searchsorted(table.mentor[low:high], mentor))
            if number < high and table.mentor[number] == mentor:
                found[place] = number
    return found


def with_conditions(
    table: RoundTable,
    fixed: Sequence[tuple[str, str]],
    forbidden: Sequence[tuple[str, str]],
    history: Sequence[tuple[str, str]],
    again: Again,
) -> RoundTable:
    """The table with pairs fixed, forbidden, and barred by who was matched before; what is not listed is passed over.

    A pair that the organiser fixed stays whatever happened before.
    """
    held, barred = table.fixed.copy(), table.barred.copy()
    if again is not Again.ANY:
        before = np.zeros(len(held), np.bool_)
        before[_listed(table, history)] = True
        if again is Again.DIFFERENT:
            barred[before] = HAD_BEFORE
        else:
            again_same = np.zeros(len(table.mentee_ids), np.bool_)
            again_same[table.mentee[before]] = True
            barred[again_same[table.mentee] & ~before] = NOT_THE_SAME
    barred[_listed(table, forbidden)] = FORBIDDEN
    held[_listed(table, fixed)] = True
    barred[held] = OPEN
    return replace(table, fixed=held, barred=barred)


def _listed(table: RoundTable, pairs: Sequence[tuple[str, str]]) -> Numbers:
    numbers = pair_numbers(table, pairs)
    return numbers[numbers >= 0]


def _in_order(ids: list[str]) -> tuple[list[str], Small]:
    """The ids in order, and the new number of each old one."""
    order = sorted(range(len(ids)), key=ids.__getitem__)
    number = np.empty(len(ids), np.int32)
    number[np.array(order, np.int64)] = np.arange(len(ids), dtype=np.int32)
    return [ids[place] for place in order], number


def _sorted(values: NDArray[Kind], order: Numbers | None) -> NDArray[Kind]:
    return values if order is None else values[order]


def repeated(pairs: Pairs) -> Numbers:
    """The numbers of the pairs that stand somewhere before as well."""
    key = pairs.mentee.astype(np.int64) << 32 | pairs.mentor
    sorted_key = np.sort(key)
    if not bool((sorted_key[1:] == sorted_key[:-1]).any()):
        return np.zeros(0, np.int64)
    _, first = np.unique(key, return_index=True)
    again = np.ones(len(key), np.bool_)
    again[first] = False
    return np.flatnonzero(again)
