"""Form teams of everybody: `form_groups` for the answer, `improving` for better answers as they come.

The clock is the caller's, because nothing in this room reads one: it is asked only when to stop. What is found at each
point of the work depends on the rules, the people and the seed alone, so the same inputs give the same answer in
whatever order the people come, as long as the planned work is done before `rules.seconds` are over
(`Grouping.stopped` says when it was not).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType

from peernet.model.grouping import Grouping, GroupingImpossible, GroupingProgress, GroupingRules
from peernet.model.grouping_missing import Obstacle, SizesDoNotAddUp
from peernet.model.team import TeamCandidate
from peernet.recommend.grouping.measures import Distances
from peernet.recommend.grouping.obstacles import obstacles, unnamed
from peernet.recommend.grouping.problem import Problem, problem_of
from peernet.recommend.grouping.quest import Quest
from peernet.recommend.grouping.sizes import size_plans
from peernet.recommend.grouping.until import Clock, Until

__all__ = ["UNKNOWN_DISTANCES", "Clock", "Distances", "form_groups", "improving"]

UNKNOWN_DISTANCES: Distances = MappingProxyType({})
MOST_PLANS = 12
"""Numbers of teams that are tried where the rules leave it open."""


def form_groups(
    rules: GroupingRules,
    people: Sequence[TeamCandidate],
    clock: Clock,
    watch: Callable[[GroupingProgress], bool] = lambda progress: True,
    distances: Distances = UNKNOWN_DISTANCES,
) -> Grouping | GroupingImpossible:
    """Everybody in a team, as good as could be found in `rules.seconds`, or the least that stands in the way.

    `watch` is told of each better answer, and of progress some times a second; False from it ends the search, and the
    best so far is the answer. It runs in the caller's thread and takes all of one core meanwhile. BadInput: nobody, too
    many, or two with one id.
    """
    until = Until(clock, rules.seconds)
    for step in _improving(rules, people, until, distances):
        if not isinstance(step, GroupingProgress):
            return step
        if not watch(step):
            until.end()
    raise AssertionError("the search always ends with an answer")


def improving(
    rules: GroupingRules, people: Sequence[TeamCandidate], clock: Clock, distances: Distances = UNKNOWN_DISTANCES
) -> Iterator[GroupingProgress | Grouping | GroupingImpossible]:
    """Progress with better and better teams, and last the answer; close the iterator to stop with nothing more."""
    yield from _improving(rules, people, Until(clock, rules.seconds), distances)


def _improving(
    rules: GroupingRules, people: Sequence[TeamCandidate], until: Until, distances: Distances
) -> Iterator[GroupingProgress | Grouping | GroupingImpossible]:
    problem = problem_of(rules, people)
    plans = size_plans(rules.size, len(problem.people))
    in_the_way = _seen_at_once(problem, plans)
    if in_the_way or isinstance(plans, SizesDoNotAddUp):
        yield GroupingImpossible(tuple(in_the_way))
        return
    possible, least = _countable(problem, plans[:MOST_PLANS])
    if not possible:
        yield GroupingImpossible(tuple(least))
        return
    yield from Quest(problem, possible, until, distances).answers()


def _seen_at_once(problem: Problem, plans: list[tuple[int, ...]] | SizesDoNotAddUp) -> list[Obstacle]:
    found = unnamed(problem)
    return [plans, *found] if isinstance(plans, SizesDoNotAddUp) else found


def _countable(problem: Problem, plans: Sequence[tuple[int, ...]]) -> tuple[list[tuple[int, ...]], list[Obstacle]]:
    """The plans in whose way nothing stands that can be counted; where there is none, the fewest such obstacles."""
    found = [(plan, obstacles(problem, plan)) for plan in plans]
    possible = [plan for plan, in_the_way in found if not in_the_way]
    return possible, min((in_the_way for _, in_the_way in found), key=len)
