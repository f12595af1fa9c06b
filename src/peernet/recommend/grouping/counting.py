"""The problem counted by anchors, as CP-SAT sees it: how many teams each anchor has, and how many people of each kind.

It has no teams one by one, so that it is small for thousands of people. By sizes, hours, a language and roles it says
exactly what can be (roles by Hall's theorem, for all teams of an anchor at once). Who must be together or apart and
who must not be alone may still fail to find room within an anchor: what it says is impossible is so, and what it
finds is where a search begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import combinations

import numpy as np
from ortools.sat.python import cp_model

from peernet.model.grouping_missing import RuleNamed
from peernet.recommend.grouping.anchors import Anchors
from peernet.recommend.grouping.chains import Ground
from peernet.recommend.grouping.problem import Problem

MOST_COUNTS = 80_000
"""Numbers of people that the largest model has."""
_Sum = cp_model.LinearExpr.sum
_Dot = cp_model.LinearExpr.weighted_sum


def named_rules(problem: Problem) -> Iterator[RuleNamed]:
    """Every hard rule by its name, the cheapest to do without last."""
    for ids in problem.rules.apart:
        yield RuleNamed("apart", ids)
    for ids in problem.rules.together:
        yield RuleNamed("together", ids)
    for attribute, value, _ in problem.company:
        yield RuleNamed("no_lone", (attribute, value))
    for chosen in role_sets(problem):
        yield RuleNamed("role", tuple(problem.rules.roles[role].label for role in chosen))
    if problem.needs_language:
        asked = problem.rules.language
        yield RuleNamed("language", () if asked is None else (asked,))
    if problem.wanted_slots:
        yield RuleNamed("overlap")


def role_sets(problem: Problem) -> Iterator[tuple[int, ...]]:
    """Every set of roles, by their numbers: with enough people for each of them there is one for each seat (Hall)."""
    roles = range(len(problem.rules.roles))
    for count in range(1, len(roles) + 1):
        yield from combinations(roles, count)


class Counting:
    """The model, with the hard rules that are `kept`. `too_many`: nothing is in it, since it would be too large.

    anchors: those of the hours and the language that are kept; None for too many of them. empty_seats: whether seats of
    roles may stay empty (`missing` has them, role by role).
    """

    def __init__(
        self, ground: Ground, anchors: Anchors | None, kept: Collection[RuleNamed], *, empty_seats: bool = False
    ) -> None:
        self.ground, self.problem = ground, ground.problem
        self.kept = frozenset(kept)
        self.model = cp_model.CpModel()
        self.classes = Counter(ground.sizes)
        self.anchors = anchors or Anchors((), False)
        self.kinds = self._kinds()
        counts = sum(len(self._homes[kind]) for kind in self.kinds)
        self.too_many = anchors is None or counts > MOST_COUNTS
        self.missing: list[list[cp_model.IntVar]] = []
        if not self.too_many:
            self._lay(empty_seats)

    def members(self, solver: cp_model.CpSolver, chance: np.random.Generator) -> list[tuple[list[int], list[int]]]:
        """For each anchor that has teams: their sizes, and who is in them."""
        found: list[tuple[list[int], list[int]]] = [([], []) for _ in self.anchors.people]
        for (anchor, size), teams in self.teams.items():
            found[anchor][0].extend([size] * solver.value(teams))
        for kind, numbers in self.kinds.items():
            waiting = chance.permutation(numbers).tolist()
            for anchor, count in self.there[kind].items():
                found[anchor][1].extend(waiting.pop() for _ in range(solver.value(count)))
        return [(sorted(sizes), sorted(people)) for sizes, people in found if sizes]

    def _kinds(self) -> dict[int, list[int]]:
        """People whom no rule tells from each other, by the first of them; who is named is of a kind of their own."""
        problem = self.problem
        named = {number for party in problem.parties for number in party}
        named |= {number for pair in problem.apart for number in pair}
        by_what: dict[tuple[object, ...], list[int]] = {}
        for number in range(len(problem.people)):
            what = (
                self._homes[number],
                tuple(number in holders for holders in problem.holders),
                tuple(number in who for _, _, who in problem.company),
                number if number in named else -1,
            )
            by_what.setdefault(what, []).append(number)
        return {numbers[0]: numbers for numbers in by_what.values()}

    @cached_property
    def _homes(self) -> Sequence[tuple[int, ...]]:
        """For each person the anchors that they could be in a team of."""
        homes: list[list[int]] = [[] for _ in self.problem.people]
        for anchor, people in enumerate(self.anchors.people):
            for number in people:
                homes[number].append(anchor)
        return [tuple(each) for each in homes]

    def _lay(self, empty_seats: bool) -> None:
        model, anchors = self.model, range(len(self.anchors.people))
        self.teams = {
            (anchor, size): model.new_int_var(0, count, "")
            for anchor in anchors
            for size, count in self.classes.items()
        }
        for size, count in self.classes.items():
            model.add(_Sum([self.teams[anchor, size] for anchor in anchors]) == count)
        self.there: dict[int, dict[int, cp_model.IntVar]] = {}
        for kind, numbers in self.kinds.items():
            self.there[kind] = {anchor: model.new_int_var(0, len(numbers), "") for anchor in self._homes[kind]}
            model.add(_Sum(list(self.there[kind].values())) == len(numbers))
        for anchor in anchors:
            seats = _Dot([self.teams[anchor, size] for size in self.classes], list(self.classes))
            model.add(self._count(anchor, self.kinds) == seats)
        self._keep(empty_seats)

    def _keep(self, empty_seats: bool) -> None:
        problem = self.problem
        for ids in problem.rules.apart:
            if RuleNamed("apart", ids) in self.kept:
                self._apart([problem.place[person_id] for person_id in ids])
        for ids in problem.rules.together:
            if RuleNamed("together", ids) in self.kept:
                self._together([problem.place[person_id] for person_id in ids])
        for attribute, value, who in problem.company:
            if RuleNamed("no_lone", (attribute, value)) in self.kept:
                self._in_company(who)
        if empty_seats:
            self._empty_seats()
        else:
            for chosen in role_sets(problem):
                if RuleNamed("role", tuple(problem.rules.roles[role].label for role in chosen)) in self.kept:
                    self._held(chosen)

    def _count(self, anchor: int, among: Collection[int]) -> cp_model.LinearExprT:
        """How many of these kinds are there."""
        return _Sum([self.there[kind][anchor] for kind in among if anchor in self.there[kind]])

    def _all_teams(self, anchor: int) -> cp_model.LinearExprT:
        return _Sum([self.teams[anchor, size] for size in self.classes])

    def _apart(self, numbers: Sequence[int]) -> None:
        for anchor in range(len(self.anchors.people)):
            self.model.add(self._count(anchor, set(numbers)) <= self._all_teams(anchor))

    def _together(self, numbers: Sequence[int]) -> None:
        first, *others = dict.fromkeys(numbers)
        for anchor in range(len(self.anchors.people)):
            is_there = self.there[first].get(anchor, 0)
            for other in others:
                self.model.add(is_there == self.there[other].get(anchor, 0))
            large = [self.teams[anchor, size] for size in self.classes if size > len(others)]
            self.model.add(is_there <= _Sum(large))

    def _in_company(self, who: frozenset[int]) -> None:
        """In some of the teams two or more of them, in the others none."""
        kinds = [kind for kind in self.kinds if kind in who]
        for anchor in range(len(self.anchors.people)):
            with_some = {size: self.model.new_int_var(0, count, "") for size, count in self.classes.items() if size > 1}
            for size, teams in with_some.items():
                self.model.add(teams <= self.teams[anchor, size])
            count = self._count(anchor, kinds)
            self.model.add(count >= 2 * _Sum(list(with_some.values())))
            self.model.add(count <= _Dot(list(with_some.values()), list(with_some)))

    def _held(self, chosen: Sequence[int]) -> None:
        seats = sum(self.problem.rules.roles[role].people for role in chosen)
        kinds = self._able(chosen)
        for anchor in range(len(self.anchors.people)):
            self.model.add(self._count(anchor, kinds) >= seats * self._all_teams(anchor))

    def _able(self, chosen: Sequence[int]) -> list[int]:
        able = frozenset().union(*(self.problem.holders[role] for role in chosen))
        return [kind for kind in self.kinds if kind in able]

    def _empty_seats(self) -> None:
        roles = self.problem.rules.roles
        anchors = range(len(self.anchors.people))
        most = [role.people * len(self.ground.sizes) for role in roles]
        self.missing = [[self.model.new_int_var(0, count, "") for _ in anchors] for count in most]
        for chosen in role_sets(self.problem):
            seats, kinds = sum(roles[role].people for role in chosen), self._able(chosen)
            for anchor in anchors:
                empty = _Sum([self.missing[role][anchor] for role in chosen])
                self.model.add(self._count(anchor, kinds) + empty >= seats * self._all_teams(anchor))
