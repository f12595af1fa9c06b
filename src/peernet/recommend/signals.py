"""The signals of a suggestion: each a strength and its reasons, in one row of SIGNALS.

A strength is bounded (within -1 to 1), 0 where nothing is known, and costs well under a microsecond: it is computed for
every candidate. Reasons are made only for those who are shown. To add a signal: write its two functions, give it a
weight in weights.py for each side that it speaks for, a row in SIGNALS, a reason in model/suggestion.py and its words
in every reasons.po.
"""

from __future__ import annotations

import math

from peernet.model.hours import overlap_hours
from peernet.model.mentor_candidate import MentorCandidate, SharedCommunity
from peernet.model.skill import Hop
from peernet.model.suggestion import (
    CommonContacts,
    CommonLanguage,
    Knows,
    MentoredYourMentors,
    NeighbourSkill,
    OpenPlaces,
    OverlappingHours,
    ReachableThrough,
    Reason,
    RecentlyActive,
    Responsive,
    SharedCommunityReason,
    TeachesSkill,
)
from peernet.recommend import weights
from peernet.recommend.asking import Asking, Fit, Fits, known_hours, primary_languages, shares
from peernet.recommend.record_signals import RECORD_SIGNALS
from peernet.recommend.response import beyond_usual, record_of
from peernet.recommend.signal import Signal

_DAY_MS = 86_400_000
_YEAR_MS = 365.25 * _DAY_MS
_MONTH_MS = _YEAR_MS / 12
_DECAY_PER_MS = -weights.NEIGHBOURLY_YEARS_DECAY / _YEAR_MS
_SHARED_STEEPNESS = 1.5


def skill_strength(asking: Asking, _candidate: MentorCandidate, met: Fits) -> float:
    """Skill match x closeness x level fit of what they offer, over all asked skills: 0 to 1."""
    return sum(shares(asking, met))


def explain_skill(asking: Asking, _candidate: MentorCandidate, met: Fits, weight: float) -> tuple[Reason, ...]:
    parts = shares(asking, met)
    whole = sum(parts) or 1.0
    return tuple(
        _skill_reason(fit, level, weight * part / whole)
        for fit, part in zip(met.each, parts, strict=True)
        if part and (level := fit.offer.level) is not None
    )


def _skill_reason(fit: Fit, level: int, weight: float) -> Reason:
    wanted = fit.wanted
    if wanted.hop is Hop.ASKED:
        return TeachesSkill(weight, wanted.skill_id, wanted.label, level, wanted.level)
    via = wanted.via_label or wanted.label
    return NeighbourSkill(weight, wanted.skill_id, wanted.label, level, wanted.level, wanted.hop, via)


def community_strength(asking: Asking, candidate: MentorCandidate, _met: Fits) -> float:
    """Shared communities, recent ones most: 1 - exp(-1.5 x sum of freshness), 0 to 1."""
    if not candidate.shared:
        return 0.0
    fresh = sum(_freshness(shared, asking.at_ms) for shared in candidate.shared)
    return 1 - math.exp(-_SHARED_STEEPNESS * fresh)


def explain_community(asking: Asking, candidate: MentorCandidate, _met: Fits, weight: float) -> tuple[Reason, ...]:
    if not candidate.shared:
        return ()
    freshest = min(candidate.shared, key=lambda shared: (_together_ms(shared, asking.at_ms), shared.id))
    months = int(_together_ms(freshest, asking.at_ms) / _MONTH_MS)
    return (SharedCommunityReason(weight, freshest.id, freshest.name, months, len(candidate.shared) - 1),)


def _together_ms(shared: SharedCommunity, at_ms: int) -> int:
    return max(0, at_ms - max(shared.since, shared.mine_since))


def _freshness(shared: SharedCommunity, at_ms: int) -> float:
    decayed = math.exp(_DECAY_PER_MS * _together_ms(shared, at_ms))
    return weights.COMMUNITY_FLOOR + (1 - weights.COMMUNITY_FLOOR) * decayed


def language_strength(asking: Asking, candidate: MentorCandidate, _met: Fits) -> float:
    """n common languages: n / (n + 1)."""
    common = len(asking.languages & primary_languages(candidate.languages))
    return common / (common + 1)


def explain_language(asking: Asking, candidate: MentorCandidate, _met: Fits, weight: float) -> tuple[Reason, ...]:
    theirs = primary_languages(candidate.languages)
    common = tuple(language for language in asking.spoken if language in theirs)
    return (CommonLanguage(weight, common),) if common else ()


def hours_strength(asking: Asking, candidate: MentorCandidate, _met: Fits) -> float:
    """h common hours a week: h / (h + 2) - 1/2, so -1/2 for none; 0 while either side's hours are unknown."""
    hours = _common_hours(asking, candidate)
    if hours is None:
        return 0.0
    return hours / (hours + weights.USUAL_HOURS) - 0.5


def explain_hours(asking: Asking, candidate: MentorCandidate, _met: Fits, weight: float) -> tuple[Reason, ...]:
    hours = _common_hours(asking, candidate)
    return () if hours is None else (OverlappingHours(weight, hours),)


def _common_hours(asking: Asking, candidate: MentorCandidate) -> float | None:
    if not asking.hours or not candidate.hours:
        return None
    theirs = known_hours(candidate.hours, candidate.time_zone, asking.at_ms)
    return overlap_hours(asking.hours, theirs) if theirs else None


