"""The part of each member of a team: what they alone bring, whom they know already and whom they would meet.

Facts, worded in `peernet.schema.part_wording`. What only keeps somebody from being the lone one of an attribute
(`no_lone`) is never among them: nobody is in a team to be the only woman.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from peernet.model.team_reasons import Brings


@dataclass(frozen=True, slots=True)
class BringsTies:
    """They know `people` outside the team whom nobody else in it knows; `name` is the first of them by id."""

    kind: ClassVar[str] = "brings_ties"
    people: int
    name: str


@dataclass(frozen=True, slots=True)
class SharesSkill:
    """They alone bring nothing; of what they bring this skill is the rarest: `others` in the team have it too."""

    kind: ClassVar[str] = "shares_skill"
    skill_id: str
    others: int


@dataclass(frozen=True, slots=True)
class SharesValue:
    """They alone bring nothing; of what they bring this value of a diverse attribute is the rarest."""

    kind: ClassVar[str] = "shares_value"
    attribute: str
    value: str
    others: int


Part = Brings | BringsTies | SharesSkill | SharesValue


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Another member of the team."""

    person_id: str
    name: str


@dataclass(frozen=True, slots=True)
class TeamPart:
    """One member's part; `role` is the label of the role they hold. `knows` and `meets` are the others, by id."""

    person_id: str
    name: str
    languages: tuple[str, ...]
    role: str | None
    brings: tuple[Part, ...]
    knows: tuple[Acquaintance, ...]
    meets: tuple[Acquaintance, ...]
