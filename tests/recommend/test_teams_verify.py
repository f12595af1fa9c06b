"""The judge of teams notices each broken promise, whoever made the team."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peernet.model.team import NoLone, TeamProposal, TeamRules
from peernet.recommend.teams.form import form_team
from peernet.recommend.teams.verify import violations
from tests.recommend.team_samples import MORNINGS, candidate, role

RULES = TeamRules((role("python"), role("design")), minimum_hours=1)
PEOPLE = [
    candidate("a", python=3, design=3),
    candidate("b", design=3),
    candidate("late", python=3, slots=MORNINGS),
    candidate("foreign", python=3, languages=("fr",)),
    candidate("novice", python=2),
]


def good() -> TeamProposal:
    answer = form_team(RULES, PEOPLE[:2])
    assert isinstance(answer, TeamProposal)
    return answer


def broken(rules: TeamRules, proposal: TeamProposal) -> set[str]:
    return {violation.rule for violation in violations(rules, PEOPLE, proposal)}


def with_first(person_id: str) -> TeamProposal:
    first, *others = good().members
    return replace(good(), members=(replace(first, person_id=person_id), *others))


def test_a_good_team_breaks_nothing() -> None:
    assert broken(RULES, good()) == set()


@pytest.mark.parametrize(
    ("person_id", "rule"),
    [
        ("nobody", "candidates"),
        ("b", "distinct"),
        ("novice", "level"),
        ("late", "hours"),
        ("foreign", "language"),
    ],
)
def test_a_wrong_member_breaks_a_rule(person_id: str, rule: str) -> None:
    assert rule in broken(RULES, with_first(person_id))


@pytest.mark.parametrize(
    ("rules", "rule"),
    [
        (replace(RULES, size_min=3), "size"),
        (replace(RULES, apart=(("a", "b"),)), "apart"),
        (replace(RULES, together=(("a", "late"),)), "together"),
        (replace(RULES, must_include=("late",)), "must_include"),
        (replace(RULES, language="fr"), "language"),
        (replace(RULES, minimum_hours=3), "hours"),
        (replace(RULES, no_lone=(NoLone("skills", ("python",)),)), "no_lone"),
    ],
)
def test_a_team_under_other_rules_breaks_them(rules: TeamRules, rule: str) -> None:
    assert rule in broken(rules, good())


@pytest.mark.parametrize(
    ("claim", "rule"),
    [
        ({"common_hours": 9.0}, "claimed hours"),
        ({"mean_variety": 0.9}, "claimed variety"),
        ({"gap": -0.1}, "claimed gap"),
        ({"score": 1.1}, "claimed score"),
        ({"language": None}, "language"),
    ],
)
def test_a_claim_that_is_not_true_is_noticed(claim: dict[str, float], rule: str) -> None:
    assert rule in broken(RULES, replace(good(), **claim))  # type: ignore[arg-type]


def test_seats_in_another_order_than_the_roles_are_noticed() -> None:
    proposal = good()
    assert "role" in broken(RULES, replace(proposal, members=proposal.members[::-1]))
