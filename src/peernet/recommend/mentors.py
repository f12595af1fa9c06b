"""Suggesting mentors: who may, how well each fits, and why. Pure: no clock, no store, the same answer for any order.

The score is logistic(sum of weight x strength over the signals - BASE): a sum of log-odds, so that each part can be
shown as a reason with its weight, and 0 to 1 without any signal being cut off.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from peernet.model.mentor_candidate import Asker, MentorCandidate, WantedSkill
from peernet.model.suggestion import Reason, Suggestion
from peernet.recommend.asking import Asking, Fits, fits, prepare, primary_languages
from peernet.recommend.signals import SIGNALS
from peernet.recommend.weights import BASE

_TABLE = tuple((signal.weight, signal.strength) for signal in SIGNALS)


class Ranked(NamedTuple):
    """A candidate who meets the conditions; total: the sum of all signals before it becomes the score."""

    total: float
    candidate: MentorCandidate
    met: Fits


def suggest_mentors(
    asker: Asker,
    wanted: Sequence[WantedSkill],
    candidates: Iterable[MentorCandidate],
    at_ms: int,
    first: int,
    offset: int = 0,
) -> list[Suggestion]:
    """At most `first` suggestions after the first `offset`, best first: by score falling, then by person id.

    `at_ms` (epoch milliseconds) is when the question is asked. A person may be among the candidates once.
    """
    asking = prepare(asker, wanted, at_ms)
    ranked = rank(asking, candidates)
    return [explain(asking, found) for found in ranked[max(0, offset) : max(0, offset) + max(0, first)]]


def rank(asking: Asking, candidates: Iterable[MentorCandidate]) -> list[Ranked]:
    """Everybody who may mentor, best first: not the asker, a free place, a wanted skill, a common language.

    An asker who states no language meets no condition of language.
    """
    ranked = [found for candidate in candidates if (found := _judged(asking, candidate)) is not None]
    ranked.sort(key=lambda found: (-found.total, found.candidate.person_id))
    return ranked


def explain(asking: Asking, ranked: Ranked) -> Suggestion:
    """The suggestion with its reasons, greatest weight first; their weights sum to `ranked.total`."""
    _, candidate, met = ranked
    reasons: list[Reason] = []
    for signal in SIGNALS:
        weight = signal.weight * signal.strength(asking, candidate, met)
        reasons.extend(signal.explain(asking, candidate, met, weight))
    reasons.sort(key=lambda reason: (-reason.weight, reason.kind))
    best = met.best.wanted
    return Suggestion(
        candidate.person_id,
        candidate.name,
        score(ranked.total),
        best.skill_id,
        best.hop,
        best.via_label,
        tuple(reasons),
    )


def score(total: float) -> float:
    """The sum of log-odds as a number from 0 to 1."""
    return 1 / (1 + math.exp(BASE - total))


def _judged(asking: Asking, candidate: MentorCandidate) -> Ranked | None:
    if candidate.open_places <= 0 or candidate.person_id == asking.person_id:
        return None
    if asking.languages and asking.languages.isdisjoint(primary_languages(candidate.languages)):
        return None
    met = fits(asking, candidate)
    if met is None:
        return None
    total = 0.0
    for weight, strength in _TABLE:
        total += weight * strength(asking, candidate, met)
    return Ranked(total, candidate, met)
