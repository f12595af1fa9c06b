"""Quality against coverage: the best round at every setting of the knob."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from peernet.model.round import CURVE, CurvePoint, RoundRules
from peernet.recommend.rounds.assign import assign, of_best_quality, tie_order
from peernet.recommend.rounds.part import Part, open_part
from peernet.recommend.rounds.table import Flags, RoundTable


def curve(table: RoundTable, rules: RoundRules, steps: Sequence[float] = CURVE) -> tuple[CurvePoint, ...]:
    """The best round at each coverage, `steps` rising and all other rules as they are.

    Each step costs as much as a round, until all places are filled that can be: below 1 a dearer place changes nothing
    any more then.
    """
    part, order = open_part(table), tie_order(table, rules.seed)
    whole = assign(table, replace(rules, coverage=1.0, stable=False))
    most = int(table.fixed.sum()) + whole.places.bound
    points: list[CurvePoint] = []
    for step in steps:
        if step >= 1:
            points.append(_point(table, part, whole.taken, step))
        elif points and points[-1].matched == most:
            points.append(replace(points[-1], coverage=step))
        else:
            taken = of_best_quality(table, part, replace(rules, coverage=step, stable=False), order)[1]
            points.append(_point(table, part, taken, step))
    return tuple(points)


def _point(table: RoundTable, part: Part, taken: Flags, coverage: float) -> CurvePoint:
    made = table.fixed.copy()
    made[part.pair[taken]] = True
    matched, quality = int(np.count_nonzero(made)), float(table.quality[made].sum())
    return CurvePoint(coverage, matched, quality / matched if matched else 0.0, quality)
