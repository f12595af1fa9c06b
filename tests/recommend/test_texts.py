"""Likeness of texts, and of communities by what they are called and say of themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.recommend.likeness import CommunityIndex, Described
from peernet.recommend.texts import Rarity

GOALS = ["Parse calendar files", "Parse log files", "Bake bread", "A parser for calendars"]
RARITY = Rarity(GOALS)


def alike(text: str, *others: str) -> list[float]:
    return [float(each) for each in RARITY.cosines(text, [RARITY.prepare(other) for other in others])]


def test_the_same_text_is_wholly_alike_and_one_without_common_letters_not_at_all() -> None:
    assert alike("Parse calendar files", "parse CALENDAR files", "Bake bread", "") == [pytest.approx(1, abs=1e-5), 0, 0]


def test_rare_words_and_parts_of_words_make_texts_alike() -> None:
    calendar, files, bread = alike("calendar", "A parser for calendars", "Parse log files", "Bake bread")
    assert calendar > files == bread == 0


def test_an_empty_text_or_no_others_is_like_nothing() -> None:
    assert alike("", "Bake bread") == [0]
    assert alike("Bake bread") == []


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=5))
def test_likeness_lies_between_nought_and_one_whatever_else_is_compared(text: str, others: list[str]) -> None:
    found = alike(text, *others)
    assert all(0 <= each <= 1 for each in found)
    assert found == pytest.approx([one for other in others for one in alike(text, other)], abs=1e-5)


COMMUNITIES = CommunityIndex(
    [
        Described("robots", "Robotics Lab", "Robots that walk"),
        Described("robots2", "Robotics Laboratory of Tokyo", "We build robots that walk and climb"),
        Described("bread", "Bakers", "Bread, cakes and pies"),
        Described("maps", "Open Maps", "Maps of streets"),
    ]
)


def test_the_likest_community_comes_first_and_never_the_asked_one_itself() -> None:
    found = COMMUNITIES.alike("robots")
    assert next(iter(found)) == "robots2"
    assert "robots" not in found
    assert all(0 < likeness <= 1 for likeness in found.values())


def test_the_words_of_a_goal_bring_communities_nearer() -> None:
    assert COMMUNITIES.alike("robots", "bread and pies").get("bread", 0) > COMMUNITIES.alike("robots").get("bread", 0)


def test_a_stranger_is_like_none_and_the_number_is_bounded() -> None:
    assert COMMUNITIES.alike("nowhere") == {}
    assert len(COMMUNITIES.alike("robots", "bread maps", 1)) == 1
    assert COMMUNITIES.alike("robots", most=0) == {}
