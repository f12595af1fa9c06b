"""The simple rankings to compare with."""

from __future__ import annotations

from peernet.recommend.baselines import by_chance, by_overlap, by_popularity

PEOPLE = [f"p{number}" for number in range(20)]


def test_chance_ranks_everybody_once_anew_for_each_query_and_again_the_same() -> None:
    first = by_chance(PEOPLE, "q1", 1)
    assert sorted(first) == sorted(PEOPLE)
    assert first == by_chance(reversed(PEOPLE), "q1", 1)
    assert first != by_chance(PEOPLE, "q2", 1)
    assert first != by_chance(PEOPLE, "q1", 2)


def test_popularity_puts_the_busiest_first_and_equals_in_the_order_of_ids() -> None:
    assert by_popularity({"bo": 1, "ana": 1, "cy": 3}) == ["cy", "ana", "bo"]


def test_overlap_counts_asked_skills_and_nothing_else() -> None:
    held = {"ana": ["go"], "bo": ["go", "sql"], "cy": ["ml", "go", "css"], "di": []}
    assert by_overlap(["go", "sql", "sql"], held) == ["bo", "ana", "cy", "di"]