def places_strength(_asking: Asking, candidate: MentorCandidate, _met: Fits) -> float:
    """The share of their places that is free, 0 to 1."""
    return min(1.0, candidate.open_places / max(1, candidate.capacity))


def explain_places(_asking: Asking, candidate: MentorCandidate, _met: Fits, weight: float) -> tuple[Reason, ...]:
    return (OpenPlaces(weight, candidate.open_places, max(candidate.capacity, candidate.open_places)),)


def knows_strength(_asking: Asking, candidate: MentorCandidate, _met: Fits) -> float:
    """1 for a direct tie."""
    return 1.0 if candidate.knows else 0.0


def explain_knows(_asking: Asking, candidate: MentorCandidate, _met: Fits, weight: float) -> tuple[Reason, ...]:
    return (Knows(weight),) if candidate.knows else ()


def contacts_strength(_asking: Asking, candidate: MentorCandidate, _met: Fits) -> float:
    """n common contacts: n / (n + 3); 0 between people who know each other, whom nobody has to introduce."""
    common = 0 if candidate.knows else max(0, candidate.common_contacts)
    return common / (common + weights.HALF_CONTACTS)


def explain_contacts(_asking: Asking, candidate: MentorCandidate, _met: Fits, weight: float) -> tuple[Reason, ...]:
    if candidate.knows or candidate.common_contacts <= 0:
        return ()
    if candidate.via is not None:
        return (ReachableThrough(weight, candidate.via.id, candidate.via.name, candidate.common_contacts),)
    return (CommonContacts(weight, candidate.common_contacts),)


def mentored_mentors_strength(_asking: Asking, candidate: MentorCandidate, _met: Fits) -> float:
    """Paths asker - mentor - their mentor: s / (s + 1.5), s the sum of 1 / ln(1 + mentors that the one between had).

    The weighting of Adamic and Adar ("Friends and neighbors on the Web", 2003): who has asked everybody points nowhere.
    """
    if not candidate.mentored_mentors:
        return 0.0
    paths = sum(1 / math.log1p(max(1, had)) for had in candidate.mentored_mentors)
    return paths / (paths + weights.HALF_PATHS)


def explain_mentored_mentors(
    _asking: Asking, candidate: MentorCandidate, _met: Fits, weight: float
) -> tuple[Reason, ...]:
    people = len(candidate.mentored_mentors)
    return (MentoredYourMentors(weight, people),) if people else ()


def response_strength(asking: Asking, candidate: MentorCandidate, _met: Fits) -> float:
    """What their record promises beyond the average, see response.py: -1 to 1."""
    if candidate.requests_received <= 0:
        return 0.0
    return beyond_usual(record_of(candidate), asking.usual)


def explain_response(_asking: Asking, candidate: MentorCandidate, _met: Fits, weight: float) -> tuple[Reason, ...]:
    if candidate.requests_received <= 0:
        return ()
    received, answered, accepted = map(int, record_of(candidate))
    return (Responsive(weight, round(answered / received, 2), received, answered, accepted),)


def active_strength(asking: Asking, candidate: MentorCandidate, _met: Fits) -> float:
    """Halves with every thirty days since they were last here, 1 to 0; 0 for never seen."""
    if candidate.active_at is None:
        return 0.0
    days = max(0, asking.at_ms - candidate.active_at) / _DAY_MS
    return float(2.0 ** (-days / weights.ACTIVE_HALF_LIFE_DAYS))


def explain_active(asking: Asking, candidate: MentorCandidate, _met: Fits, weight: float) -> tuple[Reason, ...]:
    if candidate.active_at is None:
        return ()
    return (RecentlyActive(weight, max(0, asking.at_ms - candidate.active_at) // _DAY_MS),)


SIGNALS: tuple[Signal, ...] = (
    Signal((TeachesSkill, NeighbourSkill), weights.SKILL, skill_strength, explain_skill, weights.ACCEPT_SKILL),
    *RECORD_SIGNALS,
    Signal(
        (SharedCommunityReason,), weights.COMMUNITY, community_strength, explain_community, weights.ACCEPT_COMMUNITY
    ),
    Signal((CommonLanguage,), weights.LANGUAGE, language_strength, explain_language, weights.ACCEPT_LANGUAGE),
    Signal((OverlappingHours,), weights.HOURS, hours_strength, explain_hours, weights.ACCEPT_HOURS),
    Signal((OpenPlaces,), 0.0, places_strength, explain_places, weights.ACCEPT_PLACES),
    Signal((Knows,), weights.KNOWS, knows_strength, explain_knows, weights.ACCEPT_KNOWS),
    Signal(
        (CommonContacts, ReachableThrough),
        weights.CONTACTS,
        contacts_strength,
        explain_contacts,
        weights.ACCEPT_CONTACTS,
    ),
    Signal((MentoredYourMentors,), weights.MENTORED_MENTORS, mentored_mentors_strength, explain_mentored_mentors),
    Signal((Responsive,), 0.0, response_strength, explain_response, weights.ACCEPT_RESPONSE),
    Signal((RecentlyActive,), 0.0, active_strength, explain_active, weights.ACCEPT_ACTIVE),
)
