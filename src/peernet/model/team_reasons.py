"""Why somebody sits in a team, and what nobody else in it brings: facts, worded in `peernet.schema.team_wording`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class FillsRole:
    """They hold a role: `level` in the skill that fills it, `wanted_level` as the rules say, `closeness` up to 1."""

    kind: ClassVar[str] = "fills_role"
    role: str
    skill_id: str
    level: int
    wanted_level: int | None
    closeness: float


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The rules name them."""

    kind: ClassVar[str] = "asked_for"


@dataclass(frozen=True, slots=True)
class SpeaksTeamLanguage:
    """They speak the language the whole team shares (primary subtag)."""

    kind: ClassVar[str] = "speaks_team_language"
    language: str


@dataclass(frozen=True, slots=True)
class KnownBy:
    """A member of the team knows them already."""

    kind: ClassVar[str] = "known_by"
    person_id: str
    name: str


@dataclass(frozen=True, slots=True)
class NewTie:
    """A member does not know them yet, and both know `through`: reachable, yet new."""

    kind: ClassVar[str] = "new_tie"
    person_id: str
    name: str
    through_id: str
    through_name: str


SeatReason = FillsRole | AskedFor | SpeaksTeamLanguage | KnownBy | NewTie


@dataclass(frozen=True, slots=True)
class BringsSkill:
    """Nobody else in the team has this skill at level 3 or above."""

    kind: ClassVar[str] = "brings_skill"
    skill_id: str
    level: int


@dataclass(frozen=True, slots=True)
class BringsCountry:
    """Nobody else in the team lives in this country (ISO 3166 alpha-2)."""

    kind: ClassVar[str] = "brings_country"
    country: str


@dataclass(frozen=True, slots=True)
class BringsCommunity:
    """Nobody else in the team belongs to this community."""

    kind: ClassVar[str] = "brings_community"
    community_id: str


@dataclass(frozen=True, slots=True)
class BringsLanguage:
    """Nobody else in the team speaks this language (primary subtag)."""

    kind: ClassVar[str] = "brings_language"
    language: str


@dataclass(frozen=True, slots=True)
class BringsValue:
    """Nobody else in the team has this value of a diverse attribute."""

    kind: ClassVar[str] = "brings_value"
    attribute: str
    value: str


Brings = BringsSkill | BringsCountry | BringsCommunity | BringsLanguage | BringsValue
