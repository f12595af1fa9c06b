"""Ways of arranging the lists of the simulated year: best first, newcomers' share, spread, both, and a plain price."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from bench.picture import Axis, picture
from bench.year import Arrange
from peernet.recommend.newcomers import with_newcomers
from peernet.recommend.ranked import Ranked
from peernet.recommend.spread import spread

KEPT = 5
PRICE = 0.5
"""Log-odds of the joined score for each unit of log(1 + exposure)."""

Exposure = dict[str, float]


def best_first(ranked: list[Ranked], _exposure: Exposure, _asker: str, _at_ms: int) -> list[Ranked]:
    """As ranked."""
    return ranked


def newcomers(ranked: list[Ranked], _exposure: Exposure, asker: str, at_ms: int) -> list[Ranked]:
    """Two places of ten for newcomers."""
    return with_newcomers(ranked, asker, at_ms)


def handed_on(ranked: list[Ranked], exposure: Exposure, _asker: str, _at_ms: int) -> list[Ranked]:
    """The last places of the first ten handed on by those shown enough (recommend/spread.py)."""
    return spread(ranked, lambda found: exposure.get(found.candidate.person_id, 0.0))


def handed_on_with_newcomers(ranked: list[Ranked], exposure: Exposure, asker: str, at_ms: int) -> list[Ranked]:
    """Both: newcomers' places are given last, so that nobody hands them on."""
    return with_newcomers(handed_on(ranked, exposure, asker, at_ms), asker, at_ms)


def priced(ranked: list[Ranked], exposure: Exposure, _asker: str, _at_ms: int) -> list[Ranked]:
    """To compare with: below the best few places everybody pays for what they have been shown already."""

    def after_price(found: Ranked) -> tuple[float, str]:
        shown = exposure.get(found.candidate.person_id, 0.0)
        return PRICE * math.log1p(shown) - found.total, found.candidate.person_id

    return ranked[:KEPT] + sorted(ranked[KEPT:], key=after_price)


ARRANGEMENTS: dict[str, Arrange] = {
    "best first": best_first,
    "newcomers' share": newcomers,
    "spread": handed_on,
    "spread and newcomers' share": handed_on_with_newcomers,
    "a price for exposure": priced,
}


def picture_of_year(rows: Sequence[Mapping[str, Any]]) -> str:
    """Quality of what was shown against how unevenly the mentorships fell, one point for each arrangement."""
    across = Axis("Gini of accepted load", [row["gini_accepted"] for row in rows])
    up = Axis("mean true probability that a shown mentor is asked and accepts", [row["quality"] for row in rows])
    return picture("A year of asking", [row["arrangement"] for row in rows], across, up)
