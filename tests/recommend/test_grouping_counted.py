"""What is said by counting, beside every way to divide a few people: it refutes nothing that can be."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from peernet.model.grouping import GroupingRules, Size
from peernet.model.grouping_missing import RulesConflict
from peernet.model.team import TeamCandidate
from peernet.recommend.grouping.chains import Chains, Ground
from peernet.recommend.grouping.counted import Counts
from peernet.recommend.grouping.obstacles import obstacles, unnamed
from peernet.recommend.grouping.problem import Problem, problem_of
from peernet.recommend.grouping.sizes import size_plans
from peernet.recommend.grouping.until import Until
from tests.recommend.grouping_samples import StandingClock, best_worth, small_instance

SEEDS = range(160)


@cache
def grounds() -> list[tuple[int, Ground]]:
    """Every small instance in whose way nothing stands that is seen at once, with its first plan of sizes."""
    found = []
    for seed in SEEDS:
        rules, people = small_instance(seed)
        free = [person for person in people if rules.most_load is None or person.load < rules.most_load]
        plans = size_plans(rules.size, len(free)) if free else []
        if not isinstance(plans, list) or not plans:
            continue
        problem = problem_of(replace(rules, size=Size(len(plans[0]))), people)
        if not unnamed(problem) and not obstacles(problem, plans[0]):
            found.append((seed, Ground(problem, plans[0])))
    return found


def possible(problem: Problem, rules: GroupingRules) -> bool:
    """Whether one of all ways to divide the people keeps these rules."""
    people: tuple[TeamCandidate, ...] = problem.people
    return best_worth(rules, people) is not None


def test_nothing_is_refuted_that_can_be_and_what_is_found_shares_hours_and_a_language() -> None:
    refuted = found = 0
    for seed, ground in grounds():
        told = Counts(ground, Until(StandingClock(), 10.0), seed).judged()
        refuted += told.refuted
        if told.refuted:
            assert not possible(ground.problem, ground.problem.rules), seed
        if told.rows is not None:
            found += 1
            assert sorted(told.rows[told.rows < ground.nobody]) == list(range(ground.nobody))
            broken = ground.hard.broken(told.rows)
            assert not {"overlap", "language"} & set(broken), seed
            assert Chains(ground, told.rows).sizes.tolist() == list(ground.sizes)
    assert refuted >= 3
    assert found >= 40


@pytest.mark.parametrize("kind", ["conflict", "drop"])
def test_a_counted_conflict_is_one_and_without_the_rule_to_drop_there_are_teams(kind: str) -> None:
    looked_at = 0
    for seed, ground in grounds():
        counts = Counts(ground, Until(StandingClock(), 10.0), seed)
        if not counts.judged().refuted:
            continue
        conflict = counts.conflict()[0]
        assert isinstance(conflict, RulesConflict)
        named = {each.rule for each in conflict.conflict} - {"size"}
        rules = ground.problem.rules
        if kind == "conflict":
            looked_at += 1
            assert not possible(ground.problem, only(rules, named)), seed
        elif conflict.drop is not None and conflict.drop.rule in ("overlap", "language"):
            looked_at += 1
            eased = set(KINDS) - {conflict.drop.rule}
            assert possible(ground.problem, only(rules, eased)), seed
    assert looked_at >= 2


KINDS = ("apart", "together", "no_lone", "role", "language", "overlap")


def only(rules: GroupingRules, kinds: set[str]) -> GroupingRules:
    """The rules with the hard ones of these kinds alone."""
    return replace(
        rules,
        apart=rules.apart if "apart" in kinds else (),
        together=rules.together if "together" in kinds else (),
        no_lone=rules.no_lone if "no_lone" in kinds else (),
        roles=rules.roles if "role" in kinds else (),
        shared_language=rules.shared_language and "language" in kinds,
        language=rules.language if "language" in kinds else None,
        minimum_hours=rules.minimum_hours if "overlap" in kinds else 0.0,
    )
