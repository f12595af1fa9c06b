"""Which rules cannot be kept together, as few of them as can be, and what would be enough: found by the solver."""

from __future__ import annotations

from collections.abc import Sequence

from ortools.sat.python import cp_model

from peernet.model.grouping_missing import MissingHolders, MissingHours, Obstacle, RuleNamed, RulesConflict
from peernet.model.hours import SLOT_MINUTES
from peernet.recommend.grouping.chains import Ground
from peernet.recommend.grouping.exact import solve
from peernet.recommend.grouping.layout import Layout
from peernet.recommend.grouping.until import Until


def why_not(ground: Ground, until: Until, seed: int) -> tuple[Obstacle, ...]:
    """The smallest conflict, for a problem that has no grouping; nothing where time runs out before it is found."""
    search = _Conflict(ground, until, seed)
    conflict = search.core()
    if not conflict:
        return ()
    # A rule that cannot be kept by itself collides with the sizes, which every model keeps.
    named = conflict if len(conflict) > 1 else [*conflict, RuleNamed("size")]
    return (RulesConflict(tuple(named), search.drop(conflict)), *search.amounts(conflict))


class _Conflict:
    def __init__(self, ground: Ground, until: Until, seed: int) -> None:
        self.ground, self.until, self.seed = ground, until, seed
        self.all = [named for named, _ in Layout(ground.problem, ground.sizes).rules()]

    def core(self) -> list[RuleNamed]:
        """Rules that collide, none of which can be spared: the solver's own, thinned out one by one."""
        kept = self._assumed()
        for named in list(kept):
            thinner = [other for other in kept if other is not named]
            if self._impossible(thinner):
                kept = thinner
        return kept

    def drop(self, conflict: Sequence[RuleNamed]) -> RuleNamed | None:
        """One rule of the conflict without which all the others can be kept."""
        for named in conflict:
            rest = [other for other in self.all if not _same(other, named)]
            if self._possible(rest):
                return named
        return None

    def amounts(self, conflict: Sequence[RuleNamed]) -> list[Obstacle]:
        """For a role or hours in the conflict how much is missing, all else kept."""
        kinds = {named.rule for named in conflict}
        found: list[Obstacle] = []
        if "role" in kinds:
            found += self._holders([label for named in conflict if named.rule == "role" for label in named.about])
        if "overlap" in kinds:
            found += self._hours()
        return found

    def _assumed(self) -> list[RuleNamed]:
        layout = Layout(self.ground.problem, self.ground.sizes)
        literals = {}
        for named, add in layout.rules():
            literal = layout.model.new_bool_var("")
            literals[literal.index] = named
            add(literal)
            layout.model.add_assumption(literal)
        solver, found, sure = solve(layout, self.until, self.seed, 0.3)
        if found or not sure:
            return []
        return [literals[index] for index in solver.sufficient_assumptions_for_infeasibility()]

    def _layout(self, kept: Sequence[RuleNamed]) -> Layout:
        layout = Layout(self.ground.problem, self.ground.sizes)
        for named, add in layout.rules():
            if named in kept:
                add(None)
        return layout

    def _impossible(self, kept: Sequence[RuleNamed]) -> bool:
        _, found, sure = solve(self._layout(kept), self.until, self.seed, 0.1)
        return sure and not found

    def _possible(self, kept: Sequence[RuleNamed]) -> bool:
        return solve(self._layout(kept), self.until, self.seed, 0.1)[1]

    def _hours(self) -> list[Obstacle]:
        """The most hours in common that all teams can have, all other rules kept."""
        low, high = -1, self.ground.problem.wanted_slots
        while high - low > 1:
            middle = (low + high) // 2
            layout = Layout(self.ground.problem, self.ground.sizes)
            layout.add_all(without=("overlap",))
            layout.hours(middle, None)
            _, found, sure = solve(layout, self.until, self.seed, 0.1)
            if not (found or sure):
                return []
            low, high = (middle, high) if found else (low, middle)
        if low < 0:
            return []
        return [MissingHours(low * SLOT_MINUTES / 60, self.ground.problem.rules.minimum_hours, ())]

    def _holders(self, labels: Sequence[str]) -> list[Obstacle]:
        """The fewest seats of these roles that stay empty, all other rules kept."""
        layout = Layout(self.ground.problem, self.ground.sizes)
        layout.add_all(without=("role",))
        empty = _empty_seats(layout)
        roles = self.ground.problem.rules.roles
        layout.model.minimize(sum(sum(seats) for seats in empty))
        solver, found, sure = solve(layout, self.until, self.seed, 0.2)
        if not (found and sure):
            return []
        missing = [sum(solver.value(seat) for seat in seats) for seats in empty]
        return [
            MissingHolders(role.label, role.level, people, role.people * len(self.ground.sizes), len(holders))
            for role, people, holders in zip(roles, missing, self.ground.problem.holders, strict=True)
            if people
        ]


def _empty_seats(layout: Layout) -> list[list[cp_model.IntVar]]:
    """For each role and team how many seats stay empty, whoever holds the others being a person of their own."""
    problem, model = layout.problem, layout.model
    found = []
    holds: dict[tuple[int, int], list[cp_model.IntVar]] = {}
    for role, holders in zip(problem.rules.roles, problem.holders, strict=True):
        found.append([model.new_int_var(0, role.people, "") for _ in layout.teams])
        for team in layout.teams:
            seated = []
            for person in sorted(holders):
                holds.setdefault((person, team), []).append(model.new_bool_var(""))
                seated.append(holds[person, team][-1])
            model.add(sum(seated) + found[-1][team] >= role.people)
    for (person, team), roles in holds.items():
        model.add(sum(roles) <= layout.inside[person][team])
    return found


def _same(one: RuleNamed, other: RuleNamed) -> bool:
    """Roles are dropped as a whole, with all sets of roles that they are in."""
    if one.rule == other.rule == "role":
        return bool(set(one.about) & set(other.about))
    return one == other
