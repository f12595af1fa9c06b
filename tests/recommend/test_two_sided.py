"""Joining the asker's side and the mentor's: a soft minimum, and what each side's reasons have made of it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.model.mentor_candidate import MentorCandidate
from peernet.recommend.mentors import suggest_mentors
from peernet.recommend.response import Record, Usual, beyond_usual, usual_response
from peernet.recommend.signals import SIGNALS
from peernet.recommend.standing import increment
from peernet.recommend.two_sided import STRICTNESS, Sides, ask_share, joined, log_odds, probability
from tests.recommend.factories import NOW, asker, candidate, offer, wanted

odds = st.floats(-12, 12)
sides = st.builds(Sides, odds, odds)


@given(sides)
def test_the_joined_odds_are_the_power_mean_of_both(both: Sides) -> None:
    ask, accept = (math.exp(-STRICTNESS * side) for side in both)
    assert joined(both) == pytest.approx(math.log(((ask + accept) / 2) ** (-1 / STRICTNESS)), abs=1e-9)


@given(sides)
def test_what_is_joined_lies_between_both_and_nearer_to_the_smaller_one_than_their_mean(both: Sides) -> None:
    assert min(both) - 1e-9 <= joined(both) <= sum(both) / 2 + 1e-9


@given(st.floats(0.001, 0.999))
def test_log_odds_and_probability_undo_each_other(share: float) -> None:
    assert probability(log_odds(share)) == pytest.approx(share)


@given(sides, st.floats(0, 5), st.floats(0, 5))
def test_more_on_either_side_never_lowers_what_is_joined(both: Sides, ask: float, accept: float) -> None:
    assert joined(Sides(both.ask + ask, both.accept + accept)) >= joined(both) - 1e-12


@given(sides, sides)
def test_the_shares_of_the_sides_give_exactly_what_was_gained(base: Sides, known: Sides) -> None:
    share = ask_share(base, known)
    assert 0 <= share <= 1
    gained = share * (known.ask - base.ask) + (1 - share) * (known.accept - base.accept)
    assert gained == pytest.approx(joined(known) - joined(base), abs=1e-9)


ONE = increment("answered", 1, NOW)


def test_the_share_is_the_mean_slope_on_the_straight_way() -> None:
    base, known, steps, small = Sides(-4, 0), Sides(1, -2), 2000, 1e-5
    slopes = []
    for step in range(steps):
        part = (step + 0.5) / steps
        ask, accept = (start + part * (end - start) for start, end in zip(base, known, strict=True))
        slopes.append((joined(Sides(ask + small, accept)) - joined(Sides(ask, accept))) / small)
    assert ask_share(base, known) == pytest.approx(sum(slopes) / steps, abs=1e-4)


def test_the_side_that_is_worse_has_the_greater_share() -> None:
    assert ask_share(Sides(-4, 0), Sides(-3, 2)) > 0.75
    assert ask_share(Sides(0, -4), Sides(2, -3)) < 0.25
    assert ask_share(Sides(-12, 0), Sides(-11, 2)) > 0.95
    assert ask_share(Sides(1, 1), Sides(1, 1)) == 0.5


def ids(*everybody: MentorCandidate) -> list[str]:
    return [found.person_id for found in suggest_mentors(asker(), [wanted()], everybody, NOW, 100)]


def test_who_would_never_accept_comes_after_who_is_asked_a_little_less() -> None:
    best = candidate("a", offers=[offer(taught=9)], requests=(40, 2, 0))
    good = candidate("b", offers=[offer(taught=3)], requests=(40, 40, 36))
    assert ids(best, good) == ["b", "a"]


def test_who_would_always_accept_comes_after_who_teaches_the_asked_skill() -> None:
    eager = candidate("a", offers=[offer(level=1)], requests=(40, 40, 40))
    fitting = candidate("b", offers=[offer(level=3)], requests=(40, 30, 20))
    assert suggest_mentors(asker(), [wanted(level=3)], [eager, fitting], NOW, 1)[0].person_id == "b"


def test_where_nobody_was_ever_refused_a_long_record_moves_nobody_past_better_evidence() -> None:
    popular = [candidate(f"p{count:02}", requests=(count, count, count)) for count in range(5, 60)]
    evident = candidate("z", shown={"react": 30 * ONE}, activity=30 * ONE)
    assert ids(*popular, evident)[0] == "z"


def test_where_nobody_was_ever_refused_a_long_record_is_worth_next_to_nothing() -> None:
    everybody = [candidate(f"p{count:02}", requests=(count, count, count)) for count in range(60)]
    scores = [found.score for found in suggest_mentors(asker(), [wanted()], everybody, NOW, 100)]
    assert max(scores) - min(scores) < 0.01


def test_where_refusals_are_known_the_same_record_counts() -> None:
    refused = [candidate(f"r{count}", requests=(count, count, 0)) for count in range(5, 20)]
    found = suggest_mentors(
        asker(), [wanted()], [*refused, candidate("n"), candidate("y", requests=(9, 9, 9))], NOW, 100
    )
    assert [one.person_id for one in found[:2]] == ["y", "n"]
    assert found[0].score > 1.1 * found[1].score


def test_with_the_mentors_side_alike_the_order_is_the_askers_side() -> None:
    everybody = [candidate(f"m{times}", shown={"react": times * ONE}, activity=times * ONE) for times in (0, 3, 1, 7)]
    assert ids(*everybody) == ["m7", "m3", "m1", "m0"]


def test_both_sides_have_signals() -> None:
    assert any(signal.weight > 0 for signal in SIGNALS)
    assert any(signal.accept > 0 for signal in SIGNALS)


records = st.builds(
    lambda refused, declined, accepted: Record(refused + declined + accepted, declined + accepted, accepted),
    st.floats(0, 1e4),
    st.floats(0, 1e4),
    st.floats(0, 1e4),
)
usuals = st.builds(Usual, st.floats(0.01, 0.99), st.floats(0.01, 0.99))


@given(records, usuals)
def test_a_record_says_between_minus_one_and_one_and_nothing_says_nothing(record: Record, usual: Usual) -> None:
    assert -1 <= beyond_usual(record, usual) <= 1
    assert beyond_usual(Record(0, 0, 0), usual) == pytest.approx(0)


@given(records, usuals)
def test_one_more_accepted_raises_and_one_more_unanswered_lowers(record: Record, usual: Usual) -> None:
    received, answered, accepted = record
    accepting = beyond_usual(Record(received + 1, answered + 1, accepted + 1), usual)
    silent = beyond_usual(Record(received + 1, answered, accepted), usual)
    assert silent <= beyond_usual(record, usual) + 1e-12
    assert accepting >= beyond_usual(record, usual) - 1e-12


def test_the_average_is_that_of_the_candidates_once_they_have_been_asked_often() -> None:
    assert usual_response([]).accepted == pytest.approx(0.55)
    usual = usual_response([candidate(str(number), requests=(50, 40, 10)) for number in range(100)])
    assert usual.accepted == pytest.approx(0.2, abs=0.01)
    assert usual.worth == pytest.approx(0.5, abs=0.01)


def test_counts_that_cannot_be_are_cut_to_what_can() -> None:
    assert usual_response([candidate(requests=(2, 9, 9))]) == usual_response([candidate(requests=(2, 2, 2))])
    assert usual_response([candidate(requests=(-3, 1, 1))]) == usual_response([])
