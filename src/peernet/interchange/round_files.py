"""`peernet round PLAN.toml` with files: the question of a round out of four files, everything wrong with them told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from peernet.errors import BadInput
from peernet.interchange.rejects import Reject, Rejected
from peernet.interchange.round_pairs_file import ReadPairs, read_pairs
from peernet.interchange.round_plan_file import NamedPair, RoundFiles, RoundPlanFile
from peernet.interchange.round_rows import Amounts, Faults, read_history, read_mentees, read_mentors
from peernet.model.round import Again
from peernet.recommend.rounds.table import (
    Flags,
    Numbers,
    Pairs,
    RoundTable,
    pair_numbers,
    repeated,
    round_table,
    with_conditions,
)


class RoundRejected(Rejected):
    """The files cannot be a round."""


def read_round_table(plan: RoundPlanFile) -> RoundTable | RoundRejected:
    """The table of the plan's files, its conditions with it; BadInput for a file that cannot be read at all."""
    assert plan.files is not None
    faults = Faults()
    mentees, mentors = read_mentees(plan.files.mentees, faults), read_mentors(plan.files.mentors, faults)
    history = read_history(plan.files.history, faults) if plan.files.history is not None else []
    if plan.rules.again is not Again.ANY and plan.files.history is None:
        raise BadInput("needs files.history, which says who was matched before", f"{plan.file}: again")
    read = read_pairs(plan.files.pairs, _numbers(mentees), _numbers(mentors), faults)
    pairs = _checked(read, plan.files, mentees, mentors, faults)
    table = round_table(mentees.numbers, mentors.numbers, pairs)
    for pair, reason in _faults_of_named(plan, table, mentees, mentors):
        faults.add(Reject(plan.file, pair.line, pair.key, reason))
    if faults.count:
        return RoundRejected(faults.in_order(), faults.count)
    return with_conditions(table, _keys(plan.fixed), _keys(plan.forbidden), history, plan.rules.again)


def _checked(read: ReadPairs, files: RoundFiles, mentees: Amounts, mentors: Amounts, faults: Faults) -> Pairs:
    """The pairs without those that are there twice, or of somebody with themselves."""
    pairs, file = read.pairs, files.pairs.name
    wrong = np.zeros(len(read.lines), np.bool_)
    again, alone = repeated(pairs), _alone(pairs, mentees, mentors)
    for numbers, column, reason in (
        (again, "", "this pair stands in the file before"),
        (alone, "mentor_id", "nobody can be their own mentor"),
    ):
        for line in read.lines[numbers].tolist():
            faults.add(Reject(file, line, column, reason))
        wrong[numbers] = True
    return _without(pairs, wrong) if bool(wrong.any()) else pairs


def _alone(pairs: Pairs, mentees: Amounts, mentors: Amounts) -> Numbers:
    """The numbers of pairs of one and the same person."""
    number = {person_id: place for place, person_id in enumerate(mentees.numbers)}
    same = np.array([number.get(person_id, -1) for person_id in mentors.numbers], np.int32)
    return np.flatnonzero(same[pairs.mentor] == pairs.mentee) if len(same) else np.zeros(0, np.int64)


def _without(pairs: Pairs, wrong: Flags) -> Pairs:
    kept = ~wrong
    return replace(
        pairs,
        mentee=pairs.mentee[kept],
        mentor=pairs.mentor[kept],
        quality=pairs.quality[kept],
        by_mentee=None if pairs.by_mentee is None else pairs.by_mentee[kept],
        by_mentor=None if pairs.by_mentor is None else pairs.by_mentor[kept],
    )


def _faults_of_named(
    plan: RoundPlanFile, table: RoundTable, mentees: Amounts, mentors: Amounts
) -> Iterator[tuple[NamedPair, str]]:
    for pair in plan.fixed + plan.forbidden:
        if pair.mentee_id not in mentees.numbers:
            yield pair, f"there is no mentee with the id {pair.mentee_id!r}"
        if pair.mentor_id not in mentors.numbers:
            yield pair, f"there is no mentor with the id {pair.mentor_id!r}"
    yield from _contradictions(plan)
    known = [pair for pair in plan.fixed if pair.mentee_id in mentees.numbers and pair.mentor_id in mentors.numbers]
    for pair, number in zip(known, pair_numbers(table, _keys(tuple(known))).tolist(), strict=True):
        if number < 0:
            yield pair, "is fixed, but not listed among the pairs"
    yield from _too_many(known, mentees, mentors)


def _contradictions(plan: RoundPlanFile) -> Iterator[tuple[NamedPair, str]]:
    forbidden = {(pair.mentee_id, pair.mentor_id): pair.key for pair in reversed(plan.forbidden)}
    seen: dict[tuple[str, str], str] = {}
    for pair in plan.fixed:
        key = pair.mentee_id, pair.mentor_id
        if key in forbidden:
            yield pair, f"is also forbidden, by {forbidden[key]}: keep one of the two"
        if key in seen:
            yield pair, f"is fixed before, by {seen[key]}"
        seen.setdefault(key, pair.key)


def _too_many(fixed: list[NamedPair], mentees: Amounts, mentors: Amounts) -> Iterator[tuple[NamedPair, str]]:
    wishes, places = Counter[str](), Counter[str]()
    for pair in fixed:
        wishes[pair.mentee_id] += 1
        places[pair.mentor_id] += 1
        if wishes[pair.mentee_id] > mentees.numbers[pair.mentee_id]:
            most = mentees.numbers[pair.mentee_id]
            yield pair, f"more pairs are fixed for {pair.mentee_id!r} than the mentors they want ({most})"
        if places[pair.mentor_id] > mentors.numbers[pair.mentor_id]:
            most = mentors.numbers[pair.mentor_id]
            yield pair, f"more pairs are fixed for {pair.mentor_id!r} than they have places ({most})"


def _numbers(amounts: Amounts) -> dict[str, int]:
    return {person_id: place for place, person_id in enumerate(amounts.numbers)}


def _keys(pairs: tuple[NamedPair, ...]) -> list[tuple[str, str]]:
    return [(pair.mentee_id, pair.mentor_id) for pair in pairs]
