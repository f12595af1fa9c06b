"""The expected wait: its estimate against known formulas and against chance, and when nothing is said."""

from __future__ import annotations

import math
import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.recommend.waiting import HORIZON_DAYS, PRIOR, USUAL_DAYS, ExpectedWait, expected_wait, survival

days = st.floats(0, 1000)
durations = st.lists(days, min_size=3, max_size=40)


def wait(active: list[float], over: list[float], ahead: int = 0) -> ExpectedWait:
    found = expected_wait(active, over, ahead)
    assert found is not None
    return found


def test_where_all_last_alike_the_place_is_free_when_the_oldest_will_be_over() -> None:
    found = wait([40.0], [100.0] * 200)
    assert (found.soon, found.likely, found.late, found.over) == (60, 60, 60, 200)


def test_whoever_waits_behind_others_waits_for_the_next_places() -> None:
    active = [90.0, 50.0, 10.0]
    assert [wait(active, [100.0] * 300, ahead).likely for ahead in (0, 1, 2)] == [10, 50, 90]


@pytest.mark.parametrize(
    ("active", "over", "ahead"),
    [([], [100.0] * 9, 0), ([10.0], [100.0] * 2, 0), ([10.0, 20.0], [100.0] * 9, 2), ([10.0], [5000.0] * 500, 0)],
    ids=["nobody is active", "too few are over", "as many wait as there are places", "beyond the horizon"],
)
def test_where_nothing_can_be_said_nothing_is_said(active: list[float], over: list[float], ahead: int) -> None:
    assert expected_wait(active, over, ahead) is None


def test_a_late_end_beyond_the_horizon_is_left_open() -> None:
    assert wait([0.0], [200.0] * 60 + [3000.0] * 40).late is None


def test_mentorships_that_go_on_make_the_wait_longer_than_those_that_are_over_would() -> None:
    over = [30.0, 60.0, 60.0, 90.0]
    assert wait([5.0], over).likely < wait([5.0], [*over, 400.0, 400.0, 400.0]).likely
    lasts_all, lasts_over = survival(over, [400.0] * 4), survival(over, [])
    assert lasts_all(100) > 2 * lasts_over(100)


@given(durations, days)
def test_without_any_that_go_on_it_is_the_share_that_lasted_longer_shrunk_to_the_prior(
    over: list[float], at: float
) -> None:
    expected = (PRIOR * math.exp(-at / USUAL_DAYS) + sum(1 for each in over if each > at)) / (PRIOR + len(over))
    assert survival(over, [])(at) == pytest.approx(expected)


def test_with_many_it_is_the_estimate_of_kaplan_and_meier() -> None:
    chance = random.Random(7)
    pairs = [(chance.expovariate(1 / 100), chance.expovariate(1 / 150)) for _ in range(3000)]
    over = [ends for ends, seen in pairs if ends <= seen]
    going_on = [seen for ends, seen in pairs if ends > seen]
    lasts = survival(over, going_on)
    for at in (20.0, 100.0, 200.0):
        assert lasts(at) == pytest.approx(_kaplan_meier(over, going_on, at), abs=0.005)
        assert lasts(at) == pytest.approx(math.exp(-at / 100), abs=0.04)


def _kaplan_meier(over: list[float], going_on: list[float], at: float) -> float:
    seen, left = over + going_on, 1.0
    for ends in sorted(each for each in over if each <= at):
        left *= 1 - 1 / sum(1 for each in seen if each >= ends)
    return left


@given(durations, durations, days, days)
def test_nothing_lasts_longer_with_more_certainty_than_shorter(
    over: list[float], going_on: list[float], one: float, other: float
) -> None:
    lasts = survival(over, going_on)
    assert 0 < lasts(max(one, other)) <= lasts(min(one, other)) + 1e-12
    assert lasts(0) <= 1 + 1e-12


@given(st.lists(days, min_size=1, max_size=20), durations, st.integers(0, 5))
def test_the_interval_is_in_order_and_one_more_ahead_never_shortens_it(
    active: list[float], over: list[float], ahead: int
) -> None:
    found, behind = expected_wait(active, over, ahead), expected_wait(active, over, ahead + 1)
    if found is None:
        assert behind is None
        return
    assert 1 <= found.soon <= found.likely <= (found.late or HORIZON_DAYS)
    if behind is not None:
        assert behind.likely >= found.likely


def test_the_probability_is_that_of_every_possible_end_added_up() -> None:
    active, over = [10.0, 60.0, 200.0], [40.0, 80.0, 120.0, 160.0, 300.0]
    lasts, ahead = survival(over, active), 1
    found = wait(active, over, ahead)
    for day, reached in ((found.likely, True), (found.likely - 1, False)):
        ends = [1 - lasts(age + day) / lasts(age) for age in active]
        whole = sum(
            math.prod(end if ended else 1 - end for end, ended in zip(ends, case, strict=True))
            for case in product((True, False), repeat=3)
            if sum(case) > ahead
        )
        assert (whole >= 0.5) is reached


def test_of_many_who_waited_half_waited_no_longer_than_was_likely() -> None:
    chance = random.Random(3)
    over = [chance.weibullvariate(120, 2) for _ in range(400)]
    active = [20.0, 50.0, 90.0]
    found = wait(active, over, 1)
    waited = sorted(_second(chance, active) for _ in range(2000))
    assert found.likely == pytest.approx(waited[1000], rel=0.1)
    assert found.late == pytest.approx(waited[1800], rel=0.15)


def _second(chance: random.Random, active: list[float]) -> float:
    """When the second of them is over, each drawn until it has lasted to its age."""
    left = []
    for age in active:
        lasted = 0.0
        while lasted <= age:
            lasted = chance.weibullvariate(120, 2)
        left.append(lasted - age)
    return sorted(left)[1]
