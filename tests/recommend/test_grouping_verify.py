"""The verifier of groupings: every promise that is broken is found, whoever made the grouping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from peernet.model.grouping import Grouping, GroupingRules, GroupMember, Size
from peernet.model.team import Diverse, NoLone, Role
from peernet.recommend.grouping.verify import broken_rules
from tests.recommend.grouping_samples import grouped, participant

PEOPLE = [
    participant(
        f"p{number}",
        languages=("en",) if number % 2 else ("en", "es"),
        slots=0b1111 if number < 4 else 0b111100,
        skills={"design": 1 + number},
        field="abcd"[number % 4],
        gender="woman" if number in (0, 1) else "man",
    )
    for number in range(8)
]
PLAIN = GroupingRules(Size(2), roles=(Role("design", {"design": 1.0}, 3),), diverse=(Diverse("field"),), seconds=1)


@pytest.fixture(scope="module")
def found() -> Grouping:
    """A grouping by the plain rules, in which nothing is broken."""
    answer = grouped(PLAIN, PEOPLE)
    assert broken_rules(PLAIN, PEOPLE, answer) == []
    return answer


def exchanged(found: Grouping) -> Grouping:
    """The first members of both teams change places, with their roles; nothing else is said anew."""
    one, other = found.teams
    first, second = one.members[0], other.members[0]
    return replace(
        found,
        teams=(
            replace(one, members=(second, *one.members[1:])),
            replace(other, members=(first, *other.members[1:])),
        ),
    )


def without_last(found: Grouping) -> Grouping:
    """Somebody is forgotten."""
    one, other = found.teams
    return replace(found, teams=(replace(one, members=one.members[:-1]), other))


def twice(found: Grouping) -> Grouping:
    """Somebody is in both teams."""
    one, other = found.teams
    return replace(found, teams=(replace(one, members=(*one.members[:-1], other.members[-1])), other))


def roleless(found: Grouping) -> Grouping:
    """Nobody holds the role any more."""
    one, other = found.teams
    members = tuple(GroupMember(member.person_id, member.name) for member in one.members)
    return replace(found, teams=(replace(one, members=members), other))


def boasting(found: Grouping) -> Grouping:
    """The mean is said to be better than it is."""
    return replace(found, certificate=replace(found.certificate, mean=0.9))


def sure(found: Grouping) -> Grouping:
    """A proof is claimed beside a gap."""
    said = found.certificate
    return replace(found, certificate=replace(said, bound=said.score_mean + 0.1, gap=0.1, proved=True))


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (without_last, {"people", "team_id", "claimed score"}),
        (twice, {"people"}),
        (roleless, {"role"}),
        (boasting, {"claimed mean"}),
        (sure, {"claimed proof"}),
        (lambda found: replace(found, left_out=("p0",)), {"load"}),
        (lambda found: replace(found, teams=()), {"people"}),
    ],
)
def test_what_was_changed_afterwards_is_found(
    found: Grouping, change: Callable[[Grouping], Grouping], broken: set[str]
) -> None:
    assert broken <= {each.rule for each in broken_rules(PLAIN, PEOPLE, change(found))}


@pytest.mark.parametrize(
    ("rules", "broken"),
    [
        (replace(PLAIN, size=Size(3)), "size"),
        (replace(PLAIN, size=Size(low=5, high=6)), "size"),
        (replace(PLAIN, roles=(Role("design", {"design": 1.0}, 5, 3),)), "role"),
        (replace(PLAIN, no_lone=(NoLone("field", ("a",)),)), "no_lone"),
        (replace(PLAIN, language="es"), "language"),
        (replace(PLAIN, minimum_hours=3.0), "overlap"),
        (replace(PLAIN, together=(tuple(f"p{number}" for number in range(5)),)), "together"),
        (replace(PLAIN, apart=(("p0", "p1", "p2"),)), "apart"),
        (replace(PLAIN, most_load=0), "load"),
        (replace(PLAIN, earlier=(tuple(f"p{number}" for number in range(8)),)), "claimed repeated"),
    ],
)
def test_a_grouping_by_other_rules_breaks_these(found: Grouping, rules: GroupingRules, broken: str) -> None:
    assert broken in {each.rule for each in broken_rules(rules, PEOPLE, found)}


def test_a_stranger_is_found(found: Grouping) -> None:
    assert broken_rules(PLAIN, PEOPLE[1:], found)[0].about == ("p0",)


def test_members_who_changed_places_make_another_team(found: Grouping) -> None:
    assert "team_id" in {each.rule for each in broken_rules(PLAIN, PEOPLE, exchanged(found))}
