"""A whole round: the pairs, what proves them the best, and for everybody left out what blocks them."""

from __future__ import annotations

import numpy as np

from peernet.model.round import RoundPair, RoundResult, RoundRules
from peernet.recommend.rounds.assign import Assignment, assign, best_quality, largest, tie_order
from peernet.recommend.rounds.certify import certificate
from peernet.recommend.rounds.digest import digest
from peernet.recommend.rounds.part import open_part
from peernet.recommend.rounds.stable import stable
from peernet.recommend.rounds.table import Flags, RoundTable
from peernet.recommend.rounds.unmatched import unmatched
from peernet.recommend.rounds.verify import violations


def match_round(table: RoundTable, rules: RoundRules) -> RoundResult:
    """The best round under the rules, or a stable one; the same table and rules give the same answer."""
    found = _stable(table, rules) if rules.stable else assign(table, rules)
    made = table.fixed.copy()
    made[found.part.pair[found.taken]] = True
    left_out = tuple(unmatched(table, rules, made, _worthy(table, rules, found)))
    return RoundResult(
        rules,
        digest(table, rules),
        _pairs(table, made),
        tuple(each for each in left_out if not each.got),
        tuple(each for each in left_out if each.got),
        certificate(table, rules, found),
    )


def judged_round(table: RoundTable, rules: RoundRules) -> RoundResult:
    """The round, once the verifier has found nothing wrong with it."""
    result = match_round(table, rules)
    wrong = violations(table, rules, result)
    assert not wrong, f"the verifier does not agree: {wrong[:3]}"
    return result


def _stable(table: RoundTable, rules: RoundRules) -> Assignment:
    part, order = open_part(table), tie_order(table, rules.seed)
    taken = stable(table, part, order)
    return Assignment(part, taken, best_quality(table, part, rules.seed), *largest(table, part, order))


def _worthy(table: RoundTable, rules: RoundRules, found: Assignment) -> Flags:
    if rules.stable or rules.coverage >= 1:
        return np.ones(len(table.mentee), np.bool_)
    return np.asarray(found.quality.stakes.value(table.quality) > 0, np.bool_)


def _pairs(table: RoundTable, made: Flags) -> tuple[RoundPair, ...]:
    chosen = np.flatnonzero(made)
    columns = (table.mentee[chosen], table.mentor[chosen], table.quality[chosen], table.fixed[chosen])
    return tuple(
        RoundPair(table.mentee_ids[mentee], table.mentor_ids[mentor], quality, fixed)
        for mentee, mentor, quality, fixed in zip(*(column.tolist() for column in columns), strict=True)
    )
