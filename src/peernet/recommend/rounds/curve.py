"""Quality against coverage: the best round at every setting of the knob."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from peernet.model.round import CurvePoint, RoundRules
from peernet.recommend.rounds.assign import assign
from peernet.recommend.rounds.table import RoundTable

STEPS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)


def curve(table: RoundTable, rules: RoundRules, steps: Sequence[float] = STEPS) -> tuple[CurvePoint, ...]:
    """The best round at each coverage, all other rules as they are; each step costs as much as a round."""
    return tuple(_point(table, replace(rules, coverage=step, stable=False)) for step in steps)


def _point(table: RoundTable, rules: RoundRules) -> CurvePoint:
    found = assign(table, rules)
    made = table.fixed.copy()
    made[found.part.pair[found.taken]] = True
    matched, quality = int(np.count_nonzero(made)), float(table.quality[made].sum())
    return CurvePoint(rules.coverage, matched, quality / matched if matched else 0.0, quality)
