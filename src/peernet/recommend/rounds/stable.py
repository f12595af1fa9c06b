"""A stable round: no mentee and mentor who are listed would both rather have each other (Gale and Shapley, 1962)."""

from __future__ import annotations

from collections import deque
from heapq import heappush, heapreplace

import numpy as np

from peernet.recommend.rounds.part import Part
from peernet.recommend.rounds.table import Flags, Numbers, Reals, RoundTable, Small


def stable(table: RoundTable, part: Part, order: tuple[Small, Small]) -> Flags:
    """Which pairs deferred acceptance takes: mentees ask in the order of their wishes, mentors keep the best so far.

    Of all stable rounds it is the best for every mentee, where nobody is indifferent; who is, follows `order` (mentees,
    mentors). Several wishes and several places are taken up one by one.
    """
    mentee_node, mentor_node = order
    wishes = np.lexsort((mentor_node[part.mentor], -table.by_mentee[part.pair], part.mentee))
    esteem = _esteem(part, table.by_mentor[part.pair], mentee_node)
    return _accepted(part, wishes, esteem)


def _esteem(part: Part, by_mentor: Reals, mentee_node: Small) -> Numbers:
    """A number for each pair, greater for whom the mentor would rather have; no two of a mentor are the same."""
    best_first = np.lexsort((mentee_node[part.mentee], -by_mentor))
    esteem = np.empty(len(best_first), np.int64)
    esteem[best_first] = np.arange(len(best_first), 0, -1)
    return esteem


def _accepted(part: Part, wishes: Numbers, esteem: Numbers) -> Flags:
    held: list[list[tuple[int, int]]] = [[] for _ in range(len(part.places))]
    places, wanted, start = part.places.tolist(), part.wanted.tolist(), part.start.tolist()
    following, got = part.start[:-1].tolist(), [0] * len(wanted)
    asking = deque(mentee for mentee, wish in enumerate(wanted) if wish)
    while asking:
        mentee = asking.popleft()
        while got[mentee] < wanted[mentee] and following[mentee] < start[mentee + 1]:
            pair = int(wishes[following[mentee]])
            following[mentee] += 1
            mentor = int(part.mentor[pair])
            kept, bid = held[mentor], (int(esteem[pair]), pair)
            if len(kept) < places[mentor]:
                heappush(kept, bid)
                got[mentee] += 1
            elif kept and bid > kept[0]:
                _, left = heapreplace(kept, bid)
                got[mentee] += 1
                other = int(part.mentee[left])
                got[other] -= 1
                asking.append(other)
    taken = np.zeros(len(wishes), np.bool_)
    taken[[pair for kept in held for _, pair in kept]] = True
    return taken
