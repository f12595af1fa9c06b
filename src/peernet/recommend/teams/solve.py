"""The best team, exactly, in the order that `worth` gives; or that there is none.

One worker and a seed, so that the same question has the same answer; only running out of time depends on the machine,
and then `proved` is false.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from peernet.recommend.solver import exact_solver
from peernet.recommend.teams.aims import fit_amount, rest
from peernet.recommend.teams.pool import Pool
from peernet.recommend.teams.seating import Seating

_SHORTEST = 0.01


@dataclass(frozen=True)
class Best:
    """The ids' numbers in each row's seats; `likeness_bound` is the least likeness (unit of `Pool.holdings`) that a
    team of the same fit can have, None when it is not known; `proved` that no team is better."""

    seats: tuple[tuple[int, ...], ...]
    likeness_bound: int | None
    proved: bool


class Undecided:
    """Time ran out before a team was found or shown to be impossible."""


@dataclass(frozen=True)
class Answer:
    """What the solver came back with."""

    solver: cp_model.CpSolver
    status: cp_model.CpSolverStatus

    @property
    def found(self) -> bool:
        """Whether there is a team to read out of the solver."""
        return bool(self.status in (cp_model.OPTIMAL, cp_model.FEASIBLE))

    @property
    def proved(self) -> bool:
        """Whether nothing can be better."""
        return bool(self.status == cp_model.OPTIMAL)

    @property
    def refuted(self) -> bool:
        """Whether it was shown that there is no such team."""
        return bool(self.status == cp_model.INFEASIBLE)


class Clock:
    """The seconds left of those allowed, and the seed; counted by the solver, so that nobody else reads a clock."""

    def __init__(self, seconds: float, seed: int) -> None:
        self.left = seconds
        self.seed = seed

    def maximise(self, seating: Seating, amount: cp_model.LinearExprT, part: float = 1.0) -> Answer:
        """Look for the most of it within that part of what is left."""
        solver = exact_solver(self.seed)
        # Measured on five roles of forty people: with hours to keep, propagation alone proves the optimum sooner (.1
        # against .4 s); with none, only the full linear relaxation proves it at all (.5 s against more than 2.5 s).
        solver.parameters.linearization_level = 0 if seating.slots else 2
        solver.parameters.symmetry_level = 0
        solver.parameters.max_time_in_seconds = max(_SHORTEST, self.left * part)
        seating.model.maximize(amount)
        status = solver.solve(seating.model)
        self.left -= solver.wall_time
        return Answer(solver, status)


def best_team(pool: Pool, size: int, clock: Clock) -> Best | Undecided | None:
    """The best team of that size; None when there is none."""
    # Mostly everybody can have the best fit of their role; that team needs no proof for its fit.
    at_best = [_at_least(fits, max(fits.values(), default=0)) for fits in pool.fits]
    best = _finish(Seating(pool, size, holders=at_best), None, clock, part=0.5)
    if isinstance(best, Best):
        return best
    seating = Seating(pool, size)
    answer = clock.maximise(seating, fit_amount(seating), part=0.5)
    if not answer.found:
        return None if answer.refuted else Undecided()
    return _with_fit(pool, seating, answer, clock)


def _with_fit(pool: Pool, seating: Seating, answer: Answer, clock: Clock) -> Best:
    """The best of the teams that fit as well as the one found, which it is when no better is found in time."""
    fit = round(answer.solver.objective_value)
    most = sum(role.people * max(fits.values()) for role, fits in zip(pool.rules.roles, pool.fits, strict=True))
    # A seat that loses more than the whole team may lose cannot be in the best team.
    holders = [_at_least(fits, max(fits.values()) - (most - fit)) for fits in pool.fits]
    seats = seating.seats(answer.solver)
    best = _finish(Seating(pool, seating.size, holders=holders), fit, clock)
    if not isinstance(best, Best):
        return Best(seats, None, proved=False)
    return best if answer.proved else replace(best, likeness_bound=None, proved=False)


def _finish(seating: Seating, fit: int | None, clock: Clock, part: float = 1.0) -> Best | Undecided | None:
    if fit is not None:
        seating.model.add(fit_amount(seating) >= fit)
    wanted = rest(seating)
    answer = clock.maximise(seating, wanted.amount, part)
    if not answer.found:
        return None if answer.refuted else Undecided()
    bound = wanted.least_likeness(answer.solver.best_objective_bound)
    return Best(seating.seats(answer.solver), bound, answer.proved)


def _at_least(fits: Mapping[int, int], least: int) -> list[int]:
    return [number for number, fit in fits.items() if fit >= least]
