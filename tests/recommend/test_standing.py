"""Standing: recent evidence above old, and no rebuild ever."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.errors import BadInput
from peernet.recommend.standing import HALF_LIFE_DAYS, KIND_WEIGHTS, ORIGIN_MS, increment, value

DAY = 86_400_000
times = st.integers(ORIGIN_MS - 3650 * DAY, ORIGIN_MS + 7300 * DAY)


def test_evidence_is_worth_its_weight_when_fresh_and_half_after_one_half_life() -> None:
    at = ORIGIN_MS + 1234 * DAY
    standing = increment("taught", 2, at)
    worth = 5 / 3 * (1 + math.log(3)) / 2
    assert value(standing, at) == pytest.approx(worth)
    assert value(standing, at + HALF_LIFE_DAYS * DAY) == pytest.approx(worth / 2)


def test_a_hundred_votes_for_one_answer_are_no_hundred_answers() -> None:
    assert 1 < increment("answered", 100, ORIGIN_MS) < 4 * increment("answered", 1, ORIGIN_MS)


def test_kinds_stand_in_the_order_said_endorsed_answered_taught() -> None:
    assert sorted(KIND_WEIGHTS, key=KIND_WEIGHTS.__getitem__) == ["said", "endorsed", "answered", "taught"]


@given(times, times, times)
def test_which_of_two_stands_higher_never_changes_by_time_alone(first: int, second: int, later: int) -> None:
    one, other = increment("said", 1, first), increment("said", 1, second)
    assert (value(one, later) > value(other, later)) == (one > other)


def test_times_out_of_all_proportion_still_give_numbers() -> None:
    assert 0 < increment("said", 1, -(10**18)) < increment("said", 1, 10**18) < float("inf")


@pytest.mark.parametrize(("kind", "weight"), [("shouted", 1), ("said", 0), ("said", -1), ("said", float("nan"))])
def test_an_unknown_kind_or_a_weight_not_above_zero_is_bad_input(kind: str, weight: float) -> None:
    with pytest.raises(BadInput):
        increment(kind, weight, ORIGIN_MS)
