"""Who would mentor if one thing changed, and what: data that schema/change_wording.py puts into words.

Every change has a `kind` (stable, for clients).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from peernet.model.mentor_candidate import MentorCandidate
from peernet.model.wait import Load, Wait


@dataclass(frozen=True, slots=True)
class Change:
    """What every change has."""

    kind: ClassVar[str]


@dataclass(frozen=True, slots=True)
class AddLanguage(Change):
    """The asker would have to speak `language` (lower-case primary subtag), the one that the mentor names first."""

    kind: ClassVar[str] = "add_language"
    language: str


@dataclass(frozen=True, slots=True)
class WaitForPlace(Change):
    """The asker would have to wait for a place.

    wait: how long, None where nobody can say; waiting: how many have asked already (0 or more).
    """

    kind: ClassVar[str] = "wait_for_place"
    wait: Wait | None
    waiting: int


@dataclass(frozen=True, slots=True)
class AddHours(Change):
    """The asker would have to be free on `day` (`Tue`) from `start` to `end` (`18:00`), in their own time zone.

    hours: how long that is.
    """

    kind: ClassVar[str] = "add_hours"
    day: str
    start: str
    end: str
    hours: float

    @property
    def window(self) -> str:
        """As a profile has it: `Tue 18:00-20:00`."""
        return f"{self.day} {self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class LowerLevel(Change):
    """The asker would have to ask for `level` of the skill (1 to 5) instead of `wanted_level`, which is higher."""

    kind: ClassVar[str] = "lower_level"
    skill_id: str
    label: str
    level: int
    wanted_level: int


@dataclass(frozen=True, slots=True)
class OpenNeed(Change):
    """Nobody can be had by one change: the asker should say that they need the skill, so that others find them."""

    kind: ClassVar[str] = "open_need"
    skill_id: str
    label: str


@dataclass(frozen=True, slots=True)
class NameSkill(Change):
    """Nothing in the words was taken for a skill, and nobody mentored towards anything like it: name a skill."""

    kind: ClassVar[str] = "name_skill"


CHANGES: tuple[type[Change], ...] = (AddLanguage, WaitForPlace, AddHours, LowerLevel, OpenNeed, NameSkill)


@dataclass(frozen=True, slots=True)
class Missed:
    """A candidate who is full or shares no language; load: what a wait for a place depends on."""

    candidate: MentorCandidate
    load: Load


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Somebody who would match with one change, and the score (0 to 1) that they would have then.

    skill_id: the asked skill that they offer, the one that fits best.
    """

    person_id: str
    name: str
    score: float
    skill_id: str
    change: Change


@dataclass(frozen=True, slots=True)
class NearMisses:
    """misses: best first; would_help: the smallest change that gives an answer, None where there is one already."""

    misses: tuple[NearMiss, ...]
    would_help: Change | None
