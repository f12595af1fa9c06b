"""Everybody into teams, compared with trying every way to divide a few people."""

from __future__ import annotations

import pytest

from peernet.model.grouping import Grouping
from peernet.recommend.grouping.form import form_groups
from peernet.recommend.grouping.verify import broken_rules
from tests.recommend.grouping_samples import StandingClock, best_worth, small_instance, worth


@pytest.mark.parametrize("start", range(0, 60, 10))
def test_small_groupings_are_found_exactly_when_there_are_any_and_are_proved_to_be_the_best(start: int) -> None:
    for seed in range(start, start + 10):
        rules, people = small_instance(seed)
        answer = form_groups(rules, people, StandingClock())
        best = best_worth(rules, people)
        if best is None:
            assert not isinstance(answer, Grouping), seed
            assert answer.obstacles
            continue
        assert isinstance(answer, Grouping), (seed, answer)
        by_id = {person.person_id: person for person in people}
        teams = [tuple(by_id[person_id] for person_id in team.people) for team in answer.teams]
        assert worth(rules, teams) == best, seed
        assert answer.certificate.proved, seed
        assert broken_rules(rules, people, answer) == [], seed
