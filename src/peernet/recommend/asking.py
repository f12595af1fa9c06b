"""One asking, prepared once for all candidates, and how a candidate's offers meet it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from peernet.errors import BadInput
from peernet.model.hours import weekly_slots
from peernet.model.mentor_candidate import Asker, MentorCandidate, OfferFact, WantedSkill
from peernet.model.skill import Hop
from peernet.recommend.background import UNKNOWN, Background
from peernet.recommend.evidence import AskedEvidence, asked_evidence
from peernet.recommend.response import Usual, usual_response
from peernet.recommend.standing import value
from peernet.recommend.track_record import goal_likeness
from peernet.recommend.weights import ASKED_PRIOR, SOLE_SKILL_SHARE, USUAL_ASKED

_FIT_BELOW, _FIT_FAR_BELOW = 0.3, 0.1
_FIT_SAME, _FIT_ABOVE, _FIT_FAR_ABOVE = 0.8, 1.0, 0.9


class _Wish(NamedTuple):
    """A wanted skill; group: number of the asked skill it serves; worths: by level, what an offer of it is worth."""

    group: int
    skill: WantedSkill
    worths: Mapping[int | None, float]


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for what and when; hours: mask of model/hours.py, 0 for unknown; groups: how many asked skills.

    standing_unit: what a stored standing of 1 is worth at `at_ms`; usual: how mentors respond on average;
    readiness: how much more readily than usual the asker asks anybody, in log-odds; background: what is known of the
    network; evidence: the asked skills and what to expect of each; goals: by person id, how like the asked goal those
    are that they mentored towards.
    """

    person_id: str
    languages: frozenset[str]
    spoken: tuple[str, ...]
    hours: int
    at_ms: int
    groups: int
    standing_unit: float
    wishes: Mapping[str, tuple[_Wish, ...]]
    usual: Usual
    readiness: float
    background: Background = UNKNOWN
    evidence: tuple[AskedEvidence, ...] = ()
    goals: Mapping[str, float] = field(default_factory=dict)


class Fit(NamedTuple):
    """An offer that meets a wanted skill; worth: closeness x level fit, 0 to 1."""

    worth: float
    standing: float
    offer: OfferFact
    wanted: WantedSkill


class Fits(NamedTuple):
    """best: the best offer of all, None when none meets; each: the best for each asked skill that any offer meets."""

    best: Fit | None
    each: tuple[Fit, ...]


NO_FIT = Fits(None, ())


def prepare(
    asker: Asker,
    wanted: Sequence[WantedSkill],
    at_ms: int,
    candidates: Sequence[MentorCandidate] = (),
    background: Background = UNKNOWN,
) -> Asking:
    """The asking; asked skills are told apart by label, neighbours belong to the one that `via_label` names.

    candidates: how they respond on average, and towards which goals they mentored, is found out here for all at once.
    """
    groups: dict[str, int] = {}
    wishes: dict[str, tuple[_Wish, ...]] = {}
    for skill in sorted(wanted, key=lambda skill: (skill.skill_id, skill.hop, skill.via_label or "", skill.label)):
        group = groups.setdefault(_asked_label(skill), len(groups))
        reference = skill.level if skill.level is not None else asker.levels.get(skill.skill_id)
        wishes[skill.skill_id] = (*wishes.get(skill.skill_id, ()), _Wish(group, skill, _worths(skill, reference)))
    spoken = tuple(dict.fromkeys(primary(language) for language in asker.languages))
    mask = known_hours(asker.hours, asker.time_zone, at_ms)
    return Asking(
        asker.person_id,
        frozenset(spoken),
        spoken,
        mask,
        at_ms,
        len(groups),
        value(1.0, at_ms),
        wishes,
        usual_response(candidates),
        readiness(asker.asked),
        background,
        asked_evidence(wanted, background),
        goal_likeness(background, candidates, at_ms),
    )


def readiness(asked: int | None) -> float:
    """The logarithm of how many times more often than usual somebody asks who has asked so often; 0 if not known.

    The mean of a Gamma posterior over that of its prior: bounded below, slow to grow, nothing for who asks as usual.
    """
    if asked is None:
        return 0.0
    return math.log((max(0, asked) + ASKED_PRIOR) / (USUAL_ASKED + ASKED_PRIOR))


def fits(asking: Asking, candidate: MentorCandidate) -> Fits:
    """How the offers meet the asking."""
    best: dict[int, Fit] = {}
    for offer in candidate.offers:
        for group, skill, worths in asking.wishes.get(offer.skill_id, ()):
            worth, other = worths.get(offer.level, 0.0), best.get(group)
            # Two thirds of all offers are not the best one: they are turned away before anything is made of them.
            if other is None or worth >= other.worth:
                fit = Fit(worth, offer.standing, offer, skill)
                best[group] = fit if other is None or _better(fit, other) else other
    if not best:
        return NO_FIT
    if len(best) == 1:
        (only,) = best.values()
        return Fits(only, (only,))
    each = tuple(best[group] for group in sorted(best))
    top = each[0]
    for fit in each[1:]:
        top = fit if _better(fit, top) else top
    return Fits(top, each)


def shares(asking: Asking, met: Fits) -> list[float]:
    """What each of `met.each` adds to the whole match, 0 to 1 in sum: most for the best one, little for breadth.

    Nothing for a skill that they have shown and never offered: that is evidence, and counts as such.
    """
    spread = (1 - SOLE_SKILL_SHARE) / max(1, asking.groups)
    return [
        0.0 if fit.offer.level is None else fit.worth * (spread + (SOLE_SKILL_SHARE if fit is met.best else 0.0))
        for fit in met.each
    ]


def level_fit(level: int, reference: int | None) -> float:
    """How well an offer at `level` suits somebody who wants to reach, or stands at, `reference` (both 1 to 5): 0 to 1.

    Near peers teach best: one or two levels above, then flat; below, little. With no reference, any level but the
    first will do.
    """
    above = level - (1 if reference is None else reference)
    if above < 0:
        return _FIT_BELOW if above == -1 else _FIT_FAR_BELOW
    if above == 0:
        return _FIT_SAME
    return _FIT_ABOVE if above <= 2 or reference is None else _FIT_FAR_ABOVE


def _worths(skill: WantedSkill, reference: int | None) -> Mapping[int | None, float]:
    worths: dict[int | None, float] = {level: skill.closeness * level_fit(level, reference) for level in range(1, 6)}
    return worths | {None: skill.closeness * _FIT_SAME}  # shown, never offered: at what level nobody has said


@lru_cache(maxsize=4096)
def primary_languages(languages: tuple[str, ...]) -> frozenset[str]:
    """The primary subtags: `pt` for `pt-BR`."""
    return frozenset(primary(language) for language in languages)


def primary(language: str) -> str:
    """The primary subtag in lower case."""
    return language.lower().partition("-")[0]


def known_hours(windows: tuple[str, ...], time_zone: str, at_ms: int) -> int:
    """The mask of model/hours.py; 0 when there are no windows, or stored ones cannot be read."""
    if not windows:
        return 0
    try:
        return weekly_slots(windows, time_zone, at_ms)
    except BadInput:
        # A stored row that is wrong is nobody's mistake who asks now: it counts as unknown.
        return 0


def _asked_label(skill: WantedSkill) -> str:
    return skill.label if skill.hop is Hop.ASKED or skill.via_label is None else skill.via_label


def _better(fit: Fit, other: Fit) -> bool:
    if (fit.worth, fit.standing) != (other.worth, other.standing):
        return (fit.worth, fit.standing) > (other.worth, other.standing)
    return fit.offer.skill_id < other.offer.skill_id
