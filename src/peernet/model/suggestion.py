"""A suggested mentor, and the reasons: data that schema/wording.py puts into words.

Every reason has a `kind` (stable, for clients) and a `weight`: what it adds to the log-odds of the score, negative
where it speaks against the person. Within one answer the order is that of the sums of the reasons' weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from peernet.model.skill import Hop


@dataclass(frozen=True, slots=True)
class Reason:
    """What every reason has."""

    kind: ClassVar[str]
    weight: float


@dataclass(frozen=True, slots=True)
class TeachesSkill(Reason):
    """They offer an asked skill at `level` (1 to 5); wanted_level is None where none was named.

    Who never said what they offer and has shown it has ShownSkill instead.
    """

    kind: ClassVar[str] = "teaches_skill"
    skill_id: str
    label: str
    level: int
    wanted_level: int | None


@dataclass(frozen=True, slots=True)
class NeighbourSkill(Reason):
    """They offer, at `level`, a skill that is `hop` to the asked one, whose label is `via_label`."""

    kind: ClassVar[str] = "neighbour_skill"
    skill_id: str
    label: str
    level: int
    wanted_level: int | None
    hop: Hop
    via_label: str


@dataclass(frozen=True, slots=True)
class ShownSkill(Reason):
    """There is evidence beyond their own word; strength: worth so many fresh statements of their own (> 0)."""

    kind: ClassVar[str] = "shown_skill"
    skill_id: str
    label: str
    strength: float


@dataclass(frozen=True, slots=True)
class ShownNearby(Reason):
    """They have shown nothing of an asked skill, and something of skills that the same people know."""

    kind: ClassVar[str] = "shown_nearby"
    skill_id: str
    label: str


@dataclass(frozen=True, slots=True)
class ShownLittle(Reason):
    """Beside all that they have shown of other skills, there is less of an asked one than could be expected."""

    kind: ClassVar[str] = "shown_little"
    skill_id: str
    label: str


@dataclass(frozen=True, slots=True)
class BroadPractice(Reason):
    """They have shown something of `skills` skills (> 0), whichever these are."""

    kind: ClassVar[str] = "broad_practice"
    skills: int


@dataclass(frozen=True, slots=True)
class MentoredThere(Reason):
    """They have mentored `times` times in the community asked about; 0: they are a member."""

    kind: ClassVar[str] = "mentored_there"
    community_id: str
    name: str
    times: int


@dataclass(frozen=True, slots=True)
class MentoredAlike(Reason):
    """They have mentored in a community like the asked one, whose name is given; where, is not told."""

    kind: ClassVar[str] = "mentored_alike"
    community_id: str
    name: str


@dataclass(frozen=True, slots=True)
class SimilarGoal(Reason):
    """They have mentored towards goals like the asked one; likeness: 0 to 1, two places."""

    kind: ClassVar[str] = "similar_goal"
    likeness: float


@dataclass(frozen=True, slots=True)
class SharedCommunityReason(Reason):
    """Both are in the community, for `months` whole months by now; others: how many more they share."""

    kind: ClassVar[str] = "shared_community"
    community_id: str
    name: str
    months: int
    others: int


@dataclass(frozen=True, slots=True)
class CommonLanguage(Reason):
    """Languages of both, as lower-case primary subtags, in the asker's order."""

    kind: ClassVar[str] = "common_language"
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverlappingHours(Reason):
    """Free hours of both in the week asked about, 0 to 168; 0 speaks against them."""

    kind: ClassVar[str] = "overlapping_hours"
    hours: float


@dataclass(frozen=True, slots=True)
class OpenPlaces(Reason):
    """They have `places` of `capacity` places free."""

    kind: ClassVar[str] = "open_places"
    places: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Knows(Reason):
    """The two have a direct tie."""

    kind: ClassVar[str] = "knows"


@dataclass(frozen=True, slots=True)
class CommonContacts(Reason):
    """Both know `people` others."""

    kind: ClassVar[str] = "common_contacts"
    people: int


@dataclass(frozen=True, slots=True)
class ReachableThrough(Reason):
    """Both know the one who is named, whose tie to either is no secret, and `people` altogether (1 or more)."""

    kind: ClassVar[str] = "reachable_through"
    person_id: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class MentoredYourMentors(Reason):
    """They have mentored `people` who have mentored the asker."""

    kind: ClassVar[str] = "mentored_your_mentors"
    people: int


@dataclass(frozen=True, slots=True)
class Responsive(Reason):
    """Of `received` requests they answered `answered` and accepted `accepted`; share: answered, 0 to 1, two places."""

    kind: ClassVar[str] = "responsive"
    share: float
    received: int
    answered: int
    accepted: int


@dataclass(frozen=True, slots=True)
class RecentlyActive(Reason):
    """They were last seen `days` whole days ago."""

    kind: ClassVar[str] = "recently_active"
    days: int


MENTOR_REASONS: tuple[type[Reason], ...] = (
    TeachesSkill,
    NeighbourSkill,
    ShownSkill,
    ShownNearby,
    ShownLittle,
    BroadPractice,
    MentoredThere,
    MentoredAlike,
    SimilarGoal,
    SharedCommunityReason,
    CommonLanguage,
    OverlappingHours,
    OpenPlaces,
    Knows,
    CommonContacts,
    ReachableThrough,
    MentoredYourMentors,
    Responsive,
    RecentlyActive,
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody suggested as a mentor; score 0 to 1; reasons with the greatest weight first.

    skill_id, hop, via_label: the skill that matched best, what it is to the asked skill, and that skill's label;
    skill_id is None where no skill was asked for. bridges: whether they are in an open community in which neither the
    asker is nor any of those whom the asker knows best.
    """

    person_id: str
    name: str
    score: float
    skill_id: str | None
    hop: Hop
    via_label: str | None
    reasons: tuple[Reason, ...]
    bridges: bool = False
