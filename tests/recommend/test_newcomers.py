"""Newcomers' share of the places: the rule, and that it is a lot that can be repeated."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from peernet.recommend.asking import prepare
from peernet.recommend.mentors import rank
from peernet.recommend.newcomers import is_newcomer, with_newcomers
from peernet.recommend.ranked import Ranked
from peernet.recommend.two_sided import probability
from tests.recommend.factories import DAY, NOW, asker, candidate, offer, wanted


def ranked(old: int, new: int, *, level: int = 3) -> list[Ranked]:
    """So many who have been asked often and answer, then so many newcomers who fit a little less."""
    known = [candidate(f"old{n:02}", offers=[offer(taught=3)], requests=(9, 9, 9)) for n in range(old)]
    fresh = [candidate(f"new{n:02}", offers=[offer(level=level)]) for n in range(new)]
    return rank(prepare(asker(), [wanted(level=2)], NOW), [*known, *fresh])


def ids(found: list[Ranked]) -> list[str]:
    return [each.candidate.person_id for each in found]


def test_the_fifth_and_the_tenth_place_are_newcomers_and_the_others_keep_their_order() -> None:
    everybody = ranked(12, 6)
    near = [each for each in everybody if probability(each.total) >= 0.6 * probability(everybody[0].total)]
    assert len(near) == 18, "the case has to be one in which newcomers come near enough"
    arranged = ids(with_newcomers(everybody, "me", NOW))
    assert [place + 1 for place, who in enumerate(arranged[:10]) if who.startswith("new")] == [5, 10]
    assert [who for who in arranged if who.startswith("old")] == [f"old{n:02}" for n in range(12)]


def test_newcomers_who_stand_there_already_count() -> None:
    everybody = ranked(0, 12)
    assert with_newcomers(everybody, "me", NOW) == everybody


def test_nobody_unfit_is_pushed_up_for_being_new() -> None:
    everybody = ranked(12, 6, level=1)
    assert with_newcomers(everybody, "me", NOW) == everybody


def test_without_newcomers_nothing_changes() -> None:
    everybody = ranked(12, 0)
    assert with_newcomers(everybody, "me", NOW) == everybody
    assert with_newcomers([], "me", NOW) == []


def test_the_lot_stays_for_a_day_and_changes_with_the_asker_and_the_day() -> None:
    everybody, morning = ranked(12, 30), NOW - NOW % DAY
    assert with_newcomers(everybody, "me", morning) == with_newcomers(everybody, "me", morning + DAY - 1)
    days = {ids(with_newcomers(everybody, "me", morning + day * DAY))[4] for day in range(30)}
    askers = {ids(with_newcomers(everybody, f"asker{n}", morning))[4] for n in range(30)}
    assert len(days) > 5
    assert len(askers) > 5


def test_a_better_newcomer_is_drawn_more_often_and_every_one_now_and_then() -> None:
    known = [candidate(f"old{n}", offers=[offer(taught=3)], requests=(9, 9, 9)) for n in range(8)]
    fresh = [candidate("weak", offers=[offer(level=3)]), candidate("good", offers=[offer(taught=1)])]
    everybody = rank(prepare(asker(), [wanted(level=2)], NOW), [*known, *fresh])
    drawn = Counter(ids(with_newcomers(everybody, f"asker{n}", NOW))[4] for n in range(400))
    assert drawn["good"] > drawn["weak"] > 50


@given(st.integers(0, 60), st.integers(0, 60), st.text(max_size=3), st.integers(0, 4_000_000_000_000))
def test_nobody_is_lost_or_doubled(old: int, new: int, who: str, at_ms: int) -> None:
    everybody = ranked(old, new)
    arranged = with_newcomers(everybody, who, at_ms)
    assert sorted(ids(arranged)) == sorted(ids(everybody))
    assert arranged[50:] == [each for each in everybody if each not in arranged[:50]]


def test_three_requests_end_being_new() -> None:
    assert is_newcomer(candidate(requests=(2, 2, 2)))
    assert not is_newcomer(candidate(requests=(3, 0, 0)))
