"""Rings found by walking are exactly those that trying every order of people finds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peernet.model.ring import MOST, Ring, RingPerson
from peernet.recommend.rings import find_rings, spread

SKILLS = ("go", "sql", "css")
IDS = ("a", "b", "c", "d", "e", "me")


def learner(
    id_: str,
    gives: Sequence[tuple[str, int]] = (),
    gets: Sequence[tuple[str, int | None]] = (),
    *,
    speaks: Sequence[str] = ("en",),
    apart: Sequence[str] = (),
    mentees: Sequence[str] = (),
) -> RingPerson:
    """Somebody who gives skills at levels and wants to get others."""
    offers = tuple((skill, level, 1.0) for skill, level in gives)
    needs = tuple((f"{id_} {skill}", skill, level) for skill, level in gets)
    return RingPerson(id_, id_.title(), tuple(speaks), offers, needs, frozenset(apart), frozenset(mentees))


@st.composite
def people(draw: st.DrawFn) -> list[RingPerson]:
    """Six people who want and offer a few skills, some of them apart."""
    gives = st.lists(st.tuples(st.sampled_from(SKILLS), st.integers(1, 5)), max_size=2, unique_by=lambda each: each[0])
    gets = st.lists(st.tuples(st.sampled_from(SKILLS), st.none() | st.integers(1, 5)), max_size=2)
    some = st.lists(st.sampled_from(IDS), max_size=1)
    languages = st.sampled_from([("en",), ("es",), ("en", "es"), ()])
    return [
        learner(id_, draw(gives), draw(gets), speaks=draw(languages), apart=draw(some), mentees=draw(some))
        for id_ in IDS
    ]


def teaches(one: RingPerson, other: RingPerson) -> bool:
    """Whether `one` can give `other` something they want."""
    heard = not other.speaks or set(one.speaks) & set(other.speaks)
    fits = any(
        skill == wanted and level >= (asked or 2)
        for (skill, level, _), (_, wanted, asked) in product(one.offers, other.needs)
    )
    return bool(heard) and fits and other.id not in one.mentees


def exhaustive(viewer_id: str, everybody: Sequence[RingPerson]) -> set[tuple[str, ...]]:
    """Every ring through the viewer, by trying every order of every few others."""
    known = {each.id: each for each in everybody}
    found = set()
    for size in range(1, MOST):
        for others in permutations([each for each in known if each != viewer_id], size):
            ring = [known[viewer_id], *(known[other] for other in others)]
            steps = zip(ring, [*ring[1:], ring[0]], strict=True)
            together = all(one.id == two.id or two.id not in one.apart for one in ring for two in ring)
            if together and all(teaches(one, two) for one, two in steps):
                found.add(tuple(each.id for each in ring))
    return found


def ids(ring: Ring) -> tuple[str, ...]:
    return tuple(step.person_id for step in ring.steps)


@settings(deadline=None, max_examples=300)
@given(people())
def test_rings_are_exactly_those_that_trying_everything_finds(everybody: list[RingPerson]) -> None:
    found = [ids(ring) for ring in find_rings("me", everybody)]
    assert len(set(found)) == len(found)
    assert set(found) == exhaustive("me", everybody)


@settings(deadline=None)
@given(people(), st.randoms())
def test_the_order_of_people_does_not_matter(everybody: list[RingPerson], chance: object) -> None:
    assert find_rings("me", everybody) == find_rings("me", everybody[::-1])


def test_each_gives_what_fits_the_next_one_best() -> None:
    me = learner("me", [("go", 5), ("sql", 4)], [("css", 3)])
    ann = learner("ann", [("css", 4)], [("go", 5), ("sql", 3)])
    (ring,) = find_rings("me", [me, ann])
    assert [(step.person_id, step.skill_id, step.level) for step in ring.steps] == [("me", "sql", 4), ("ann", "css", 4)]
    assert ring.worth == 1.0


def test_short_rings_come_first_and_then_those_that_fit_best() -> None:
    me = learner("me", [("go", 5)], [("css", 3)])
    swap = learner("z", [("css", 3)], [("go", 3)])
    better = learner("y", [("css", 4)], [("go", 3)])
    third = [learner("a", [("sql", 4)], [("go", 3)]), learner("b", [("css", 4)], [("sql", 3)])]
    rings = find_rings("me", [me, swap, better, *third])
    assert [ids(ring) for ring in rings] == [("me", "y"), ("me", "z"), ("me", "a", "b")]


@pytest.mark.parametrize("pair", [("me", "a"), ("a", "b"), ("b", "me")])
def test_no_two_of_a_ring_are_apart_neighbours_or_not(pair: tuple[str, str]) -> None:
    def one(id_: str, gives: str, gets: str) -> RingPerson:
        return learner(id_, [(gives, 4)], [(gets, 3)], apart=[pair[1]] if id_ == pair[0] else [])

    assert find_rings("me", [one("me", "go", "css"), one("a", "sql", "go"), one("b", "css", "sql")]) == []


def test_nobody_comes_up_again_and_again() -> None:
    me = learner("me", [("go", 5)], [("css", 3)])
    common = learner("z", [("css", 4)], [("sql", 3)])
    others = [learner(f"a{n}", [("sql", 4)], [("go", 3)]) for n in range(5)]
    rings = find_rings("me", [me, common, *others])
    assert len(rings) == 5
    assert [ids(ring) for ring in spread(rings, 10, 2)] == [("me", "a0", "z"), ("me", "a1", "z")]
    assert len(spread(rings, 1, 2)) == 1


def test_a_crowd_is_gone_through_within_bounds() -> None:
    crowd = [learner(f"p{n:03}", [(each, 4) for each in SKILLS], [(each, 3) for each in SKILLS]) for n in range(60)]
    assert find_rings("p000", crowd)
