"""What a network teaches about its skills, on people few enough to count by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.recommend.learned import MOST_NEIGHBOURS, MOST_SKILLS, LearnedSkill, Learner

PEOPLE = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 9), max_size=5), st.sets(st.sampled_from("abcdef"))
    ),
    max_size=12,
)


def learned(*people: tuple[dict[str, float], set[str]]) -> dict[str, LearnedSkill]:
    """What these people teach."""
    learner = Learner()
    for shown, offered in people:
        learner.add(shown, offered)
    return learner.learned()


def test_what_is_shown_is_summed_and_offers_alone_show_nothing() -> None:
    found = learned(({"go": 2.0}, set()), ({"go": 1.0}, {"go"}), ({}, {"sql"}))
    assert (found["go"].shown, found["go"].people, found["go"].alone) == (3.0, 2, True)
    assert (found["sql"].shown, found["sql"].people, found["sql"].alone) == (0.0, 0, False)


def test_two_skills_are_as_near_as_their_people_overlap_and_whoever_knows_much_counts_less() -> None:
    found = learned(({"go": 1.0, "sql": 1.0}, set()), ({"go": 1.0}, set()), ({}, {"go", "sql", "tea"}))
    # Both: 1/ln 4 of the first, 1/ln 5 of the third; either: that and 1/ln 3 of the second.
    both = 1 / math.log(4) + 1 / math.log(5)
    assert dict(found["go"].near)["sql"] == pytest.approx(both / (both + 1 / math.log(3)), abs=1e-6)
    assert found["go"].near[0][0] == "sql"


def test_neighbours_and_the_skills_of_one_person_are_bounded() -> None:
    many = {f"s{number:03}": 1.0 + number for number in range(MOST_SKILLS + 20)}
    found = learned((many, set()))
    assert {len(each.near) for each in found.values()} == {MOST_NEIGHBOURS}
    assert len(found) == MOST_SKILLS


@given(PEOPLE)
def test_the_order_of_people_changes_nothing(people: list[tuple[dict[str, float], set[str]]]) -> None:
    turned = list(reversed(people))
    one, other = learned(*people), learned(*turned)
    assert one.keys() == other.keys()
    for skill_id, skill in one.items():
        assert skill.shown == pytest.approx(other[skill_id].shown)
        assert dict(skill.near) == pytest.approx(dict(other[skill_id].near))


@given(PEOPLE)
def test_nearness_is_mutual_and_between_nothing_and_all(people: list[tuple[dict[str, float], set[str]]]) -> None:
    found = learned(*people)
    for skill_id, skill in found.items():
        for other, closeness in skill.near:
            assert 0 < closeness <= 1
            assert dict(found[other].near)[skill_id] == closeness
