"""Why there is no grouping, and the least that would make one possible: facts, worded by whoever shows them.

Every kind has `rule`, the key in RULES.toml that stands in the way. All are exact: what they say is missing is missing,
and where they count people or hours, no fewer would do for that rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SizesDoNotAddUp:
    """`people` cannot be divided into `teams` (None: any number) of `low` to `high`.

    `more` that many would have to come, or `fewer` go; None where that never helps.
    """

    rule: ClassVar[str] = "size"
    people: int
    teams: int | None
    low: int
    high: int
    more: int | None
    fewer: int | None


@dataclass(frozen=True, slots=True)
class SeatsBeyondSize:
    """The roles take `seats` people in every team and the largest team has `largest`; drop `seats - largest`."""

    rule: ClassVar[str] = "role"
    seats: int
    largest: int


@dataclass(frozen=True, slots=True)
class MissingHolders:
    """`people` more would have to hold the role at `level` or above: `needed` seats in all teams, `have` can."""

    rule: ClassVar[str] = "role"
    role: str
    level: int | None
    people: int
    needed: int
    have: int


@dataclass(frozen=True, slots=True)
class NobodyHas:
    """Nobody has the attribute at all, or the one value of it that the rule names (None: any)."""

    rule: str
    attribute: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class MissingCompany:
    """Only one person has the value, so they are alone wherever they are: one more is needed, or drop the value."""

    rule: ClassVar[str] = "no_lone"
    attribute: str
    value: str
    person_id: str


@dataclass(frozen=True, slots=True)
class NotThere:
    """The rule (`together` or `apart`) names somebody who is not among the people."""

    rule: str
    person_id: str


@dataclass(frozen=True, slots=True)
class AtOdds:
    """`pair` has to be apart, and yet together through `together`: the shortest chain of groups that joins the two."""

    rule: ClassVar[str] = "together"
    pair: tuple[str, str]
    together: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TogetherTooMany:
    """These belong in one team, by one group or several that share people, and no team is larger than `largest`."""

    rule: ClassVar[str] = "together"
    person_ids: tuple[str, ...]
    largest: int


@dataclass(frozen=True, slots=True)
class ApartTooMany:
    """No two of these may be in one team, and there are only `teams`: as many more, or fewer people, are needed."""

    rule: ClassVar[str] = "apart"
    person_ids: tuple[str, ...]
    teams: int


@dataclass(frozen=True, slots=True)
class HoursUnknown:
    """These never said when they have time, so no team with them has hours in common that are known."""

    rule: ClassVar[str] = "overlap"
    person_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingHours:
    """These cannot all be in teams with `wanted` hours a week in common; asked for `best` hours they could.

    `person_ids` is a smallest set found; one person where nobody is free with them.
    """

    rule: ClassVar[str] = "overlap"
    best: float
    wanted: float
    person_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingLanguage:
    """These share no language with enough others for a team of the smallest size; `language`: the one that is asked."""

    rule: ClassVar[str] = "language"
    language: str | None
    person_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleNamed:
    """One rule: the key in RULES.toml, and the role's label, the attribute with its value, or the ids it is about."""

    rule: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RulesConflict:
    """These cannot all be kept, and without any one of them the others can; sizes are always kept.

    Where a single rule cannot be kept with the sizes, `size` stands beside it. Among many people, where only
    counts were looked at, it is the counts that can be kept without any one of them.

    Dropping `drop`, one of them, is enough: all else that is asked can then be kept. None where no single rule of them
    is enough, or where that was not looked for.
    """

    conflict: tuple[RuleNamed, ...]
    drop: RuleNamed | None

    @property
    def rule(self) -> str:
        """The rule to drop, or the first of those that collide."""
        return (self.drop or self.conflict[0]).rule


@dataclass(frozen=True, slots=True)
class NotFoundInTime:
    """Time ran out before a grouping was found or shown to be impossible; the nearest broke `broken` (`nearest`)."""

    rule: ClassVar[str] = "seconds"
    seconds: float
    broken: int
    nearest: tuple[RuleNamed, ...] = ()


Obstacle = (
    SizesDoNotAddUp
    | SeatsBeyondSize
    | MissingHolders
    | NobodyHas
    | MissingCompany
    | NotThere
    | AtOdds
    | TogetherTooMany
    | ApartTooMany
    | HoursUnknown
    | MissingHours
    | MissingLanguage
    | RulesConflict
    | NotFoundInTime
)
