"""Where to begin when hours and languages leave little room, and why there is no grouping at all, by counting.

For any number of people. A conflict that is found so is one: the counts alone cannot be. That the rest can be kept
without one of its rules is said only when a grouping without it was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from ortools.sat.python import cp_model

from peernet.model.grouping import GroupingRules
from peernet.model.grouping_missing import MissingHolders, MissingHours, Obstacle, RuleNamed, RulesConflict
from peernet.model.hours import SLOT_MINUTES
from peernet.model.team import NoLone
from peernet.recommend.grouping.anchors import Anchors, anchors_of
from peernet.recommend.grouping.anneal import Search
from peernet.recommend.grouping.chains import Ground
from peernet.recommend.grouping.counting import Counting, named_rules
from peernet.recommend.grouping.exact import solve
from peernet.recommend.grouping.hard import Rows
from peernet.recommend.grouping.problem import Problem
from peernet.recommend.grouping.start import start
from peernet.recommend.grouping.until import Until

_PART = 0.1
"""Of the seconds allowed: for one question to the solver."""
_KINDS = ("apart", "together", "no_lone", "role", "language", "overlap")


@dataclass(frozen=True)
class Counted:
    """rows: where a search may begin, every team with hours and a language in common. refuted: there is no grouping.

    Neither, where the counts are too many or time runs out.
    """

    rows: Rows | None
    refuted: bool


class Counts:
    """What can be said of one ground by counting, within the time that is left."""

    def __init__(self, ground: Ground, until: Until, seed: int) -> None:
        self.ground, self.until, self.seed = ground, until, seed
        self._all = list(named_rules(ground.problem))
        self._known: dict[tuple[int, bool], Anchors | None] = {}

    def judged(self) -> Counted:
        """All rules together."""
        model = self._counting(self._all)
        solver, found, sure = self._solved(model)
        if solver is None or not found:
            return Counted(None, refuted=sure)
        return Counted(_rows(model, model.members(solver, np.random.default_rng(self.seed)), self.seed), refuted=False)

    def conflict(self) -> tuple[Obstacle, ...]:
        """The smallest conflict of rules that cannot be kept; nothing where time runs out before it is found."""
        conflict = self._core()
        if not conflict:
            return ()
        # A rule that cannot be kept by itself collides with the sizes, which every model keeps.
        named = conflict if len(conflict) > 1 else [*conflict, RuleNamed("size")]
        kinds = {each.rule for each in conflict}
        amounts = [*(self._holders() if "role" in kinds else ()), *(self._hours() if "overlap" in kinds else ())]
        return (RulesConflict(tuple(named), self._drop(conflict)), *amounts)

    def _counting(
        self, kept: Sequence[RuleNamed], *, wanted_slots: int | None = None, empty_seats: bool = False
    ) -> Counting:
        rules = {named.rule for named in kept}
        if wanted_slots is None:
            wanted_slots = self.ground.problem.wanted_slots if "overlap" in rules else 0
        key = wanted_slots, "language" in rules
        if key not in self._known:
            self._known[key] = anchors_of(self.ground.problem, min(self.ground.sizes), *key)
        return Counting(self.ground, self._known[key], kept, empty_seats=empty_seats)

    def _solved(self, model: Counting) -> tuple[cp_model.CpSolver | None, bool, bool]:
        if model.too_many or self.until.left <= 0:
            return None, False, False
        return solve(model, self.until, self.seed, _PART)

    def _refuted(self, kept: Sequence[RuleNamed]) -> bool:
        _, found, sure = self._solved(self._counting(kept))
        return sure and not found

    def _core(self) -> list[RuleNamed]:
        """Rules whose counts collide, none of which can be spared: whole kinds left out first, then one by one."""
        kept = self._all
        for kind in _KINDS:
            kept = self._thinned(kept, [named for named in kept if named.rule == kind])
        return [] if self.until.left <= 0 else kept

    def _thinned(self, kept: list[RuleNamed], group: list[RuleNamed]) -> list[RuleNamed]:
        """Without all of the group that can be spared."""
        rest = [named for named in kept if named not in group]
        if not group or self._refuted(rest):
            return rest
        if len(group) == 1:
            return kept
        half = len(group) // 2
        return self._thinned(self._thinned(kept, group[:half]), group[half:])

    def _drop(self, conflict: Sequence[RuleNamed]) -> RuleNamed | None:
        """One rule of the conflict without which a grouping was found that keeps all the others."""
        problem = self.ground.problem
        for named in conflict:
            eased = Ground(replace(problem, rules=without(problem.rules, problem, named)), self.ground.sizes)
            rows = Counts(eased, self.until, self.seed).judged().rows
            if rows is not None and self._mended(Search(eased, rows, self.seed)):
                return named
        return None

    def _mended(self, search: Search) -> bool:
        for _ in search.repair(self.until.seconds * _PART):
            if self.until.left <= 0:
                break
        return search.best.standing.short == 0

    def _holders(self) -> list[Obstacle]:
        """The fewest seats of roles that stay empty, all other rules kept."""
        model = self._counting([named for named in self._all if named.rule != "role"], empty_seats=True)
        model.model.minimize(sum(sum(seats) for seats in model.missing))
        solver, found, sure = self._solved(model)
        if solver is None or not (found and sure):
            return []
        problem = self.ground.problem
        told = zip(problem.rules.roles, model.missing, problem.holders, strict=True)
        return [
            MissingHolders(role.label, role.level, people, role.people * len(self.ground.sizes), len(holders))
            for role, seats, holders in told
            if (people := sum(solver.value(seat) for seat in seats))
        ]

    def _hours(self) -> list[Obstacle]:
        """The most hours in common that the counts leave to all teams, all other rules kept."""
        others = [named for named in self._all if named.rule != "overlap"]
        low, high = -1, self.ground.problem.wanted_slots
        while high - low > 1:
            middle = (low + high) // 2
            model = self._counting(others, wanted_slots=middle)
            _, found, sure = self._solved(model)
            if not (found or sure) or not model.anchors.exact:
                return []
            low, high = (middle, high) if found else (low, middle)
        return [] if low < 0 else [MissingHours(low * SLOT_MINUTES / 60, self.ground.problem.rules.minimum_hours, ())]


def without(rules: GroupingRules, problem: Problem, named: RuleNamed) -> GroupingRules:
    """The rules without this one; of roles without all that it names."""
    about = named.about
    if named.rule == "apart":
        return replace(rules, apart=tuple(ids for ids in rules.apart if ids != about))
    if named.rule == "together":
        return replace(rules, together=tuple(ids for ids in rules.together if ids != about))
    if named.rule == "role":
        return replace(rules, roles=tuple(role for role in rules.roles if role.label not in about))
    if named.rule == "overlap":
        return replace(rules, minimum_hours=0.0)
    if named.rule == "language":
        return replace(rules, shared_language=False, language=None)
    watched = [(attribute, value) for attribute, value, _ in problem.company if (attribute, value) != about]
    return replace(rules, no_lone=tuple(NoLone(attribute, (value,)) for attribute, value in watched))


def _rows(model: Counting, members: Sequence[tuple[list[int], list[int]]], seed: int) -> Rows | None:
    """Everybody in a team of their anchor, parties whole, roles as they come to hand; None where parties do not fit."""
    ground, problem, chance = model.ground, model.problem, np.random.default_rng(seed)
    found: list[Rows] = []
    for sizes, people in members:
        part = _part(problem, people)
        rows = start(part, sizes, chance)
        if rows is None:
            return None
        whole = np.full((len(rows), ground.width), ground.nobody, np.int32)
        numbers = np.array([*people, ground.nobody], np.int32)
        whole[:, : rows.shape[1]] = numbers[rows]
        found.append(whole)
    rows = np.concatenate(found)
    return rows[np.argsort((rows < ground.nobody).sum(1), kind="stable")]


def _part(problem: Problem, numbers: Sequence[int]) -> Problem:
    """The problem of these people alone; the rules name nobody else."""
    people = tuple(problem.people[number] for number in numbers)
    ids = {person.person_id for person in people}
    rules = replace(
        problem.rules,
        together=tuple(ids_ for ids_ in problem.rules.together if ids.issuperset(ids_)),
        apart=tuple(kept for ids_ in problem.rules.apart if len(kept := tuple(i for i in ids_ if i in ids)) > 1),
        no_lone=(),
        earlier=(),
    )
    return Problem(rules, people, ())
