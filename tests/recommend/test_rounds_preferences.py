"""What both sides of a round's pairs said of each other, and what counts where they said nothing."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.model.round import Preference, Side
from peernet.recommend.rounds.preferences import Key, sided

_PEOPLE = (("a", "b", "c"), ("x", "y", "z"))
_SCORES = st.dictionaries(
    st.tuples(st.sampled_from(_PEOPLE[0]), st.sampled_from(_PEOPLE[1])), st.floats(0.01, 1), max_size=9
)


def test_a_pair_of_which_nobody_said_anything_keeps_its_score() -> None:
    scores = {("a", "x"): 0.3, ("b", "x"): 0.7}
    told = sided(scores, [Preference("b", Side.MENTEE, rated=(("x", 0.9),))])
    assert told["a", "x"] == (0.3, 0.3, 0.3)
    assert told["b", "x"] == (0.9, 0.7, 0.9)


def test_one_side_s_no_is_not_made_good_by_the_other_s_yes() -> None:
    told = sided({("a", "x"): 0.9}, [Preference("x", Side.MENTOR, rated=(("a", 0.0),))])
    assert told["a", "x"] == (0.9, 0.0, 0.0)


def test_what_both_sides_said_is_joined_by_the_harmonic_mean() -> None:
    both = [Preference("a", Side.MENTEE, rated=(("x", 0.6),)), Preference("x", Side.MENTOR, ("b", "a"))]
    second = 1 / log2(3)
    told = sided({("a", "x"): 0.1}, both)
    assert told["a", "x"][:2] == (0.6, second)
    assert told["a", "x"].quality == pytest.approx(2 * 0.6 * second / (0.6 + second))
    nobody = [Preference("a", Side.MENTEE, rated=(("x", 0.0),)), Preference("x", Side.MENTOR, rated=(("a", 0.0),))]
    assert sided({("a", "x"): 0.9}, nobody)["a", "x"] == (0.0, 0.0, 0.0)


def test_ratings_say_nothing_of_those_who_are_not_rated() -> None:
    told = sided({("a", "x"): 0.4, ("a", "y"): 0.6}, [Preference("a", Side.MENTEE, rated=(("x", 0.1),))])
    assert told["a", "y"] == (0.6, 0.6, 0.6)


def test_somebody_may_be_a_mentee_and_a_mentor_and_say_different_things() -> None:
    scores = {("a", "b"): 0.5, ("b", "a"): 0.5}
    told = sided(scores, [Preference("a", Side.MENTEE, ("b",)), Preference("a", Side.MENTOR, rated=(("b", 0.2),))])
    assert (told["a", "b"].by_mentee, told["b", "a"].by_mentor) == (1.0, 0.2)


@given(_SCORES, st.permutations(_PEOPLE[1]), st.integers(1, 3), st.sampled_from(_PEOPLE[0]))
def test_an_order_is_kept_and_whoever_is_not_in_it_comes_after_it(
    scores: dict[Key, float], order: list[str], named: int, mentee: str
) -> None:
    told = sided(scores, [Preference(mentee, Side.MENTEE, tuple(order[:named]))])
    liked = [told[mentee, mentor].by_mentee for mentor in order[:named] if (mentee, mentor) in told]
    assert liked == sorted(liked, reverse=True)
    assert set(liked) <= {1 / log2(1 + place) for place in range(1, named + 1)}
    others = [mentor for mentor in order[named:] if (mentee, mentor) in told]
    assert all(told[mentee, mentor].by_mentee <= 1 / log2(1 + named) for mentor in others)
    assert [told[mentee, mentor].by_mentee for mentor in others] == pytest.approx(
        [scores[mentee, mentor] / log2(1 + named) for mentor in others]
    )
    assert all(0 <= part <= 1 for each in told.values() for part in each)
