"""Bridging: of candidates who are as good as equal, those come first who link the asker to a community out of reach.

A candidate bridges who is in a community in which neither the asker is nor anybody whom the asker knows: what is known
and done there reaches the asker by nobody else. Such ties across structural holes bring news that one's own circle does
not have (Burt, "Structural Holes and Good Ideas", 2004; before it Granovetter, "The Strength of Weak Ties", 1973). That
is worth something only beside the same fit: a bridge decides among equals and never lifts anybody over a better one.
"""

from __future__ import annotations

from collections.abc import Sequence

from peernet.recommend.ranked import Ranked

EQUAL = 0.02
"""In log-odds: whoever comes nearer than that to the best of their group is taken for equal. At most half a hundredth
of a score: no more than a member could tell apart, and less than any reason adds that is worth telling."""


def bridges_first(ranked: Sequence[Ranked], equal: float = EQUAL) -> list[Ranked]:
    """`ranked`, best first, with those who bridge first within each group of equals; otherwise in the old order.

    A group is the best who is in none yet, and all who follow within `equal` of them: so nobody moves by more than
    that, however many follow each other closely. The same input gives the same list, and the same people, each once.
    """
    arranged: list[Ranked] = []
    while len(arranged) < len(ranked):
        start = len(arranged)
        least = ranked[start].total - equal
        end = next((n for n in range(start, len(ranked)) if ranked[n].total < least), len(ranked))
        arranged += sorted(ranked[start:end], key=lambda found: not found.candidate.bridges)
    return arranged
