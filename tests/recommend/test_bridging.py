"""Of equals, who links the asker to a community out of reach comes first; a better one is never passed over."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.model.mentor_candidate import Contact, MentorCandidate
from peernet.model.shown import Shown
from peernet.model.suggestion import CommonContacts, ReachableThrough
from peernet.recommend.asking import prepare
from peernet.recommend.bridging import EQUAL, bridges_first
from peernet.recommend.mentors import rank, suggest_mentors
from peernet.recommend.ranked import Ranked
from tests.recommend.factories import NOW, asker, candidate, wanted

(SOMEBODY,) = rank(prepare(asker(), [wanted()], NOW), [candidate()])


def ranked(*given: tuple[float, bool]) -> list[Ranked]:
    """Somebody for each (total, whether they bridge), named by their place."""
    return [
        SOMEBODY._replace(total=total, candidate=candidate(f"p{place}", bridges=bridges))
        for place, (total, bridges) in enumerate(given)
    ]


def ids(found: Sequence[Ranked]) -> list[str]:
    return [each.candidate.person_id for each in found]


def test_of_equals_who_bridges_comes_first_and_the_others_keep_their_order() -> None:
    found = ranked((1.0, False), (1.0, False), (0.999, True), (0.99, False), (0.985, True))
    assert ids(bridges_first(found)) == ["p2", "p4", "p0", "p1", "p3"]


def test_who_is_worse_by_more_than_the_tolerance_stays_behind_however_close_the_steps_are() -> None:
    steps = [(1.0 - step * 0.6 * EQUAL, step == 4) for step in range(5)]
    assert ids(bridges_first(ranked(*steps))) == ["p0", "p1", "p2", "p3", "p4"]
    assert ids(bridges_first(ranked((1.0, False), (1.0 - 1.01 * EQUAL, True)))) == ["p0", "p1"]


@given(st.lists(st.tuples(st.floats(-3, 3).map(lambda total: round(total, 2)), st.booleans()), max_size=20))
def test_nobody_is_lost_and_nobody_passes_a_better_one(given_: list[tuple[float, bool]]) -> None:
    found = ranked(*sorted(given_, key=lambda each: -each[0]))
    arranged = bridges_first(found)
    assert sorted(ids(arranged)) == sorted(ids(found))
    for place, each in enumerate(arranged):
        assert all(later.total <= each.total + EQUAL for later in arranged[place:])
        assert all(later.total <= each.total or each.candidate.bridges for later in arranged[place:])
    assert bridges_first([each._replace(candidate=replace(each.candidate, bridges=False)) for each in found]) == [
        each._replace(candidate=replace(each.candidate, bridges=False)) for each in found
    ]


def test_pages_of_a_list_in_which_bridges_come_first_fit_together() -> None:
    everybody = [candidate(f"p{n}", bridges=n % 3 == 2) for n in range(9)]

    def page(first: int, shown: Sequence[str]) -> list[str]:
        before = functools.reduce(Shown.then, shown, Shown())
        return [each.person_id for each in suggest_mentors(asker(), [wanted()], everybody, NOW, first, before)]

    whole = page(9, ())
    assert whole[:3] == ["p2", "p5", "p8"]
    assert page(2, ()) + page(3, whole[:2]) + page(4, whole[:5]) == whole
    first, *_ = suggest_mentors(asker(), [wanted()], everybody, NOW, 1)
    assert first.bridges
    nobody = replace(asker(), person_id="")
    assert [each.person_id for each in suggest_mentors(nobody, [wanted()], everybody, NOW, 3)] == ["p0", "p1", "p2"]


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        (candidate(contacts=3, via=Contact("ana", "Ana")), ReachableThrough(0.0, "ana", "Ana", 3)),
        (candidate(contacts=3), CommonContacts(0.0, 3)),
        (candidate(contacts=3, via=Contact("ana", "Ana"), knows=True), None),
        (candidate(contacts=0), None),
    ],
    ids=["named", "nobody to name", "known already", "none"],
)
def test_a_contact_is_named_where_there_is_one_to_name(who: MentorCandidate, reason: object) -> None:
    (found,) = suggest_mentors(asker(), [wanted()], [who], NOW, 1)
    kinds = (CommonContacts, ReachableThrough)
    assert [replace(each, weight=0.0) for each in found.reasons if isinstance(each, kinds)] == (
        [] if reason is None else [reason]
    )
