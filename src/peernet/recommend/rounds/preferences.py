"""What each side of a round's pairs would rather have: what they said, else what the suggestions estimate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2
from typing import NamedTuple

from peernet.model.round import Preference, Side

Key = tuple[str, str]
"""A mentee and a mentor."""


class Sided(NamedTuple):
    """How much each side would like a pair, and how good it is by both: all from 0 to 1."""

    by_mentee: float
    by_mentor: float
    quality: float


class _Said(NamedTuple):
    """What somebody said of others; others: what whoever they did not name counts of the score, None where that is not
    for them to have said."""

    of: Mapping[str, float]
    others: float | None

    def worth(self, other_id: str, score: float) -> float | None:
        """How much they would like the other; None where they did not say."""
        if other_id in self.of:
            return self.of[other_id]
        return None if self.others is None else self.others * score


_NOTHING = _Said({}, None)


def sided(scores: Mapping[Key, float], preferences: Sequence[Preference]) -> dict[Key, Sided]:
    """Each pair as its two sides would like it; `scores` (0 to 1) stand for a side that said nothing.

    Whom somebody put in order counts 1 / log2(1 + place), and whoever is not in that order no more than its last one:
    the score counts as a share of that. Ratings say nothing of whom they do not name. As in files the quality is what
    the one side said, or what both said, joined by the harmonic mean: one side's no is not made good by the other's
    yes. A pair of which nobody said anything keeps its score.
    """
    said = {(each.side, each.person_id): _said(each) for each in preferences}
    return {
        (mentee_id, mentor_id): _joined(
            said.get((Side.MENTEE, mentee_id), _NOTHING).worth(mentor_id, score),
            said.get((Side.MENTOR, mentor_id), _NOTHING).worth(mentee_id, score),
            score,
        )
        for (mentee_id, mentor_id), score in scores.items()
    }


def _said(preference: Preference) -> _Said:
    if preference.in_order:
        places = {other_id: 1 / log2(1 + place) for place, other_id in enumerate(preference.in_order, 1)}
        return _Said(places, min(places.values()))
    return _Said(dict(preference.rated), None)


def _joined(one: float | None, other: float | None, score: float) -> Sided:
    if one is None or other is None:
        known = score if one is other else one if other is None else other
        return Sided(score if one is None else one, score if other is None else other, known or 0.0)
    return Sided(one, other, 2 * one * other / (one + other) if one + other else 0.0)
