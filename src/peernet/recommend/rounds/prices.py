"""Prices of mentors' places that prove a round to be the best, and the bound that any prices give.

The round is a linear program; its dual gives each mentor's place a price and each mentee what their best wishes are
worth above the prices. Whoever wants to doubt the solver adds up two sums (`bound`).
"""

from __future__ import annotations

import numpy as np

from peernet.recommend.rounds.part import Part, spread
from peernet.recommend.rounds.table import Flags, Numbers, Small

_ENDLESS = np.iinfo(np.int64).max // 4


def least_prices(part: Part, value: Numbers, first: int, taken: Flags) -> Numbers:
    """The least price of one place at each mentor at which nobody would rather have another mentor than they have.

    value: of each pair; first: what a mentee's first pair is worth beside. Longest alternating paths from the mentees
    who wanted more, in waves: a dearer place makes its holder look elsewhere, which makes that place dearer. Of the
    best round these are its dual prices: what one more place at a mentor would bring. Of any other round, what comes
    out is some prices still, whose `bound` then lies above the round.
    """
    prices = np.zeros(len(part.places), np.int64)
    held = np.flatnonzero(taken)
    by_mentor = held[np.argsort(part.mentor[held], kind="stable")]
    holders = np.searchsorted(part.mentor[by_mentor], np.arange(len(part.places) + 1)).astype(np.int64)
    content = _wishes(part, first, held)
    np.minimum.at(content, part.mentee[held], value[held])
    looking = np.flatnonzero(part.start[1:] > part.start[:-1])
    for _ in range(len(part.places) + 1):
        pairs = spread(part.start, looking)
        offered = value[pairs] - content[part.mentee[pairs]]
        better = ~taken[pairs] & (offered > prices[part.mentor[pairs]])
        dearer = part.mentor[pairs[better]]
        if not len(dearer):
            break
        np.maximum.at(prices, dearer, offered[better])
        moved = by_mentor[spread(holders, _each_once(dearer, len(prices)))]
        np.minimum.at(content, part.mentee[moved], value[moved] - prices[part.mentor[moved]])
        looking = _each_once(part.mentee[moved], len(content))
    return prices


def _wishes(part: Part, first: int, held: Numbers) -> Numbers:
    """What another pair has to be worth to each mentee: nothing while they want more, less than nothing for a first."""
    got = np.bincount(part.mentee[held], minlength=len(part.wanted))
    alone = (got == 0) & part.fresh
    return np.where(got >= part.wanted, _ENDLESS, np.where(alone, -first, 0)).astype(np.int64)


def _each_once(people: Small, count: int) -> Numbers:
    """Whoever is among them, in order: on short lists of few people many times faster than sorting."""
    among = np.zeros(count, np.bool_)
    among[people] = True
    return np.flatnonzero(among)


def bound(part: Part, value: Numbers, first: int, prices: Numbers) -> int:
    """The most that any round can be worth, by these prices (0 or more)."""
    above = value - prices[part.mentor]
    # Each mentee's wishes, dearest first: they can have as many of them as they want.
    order = np.lexsort((-above, part.mentee)) if int(part.wanted.max(initial=0)) > 1 else None
    if order is None:
        rows = np.flatnonzero(part.start[1:] > part.start[:-1])
        best = np.maximum.reduceat(above, part.start[rows]) if len(rows) else np.zeros(0, np.int64)
        gains = (best + first * part.fresh[rows])[part.wanted[rows] > 0]
    else:
        mentee = part.mentee[order]
        place = np.arange(len(order)) - part.start[mentee]
        counted = place < part.wanted[mentee]
        gains = (above[order] + first * ((place == 0) & part.fresh[mentee]))[counted]
    return int((prices * part.places).sum()) + int(np.maximum(gains, 0).sum())


def worth(part: Part, value: Numbers, first: int, taken: Flags) -> int:
    """What a round is worth."""
    begun = np.zeros(len(part.wanted), np.bool_)
    begun[part.mentee[taken]] = True
    return int(value[taken].sum()) + first * int((begun & part.fresh).sum())
