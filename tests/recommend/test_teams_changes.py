"""Alternatives for a seat, held against trying every team, and what would change."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from peernet.model.team import TeamCandidate, TeamProposal, TeamRules
from peernet.recommend.teams.alternatives import alternatives, change
from peernet.recommend.teams.form import form_team
from tests.recommend.team_samples import candidate, lawful_teams, pools, role, rule_sets
from tests.recommend.test_teams import formed, ids


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(rule_sets(), pools())
def test_alternatives_are_exactly_those_with_whom_there_is_a_lawful_team(
    rules: TeamRules, candidates: list[TeamCandidate]
) -> None:
    team = form_team(rules, candidates)
    if not isinstance(team, TeamProposal):
        return
    seats = [each for each in rules.roles for _ in range(each.people)]
    for place, seat in enumerate(team.members):
        found = {each.person_id for each in alternatives(rules, candidates, team, place, 9)}
        if seat.person_id in rules.named:
            assert found == set()
            continue
        # Everybody else locked where they sit, the team without this member.
        others = tuple(each.person_id for each in team.members if each is not seat)
        locked = tuple(
            replace(
                each,
                holders=tuple(
                    other.person_id
                    for other, held in zip(team.members, seats, strict=False)
                    if held is each and other is not seat
                ),
            )
            for each in rules.roles
        )
        fixed = replace(rules, roles=locked, must_include=others, size_min=len(team.members))
        fixed = replace(fixed, size_max=len(team.members))
        without = [each for each in candidates if each.person_id != seat.person_id]
        lawful = [{each.person_id for each in members} for members in lawful_teams(fixed, without)]
        assert found == {person_id for members in lawful for person_id in members - set(others)}


def test_alternatives_come_best_first_and_say_what_would_change() -> None:
    rules = TeamRules((role("python"), role("design")))
    people = [
        candidate("ann", python=4, country="NG"),
        candidate("bea", design=4, country="ES", knows=frozenset({"ann"})),
        candidate("cyd", design=4, country="NG", load=2),
        candidate("dan", design=4, country="NG", teamed=frozenset({"ann"})),
    ]
    team = formed(rules, *people)
    assert ids(team) == ["ann", "bea"]
    cyd, dan = alternatives(rules, people, team, 1, 5)
    assert [cyd.person_id, dan.person_id] == ["cyd", "dan"]  # a heavier load comes before a repeated pair
    assert cyd.change.came == (("cyd", "Cyd"),)
    assert cyd.change.left == (("bea", "Bea"),)
    assert cyd.change.variety < 0
    assert (cyd.change.load, cyd.change.repeated, dan.change.repeated) == (2, 0, 1)
    assert (cyd.change.reachable, cyd.change.common_hours) == (-1.0, 0.0)
    assert alternatives(rules, people, team, 1, 1) == (cyd,)


def test_a_change_there_and_back_sums_to_nothing() -> None:
    rules = TeamRules((role("python"), role("design")))
    people = [candidate("ann", python=4), candidate("bea", design=4), candidate("cyd", design=3, country="ES")]
    one = formed(rules, *people[:2])
    other = formed(rules, people[0], people[2])
    there, back = change(one, other), change(other, one)
    assert (there.came, there.left) == (back.left, back.came)
    assert there.variety == -back.variety != 0


def test_a_repeated_pair_gives_way_to_a_new_one_and_is_no_matter_where_there_is_none() -> None:
    rules = TeamRules((role("python"), role("design")))
    ann, bea = candidate("ann", python=4), candidate("bea", design=4, teamed=frozenset({"ann"}))
    team = formed(rules, ann, bea, candidate("cyd", design=4, load=9))
    assert (ids(team), team.repeated) == (["ann", "cyd"], 0)
    assert formed(rules, ann, bea).repeated == 1
