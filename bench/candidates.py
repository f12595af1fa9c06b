"""Candidates of made networks, and how the product ranks them: the one place of the benches that knows all facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from peernet.model.mentor_candidate import Asker, MentorCandidate, OfferFact, SharedCommunity, WantedSkill
from peernet.recommend.asking import prepare
from peernet.recommend.mentors import rank
from peernet.recommend.ranked import Ranked
from peernet.recommend.response import Record
from peernet.recommend.standing import increment

_NONE = Record(0, 0, 0)
_UNKNOWN = MentorCandidate(
    person_id="",
    name="",
    languages=(),
    hours=(),
    time_zone="UTC",
    capacity=1,
    open_places=1,
    active_at=None,
    offers=(),
    shared=(),
    knows=False,
    common_contacts=0,
    requests_received=0,
    requests_answered=0,
    requests_accepted=0,
    via=None,
    activity=0.0,
    shown={},
    places={},
    past=(),
    exposure=0.0,
)
"""Somebody of whom nothing is known but that they have a place."""


def made_candidate(
    person_id: str,
    levels: Mapping[str, int],
    taught: int,
    at_ms: int,
    *,
    shared: Sequence[SharedCommunity] = (),
    places: tuple[int, int] = (1, 1),
    idle_ms: int = 0,
    hours: Sequence[str] = (),
    knows: bool = False,
    contacts: int = 0,
    record: Record = _NONE,
    mentored_mentors: Sequence[int] = (),
) -> MentorCandidate:
    """Somebody who says that they can do these skills at these levels, and has taught each of them so many times.

    places: free ones of all; idle_ms: time since they were last here; no language is stated.
    """
    said, evidence = increment("said", 1, at_ms), taught * increment("taught", 1, at_ms)
    return replace(
        _UNKNOWN,
        person_id=person_id,
        name=person_id,
        hours=tuple(hours),
        capacity=places[1],
        open_places=places[0],
        active_at=at_ms - idle_ms,
        offers=tuple(OfferFact(skill_id, level, said + evidence) for skill_id, level in levels.items()),
        shared=tuple(shared),
        knows=knows,
        common_contacts=contacts,
        requests_received=int(record.received),
        requests_answered=int(record.answered),
        requests_accepted=int(record.accepted),
        activity=evidence * len(levels),
        shown=dict.fromkeys(levels, evidence) if taught else {},
        mentored_mentors=tuple(mentored_mentors),
        breadth=len(levels) if taught else 0,
    )


def ranked(
    asker: Asker, wanted: Sequence[WantedSkill], candidates: Sequence[MentorCandidate], at_ms: int
) -> list[Ranked]:
    """Best first, as the product ranks them, before the list is spread."""
    return rank(prepare(asker, wanted, at_ms, candidates), candidates)
