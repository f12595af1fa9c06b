"""Everybody into teams, through its door: rules kept, the same answer again, better answers as they come."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest

from peernet.errors import BadInput
from peernet.model.grouping import Grouping, GroupingProgress, GroupingRules, Similar, Size, team_id_of
from peernet.model.skill import Skill
from peernet.model.team import Diverse, NoLone, Role, TeamCandidate
from peernet.recommend.grouping.distances import skill_distances
from peernet.recommend.grouping.form import form_groups, improving
from peernet.recommend.grouping.verify import broken_rules
from peernet.recommend.words import SkillIndex
from tests.recommend.grouping_samples import StandingClock, grouped, participant

FIELDS = (Diverse("field"), Diverse("country"))


def crowd(count: int, seed: int = 1) -> list[TeamCandidate]:
    """People of five fields and four countries, with evenings of their own and a skill or two."""
    chance = random.Random(seed)
    return [
        participant(
            f"p{number:03}",
            languages=chance.choice([("en",), ("en", "es"), ("es",)]),
            slots=sum(0b1111 << 8 * evening for evening in range(6) if chance.random() < 0.6) or 0b1111,
            skills={"design": chance.randint(1, 5)} if chance.random() < 0.5 else {},
            field=chance.choice("abcde"),
            country=chance.choice("wxyz"),
            gender=chance.choice(["woman", "man", "man"]),
        )
        for number in range(count)
    ]


def test_every_kind_of_rule_is_kept_at_once() -> None:
    people = crowd(32)
    rules = GroupingRules(
        Size(8),
        roles=(Role("design", {"design": 1.0}, 2),),
        diverse=FIELDS,
        similar=(Similar("gender", 0.5),),
        no_lone=(NoLone("gender", ("woman",)),),
        minimum_hours=1.0,
        shared_language=True,
        together=(("p000", "p001"),) if set(people[0].languages) & set(people[1].languages) else (),
        apart=(("p004", "p005", "p006"),),
        earlier=(("p007", "p008", "p009"),),
        seconds=0.2,
    )
    found = grouped(rules, people)
    assert broken_rules(rules, people, found) == []
    assert {member.role for team in found.teams for member in team.members} == {"design", None}
    assert [rule.rule for rule in found.certificate.rules][:3] == ["size", "role", "no_lone"]


def test_what_people_of_the_network_say_of_themselves_is_counted_as_the_verifier_counts_it() -> None:
    people = [
        TeamCandidate(
            f"p{number}",
            f"P{number}",
            languages=("en", "es-MX") if number % 2 else ("en-GB",),
            country="ES" if number < 4 else None,
            communities=("c1", "c2")[: number % 3],
            skills={"design": 4} if number % 3 else {},
        )
        for number in range(8)
    ]
    known = ("country", "communities", "skills", "languages")
    for attribute in known:
        for rules in (
            GroupingRules(Size(2), diverse=(Diverse(attribute),), seconds=1),
            GroupingRules(Size(2), similar=(Similar(attribute),), no_lone=(NoLone("languages", ("es",)),), seconds=1),
        ):
            found = grouped(rules, people)
            assert broken_rules(rules, people, found) == []
            assert found.certificate.score_mean > 0


def test_hundreds_of_people_reach_what_supply_allows() -> None:
    people = crowd(200)
    rules = GroupingRules(Size(40), diverse=FIELDS, seconds=3)
    found = grouped(rules, people)
    assert found.certificate.proved
    assert found.certificate.gap == found.certificate.worst_gap == 0
    assert broken_rules(rules, people, found) == []


def test_the_order_of_people_changes_nothing_and_another_seed_may() -> None:
    people = crowd(24)
    rules = GroupingRules(Size(low=4, high=6), diverse=FIELDS, minimum_hours=0.5, seconds=1, seed=7)
    once = grouped(rules, people)
    assert grouped(rules, people[::-1]) == once
    assert {len(team.members) for team in once.teams} <= {4, 5, 6}
    other = grouped(replace(rules, seed=8), people).certificate
    assert (other.score_worst, other.score_mean) == pytest.approx(
        (once.certificate.score_worst, once.certificate.score_mean)
    )


def test_teams_have_ids_that_follow_from_their_members() -> None:
    found = grouped(GroupingRules(Size(3), diverse=FIELDS, seconds=1), crowd(12))
    assert [team.team_id for team in found.teams] == [team_id_of(team.people[::-1]) for team in found.teams]
    assert len({team.team_id for team in found.teams}) == 3


def test_rounds_in_a_row_bring_new_people_together() -> None:
    people = crowd(24)
    rules = GroupingRules(Size(8), diverse=FIELDS, seconds=1)
    seen: set[tuple[str, str]] = set()
    for _ in range(5):
        found = grouped(rules, people)
        assert found.certificate.repeated == found.certificate.repeated_bound == 0
        pairs = {pair for team in found.teams for pair in combinations(sorted(team.people), 2)}
        assert not seen & pairs
        seen |= pairs
        rules = replace(rules, earlier=(*rules.earlier, *(team.people for team in found.teams)))


def test_who_cannot_but_meet_again_is_counted() -> None:
    rules = GroupingRules(Size(2), earlier=(("a", "b", "c", "d"),), seconds=1)
    found = grouped(rules, [participant(person_id) for person_id in "abcd"])
    assert (found.certificate.repeated, found.certificate.repeated_bound, found.certificate.proved) == (2, 2, True)
    assert found.teams[0].figures.repeated == (("a", found.teams[0].people[1]),)


def test_similar_people_come_together_where_that_is_asked() -> None:
    people = [participant(f"p{number}", team="red" if number % 2 else "blue") for number in range(8)]
    found = grouped(GroupingRules(Size(2), similar=(Similar("team"),), seconds=1), people)
    assert found.certificate.score_worst == 1.0
    assert [team.figures.attributes[0].effective for team in found.teams] == [1.0, 1.0]


def test_the_worst_team_comes_before_the_mean() -> None:
    # Three of one value and three others: 2-1 and 1-2 is even, while 3-0 with 0-3 has a worse worst team.
    people = [participant(f"p{place}", field=value) for place, value in enumerate(["a", "a", "a", "b", "c", "d"])]
    found = grouped(GroupingRules(Size(2), diverse=(Diverse("field"),), seconds=1), people)
    assert sorted(round(team.figures.score, 3) for team in found.teams) == [0.444, 0.667]


def test_who_carries_too_much_is_left_out_and_named() -> None:
    people = [*crowd(8), participant("busy", load=2, field="a", country="w")]
    rules = GroupingRules(Size(2), diverse=FIELDS, most_load=2, seconds=1)
    found = grouped(rules, people)
    assert found.left_out == ("busy",)
    assert broken_rules(rules, people, found) == []


def test_several_values_in_a_cell_count_their_part_each() -> None:
    people = [participant("a", skill="x;y"), participant("b", skill="x"), participant("c"), participant("d", skill="y")]
    found = grouped(GroupingRules(Size(1), diverse=(Diverse("skill"),), seconds=1), people)
    [team] = found.teams
    [figures] = team.figures.attributes
    shares = (1.5 / 4, 1.5 / 4, 1 / 4)
    assert figures.blau == pytest.approx(1 - sum(share**2 for share in shares))
    assert figures.effective == pytest.approx(1 / sum(share**2 for share in shares))
    assert figures.distinct == 2


def test_skills_near_each_other_in_the_graph_make_less_of_a_difference() -> None:
    people = [participant("a", skills={"x": 3}), participant("b", skills={"y": 3}), participant("c", skills={"z": 3})]
    rules = GroupingRules(Size(1), diverse=(Diverse("skills"),), seconds=1)
    near = form_groups(rules, people, StandingClock(), distances={frozenset("xy"): 0.5})
    assert isinstance(near, Grouping)
    assert near.certificate.rao == pytest.approx(2 / 9 * (0.5 + 1 + 1))
    assert grouped(rules, people).certificate.rao == pytest.approx(2 / 3)


def test_skills_are_as_far_apart_as_hops_lead_from_one_to_the_other() -> None:
    chain = [
        Skill(name, {"en": name}, {}, (broader,), (), "own") for name, broader in zip("abcde", "bcdef", strict=True)
    ]
    index = SkillIndex(chain)
    assert skill_distances("abde", index.neighbours) == {
        frozenset("ab"): 0.25,
        frozenset("bd"): 0.5,
        frozenset("de"): 0.25,
        frozenset("ad"): 0.75,
        frozenset("be"): 0.75,
    }


def test_a_team_of_two_camps_has_a_faultline() -> None:
    camps = [participant(f"p{place}", field=value, country=value) for place, value in enumerate("aabb")]
    mixed = [
        participant(f"p{place}", field=field, country=country)
        for place, (field, country) in enumerate([("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")])
    ]
    rules = GroupingRules(Size(1), diverse=FIELDS, seconds=1)
    assert grouped(rules, camps).teams[0].figures.faultline == pytest.approx(1.0)
    assert (grouped(rules, mixed).teams[0].figures.faultline or 0) < 0.5


def test_better_answers_come_one_after_another_and_each_is_whole() -> None:
    people = crowd(60)
    rules = GroupingRules(Size(12), diverse=FIELDS, minimum_hours=1.0, seconds=1)
    told = list(improving(rules, people, StandingClock()))
    *progress, last = told
    assert isinstance(last, Grouping)
    steps = [step for step in progress if isinstance(step, GroupingProgress)]
    answers = [step for step in steps if not step.broken]
    assert all(sorted(_everybody(step.teams)) == [person.person_id for person in people] for step in answers)
    standing = [(-step.repeated, step.worst) for step in answers]
    assert standing == sorted(standing)
    assert all(step.worst <= step.worst_bound and step.mean <= step.bound + 1e-9 for step in answers)
    assert last.certificate.score_worst == pytest.approx(answers[-1].worst)


def test_whoever_watches_can_stop_and_keeps_the_best_so_far() -> None:
    people = crowd(60)
    rules = GroupingRules(Size(13), diverse=FIELDS, minimum_hours=1.0, seconds=60)
    seen: list[GroupingProgress] = []

    def watch(progress: GroupingProgress) -> bool:
        seen.append(progress)
        return progress.broken > 0

    found = form_groups(rules, people, StandingClock(), watch)
    assert isinstance(found, Grouping)
    assert found.stopped
    assert found.certificate.score_worst == pytest.approx(seen[-1].worst)
    assert broken_rules(rules, people, found) == []


def test_the_clock_ends_the_search_with_what_there_is() -> None:
    # To differ in one thing and be alike in two others is more than can be had: no bound is met.
    alike = (Similar("country"), Similar("gender"))
    rules = GroupingRules(Size(13), diverse=FIELDS[:1], similar=alike, seconds=5)
    found = form_groups(rules, crowd(60), StandingClock(step=3.0))
    assert isinstance(found, Grouping)
    assert found.stopped


def test_nobody_and_the_same_person_twice_are_bad_input() -> None:
    rules = GroupingRules(Size(2))
    with pytest.raises(BadInput, match="nobody"):
        form_groups(rules, [], StandingClock())
    with pytest.raises(BadInput, match="twice"):
        form_groups(rules, [participant("a"), participant("a")], StandingClock())


@pytest.mark.parametrize(
    "wrong",
    [
        Size,
        lambda: Size(low=5, high=4),
        lambda: Size(0),
        lambda: Similar("x", 0),
        lambda: GroupingRules(Size(2), diverse=(Diverse("x"), Diverse("x"))),
        lambda: GroupingRules(Size(2), minimum_hours=200),
        lambda: GroupingRules(Size(2), seconds=0),
    ],
)
def test_rules_that_mean_nothing_are_refused(wrong: object) -> None:
    with pytest.raises(BadInput):
        wrong()  # type: ignore[operator]


def _everybody(teams: Sequence[Sequence[str]]) -> list[str]:
    return [person_id for team in teams for person_id in team]
