"""Judging rankings: figures computed by hand, bounds, and what cannot be judged."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.errors import BadInput
from peernet.recommend.evaluation import evaluate, exposure, gini, margin, quality

PEOPLE = ["ana", "bo", "cy", "di"]
TWO_OF_THREE = 1 + 1 / math.log2(3)


def test_the_right_people_first_and_in_the_order_of_their_gains_is_perfect() -> None:
    assert quality(["ana", "bo", "cy"], {"ana": 3, "bo": 1}, 10) == (1, 1, 1)


def test_a_place_counts_one_over_the_logarithm_of_the_place_and_one() -> None:
    # Third place: 1 / log2(4) = 1/2 of the gain; the ideal list would have had it first.
    assert quality(["bo", "cy", "ana"], {"ana": 2}, 10) == pytest.approx((0.5, 1 / 3, 1))


def test_nobody_right_in_the_first_places_gains_nothing_though_the_rank_looks_further() -> None:
    assert quality(["bo", "cy", "ana"], {"ana": 1, "di": 1}, 2) == pytest.approx((0, 1 / 3, 0))


def test_the_reciprocal_rank_looks_at_a_hundred_places() -> None:
    strangers = [f"s{number}" for number in range(99)]
    assert quality([*strangers, "ana"], {"ana": 1}, 10).reciprocal == pytest.approx(0.01)
    assert quality([*strangers, "bo", "ana"], {"ana": 1}, 10).reciprocal == 0


def test_exposure_is_equal_for_gini_nought_and_one_of_four_having_all_gives_three_quarters() -> None:
    assert gini([2, 2, 2, 2]) == 0
    assert gini([0, 0, 0, 5]) == pytest.approx(0.75)
    assert gini([1, 3]) == pytest.approx(0.25)
    assert gini([0, 0]) == 0


def test_exposure_is_summed_over_the_lists_and_cut_where_the_list_is() -> None:
    exposed = exposure([["ana", "bo", "cy"], ["bo", "ana"]], PEOPLE, 2)
    assert exposed == {"ana": pytest.approx(TWO_OF_THREE), "bo": pytest.approx(TWO_OF_THREE), "cy": 0, "di": 0}


def test_a_query_without_an_answer_counts_as_answered_with_nobody() -> None:
    figures = evaluate({"q1": ["ana"]}, {"q1": {"ana": 1}, "q2": {"bo": 1}}, PEOPLE)
    assert figures.queries == 2
    assert figures.mean == (0.5, 0.5, 0.5)
    assert figures.shown == 0.25
    assert figures.gini == pytest.approx(0.75)


def test_figures_are_named_by_how_many_places_count_and_rounded_to_four() -> None:
    truth = {"q1": {"ana": 1.0}, "q2": {"bo": 2.0}, "q3": {"cy": 1.0}}
    found = evaluate({"q1": ["ana"], "q2": ["di"], "q3": ["di"]}, truth, PEOPLE, 3).as_json()
    assert {name: found[name] for name in ("queries", "ndcg@3", "mrr", "recall@3", "shown@3")} == {
        "queries": 3,
        "ndcg@3": 0.3333,
        "mrr": 0.3333,
        "recall@3": 0.3333,
        "shown@3": 0.5,
    }
    # ana once and di twice at the first place: (-3 x 0 - 1 x 0 + 1 x 1 + 3 x 2) / (4 x 3).
    assert found["gini@3"] == 0.5833
    assert set(found) - {"queries", "ndcg@3", "mrr", "recall@3", "shown@3", "gini@3"} == {
        "ndcg@3_95",
        "mrr_95",
        "recall@3_95",
    }


def test_intervals_hold_the_mean_and_are_the_same_every_time() -> None:
    truth = {f"q{number}": {"ana": 1.0} for number in range(40)}
    ranked = {query: ["ana"] if number % 2 else ["bo", "ana"] for number, query in enumerate(truth)}
    figures = evaluate(ranked, truth, PEOPLE)
    for (lower, upper), mean in zip(figures.intervals, figures.mean, strict=True):
        assert lower <= mean <= upper
    assert figures.intervals[0][0] < figures.intervals[0][1]
    assert figures == evaluate(ranked, truth, PEOPLE)


@given(
    st.dictionaries(st.sampled_from("abcd"), st.floats(0.01, 99), min_size=1),
    st.permutations([*"abcdefg"]),
    st.integers(1, 8),
)
def test_every_figure_lies_between_nought_and_one_and_swapping_a_better_one_up_never_lowers_it(
    gains: dict[str, float], found: list[str], first: int
) -> None:
    before = quality(found, gains, first)
    assert all(0 <= figure <= 1 + 1e-9 for figure in before)
    best = max(found, key=lambda person: (gains.get(person, 0), person))
    after = quality([best, *(person for person in found if person != best)], gains, first)
    assert after.reciprocal >= before.reciprocal
    assert after.reciprocal == 1


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30))
def test_gini_lies_between_nought_and_one_and_does_not_depend_on_the_order(amounts: list[float]) -> None:
    assert -1e-9 <= gini(amounts) < 1
    assert gini(amounts) == pytest.approx(gini(amounts[::-1]))


@pytest.mark.parametrize(
    ("ranked", "truth", "people", "first"),
    [
        ({"q9": ["ana"]}, {"q1": {"ana": 1.0}}, PEOPLE, 10),
        ({"q1": ["ana", "ana"]}, {"q1": {"ana": 1.0}}, PEOPLE, 10),
        ({"q1": ["eve"]}, {"q1": {"ana": 1.0}}, PEOPLE, 10),
        ({}, {}, PEOPLE, 10),
        ({}, {"q1": {"ana": 1.0}}, [], 10),
        ({}, {"q1": {}}, PEOPLE, 10),
        ({}, {"q1": {"ana": 0.0}}, PEOPLE, 10),
        ({}, {"q1": {"ana": math.nan}}, PEOPLE, 10),
        ({}, {"q1": {"ana": 1.0}}, PEOPLE, 0),
    ],
)
def test_what_cannot_be_judged_is_bad_input(
    ranked: dict[str, list[str]], truth: dict[str, dict[str, float]], people: list[str], first: int
) -> None:
    with pytest.raises(BadInput):
        evaluate(ranked, truth, people, first)


def test_the_margin_is_the_mean_difference_over_all_queries_and_its_standard_error() -> None:
    truth = {"q1": {"ana": 1.0}, "q2": {"bo": 1.0}}
    better, worse = {"q1": ["ana"], "q2": ["bo"]}, {"q1": ["ana"]}
    assert margin(better, worse, truth, 10) == pytest.approx((0.5, 0.5))
    assert margin(worse, better, truth, 10) == pytest.approx((-0.5, 0.5))
    assert margin(better, better, {"q1": {"ana": 1.0}}, 10) == (0.0, 0.0)
