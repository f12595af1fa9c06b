"""The score of a need from the mentor's side is that of the mentor's suggestion, and want of helpers decides equals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peernet.model.help_wanted import FEW, FewOthers, WantedHelp
from peernet.model.mentor_candidate import WantedSkill
from peernet.model.need import Need
from peernet.recommend.helping import SCARCE, rank_needs, scarcity
from peernet.recommend.asking import prepare
from peernet.recommend.mentors import base, suggest_mentors
from peernet.recommend.two_sided import joined, probability
from tests.recommend.factories import NOW, asker, candidate, offer, wanted


def skills(need: Need) -> Sequence[WantedSkill]:
    """The needed skill alone."""
    return [wanted(need.skill_id, level=need.level)]


def need_of(
    id_: str, *, level: int | None = None, since: int = NOW, others: int = FEW, places: tuple[int, int] = (1, 2)
) -> WantedHelp:
    """Somebody wants React; the viewer offers it at level 4."""
    helper = candidate("viewer", offers=[offer("react", 4)], places=places)
    return WantedHelp(Need(id_, f"of {id_}", "react", level, "", "open", since, None), "", asker(), helper, others)


@pytest.mark.parametrize("level", [None, 1, 2, 3, 4, 5])
def test_a_pair_scores_the_same_from_either_side(level: int | None) -> None:
    pair = need_of("n", level=level)
    (from_helper,) = rank_needs([pair], skills, NOW, 5)
    (from_asker,) = suggest_mentors(pair.asker, skills(pair.need), [pair.helper], NOW, 5)
    assert from_helper.score == from_asker.score
    assert from_helper.reasons == from_asker.reasons


@settings(deadline=None)
@given(st.permutations([need_of(f"n{n}", level=n % 6 or None, since=NOW - n, others=n % 8) for n in range(12)]))
def test_the_order_of_what_was_found_does_not_matter(found: list[WantedHelp]) -> None:
    ranked = [each.need.id for each in rank_needs(found, skills, NOW, 20)]
    assert ranked == [
        each.need.id for each in rank_needs(sorted(found, key=lambda each: each.need.id), skills, NOW, 20)
    ]


def test_of_equals_those_whom_few_could_help_go_first_and_then_those_who_waited_longest() -> None:
    found = [
        need_of("new"),
        need_of("old", since=NOW - 5),
        need_of("two others", others=2),
        need_of("nobody else", others=0),
    ]
    assert [each.need.id for each in rank_needs(found, skills, NOW, 5)] == ["nobody else", "two others", "old", "new"]


def test_want_of_helpers_does_not_outweigh_a_skill_that_fits() -> None:
    found = [need_of("fits", level=3), need_of("does not", level=5, others=0)]
    assert [each.need.id for each in rank_needs(found, skills, NOW, 5)] == ["fits", "does not"]


def test_fewer_others_never_weigh_less_and_the_reason_is_told_below_few() -> None:
    weights = [scarcity(others) for others in range(FEW + 3)]
    assert weights == sorted(weights, reverse=True)
    assert (weights[0], weights[FEW]) == (SCARCE, 0)
    for others in range(FEW + 1):
        (each,) = rank_needs([need_of("n", others=others)], skills, NOW, 1)
        few = [reason.people for reason in each.reasons if isinstance(reason, FewOthers)]
        assert few == ([others] if others < FEW else [])
        assert each.score == pytest.approx(probability(nothing_known + sum(reason.weight for reason in each.reasons)))


def test_a_full_mentor_and_one_of_another_language_are_the_right_one_for_nothing() -> None:
    full = need_of("full", places=(0, 1))
    foreign = replace(need_of("foreign"), asker=asker(languages=("fi",)))
    assert rank_needs([full, foreign], skills, NOW, 5) == []
