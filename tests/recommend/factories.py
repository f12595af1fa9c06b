"""Catalogues, askers and candidates with defaults, so that a test states only what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from peernet.model.mentor_candidate import (
    Asker,
    Contact,
    MentorCandidate,
    OfferFact,
    PastMentorship,
    SharedCommunity,
    WantedSkill,
)
from peernet.model.skill import Hop, Skill
from peernet.recommend.standing import increment

NOW = 1_790_000_000_000
DAY = 86_400_000
YEAR = 31_557_600_000


def skill(
    skill_id: str,
    label: str,
    *,
    alternatives: Sequence[str] = (),
    broader: Sequence[str] = (),
    related: Sequence[str] = (),
    labels: Mapping[str, str] | None = None,
) -> Skill:
    alt = {"en": tuple(alternatives)} if alternatives else {}
    return Skill(skill_id, {"en": label, **(labels or {})}, alt, tuple(broader), tuple(related), "own")


def wanted(
    skill_id: str = "react",
    *,
    level: int | None = None,
    closeness: float = 1.0,
    hop: Hop = Hop.ASKED,
    via: str | None = None,
) -> WantedSkill:
    return WantedSkill(skill_id, skill_id.capitalize(), level, closeness, hop, via)


def asker(
    *,
    languages: Sequence[str] = ("en",),
    hours: Sequence[str] = (),
    levels: Mapping[str, int] | None = None,
    asked: int | None = None,
) -> Asker:
    return Asker("me", tuple(languages), tuple(hours), "Europe/Madrid", levels or {}, asked)


def offer(skill_id: str = "react", level: int = 3, *, taught: int = 0) -> OfferFact:
    return OfferFact(skill_id, level, increment("said", 1, NOW) + taught * increment("taught", 1, NOW))


def candidate(
    person_id: str = "ada",
    *,
    offers: Sequence[OfferFact] = (),
    languages: Sequence[str] = ("en",),
    hours: Sequence[str] = (),
    time_zone: str = "Europe/Madrid",
    places: tuple[int, int] = (1, 1),
    active_at: int | None = None,
    shared: Sequence[SharedCommunity] = (),
    knows: bool = False,
    contacts: int = 0,
    requests: tuple[int, int, int] = (0, 0, 0),
    via: Contact | None = None,
    bridges: bool = False,
    activity: float = 0.0,
    shown: Mapping[str, float] | None = None,
    places_since: Mapping[str, int] | None = None,
    past: Sequence[PastMentorship] = (),
    exposure: float = 0.0,
    mentored_mentors: Sequence[int] = (),
    breadth: int = 0,
) -> MentorCandidate:
    return MentorCandidate(
        person_id,
        person_id.capitalize(),
        tuple(languages),
        tuple(hours),
        time_zone,
        places[1],
        places[0],
        active_at,
        tuple(offers) or (offer(),),
        tuple(shared),
        knows,
        contacts,
        *requests,
        via,
        activity,
        shown or {},
        places_since or {},
        tuple(past),
        exposure,
        tuple(mentored_mentors),
        breadth,
        bridges,
    )


def community(community_id: str = "berlin", *, together: int = 0) -> SharedCommunity:
    """Shared for `together` milliseconds by NOW; the asker came last."""
    return SharedCommunity(community_id, community_id.capitalize(), NOW - together - DAY, NOW - together)


def past(
    mentorship_id: str = "m", *, goal: str = "", community_id: str | None = "berlin", ago: int = 0
) -> PastMentorship:
    """A mentorship that began `ago` milliseconds before NOW."""
    return PastMentorship(mentorship_id, NOW - ago, goal, community_id)
