"""Teams compared with trying every way to seat people: the same optimum, the same feasibility, the least missing."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peernet.model.team import TeamCandidate, TeamImpossible, TeamProposal, TeamRules
from peernet.model.team_missing import MissingHours, MissingPeople
from peernet.recommend.teams.form import form_team
from peernet.recommend.teams.verify import violations
from peernet.recommend.teams.worth import ties
from tests.recommend.team_samples import best_worth, lawful_teams, pools, rule_sets, worth

few = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@settings(few, max_examples=300)
@given(rule_sets(), pools())
def test_a_team_is_found_exactly_when_there_is_one_and_it_is_the_best(
    rules: TeamRules, candidates: list[TeamCandidate]
) -> None:
    answer = form_team(rules, candidates)
    best = best_worth(rules, candidates)
    if best is None:
        assert isinstance(answer, TeamImpossible)
        return
    assert isinstance(answer, TeamProposal)
    by_id = {each.person_id: each for each in candidates}
    team = tuple(by_id[seat.person_id] for seat in answer.members)
    assert (answer.proved, answer.gap) == (True, 0)
    assert worth(rules, team, ties(candidates)) == best
    assert violations(rules, candidates, answer) == []


@few
@given(rule_sets(), pools(most=5))
def test_no_fewer_newcomers_would_do_than_are_said_to_be_missing(
    rules: TeamRules, candidates: list[TeamCandidate]
) -> None:
    answer = form_team(rules, candidates)
    if not isinstance(answer, TeamImpossible):
        return
    assert answer.missing
    people = [each.people for each in answer.missing if isinstance(each, MissingPeople)]
    if people:
        assert lawful_teams(rules, candidates, sum(people))
        assert not lawful_teams(rules, candidates, sum(people) - 1)
    for each in answer.missing:
        if isinstance(each, MissingHours):
            assert _feasible_with_hours(rules, candidates, each.best)
            assert not _feasible_with_hours(rules, candidates, each.best + 0.5)


@few
@given(rule_sets(), pools(), st.randoms(use_true_random=False))
def test_the_order_of_candidates_changes_nothing(
    rules: TeamRules, candidates: list[TeamCandidate], chance: random.Random
) -> None:
    shuffled = chance.sample(candidates, len(candidates))
    assert form_team(rules, shuffled) == form_team(rules, candidates)


def _feasible_with_hours(rules: TeamRules, candidates: list[TeamCandidate], hours: float) -> bool:
    return bool(lawful_teams(replace(rules, minimum_hours=hours), candidates))
