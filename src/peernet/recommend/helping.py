"""Which open needs a mentor is the right one for: the score of a suggestion, looked at from the other side.

Each need makes a pair of its owner, who asks, and the viewer, who is the only candidate; the pair is scored by the
signals of mentor suggestions (mentors.py). Two things are added: where few others could help, or nobody in the need's
own community, it goes before others like it, so that help is spread over all who wait for it. Pure: no clock, no store,
the same answer for any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from peernet.model.help_wanted import FEW, FewOthers, HelpSuggestion, NobodyLocal, WantedHelp
from peernet.model.mentor_candidate import WantedSkill
from peernet.model.need import Need
from peernet.model.shown import NOTHING_SHOWN, Shown
from peernet.recommend.asking import Asking, prepare
from peernet.recommend.mentors import explain, rank
from peernet.recommend.ranked import Ranked
from peernet.recommend.two_sided import probability
from peernet.recommend.weighting import USUAL_WEIGHTS, Weights

SCARCE = 0.4
"""In log-odds, where nobody else could help; falls evenly to 0 for FEW others. As much as a direct tie: enough to
decide among equals, too little to outweigh a skill that fits."""

BORROWED = 0.2
"""In log-odds, where nobody in the need's own community can meet it: half of what it adds that nobody at all could,
since others further away can."""

Skills = Callable[[Need], Sequence[WantedSkill]]
"""The skills that would do for a need: the wanted one, and its neighbours."""


class _Judged(NamedTuple):
    total: float
    wanted: WantedHelp
    asking: Asking
    ranked: Ranked


def rank_needs(
    found: Iterable[WantedHelp],
    skills: Skills,
    at_ms: int,
    first: int,
    shown: Shown = NOTHING_SHOWN,
    weights: Weights = USUAL_WEIGHTS,
) -> list[HelpSuggestion]:
    """At most `first` needs beside those `shown` already, best first; of equals the one that has waited longest.

    `at_ms` (epoch milliseconds) is when the question is asked. A need may be among those found once.
    """
    judged = [each for wanted in found if (each := _judged(wanted, skills, at_ms, weights)) is not None]
    judged.sort(key=lambda each: (-each.total, each.wanted.need.since, each.wanted.need.id))
    unseen = shown.unseen(judged, lambda each: each.wanted.need.id)
    return [_explained(each, weights) for each in unseen[: max(0, first)]]


def scarcity(others: int) -> float:
    """What it adds that only so many others could help: SCARCE for none, 0 from FEW on."""
    return SCARCE * (max(0, FEW - others) / FEW)


def _judged(wanted: WantedHelp, skills: Skills, at_ms: int, weights: Weights) -> _Judged | None:
    asking = prepare(wanted.asker, skills(wanted.need), at_ms)
    ranked = rank(asking, [wanted.helper], weights)
    if not ranked:
        return None
    lent = 0.0 if wanted.lent is None else BORROWED
    return _Judged(ranked[0].total + scarcity(wanted.others) + lent, wanted, asking, ranked[0])


def _explained(judged: _Judged, weights: Weights) -> HelpSuggestion:
    wanted = judged.wanted
    suggestion = explain(judged.asking, judged.ranked, weights)
    reasons = list(suggestion.reasons)
    if wanted.others < FEW:
        reasons.append(FewOthers(scarcity(wanted.others), wanted.others))
    if wanted.lent is not None:
        reasons.append(NobodyLocal(BORROWED, wanted.lent.chapter_id, wanted.lent.chapter))
    reasons.sort(key=lambda reason: (-reason.weight, reason.kind))
    return HelpSuggestion(
        need=wanted.need,
        owner_name=wanted.owner_name,
        score=probability(judged.total),
        skill_id=suggestion.skill_id or wanted.need.skill_id,
        hop=suggestion.hop,
        via_label=suggestion.via_label,
        reasons=tuple(reasons),
    )
