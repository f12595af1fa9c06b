"""Rounds to try: by hand in a few words, and random small ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from peernet.model.round import Again
from peernet.recommend.rounds.table import OPEN, Pairs, RoundTable, round_table, with_conditions

Key = tuple[str, str]


def table_of(
    mentees: Mapping[str, int] | Sequence[str],
    mentors: Mapping[str, int],
    pairs: Mapping[Key, float | tuple[float, float, float]],
    *,
    fixed: Sequence[Key] = (),
    forbidden: Sequence[Key] = (),
    history: Sequence[Key] = (),
    again: Again = Again.ANY,
) -> RoundTable:
    """A table in a few words; a pair has a quality, or (quality, the mentee's preference, the mentor's)."""
    wanted = mentees if isinstance(mentees, Mapping) else dict.fromkeys(mentees, 1)
    numbers = ({each: n for n, each in enumerate(wanted)}, {each: n for n, each in enumerate(mentors)})
    said = [each if isinstance(each, tuple) else (each, each, each) for each in pairs.values()]
    columns = np.array(said, np.float64).reshape(len(said), 3)
    table = round_table(
        wanted,
        mentors,
        Pairs(
            np.array([numbers[0][mentee] for mentee, _ in pairs], np.int32),
            np.array([numbers[1][mentor] for _, mentor in pairs], np.int32),
            columns[:, 0].copy(),
            columns[:, 1].copy(),
            columns[:, 2].copy(),
        ),
    )
    return with_conditions(table, fixed, forbidden, history, again)


@dataclass(frozen=True)
class Small:
    """A small round in plain words, and its table."""

    mentees: Mapping[str, int]
    mentors: Mapping[str, int]
    pairs: Mapping[Key, float | tuple[float, float, float]]
    fixed: tuple[Key, ...]
    forbidden: tuple[Key, ...]

    def table(self, **places: int) -> RoundTable:
        """The table, with other places at the mentors named."""
        return table_of(
            self.mentees, {**self.mentors, **places}, self.pairs, fixed=self.fixed, forbidden=self.forbidden
        )


# Few values, so that equals are common.
_QUALITIES = st.sampled_from([0.0, 0.25, 0.5, 0.625, 1.0]) | st.floats(0, 1).map(lambda x: round(x, 3))


@st.composite
def small_rounds(draw: st.DrawFn) -> Small:
    """At most four mentees, three mentors and nine pairs, with places from 0, several wishes, fixed and forbidden."""
    mentees = {f"e{n}": draw(st.integers(1, 3)) for n in range(draw(st.integers(0, 4)))}
    mentors = {f"o{n}": draw(st.integers(0, 3)) for n in range(draw(st.integers(0, 3)))}
    every = [(mentee, mentor) for mentee in mentees for mentor in mentors]
    keys = draw(st.lists(st.sampled_from(every), unique=True, max_size=9)) if every else []
    pairs = {key: (draw(_QUALITIES), draw(_QUALITIES), draw(_QUALITIES)) for key in keys}
    fixed: list[Key] = []
    for key in keys:
        room = mentees[key[0]] > sum(key[0] == other[0] for other in fixed)
        places = mentors[key[1]] > sum(key[1] == other[1] for other in fixed)
        if room and places and draw(st.integers(0, 5)) == 0:
            fixed.append(key)
    forbidden = tuple(key for key in keys if key not in fixed and draw(st.integers(0, 5)) == 0)
    return Small(mentees, mentors, pairs, tuple(fixed), forbidden)


def every_round(table: RoundTable) -> list[tuple[int, ...]]:
    """Every round that keeps the conditions, as the numbers of its pairs: all subsets of the open pairs, tried."""
    free = [n for n in range(len(table.mentee)) if table.barred[n] == OPEN and not table.fixed[n]]
    fixed = tuple(np.flatnonzero(table.fixed).tolist())
    rounds = [fixed + some for size in range(len(free) + 1) for some in combinations(free, size)]
    return [each for each in rounds if _fits(table, each)]


def _fits(table: RoundTable, pairs: tuple[int, ...]) -> bool:
    chosen = list(pairs)
    got = np.bincount(table.mentee[chosen], minlength=len(table.wanted))
    taken = np.bincount(table.mentor[chosen], minlength=len(table.places))
    return bool((got <= table.wanted).all() and (taken <= table.places).all())
