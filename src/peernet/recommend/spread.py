"""Spreading the load: the last places of a list are handed on by those who have been shown enough already.

A list that is best first for everybody sends everybody to the same few. The first places stay with the best. From
there on, whoever has been shown more than their share hands the place to somebody further down: to the one for whom
ln(rank) + HANDING x e / (e + SEEN) is least, e being their exposure, so that those shown least come first unless they
are far worse. Ranks, not scores, are weighed: the rule means the same whatever the scores are made of. Compared with a
price on every place, caps and chance, on public records of advice and of mentoring, it gave less quality for as even
an exposure.

Exposures are plain numbers: 1 is having stood first once, just now (recommend/exposure.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Spreading:
    """How far to go; keep: places, from the first, that are never handed on; first: places of the list.

    share: exposure up to which nobody hands on the last place, and `growth` times as much for each place before it;
    handing: how many times worse in rank, in logarithms, somebody may be who has hardly been shown; seen: exposure that
    counts as half of having been shown; depth: ranks looked at.
    """

    keep: int = 7
    share: float = 0.03
    growth: float = 30.0
    handing: float = 3.0
    seen: float = 0.1
    first: int = 10
    depth: int = 200


USUAL = Spreading()
"""The form was chosen on parts held back of public records; the sizes so that on two of these, as it really happened,
the evenness asked for was reached. It gave less than a hundredth of the quality where people differ, a twentieth where
a few know most, and on a third, where hardly anybody but the most active is ever right, a ninth. Three places of ten
have a fifth of a reader's attention (1 / log2(1 + place)): as long as earlier places are no worse than later ones, no
more than that fifth can be lost."""

NONE = Spreading(keep=10)


def spread(ranked: Sequence[Item], exposure: Callable[[Item], float], rule: Spreading = USUAL) -> list[Item]:
    """All of `ranked` (best first), with the places after the first few handed on by those shown enough.

    The same input gives the same list. Nobody is lost: whoever handed on a place follows after the first places, in
    the old order.
    """
    if len(ranked) <= rule.keep or rule.keep >= rule.first:
        return list(ranked)
    shown = [max(0.0, exposure(item)) for item in ranked[: rule.depth]]
    kept = [place for place in range(min(rule.first, len(shown))) if _keeps(place, shown[place], rule)]
    holding = set(kept)
    others = (place for place in range(len(shown)) if place not in holding)
    heirs = sorted(others, key=lambda place: (_worse(place, shown[place], rule), place))
    head = kept + heirs[: max(0, rule.first - len(kept))]
    placed = set(head)
    rest = (place for place in range(len(ranked)) if place not in placed)
    return [ranked[place] for place in (*head, *rest)]


def _keeps(place: int, shown: float, rule: Spreading) -> bool:
    """Whether whoever ranks at `place`, counted from 0, stays there: the earlier the place, the longer."""
    return place < rule.keep or shown <= rule.share * rule.growth ** (rule.first - 1 - place)


def _worse(place: int, shown: float, rule: Spreading) -> float:
    return math.log(place + 1) + rule.handing * shown / (shown + rule.seen)
