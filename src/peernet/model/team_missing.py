"""What would have to be added or dropped for a team to be possible: facts, worded in `peernet.schema.team_wording`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class MissingPeople:
    """`people` more are needed for the role (None: for an open seat), speaking `language`, with `hours` in common."""

    kind: ClassVar[str] = "people"
    role: str | None
    people: int
    level: int | None
    language: str | None
    hours: float


@dataclass(frozen=True, slots=True)
class MissingHours:
    """All else can be had, but the most hours in common are `best` of the `wanted` (hours a week).

    `unknown` is how many candidates never said when they have time.
    """

    kind: ClassVar[str] = "hours"
    best: float
    wanted: float
    unknown: int


@dataclass(frozen=True, slots=True)
class MissingSecond:
    """All else can be had, but nobody beside the holders of this critical role could hold it as well."""

    kind: ClassVar[str] = "second"
    role: str
    level: int | None


@dataclass(frozen=True, slots=True)
class MissingMember:
    """Somebody the rules name is not among the candidates."""

    kind: ClassVar[str] = "member"
    person_id: str


@dataclass(frozen=True, slots=True)
class NoSeat:
    """Somebody the rules name can hold none of the roles, and the team may have nobody beside them."""

    kind: ClassVar[str] = "seat"
    person_id: str


@dataclass(frozen=True, slots=True)
class TooManySeats:
    """The roles take `seats` people and the team may have `largest`."""

    kind: ClassVar[str] = "seats"
    seats: int
    largest: int


@dataclass(frozen=True, slots=True)
class RulesCollide:
    """No newcomer helps: these rules cannot be kept together, and it takes dropping all of them to find a team.

    `rules` are among `must_include`, `together`, `apart`, `second`, `language`, `hours`; `person_ids` are those
    involved.
    """

    kind: ClassVar[str] = "rules"
    rules: tuple[str, ...]
    person_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotDecided:
    """The time allowed ran out before a team was found or shown to be impossible."""

    kind: ClassVar[str] = "time"
    seconds: float


Missing = (
    MissingPeople | MissingHours | MissingSecond | MissingMember | NoSeat | TooManySeats | RulesCollide | NotDecided
)
