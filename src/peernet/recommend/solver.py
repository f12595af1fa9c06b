"""The exact solver (CP-SAT), set up alike for every proof. Importing it takes 60 MB and half a second."""

from __future__ import annotations

from ortools.sat.python import cp_model


def exact_solver(seed: int) -> cp_model.CpSolver:
    """A solver that answers the same question alike each time, and leaves Ctrl-C to whoever called."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    # Otherwise it puts back the system's handler when it ends, and the next Ctrl-C kills the process.
    solver.parameters.catch_sigint_signal = False
    return solver
