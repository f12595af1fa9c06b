"""What is known of somebody who might mentor, of who asks, and of what is asked: facts only, no judgement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from peernet.model.skill import Hop


@dataclass(frozen=True, slots=True)
class OfferFact:
    """One offer; level 1 to 5; standing is the forward-decayed sum that recommend/standing.py explains.

    level is None for a skill that somebody has shown who never said what they offer.
    """

    skill_id: str
    level: int | None
    standing: float


@dataclass(frozen=True, slots=True)
class SharedCommunity:
    """A community of both; `since` is when the candidate joined, `mine_since` when the asker did (epoch ms)."""

    id: str
    name: str
    since: int
    mine_since: int


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody whom both know, by id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PastMentorship:
    """A mentorship that the candidate took on: when it began (epoch ms), for which goal in whose words nobody is told.

    community_id: among those that the question is for, None for any other.
    """

    id: str
    started_at: int | None
    goal: str
    community_id: str | None


@dataclass(frozen=True, slots=True)
class MentorCandidate:
    """Somebody who offers a wanted skill or a neighbour of it, and whom the asker may see.

    hours: weekly windows local to time_zone (model/hours.py); active_at: epoch ms, None when never seen;
    offers: only among the wanted skills; knows: a direct tie with the asker; common_contacts: people whom both know, as
    far as the asker's network is gone through (`KNOWN` and `TIES` of graph/suggestions.py);
    via: of these the one whom the asker knows best and may be told of, None where there is none; activity: all that
    they have shown of any skill, and shown: of the wanted skills and those learned to lie next to them (standings,
    recommend/standing.py); places: since when they are in the communities that the question is for; past: their
    mentorships, where the question has a goal or a community; exposure: how much they have been shown to others lately
    (recommend/spread.py);
    requests_*: how many requests for mentoring came, were answered either way, and were accepted;
    mentored_mentors: one entry for each mentor of the asker whom they have mentored, how many mentors that one has had;
    breadth: of how many skills they have shown anything; bridges: whether they are in an open community in which
    neither the asker is nor any of the `KNOWN` people whom the asker knows best.
    """

    person_id: str
    name: str
    languages: tuple[str, ...]
    hours: tuple[str, ...]
    time_zone: str
    capacity: int
    open_places: int
    active_at: int | None
    offers: tuple[OfferFact, ...]
    shared: tuple[SharedCommunity, ...]
    knows: bool
    common_contacts: int
    requests_received: int
    requests_answered: int
    requests_accepted: int
    via: Contact | None
    activity: float
    shown: Mapping[str, float]
    places: Mapping[str, int]
    past: tuple[PastMentorship, ...]
    exposure: float
    mentored_mentors: tuple[int, ...] = ()
    breadth: int = 0
    bridges: bool = False


@dataclass(frozen=True, slots=True)
class WantedSkill:
    """A skill that would do: the asked one itself, or a neighbour of it.

    level: the level wanted, 1 to 5, or None; closeness: 0 to 1, 1 for the asked skill itself;
    via_label: for a neighbour, the label of the asked skill it stands in for.
    """

    skill_id: str
    label: str
    level: int | None
    closeness: float
    hop: Hop
    via_label: str | None


@dataclass(frozen=True, slots=True)
class Asker:
    """Who looks for a mentor.

    levels: by skill id, what they can do already (1 to 5, from their own offers); asked: how many requests they have
    made so far, None where that is not known.
    """

    person_id: str
    languages: tuple[str, ...]
    hours: tuple[str, ...]
    time_zone: str
    levels: Mapping[str, int]
    asked: int | None = None
