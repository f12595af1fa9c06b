"""Exposure counts by place and fades with time."""

from __future__ import annotations

import pytest

from peernet.recommend import exposure
from tests.recommend.factories import DAY, NOW


def test_the_first_place_counts_one_and_later_ones_less() -> None:
    shown = [exposure.value(exposure.increment(place, NOW), NOW) for place in (1, 3, 7)]
    assert shown == pytest.approx([1.0, 0.5, 1 / 3])


def test_having_been_shown_fades_to_half_in_thirty_days() -> None:
    assert exposure.value(exposure.increment(1, NOW), NOW + 30 * DAY) == pytest.approx(0.5)


def test_sums_need_no_rebuilding() -> None:
    stored = exposure.increment(1, NOW) + exposure.increment(1, NOW + 30 * DAY)
    assert exposure.value(stored, NOW + 60 * DAY) == pytest.approx(0.25 + 0.5)
