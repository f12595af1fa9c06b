"""Skills by meaning: asked only where words say little, joined with what these found, and told why."""

from __future__ import annotations

import itertools

import pytest

from peernet.model.skill import MatchKind, Skill
from peernet.recommend.meaning import ALIKE, embedded_label, is_weak, joined_winners, with_meaning
from peernet.recommend.words import SkillIndex


def skill(skill_id: str, english: str, spanish: str = "") -> Skill:
    labels = {"en": english} | ({"es": spanish} if spanish else {})
    return Skill(skill_id, labels, {}, (), (), "own")


INDEX = SkillIndex(
    [
        skill("java", "Java"),
        skill("accounts", "Accounting", "Contabilidad"),
        skill("tune", "Tune keyboard instruments", "Afinar instrumentos de teclado"),
        skill("play", "Play musical instruments"),
        skill("old", "Old instruments"),
    ]
)


@pytest.mark.parametrize(
    ("text", "weak"),
    [("Java", False), ("acounting", False), ("contab", False), ("repairing old pianos", True), ("instruments", True)],
)
def test_words_that_are_a_name_a_beginning_or_a_misspelling_are_never_second_guessed(text: str, weak: bool) -> None:
    assert is_weak(INDEX.find(text, ("en",), 10)) is weak


def test_what_means_nearly_the_same_is_found_and_told_in_the_asker_s_language() -> None:
    (match,) = with_meaning(INDEX, [], [("Tune keyboard instruments", 0.7)], ("es",))
    assert (match.skill_id, match.why) == ("tune", MatchKind.MEANING)
    assert match.label == match.matched == "Afinar instrumentos de teclado"
    assert 0 < match.score < 1


def test_what_is_not_near_enough_or_no_label_any_more_changes_nothing() -> None:
    found = INDEX.find("repairing old instruments", ("en",), 10)
    assert found
    near = [("Tune keyboard instruments", ALIKE - 0.01), ("Repair pianos", 0.99), ("Contabilidad", 0.99)]
    assert with_meaning(INDEX, found, near, ("en",)) == found


def test_what_words_and_meaning_both_found_comes_first_and_keeps_the_reason_of_its_words() -> None:
    found = INDEX.find("old musical instruments", ("en",), 10)
    words_first = found[0]
    assert words_first.skill_id != "tune"
    near = [("Tune keyboard instruments", 0.9), (INDEX.label(found[1].skill_id, ()), 0.9)]
    for order in itertools.permutations(near):
        joined = with_meaning(INDEX, found, order, ("en",))
        assert (joined[0].skill_id, joined[0].why) == (found[1].skill_id, found[1].why)
        assert {match.skill_id for match in joined} == {match.skill_id for match in found} | {"tune"}
        assert [match.score for match in joined] == sorted((match.score for match in joined), reverse=True)
        assert all(0 <= match.score < 1 for match in joined)


def test_one_label_of_each_skill_is_embedded_its_english_one_where_there_is_one() -> None:
    assert embedded_label(skill("accounts", "Accounting", "Contabilidad")) == "Accounting"
    assert embedded_label(Skill("faire", {"fr": "Faire"}, {}, (), (), "own")) == "Faire"


def test_of_several_texts_the_clear_winners_of_each_count_each_skill_once() -> None:
    one = with_meaning(INDEX, [], [("Accounting", 0.8), ("Old instruments", 0.6)], ("en",))
    other = with_meaning(INDEX, [], [("Accounting", 0.7), ("Tune keyboard instruments", 0.69)], ("en",))
    assert [match.skill_id for match in joined_winners([other, one, []])] == ["accounts", "tune"]
    assert joined_winners([other, one])[0] == one[0]
