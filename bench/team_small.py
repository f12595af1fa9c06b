"""Small instances with all kinds of rules: the answer beside the best of every way to divide the people."""

from __future__ import annotations

import time
from dataclasses import dataclass

from tests.recommend.grouping_samples import best_worth, small_instance, worth

from peernet.model.grouping import Grouping, GroupingRules
from peernet.model.team import TeamCandidate
from peernet.recommend.grouping.form import form_groups
from peernet.recommend.grouping.verify import broken_rules

SMALL = 300


@dataclass(frozen=True, slots=True)
class SmallFigures:
    """instances: how many; agree: with trying everything; groupings, impossible: what came out; proved: of those.

    processor: seconds of ours and of trying everything.
    """

    instances: int
    agree: int
    groupings: int
    impossible: int
    proved: int
    processor: float
    trying: float


def measure_small(count: int = SMALL) -> SmallFigures:
    """Every seed from 0."""
    agree = groupings = proved = 0
    ours = trying = 0.0
    for seed in range(count):
        rules, people = small_instance(seed)
        began = time.process_time()
        answer = form_groups(rules, people, time.process_time)
        half = time.process_time()
        best = best_worth(rules, people)
        ours, trying = ours + half - began, trying + time.process_time() - half
        agree += _agrees(rules, people, answer, best)
        groupings += isinstance(answer, Grouping)
        proved += isinstance(answer, Grouping) and answer.certificate.proved
    return SmallFigures(count, agree, groupings, count - groupings, proved, round(ours, 1), round(trying, 1))


def _agrees(rules: GroupingRules, people: list[TeamCandidate], answer: object, best: object) -> bool:
    """The same worth, no rule broken; or no grouping where there is none."""
    if not isinstance(answer, Grouping):
        return best is None
    by_id = {person.person_id: person for person in people}
    teams = [tuple(by_id[person_id] for person_id in team.people) for team in answer.teams]
    return worth(rules, teams) == best and not broken_rules(rules, people, answer)
