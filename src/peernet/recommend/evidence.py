"""Evidence against expectation: has somebody shown more of a skill than one expects of a person as active as they are?

For each asked skill, ln((M + H + r) / (E + r)): M is what they have shown of it, H what they have shown of the skills
that the same people know (learned.py), a step away and so counting less, E what falls to them if their whole activity
were spread over skills as everybody's is. r shrinks: who has done little is neither praised nor blamed. Without E
whoever does most of everything leads every list; sharing out M by activity instead rewards people with a single act.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from peernet.model.mentor_candidate import MentorCandidate, WantedSkill
from peernet.model.skill import Hop
from peernet.recommend import weights
from peernet.recommend.background import Background


class AskedEvidence(NamedTuple):
    """An asked skill; share: of all that was ever shown, what belongs to it and, in part, to its neighbours, 0 to 1.

    near: by skill id, how much what was shown of a neighbour counts for it.
    """

    skill_id: str
    label: str
    share: float
    near: Mapping[str, float]


class Shown(NamedTuple):
    """value: in log-odds, below 0 where they have shown less than expected; own, near: M and H, as worth now."""

    asked: AskedEvidence
    value: float
    own: float
    near: float


def asked_evidence(wanted: Sequence[WantedSkill], background: Background) -> tuple[AskedEvidence, ...]:
    """The asked skills among `wanted`, in the order of their ids, each with what to expect of it."""
    asked = {skill.skill_id: skill.label for skill in wanted if skill.hop is Hop.ASKED}
    return tuple(_asked(skill_id, asked[skill_id], background) for skill_id in sorted(asked))


def shown_of(asked: Sequence[AskedEvidence], candidate: MentorCandidate, unit: float) -> list[Shown]:
    """What the candidate has shown of each asked skill; unit: what a stored standing of 1 is worth now.

    Several skills add up, each counting a little less the more are asked.
    """
    if not asked or candidate.activity <= 0:
        return []
    sharing = len(asked) ** -weights.MANY_SKILLS
    return [_shown(each, candidate, unit, sharing) for each in asked]


def _asked(skill_id: str, label: str, background: Background) -> AskedEvidence:
    learned = background.skills.get(skill_id)
    if learned is None or background.shown <= 0:
        return AskedEvidence(skill_id, label, 0.0, {})
    near = {other: weights.NEAR_EVIDENCE * closeness for other, closeness in learned.near}
    around = sum(
        counts * background.skills[other].shown for other, counts in near.items() if other in background.skills
    )
    share = (learned.shown + weights.NEAR_EXPECTED * around) / background.shown
    return AskedEvidence(skill_id, label, share, near)


def _shown(asked: AskedEvidence, candidate: MentorCandidate, unit: float, sharing: float) -> Shown:
    own = unit * candidate.shown.get(asked.skill_id, 0.0)
    near = unit * sum(candidate.shown[other] * asked.near[other] for other in asked.near.keys() & candidate.shown)
    expected = unit * candidate.activity * asked.share
    shrink = weights.EVIDENCE_SHRINKAGE
    return Shown(asked, sharing * math.log((own + near + shrink) / (expected + shrink)), own, near)
