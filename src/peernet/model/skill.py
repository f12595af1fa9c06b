"""Skills of the catalogue, how words were taken for one, and the hops between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Hop(StrEnum):
    """What a skill is to the one that was asked for."""

    ASKED = "asked"
    BROADER = "broader"
    NARROWER = "narrower"
    RELATED = "related"


class MatchKind(StrEnum):
    """Why words were taken for a skill, surest first."""

    LABEL = "label"
    ALTERNATIVE_LABEL = "alternative_label"
    WORDS = "words"
    FORM = "form"
    ABBREVIATION = "abbreviation"
    PREFIX = "prefix"
    PART = "part"
    TYPO = "typo"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill; `labels` and `alt_labels` are keyed by lower-case BCP 47 language.

    broader and related hold skill ids, the latter in both directions and of every kind; `essential` and `optional` are
    those of the related ones that this skill builds on. source says whose catalogue it comes from (`own`, `ESCO`), kind
    whether it is a `skill`, `knowledge`, or a `group` that others are gathered under; community_id whose own catalogue
    it is in, None for everybody's; former_ids those of skills that were merged into this one, which are its own now.
    """

    id: str
    labels: Mapping[str, str]
    alt_labels: Mapping[str, tuple[str, ...]]
    broader: tuple[str, ...]
    related: tuple[str, ...]
    source: str
    kind: str = "skill"
    essential: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    community_id: str | None = None
    former_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillMatch:
    """A skill that words were taken for.

    label: in the asker's language where there is one; score: 0 to 1, 1 for a label word for word;
    matched: the label, in whichever language, that the words met.
    """

    skill_id: str
    label: str
    score: float
    why: MatchKind
    matched: str


@dataclass(frozen=True, slots=True)
class SkillHop:
    """A neighbour in the catalogue: `skill_id` is `hop` (broader, narrower, related) to the asked skill.

    closeness: 0 to 1, how much somebody who offers the neighbour counts for the asked one.
    """

    skill_id: str
    hop: Hop
    closeness: float
