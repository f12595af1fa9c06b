"""Proofs for groupings of up to some hundred people, by CP-SAT: that there is one at all, and that none is better.

The solver (60 MB) is loaded with this module, which is imported only when it is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ortools.sat.python import cp_model

from peernet.recommend.grouping.chains import Chains, Ground, Standing
from peernet.recommend.grouping.hard import Rows
from peernet.recommend.grouping.layout import Layout
from peernet.recommend.grouping.until import Until
from peernet.recommend.solver import exact_solver

MOST_PROVED = 100
"""People of whom a proof is tried."""
_MOST_CELLS = 4_000
"""People times teams of the largest model."""
_SHORTEST = 0.01
_UNITS = 0.35


@dataclass(frozen=True)
class Proof:
    """The best grouping known now, and whether it is proved that none is better."""

    rows: Rows
    proved: bool


def small_enough(ground: Ground) -> bool:
    """Whether the solver is asked at all."""
    return ground.nobody <= MOST_PROVED and ground.nobody * ground.teams <= _MOST_CELLS


class Modelled(Protocol):
    """Whatever has a model to be solved."""

    @property
    def model(self) -> cp_model.CpModel:
        """The model."""
        ...


def solve(layout: Modelled, until: Until, seed: int, part: float = 1.0) -> tuple[cp_model.CpSolver, bool, bool]:
    """The solver, whether it found a grouping, and whether it is sure of what it says.

    Its work is counted in its own units (`_UNITS` of them take a quiet core a second, about); the clock only cuts it.
    """
    solver = exact_solver(seed)
    solver.parameters.max_deterministic_time = max(_SHORTEST, until.seconds * part * _UNITS)
    solver.parameters.max_time_in_seconds = max(_SHORTEST, until.left)
    status = solver.solve(layout.model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    sure = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    if not sure:
        until.over()
    return solver, found, sure


def any_grouping(ground: Ground, until: Until, seed: int) -> tuple[Rows | None, bool]:
    """A grouping that keeps every hard rule, and whether the answer is sure: None and sure says there is none."""
    layout = Layout(ground.problem, ground.sizes)
    layout.add_all()
    solver, found, sure = solve(layout, until, seed, 0.3)
    return (layout.rows(solver) if found else None), sure


def prove(ground: Ground, rows: Rows, until: Until, seed: int) -> Iterator[Proof]:
    """Better groupings than this one, if there are any, part by part; the last one says whether it is the best."""
    for part in ("repeated", "worst", "total"):
        standing = _standing(ground, rows)
        if _at_bound(ground, standing, part):
            continue
        better, sure = _improve(ground, rows, standing, part, until, seed)
        if better is not None and _standing(ground, better) < standing:
            rows = better
            yield Proof(rows, proved=False)
        if not sure:
            yield Proof(rows, proved=False)
            return
    yield Proof(rows, proved=ground.problem.exact_weights)


def _standing(ground: Ground, rows: Rows) -> Standing:
    return Chains(ground, rows).standings()[0]


def _at_bound(ground: Ground, standing: Standing, part: str) -> bool:
    bounds = ground.bounds
    return {
        "repeated": standing.repeated <= bounds.repeated,
        "worst": standing.worst <= bounds.worst,
        "total": standing.total <= bounds.total,
    }[part]


def _improve(
    ground: Ground, rows: Rows, standing: Standing, part: str, until: Until, seed: int
) -> tuple[Rows | None, bool]:
    """The best grouping by one part, those before it kept; and whether it is proved to be."""
    layout = Layout(ground.problem, ground.sizes)
    layout.add_all()
    layout.hint(rows)
    model, bounds = layout.model, ground.bounds
    repeated = layout.repeated() if ground.met.any else 0
    if part == "repeated":
        model.minimize(repeated)
    else:
        if ground.met.any:
            model.add(repeated <= standing.repeated)
        worst = model.new_int_var(min(bounds.worst, round(standing.worst)), round(standing.worst), "")
        for loss in layout.losses:
            model.add(loss <= worst)
        model.add(sum(layout.losses) >= bounds.total)
        model.minimize(worst if part == "worst" else sum(layout.losses))
    solver, found, sure = solve(layout, until, seed, 0.3)
    return (layout.rows(solver) if found else None), sure
