"""Why somebody is without a mentor they wanted, and the smallest changes that would help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

import numpy as np

from peernet.model.round import (
    MOST_NAMED,
    Blocker,
    BlockKind,
    Change,
    ChangeKind,
    RoundRules,
    Unmatched,
    coverage_of,
)
from peernet.recommend.rounds.table import FORBIDDEN, HAD_BEFORE, NOT_THE_SAME, OPEN, Flags, Numbers, RoundTable

_BARRED = {
    FORBIDDEN: BlockKind.FORBIDDEN,
    HAD_BEFORE: BlockKind.HAD_BEFORE,
    NOT_THE_SAME: BlockKind.NOT_THE_SAME,
}


@dataclass(frozen=True)
class _Round:
    """A decided round: which pairs are made, which are worth making, what is free then, and who has room."""

    table: RoundTable
    worth: float
    made: Flags
    worthy: Flags
    free: Numbers
    start: Numbers
    with_room: Numbers


def unmatched(table: RoundTable, rules: RoundRules, made: Flags, worthy: Flags) -> Iterator[Unmatched]:
    """Everybody who got fewer mentors than they wanted, in the order of ids.

    made: the pairs of the round, fixed ones too; worthy: those whose quality is worth it under the rules. In the best
    round an open, worthy pair with room on both sides would have been made; so what is said here follows from the
    rules, whatever solver was used.
    """
    got = np.bincount(table.mentee[made], minlength=len(table.mentee_ids))
    free = table.places - np.bincount(table.mentor[made], minlength=len(table.mentor_ids))
    decided = _Round(table, rules.worth, made, worthy, free, table.start, np.flatnonzero(free > 0))
    for place, mentee in enumerate(np.flatnonzero(got < table.wanted).tolist()):
        pairs = np.arange(decided.start[mentee], decided.start[mentee + 1])
        pairs = pairs[~made[pairs]]
        # The best first, then by id: the first named are those to talk to.
        pairs = pairs[np.argsort(-table.quality[pairs], kind="stable")]
        yield Unmatched(
            table.mentee_ids[mentee],
            int(table.wanted[mentee]),
            int(got[mentee]),
            tuple(_blockers(decided, pairs)) or (Blocker(BlockKind.NO_PAIR),),
            tuple(_changes(decided, mentee, pairs, place)) or (Change(ChangeKind.MORE_MENTORS),),
        )


def _blockers(decided: _Round, pairs: Numbers) -> Iterator[Blocker]:
    table = decided.table
    barred, mentor = table.barred[pairs], table.mentor[pairs]
    worthy = decided.worthy[pairs]
    is_open = barred == OPEN
    yield from _blocker(decided, BlockKind.FULL, pairs[is_open & worthy & (table.places[mentor] > 0)])
    yield from _blocker(decided, BlockKind.NO_PLACES, pairs[is_open & worthy & (table.places[mentor] == 0)])
    yield from _blocker(decided, BlockKind.NOT_WORTH, pairs[is_open & ~worthy])
    for kind, said in _BARRED.items():
        yield from _blocker(decided, said, pairs[barred == kind])


def _blocker(decided: _Round, kind: BlockKind, pairs: Numbers) -> Iterator[Blocker]:
    if len(pairs):
        quality = float(decided.table.quality[pairs[0]]) if kind is BlockKind.NOT_WORTH else None
        yield Blocker(kind, _mentors(decided.table, pairs), len(pairs), quality)


def _mentors(table: RoundTable, pairs: Numbers) -> tuple[str, ...]:
    return tuple(table.mentor_ids[mentor] for mentor in table.mentor[pairs[:MOST_NAMED]].tolist())


def _changes(decided: _Round, mentee: int, pairs: Numbers, place: int) -> Iterator[Change]:
    table, mentor = decided.table, decided.table.mentor[pairs]
    worthy = decided.worthy[pairs]
    is_open, room = table.barred[pairs] == OPEN, decided.free[mentor] > 0
    for pair in pairs[is_open & worthy & ~room][:1]:
        yield _change(table, ChangeKind.MORE_PLACES, pair)
    for pair in pairs[~is_open & worthy & room][:1]:
        yield _change(table, ChangeKind.ALLOW_PAIR, pair)
    for pair in pairs[is_open & ~worthy & room][:1]:
        quality = float(table.quality[pair])
        yield Change(ChangeKind.RAISE_COVERAGE, _mentor(table, pair), quality, _enough(decided.worth - quality))
    yield from _one_more_pair(decided, mentee, place)


def _change(table: RoundTable, kind: ChangeKind, pair: int) -> Change:
    return Change(kind, _mentor(table, pair), float(table.quality[pair]))


def _enough(paid: float) -> float:
    """The least coverage, to four places, at which an unmatched place costs more than that."""
    return min(1.0, (floor(coverage_of(paid) * 10_000) + 1) / 10_000)


def _mentor(table: RoundTable, pair: int) -> str:
    return table.mentor_ids[int(table.mentor[pair])]


def _one_more_pair(decided: _Round, mentee: int, place: int) -> Iterator[Change]:
    """A mentor with room whom the mentee is not listed with; another one for each mentee, so that all are named."""
    table, room = decided.table, decided.with_room
    listed = set(table.mentor[decided.start[mentee] : decided.start[mentee + 1]].tolist())
    for step in range(min(len(room), len(listed) + 2)):
        mentor = int(room[(place + step) % len(room)])
        if mentor not in listed and table.mentor_ids[mentor] != table.mentee_ids[mentee]:
            yield Change(ChangeKind.LIST_PAIR, table.mentor_ids[mentor])
            return
