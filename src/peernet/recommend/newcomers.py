"""Newcomers' share: of every ten places of a list two belong to mentors whom hardly anybody has asked yet.

The rule, for the fifth and the tenth place of every ten, as far as the fiftieth:

1. A newcomer is a mentor who has received fewer than three requests: their record says nothing yet.
2. Whoever got there on their own counts: if by that place as many newcomers stand in the list as were due (one by the
   fifth place, two by the tenth, ...), nothing is changed.
3. Otherwise the place goes to one of the newcomers further down whose score is at least six tenths of the score of who
   would have had it; where there is none, nothing is changed. Nobody unfit is pushed up for being new.
4. Which one is drawn by lot, a better score counting for more. The lot is the same for one asker for a day and differs
   between askers and days: it is a hash of the three, so that pages of one list fit together and a test can repeat it.

Everybody else keeps their order and moves down by one place. Weighted lots: Efraimidis and Spirakis, "Weighted random
sampling with a reservoir", 2006: the greatest of u^(1/weight), u evenly between 0 and 1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from peernet.model.mentor_candidate import MentorCandidate
from peernet.recommend.ranked import Ranked
from peernet.recommend.two_sided import log_odds, probability

DAY_MS = 86_400_000
PLACES = 5
"""Every so many places, one is a newcomer's."""
LAST_PLACE = 50
RECORD_SAYS_SOMETHING = 3
LEAST_SHARE = 0.6


def is_newcomer(candidate: MentorCandidate) -> bool:
    """Hardly anybody has asked them yet."""
    return candidate.requests_received < RECORD_SAYS_SOMETHING


def with_newcomers(ranked: Sequence[Ranked], asker_id: str, at_ms: int) -> list[Ranked]:
    """`ranked`, best first, with the newcomers' places given to newcomers; the same people, each once.

    at_ms: epoch milliseconds; the lot changes with its day (UTC).
    """
    left, arranged, new = list(ranked), list[Ranked](), 0
    lots: dict[str, float] = {}
    while left and len(arranged) < LAST_PLACE:
        place = len(arranged) + 1
        due = place // PLACES if place % PLACES == 0 else 0
        if due > new + is_newcomer(left[0].candidate):
            lots = lots or _lots(left, asker_id, at_ms // DAY_MS)
            drawn = _drawn(left, lots)
        else:
            drawn = 0
        arranged.append(left.pop(drawn))
        new += is_newcomer(arranged[-1].candidate)
    return arranged + left


def _lots(ranked: Sequence[Ranked], asker_id: str, day: int) -> dict[str, float]:
    """By person id, what each newcomer has drawn, 0 to 1: the better their score, the more."""
    newcomers = ((found.candidate.person_id, found.total) for found in ranked if is_newcomer(found.candidate))
    return {person_id: _lot(asker_id, day, person_id) ** (1 / probability(total)) for person_id, total in newcomers}


def _drawn(left: Sequence[Ranked], lots: Mapping[str, float]) -> int:
    """The index in `left` of the newcomer who draws the place; 0, whose turn it is, where none comes near enough."""
    least = log_odds(LEAST_SHARE * probability(left[0].total))
    near = [
        (lots[found.candidate.person_id], index)
        for index, found in enumerate(left)
        if found.candidate.person_id in lots and found.total >= least
    ]
    return max(near)[1] if near else 0


def _lot(asker_id: str, day: int, person_id: str) -> float:
    """Above 0 and at most 1, evenly."""
    digest = hashlib.sha256(f"{day}\0{asker_id}\0{person_id}".encode()).digest()
    return (int.from_bytes(digest[:8], "big") + 1) / 2**64
