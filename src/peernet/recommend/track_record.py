"""What somebody has mentored so far: in the asked community or one like it, and towards goals like the asked one.

In a community: ln((M + H + r) / (E + r)), as for evidence (evidence.py). M is the sum over years of exp(-decay x age)
x ln(1 + mentorships begun that year), H the same in communities like it, each times its likeness, and E what one would
expect of somebody who mentors that much anywhere. A membership alone is worth little.

Goals: each past one is compared by itself, for a profile of all that somebody ever did is like everything a little;
several like ones count more than one (root of the sum of squares), old ones less.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from peernet.model.mentor_candidate import MentorCandidate
from peernet.recommend import weights
from peernet.recommend.background import Background

_YEAR_MS = 365.25 * 86_400_000


class Mentored(NamedTuple):
    """value: in log-odds, at least 0; times: mentorships in the asked community; alike: the likest other one that
    they mentored in, None when it is the asked one itself that counts most or there is none."""

    value: float
    times: int
    alike: str | None


def mentored_in(background: Background, candidate: MentorCandidate, at_ms: int) -> Mentored | None:
    """What they have done in the community that the question is for; None where there is no such thing."""
    asked = background.community_id
    if asked is None:
        return None
    amounts = _amounts(candidate, at_ms)
    own = max(amounts.get(asked, 0.0), _joined(candidate, asked, at_ms))
    like = {place: likeness * amounts.get(place, 0.0) for place, likeness in background.alike.items()}
    near = math.fsum(like.values())
    if own + near <= 0:
        return None
    shrink = weights.MENTORED_SHRINKAGE
    expected = weights.MENTORED_SHARE * math.fsum(amounts.values())
    value = max(0.0, math.log((own + near + shrink) / (expected + shrink)))
    times = sum(past.community_id == asked for past in candidate.past)
    alike = max(sorted(like), key=like.__getitem__) if near > own else None
    return Mentored(value, times, alike)


def goal_likeness(background: Background, candidates: Iterable[MentorCandidate], at_ms: int) -> Mapping[str, float]:
    """By person id, how like the asked goal those are that they mentored towards, 0 to 1; only those above 0."""
    if not background.goal:
        return {}
    given = [(one, [past for past in one.past if past.goal]) for one in candidates]
    texts = [past.goal for _, pasts in given for past in pasts]
    alike = background.rarity.cosines(background.goal, [background.rarity.prepare(text) for text in texts])
    found, start = {}, 0
    for one, pasts in given:
        ages = [_age(past.started_at, at_ms) for past in pasts]
        likeness = _together(alike[start : start + len(pasts)].tolist(), ages)
        start += len(pasts)
        if likeness > 0:
            found[one.person_id] = likeness
    return found


def _together(alike: Sequence[float], ages: Sequence[float]) -> float:
    worth = (each * math.exp(-weights.GOAL_DECAY * age) for each, age in zip(alike, ages, strict=True))
    return min(1.0, math.sqrt(math.fsum(each * each for each in worth)))


def _amounts(candidate: MentorCandidate, at_ms: int) -> Mapping[str | None, float]:
    """By community, None for all others: exp(-decay x age) x ln(1 + mentorships), summed over years of age."""
    counts: Counter[tuple[str | None, int]] = Counter()
    for past in candidate.past:
        counts[past.community_id, int(_age(past.started_at, at_ms))] += 1
    amounts: dict[str | None, float] = {}
    for (place, years), times in sorted(counts.items(), key=lambda each: (each[0][0] or "", each[0][1])):
        fresh = math.exp(-weights.MENTORED_DECAY * (years + 0.5))
        amounts[place] = amounts.get(place, 0.0) + fresh * math.log1p(times)
    return amounts


def _joined(candidate: MentorCandidate, community_id: str, at_ms: int) -> float:
    since = candidate.places.get(community_id)
    if since is None:
        return 0.0
    return weights.JOINED * math.exp(-weights.MENTORED_DECAY * _age(since, at_ms))


def _age(since: int | None, at_ms: int) -> float:
    """In years, not below 0; what is undated is taken for three years old."""
    return _UNDATED_YEARS if since is None else max(0.0, (at_ms - since) / _YEAR_MS)


_UNDATED_YEARS = 3.0
