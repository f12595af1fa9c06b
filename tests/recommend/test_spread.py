"""Handing on the last places of a list, so that not everybody is sent to the same few."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from peernet.recommend.spread import NONE, Spreading, spread

PEOPLE = list("abcdefghijkl")
SMALL = Spreading(keep=2, share=1.0, growth=2.0, handing=3.0, seen=0.1, first=4, depth=8)


def exposed(**amounts: float) -> list[str]:
    return spread(PEOPLE, lambda person: amounts.get(person, 0.0), SMALL)


def test_while_nobody_was_shown_too_much_the_best_come_first() -> None:
    assert exposed() == PEOPLE
    assert exposed(c=2.0, d=1.0) == PEOPLE


def test_the_earlier_a_place_the_longer_it_stays_with_whoever_has_it() -> None:
    assert exposed(c=2.0)[:4] == ["a", "b", "c", "d"]
    assert exposed(d=2.0)[:4] == ["a", "b", "c", "e"]


def test_the_first_places_are_never_handed_on() -> None:
    assert exposed(a=99, b=99)[:2] == ["a", "b"]


def test_who_was_shown_enough_hands_on_to_the_next_who_was_shown_least() -> None:
    assert exposed(c=3.0)[:4] == ["a", "b", "d", "e"]
    assert exposed(c=3.0, e=5.0)[:4] == ["a", "b", "d", "f"]


def test_whoever_would_be_far_worse_does_not_inherit_from_somebody_hardly_shown() -> None:
    # ln(5) + 3 x 0.01 / 0.11 is less than ln(8).
    assert exposed(c=3.0, d=2.0, e=0.01, f=9, g=9)[:4] == ["a", "b", "e", "h"]


def test_the_usual_rule_hands_on_three_places_of_ten_at_most() -> None:
    everybody = [str(number) for number in range(40)]
    found = spread(everybody, lambda person: 1e9 if int(person) < 10 else 0.0)
    assert found[:10] == [*everybody[:7], *everybody[10:13]]


def test_below_the_depth_nobody_is_looked_at() -> None:
    everybody = dict.fromkeys("cdefgh", 9.0)
    assert set(exposed(**everybody)[:4]) <= set("abcdefgh")


@given(st.lists(st.floats(0, 100), min_size=12, max_size=12), st.integers(0, 12))
def test_nobody_is_lost_and_the_kept_stay(amounts: list[float], length: int) -> None:
    shown = dict(zip(PEOPLE, amounts, strict=True))
    found = spread(PEOPLE[:length], shown.__getitem__, SMALL)
    assert sorted(found) == PEOPLE[:length]
    assert found[:2] == PEOPLE[: min(2, length)]
    assert spread(PEOPLE[:length], shown.__getitem__, NONE) == PEOPLE[:length]
