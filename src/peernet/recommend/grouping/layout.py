"""The problem as CP-SAT sees it: who is in which team, each rule by its name, and what a grouping costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model

from peernet.model.grouping_missing import RuleNamed
from peernet.model.hours import WEEK_SLOTS
from peernet.recommend.grouping.attributes import Attribute
from peernet.recommend.grouping.counting import role_sets
from peernet.recommend.grouping.hard import Rows
from peernet.recommend.grouping.problem import Problem, size_scale

Rule = tuple[RuleNamed, "Callable[[cp_model.IntVar | None], None]"]


class Layout:
    """A model with everybody in one team of the given sizes. `rules` gives the hard rules, to be added one by one."""

    def __init__(self, problem: Problem, sizes: Sequence[int]) -> None:
        self.problem = problem
        self.sizes = sizes
        self.model = cp_model.CpModel()
        self.teams = range(len(sizes))
        self.people = range(len(problem.people))
        self.inside = [[self.model.new_bool_var("") for _ in self.teams] for _ in self.people]
        for person in self.people:
            self.model.add_exactly_one(self.inside[person])
        for team, size in enumerate(sizes):
            self.model.add(sum(self.inside[person][team] for person in self.people) == size)
        self._order_teams()

    def _order_teams(self) -> None:
        """Teams of one size are alike: they come in the order of their first member."""
        for team in self.teams[1:]:
            if self.sizes[team] == self.sizes[team - 1]:
                for person in self.people:
                    earlier = [self.inside[other][team - 1] for other in self.people[:person]]
                    self.model.add(self.inside[person][team] <= sum(earlier))

    def rules(self) -> Iterator[Rule]:
        """Every hard rule with what adds it, enforced only where the literal holds (None: always)."""
        problem, asked = self.problem, self.problem.rules
        for ids in asked.together:
            yield RuleNamed("together", ids), partial(self._together, ids)
        for ids in asked.apart:
            yield RuleNamed("apart", ids), partial(self._apart, ids)
        for chosen in role_sets(problem):
            labels = tuple(asked.roles[role].label for role in chosen)
            yield RuleNamed("role", labels), partial(self._roles, chosen)
        for attribute, value, who in problem.company:
            yield RuleNamed("no_lone", (attribute, value)), partial(self._company, who)
        if problem.needs_language:
            yield RuleNamed("language", () if asked.language is None else (asked.language,)), self._language
        if problem.wanted_slots:
            yield RuleNamed("overlap"), partial(self.hours, problem.wanted_slots)

    def add_all(self, without: Sequence[str] = ()) -> None:
        """All hard rules, but for those of some kinds."""
        for named, add in self.rules():
            if named.rule not in without:
                add(None)

    def hint(self, rows: Rows) -> None:
        """Start from this grouping, its teams in the order the model wants them."""
        members = [sorted(int(number) for number in row if number < len(self.people)) for row in rows]
        for team, numbers in enumerate(sorted(members, key=lambda numbers: (len(numbers), numbers))):
            for person in self.people:
                self.model.add_hint(self.inside[person][team], person in numbers)

    def rows(self, solver: cp_model.CpSolver) -> Rows:
        """The grouping that the solver found."""
        rows = np.full((len(self.sizes), max(self.sizes)), len(self.people), np.int32)
        for team, row in zip(self.teams, rows, strict=True):
            members = [person for person in self.people if solver.boolean_value(self.inside[person][team])]
            row[: len(members)] = members
        return rows

    @cached_property
    def losses(self) -> list[cp_model.LinearExprT]:
        """The loss of each team."""
        by_size = size_scale(self.sizes)[1]
        found: list[list[cp_model.LinearExprT]] = [[] for _ in self.teams]
        for attribute in self.problem.attributes:
            for team in self.teams:
                squares = self._squares(attribute, team)
                found[team] += [attribute.weight * by_size[self.sizes[team]] * square for square in squares]
        return [sum(parts) for parts in found]

    def repeated(self) -> cp_model.LinearExprT:
        """Pairs that meet again, each as often as they have met."""
        found = []
        for (one, other), times in sorted(self.problem.met.items()):
            again = self.model.new_bool_var("")
            for team in self.teams:
                self.model.add_bool_or(~self.inside[one][team], ~self.inside[other][team], again)
            found.append(times * again)
        return sum(found)

    def hours(self, wanted: int, only: cp_model.IntVar | None) -> None:
        """In each team so many half hours in which everybody is free."""
        free: dict[frozenset[int], int] = defaultdict(int)
        for slot in range(WEEK_SLOTS):
            free[frozenset(p for p in self.people if (self.problem.people[p].slots or 0) >> slot & 1)] += 1
        kinds = [(people, times) for people, times in free.items() if len(people) >= min(self.sizes)]
        for team in self.teams:
            common = []
            for people, times in kinds:
                shared = self.model.new_bool_var("")
                common.append(times * shared)
                for person in self.people:
                    if person not in people:
                        self.model.add_implication(shared, ~self.inside[person][team])
            _only(self.model.add(sum(common) >= wanted), only)

    def _squares(self, attribute: Attribute, team: int) -> Iterator[cp_model.LinearExprT]:
        """For each value the square of what the team has of it."""
        size = self.sizes[team]
        for value in range(attribute.values):
            held = (attribute.codes[:-1] == value) * attribute.shares[:-1]
            amounts = {int(person): int(amount) for person, amount in enumerate(held.sum(1)) if amount}
            count = sum(amount * self.inside[person][team] for person, amount in amounts.items())
            most = min(size * attribute.unit, sum(amounts.values()))
            if attribute.single:
                yield self._square_of(count, most)
            else:
                square = self.model.new_int_var(0, most * most, "")
                whole = self.model.new_int_var(0, most, "")
                self.model.add(whole == count)
                self.model.add_multiplication_equality(square, [whole, whole])
                yield square

    def _square_of(self, count: cp_model.LinearExprT, most: int) -> cp_model.LinearExprT:
        """The square as a sum of odd numbers, which is as tight as a line can be to it."""
        steps = [self.model.new_bool_var("") for _ in range(most)]
        for one, following in pairwise(steps):
            self.model.add_implication(following, one)
        self.model.add(sum(steps) == count)
        return sum((2 * place + 1) * step for place, step in enumerate(steps))

    def _together(self, ids: Sequence[str], only: cp_model.IntVar | None) -> None:
        first, *others = (self.problem.place[person_id] for person_id in ids)
        for other in others:
            for team in self.teams:
                _only(self.model.add(self.inside[first][team] == self.inside[other][team]), only)

    def _apart(self, ids: Sequence[str], only: cp_model.IntVar | None) -> None:
        numbers = sorted({self.problem.place[person_id] for person_id in ids})
        for team in self.teams:
            _only(self.model.add(sum(self.inside[number][team] for number in numbers) <= 1), only)

    def _roles(self, chosen: Sequence[int], only: cp_model.IntVar | None) -> None:
        """Enough people for these roles together (Hall); with all sets of roles there is one for each seat."""
        able = frozenset().union(*(self.problem.holders[role] for role in chosen))
        seats = sum(self.problem.rules.roles[role].people for role in chosen)
        for team in self.teams:
            _only(self.model.add(sum(self.inside[person][team] for person in able) >= seats), only)

    def _company(self, who: frozenset[int], only: cp_model.IntVar | None) -> None:
        for team in self.teams:
            there = self.model.new_bool_var("")
            count = sum(self.inside[person][team] for person in who)
            _only(self.model.add(count >= 2 * there), only)
            _only(self.model.add(count <= self.sizes[team] * there), only)

    def _language(self, only: cp_model.IntVar | None) -> None:
        for team in self.teams:
            shared = [self.model.new_bool_var("") for _ in self.problem.speakers]
            _only(self.model.add(sum(shared) >= 1), only)
            for language, speakers in zip(shared, self.problem.speakers.values(), strict=True):
                for person in self.people:
                    if person not in speakers:
                        self.model.add_implication(language, ~self.inside[person][team])


def _only(constraint: cp_model.Constraint, only: cp_model.IntVar | None) -> None:
    if only is not None:
        constraint.only_enforce_if(only)
