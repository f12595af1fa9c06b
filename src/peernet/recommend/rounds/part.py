"""What is left to decide in a round once fixed pairs are made and barred ones are out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peernet.recommend.rounds.table import OPEN, Flags, Numbers, RoundTable, Small


@dataclass(frozen=True)
class Part:
    """Open pairs (`pair` numbers them in the table), and what is left of wishes and places.

    fresh: the mentee has no fixed mentor, so that their next one is the first. start: as in the table.
    """

    pair: Numbers
    mentee: Small
    mentor: Small
    wanted: Numbers
    places: Numbers
    fresh: Flags
    start: Numbers

    @property
    def most(self) -> int:
        """More places than these cannot be filled."""
        asking = np.minimum(self.wanted, np.diff(self.start)).sum()
        asked = np.minimum(self.places, np.bincount(self.mentor, minlength=len(self.places))).sum()
        return int(min(asking, asked))


def open_part(table: RoundTable, also: Flags | None = None) -> Part:
    """The pairs that may be made; with `also`, only those of them where it is true."""
    free = (table.barred == OPEN) & ~table.fixed
    if also is not None:
        free &= also
    pair = np.flatnonzero(free)
    given = table.mentee[table.fixed]
    wanted = table.wanted - np.bincount(given, minlength=len(table.wanted))
    places = table.places - np.bincount(table.mentor[table.fixed], minlength=len(table.places))
    fresh = np.ones(len(wanted), np.bool_)
    fresh[given] = False
    mentee = table.mentee[pair]
    start = np.searchsorted(mentee, np.arange(len(wanted) + 1)).astype(np.int64)
    return Part(pair, mentee, table.mentor[pair], wanted, places, fresh, start)


def spread(start: Numbers, rows: Numbers) -> Numbers:
    """The numbers of all entries of these rows, where row i has start[i] to start[i + 1] - 1."""
    lengths = start[rows + 1] - start[rows]
    before = np.cumsum(lengths) - lengths
    return np.repeat(start[rows] - before, lengths) + np.arange(int(lengths.sum()), dtype=np.int64)
