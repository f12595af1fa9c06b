"""Whose past goals are like an asked one."""

from __future__ import annotations

from peernet.recommend.goal_index import GoalIndex
from peernet.recommend.texts import Rarity

PAST = [("ana", "Parse calendar files"), ("bo", "Bake bread"), ("cy", "Calendar sync"), ("ana", "Calendars")]
INDEX = GoalIndex(PAST, Rarity(goal for _, goal in PAST))


def test_the_likest_goal_comes_first_and_each_person_once() -> None:
    assert INDEX.nearest("calendar sync") == ["cy", "ana"]
    assert INDEX.nearest("calendar sync", 1) == ["cy"]


def test_a_goal_that_shares_nothing_finds_nobody() -> None:
    assert INDEX.nearest("quilt") == INDEX.nearest("") == []
    assert GoalIndex([], Rarity()).nearest("bread") == []
