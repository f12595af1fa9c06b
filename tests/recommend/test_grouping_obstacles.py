"""Asks that cannot be met: the answer names the smallest thing that is in the way, and it is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest

from peernet.model.grouping import Grouping, GroupingImpossible, GroupingRules, Size
from peernet.model.grouping_missing import (
    ApartTooMany,
    AtOdds,
    HoursUnknown,
    MissingCompany,
    MissingHolders,
    MissingHours,
    MissingLanguage,
    NobodyHas,
    NotFoundInTime,
    NotThere,
    Obstacle,
    RuleNamed,
    RulesConflict,
    SeatsBeyondSize,
    SizesDoNotAddUp,
    TogetherTooMany,
)
from peernet.model.team import Diverse, NoLone, Role, TeamCandidate
from peernet.recommend.grouping.form import form_groups
from peernet.recommend.grouping.verify import broken_rules
from tests.recommend.grouping_samples import StandingClock, participant

DESIGN = Role("design", {"design": 1.0}, 3)


def some(count: int) -> list[TeamCandidate]:
    """Plain people p0, p1 and so on."""
    return [participant(f"p{number}") for number in range(count)]


def in_the_way(rules: GroupingRules, people: Sequence[TeamCandidate]) -> tuple[Obstacle, ...]:
    """What the answer says is in the way."""
    found = form_groups(rules, people, StandingClock())
    assert isinstance(found, GroupingImpossible), found
    return found.obstacles


@pytest.mark.parametrize(
    ("size", "people", "expected"),
    [
        (Size(3, 4, 5), 11, SizesDoNotAddUp(11, 3, 4, 5, more=1, fewer=None)),
        (Size(3, 4, 5), 17, SizesDoNotAddUp(17, 3, 4, 5, more=None, fewer=2)),
        (Size(low=4, high=5), 7, SizesDoNotAddUp(7, None, 4, 5, more=1, fewer=2)),
        (Size(9), 7, SizesDoNotAddUp(7, 9, 1, 50, more=2, fewer=None)),
    ],
)
def test_sizes_that_do_not_add_up(size: Size, people: int, expected: SizesDoNotAddUp) -> None:
    assert in_the_way(GroupingRules(size), some(people)) == (expected,)


def test_two_more_designers_are_missing_and_with_two_more_there_are_teams() -> None:
    people = [*some(6), participant("d", skills={"design": 3}), participant("e", skills={"design": 2})]
    rules = GroupingRules(Size(3), roles=(DESIGN,))
    assert in_the_way(rules, people) == (MissingHolders("design", 3, people=2, needed=3, have=1),)
    taught = [*(replace(person, skills={"design": 4}) for person in people[:2]), *people[2:]]
    assert isinstance(form_groups(rules, taught, StandingClock()), Grouping)


def test_one_person_cannot_hold_two_roles() -> None:
    people = [*some(2), *(participant(f"d{number}", skills={"design": 3, "code": 3}) for number in range(3))]
    rules = GroupingRules(Size(2), roles=(DESIGN, Role("code", {"code": 1.0}, 3)))
    assert in_the_way(rules, people) == (MissingHolders("code", 3, people=1, needed=2, have=3),)


def test_more_holders_than_seats_are_no_lack() -> None:
    people = [participant(f"d{number}", skills={"design": 5, "code": 3 * (number % 2)}) for number in range(8)]
    rules = GroupingRules(Size(2), roles=(DESIGN, Role("code", {"code": 1.0}, 3)), seconds=1)
    assert isinstance(form_groups(rules, people, StandingClock()), Grouping)


def test_more_roles_than_people_in_a_team() -> None:
    people = [participant(f"d{number}", skills={"design": 3}) for number in range(8)]
    rules = GroupingRules(Size(4), roles=(replace(DESIGN, people=3),))
    assert SeatsBeyondSize(3, 2) in in_the_way(rules, people)


def test_an_attribute_or_a_value_that_nobody_has() -> None:
    people = [participant("a", gender="man"), participant("b", gender="man")]
    rules = GroupingRules(Size(1), diverse=(Diverse("planet"),), no_lone=(NoLone("gender", ("woman",)),))
    assert in_the_way(rules, people) == (NobodyHas("diverse", "planet"), NobodyHas("no_lone", "gender", "woman"))


def test_the_only_woman_is_alone_wherever_she_is() -> None:
    people = [*some(3), participant("ada", gender="woman")]
    rules = GroupingRules(Size(2), no_lone=(NoLone("gender", ("woman",)),))
    assert in_the_way(rules, people) == (MissingCompany("gender", "woman", "ada"),)


def test_groups_that_join_two_who_must_be_apart_are_told_as_a_chain() -> None:
    rules = GroupingRules(Size(2), together=(("p0", "p1"), ("p2", "p3"), ("p1", "p4")), apart=(("p4", "p0"),))
    assert in_the_way(rules, some(10)) == (AtOdds(("p0", "p4"), (("p0", "p1"), ("p1", "p4"))),)


def test_groups_that_share_somebody_and_fit_in_no_team() -> None:
    rules = GroupingRules(Size(3), together=(("p0", "p1"), ("p1", "p2")))
    assert in_the_way(rules, some(6)) == (TogetherTooMany(("p0", "p1", "p2"), 2),)


def test_more_people_to_keep_apart_than_teams() -> None:
    rules = GroupingRules(Size(2), apart=(("p0", "p1", "p2"),))
    assert in_the_way(rules, some(6)) == (ApartTooMany(("p0", "p1", "p2"), 2),)


def test_somebody_the_rules_name_who_is_not_there() -> None:
    rules = GroupingRules(Size(1), together=(("p0", "ghost"),), apart=(("p1", "ghost"),))
    assert in_the_way(rules, some(2)) == (NotThere("together", "ghost"), NotThere("apart", "ghost"))


def test_hours_that_nobody_said_and_hours_that_nobody_shares() -> None:
    rules = GroupingRules(Size(2), minimum_hours=1.0)
    assert in_the_way(rules, [*some(3), participant("a", slots=None)]) == (HoursUnknown(("a",)),)
    late = participant("a", slots=0b11000)
    assert in_the_way(rules, [*some(3), late]) == (MissingHours(0.5, 1.0, ("a",)),)


def test_among_hundreds_whoever_shares_hours_with_too_few_is_found_wherever_they_stand() -> None:
    people = [participant(f"p{number:03}") for number in range(600)]
    night = 0b1111 << 40
    for number in (3, 300, 599):
        people[number] = replace(people[number], slots=night)
    rules = GroupingRules(Size(150), minimum_hours=1.0, seconds=2)
    assert in_the_way(rules, people) == (MissingHours(0.0, 1.0, ("p003", "p300", "p599")),)
    people[450] = replace(people[450], slots=night)
    assert isinstance(form_groups(rules, people, StandingClock()), Grouping)


def test_a_language_that_nobody_else_speaks() -> None:
    rules = GroupingRules(Size(2), shared_language=True)
    assert in_the_way(rules, [*some(3), participant("a", languages=("fr",))]) == (MissingLanguage(None, ("a",)),)
    one = GroupingRules(Size(2), language="en")
    assert in_the_way(one, [*some(3), participant("a", languages=("fr",))]) == (MissingLanguage("en", ("a",)),)


def test_who_has_to_be_together_and_has_no_hour_in_common() -> None:
    people = [*some(4), participant("a", slots=0b1111 << 8), participant("b", slots=0b1111 << 8)]
    rules = GroupingRules(Size(3), minimum_hours=1.0, together=(("p0", "a"),))
    assert in_the_way(rules, people) == (
        RulesConflict((RuleNamed("together", ("p0", "a")), RuleNamed("overlap")), None),
    )


def test_rules_that_collide_are_named_without_those_that_do_not() -> None:
    # Early and late people, two each: teams of two by hours are the pairs, and these are to be apart.
    people = [participant(f"p{number}", slots=0b1111 << 8 * (number // 2)) for number in range(4)]
    rules = GroupingRules(
        Size(2),
        minimum_hours=1.0,
        apart=(("p0", "p1"), ("p0", "p3")),
        shared_language=True,
    )
    conflict, hours = in_the_way(rules, people)
    assert isinstance(conflict, RulesConflict)
    assert set(conflict.conflict) == {RuleNamed("apart", ("p0", "p1")), RuleNamed("overlap")}
    assert conflict.drop == RuleNamed("apart", ("p0", "p1"))
    assert hours == MissingHours(0.0, 1.0, ())


def test_a_rule_that_collides_with_the_sizes_alone_is_told_with_them() -> None:
    # Three early and three late people: no three teams of two.
    people = [participant(f"p{number}", slots=0b1111 << 8 * (number // 3)) for number in range(6)]
    conflict, hours = in_the_way(GroupingRules(Size(3), minimum_hours=1.0, shared_language=True), people)
    assert conflict == RulesConflict((RuleNamed("overlap"), RuleNamed("size")), RuleNamed("overlap"))
    assert hours == MissingHours(0.0, 1.0, ())


def test_a_conflict_with_a_role_says_how_many_more_would_do() -> None:
    # Both designers have to be together, so that the other team has none.
    people = [*some(4), *(participant(f"d{number}", skills={"design": 3}) for number in range(2))]
    rules = GroupingRules(Size(2), roles=(DESIGN,), together=(("d0", "d1"),))
    conflict, missing = in_the_way(rules, people)
    assert isinstance(conflict, RulesConflict)
    assert {named.rule for named in conflict.conflict} == {"role", "together"}
    assert missing == MissingHolders("design", 3, people=1, needed=2, have=2)


def test_hours_that_many_people_share_too_seldom_are_shown_by_counting() -> None:
    # Each of four hours suits thirty of 120, and teams are of four: two of the thirty are left over each time.
    people = [participant(f"p{number:03}", slots=0b11 << 8 * (number // 30)) for number in range(120)]
    conflict, hours = in_the_way(GroupingRules(Size(30), minimum_hours=1.0, seconds=5), people)
    assert conflict == RulesConflict((RuleNamed("overlap"), RuleNamed("size")), RuleNamed("overlap"))
    assert hours == MissingHours(0.0, 1.0, ())


def test_among_many_people_rules_that_collide_are_named_without_those_that_do_not() -> None:
    # 120 early and 120 late people, of whom 59 early designers: sixty teams of early ones, and of late ones.
    people = [
        participant(
            f"p{number:03}",
            slots=0b1111 << 8 * (number % 2),
            languages=("en", "es"),
            skills={"design": 3} if number % 2 or number < 118 else {},
            gender="woman" if number < 4 else "man",
        )
        for number in range(240)
    ]
    rules = GroupingRules(
        Size(120),
        roles=(DESIGN,),
        minimum_hours=1.0,
        shared_language=True,
        apart=(("p000", "p001"),),
        no_lone=(NoLone("gender", ("woman",)),),
        seconds=10,
    )
    conflict, missing, hours = in_the_way(rules, people)
    assert conflict == RulesConflict(
        (RuleNamed("role", ("design",)), RuleNamed("overlap")), RuleNamed("role", ("design",))
    )
    assert missing == MissingHolders("design", 3, people=1, needed=120, have=179)
    assert hours == MissingHours(0.0, 1.0, ())


def test_lone_values_among_many_people_are_shown_by_counting() -> None:
    # 61 women in teams of two: one of them is left over.
    people = [participant(f"p{number:03}", gender="woman" if number < 61 else "man") for number in range(140)]
    rules = GroupingRules(Size(70), no_lone=(NoLone("gender", ("woman",)),), seconds=3)
    assert in_the_way(rules, people) == (
        RulesConflict(
            (RuleNamed("no_lone", ("gender", "woman")), RuleNamed("size")), RuleNamed("no_lone", ("gender", "woman"))
        ),
    )


def test_a_party_and_those_to_be_kept_apart_collide_by_the_hours_of_many() -> None:
    # The three who are apart have the only hour of the first thirty people, who are two teams.
    people = [participant(f"p{number:03}", slots=0b1111 << 8 * (number // 30)) for number in range(120)]
    apart = (("p000", "p001", "p002"), ("p040", "p041"))
    rules = GroupingRules(Size(8), minimum_hours=1.0, apart=apart, seconds=5)
    conflict, hours = in_the_way(rules, people)
    assert conflict == RulesConflict((RuleNamed("apart", apart[0]), RuleNamed("overlap")), RuleNamed("apart", apart[0]))
    assert hours == MissingHours(0.0, 1.0, ())


def test_where_hours_leave_little_room_the_counts_find_teams() -> None:
    # Each of 120 people is free in two of forty hours, one after the other, so that an hour suits six of them.
    people = [
        participant(f"p{number:03}", slots=(0b11 << number % 40 * 2) | (0b11 << (number + 1) % 40 * 2))
        for number in range(120)
    ]
    rules = GroupingRules(Size(30), minimum_hours=1.0, seconds=5)
    found = form_groups(rules, people, StandingClock())
    assert isinstance(found, Grouping)
    assert broken_rules(rules, people, found) == []


def test_a_conflict_among_many_that_is_not_found_in_time_is_not_claimed() -> None:
    # Three people who are apart two by two, with two teams for them, is no clique that a rule names: nothing counts it.
    people = [participant(f"p{number:03}") for number in range(120)]
    pairs = tuple(tuple(sorted(pair)) for pair in combinations([f"p{number:03}" for number in range(31)], 2))
    [obstacle] = in_the_way(GroupingRules(Size(30), apart=pairs, seconds=0.3), people)
    assert isinstance(obstacle, NotFoundInTime)
    assert obstacle.broken > 0
    assert obstacle.nearest == (RuleNamed("apart"),)
