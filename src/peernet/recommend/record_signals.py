"""The signals of what somebody has done so far: shown in practice, mentored in a community, towards which goals.

Their sizes are log-odds chosen together (weights.py): a strength is that divided by the weight, so that the two give
it back; where it would pass 1 it is cut.
"""

from __future__ import annotations

import math

from peernet.model.mentor_candidate import MentorCandidate
from peernet.model.suggestion import (
    BroadPractice,
    MentoredAlike,
    MentoredThere,
    Reason,
    ShownLittle,
    ShownNearby,
    ShownSkill,
    SimilarGoal,
)
from peernet.recommend import weights
from peernet.recommend.asking import Asking, Fits
from peernet.recommend.evidence import Shown, shown_of
from peernet.recommend.signal import Signal
from peernet.recommend.track_record import mentored_in

_BROADEST = math.log1p(weights.MOST_BROAD)
_LIKEST = math.log1p(1 / weights.GOAL_HALF)


def evidence_strength(asking: Asking, candidate: MentorCandidate, _met: Fits) -> float:
    """Evidence in the asked skills against what could be expected, -1 to 1 (evidence.py)."""
    shown = shown_of(asking.evidence, candidate, asking.standing_unit)
    return max(-1.0, min(1.0, math.fsum(each.value for each in shown) / weights.EVIDENCE))


def explain_evidence(asking: Asking, candidate: MentorCandidate, _met: Fits, weight: float) -> tuple[Reason, ...]:
    if not weight:
        return ()
    shown = shown_of(asking.evidence, candidate, asking.standing_unit)
    whole = math.fsum(each.value for each in shown)
    return tuple(_shown_reason(each, weight * each.value / whole) for each in shown if each.value)


def _shown_reason(shown: Shown, weight: float) -> Reason:
    skill_id, label = shown.asked.skill_id, shown.asked.label
    if shown.value < 0:
        return ShownLittle(weight, skill_id, label)
    if shown.own <= 0:
        return ShownNearby(weight, skill_id, label)
    return ShownSkill(weight, skill_id, label, round(shown.own, 1))


def breadth_strength(_asking: Asking, candidate: MentorCandidate, _met: Fits) -> float:
    """Of n skills shown: ln(1 + n), as a share of that for a thousand, 0 to 1."""
    return min(1.0, math.log1p(max(0, candidate.breadth)) / _BROADEST)


def explain_breadth(_asking: Asking, candidate: MentorCandidate, _met: Fits, weight: float) -> tuple[Reason, ...]:
    return (BroadPractice(weight, candidate.breadth),) if candidate.breadth > 0 else ()


def mentored_strength(asking: Asking, candidate: MentorCandidate, _met: Fits) -> float:
    """What they mentored in the asked community and those like it, against expectation, 0 to 1 (track_record.py)."""
    found = mentored_in(asking.background, candidate, asking.at_ms)
    return 0.0 if found is None else min(1.0, found.value / weights.MENTORED)


def explain_mentored(asking: Asking, candidate: MentorCandidate, _met: Fits, weight: float) -> tuple[Reason, ...]:
    found, asked = mentored_in(asking.background, candidate, asking.at_ms), asking.background.community_id
    if not weight or found is None or asked is None:
        return ()
    name = asking.background.names.get(asked, asked)
    if found.alike is not None:
        return (MentoredAlike(weight, asked, name),)
    return (MentoredThere(weight, asked, name, found.times),)


def goal_strength(asking: Asking, candidate: MentorCandidate, _met: Fits) -> float:
    """How like the asked goal their past ones are, l: ln(1 + l / GOAL_HALF), as a share of that for 1; 0 to 1."""
    likeness = asking.goals.get(candidate.person_id, 0.0)
    return math.log1p(likeness / weights.GOAL_HALF) / _LIKEST if likeness else 0.0


def explain_goal(asking: Asking, candidate: MentorCandidate, _met: Fits, weight: float) -> tuple[Reason, ...]:
    likeness = asking.goals.get(candidate.person_id, 0.0)
    return (SimilarGoal(weight, round(likeness, 2)),) if likeness else ()


RECORD_SIGNALS: tuple[Signal, ...] = (
    Signal((ShownSkill, ShownNearby, ShownLittle), weights.EVIDENCE, evidence_strength, explain_evidence),
    Signal((BroadPractice,), weights.BROAD * _BROADEST, breadth_strength, explain_breadth),
    Signal((MentoredThere, MentoredAlike), weights.MENTORED, mentored_strength, explain_mentored),
    Signal((SimilarGoal,), weights.GOAL * _LIKEST, goal_strength, explain_goal),
)
