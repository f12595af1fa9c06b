"""People as a viewer may see them, and what they offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Status = Literal["active", "away", "retired"]
"""What somebody says of themselves; whether they are here now is told by the time as well (people_seen)."""
PersonVisibility = Literal["open", "communities", "hidden"]
STATUSES: tuple[Status, ...] = get_args(Status)
PERSON_VISIBILITIES: tuple[PersonVisibility, ...] = get_args(PersonVisibility)
MAX_CAPACITY = 10_000
CONTACT_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom the viewer may see; capacity is mentees at once; times are epoch milliseconds.

    status: `active`, `away`, `retired`, or `quiet` for who has not been here for as long as a community has set;
    away_until: when somebody who is away comes back by themselves.

    What they do not show to the viewer is empty, as though they had never said it. `shown_from` is for their own eyes:
    the nearness from which on each of `audience.ASPECTS` is shown, below 0 where it is as usual; [] for others.
    """

    id: str
    name: str
    about: str
    languages: list[str]
    country: str
    time_zone: str
    hours: list[str]
    capacity: int
    open_places: int
    status: str
    away_until: int | None
    active_at: int | None
    visibility: str
    open_to_teams: bool
    contact: str
    shown_from: list[int]


@dataclass(frozen=True, slots=True)
class Offer:
    """A skill that a person offers, level 1 to 5; standing as recommend/standing.py explains; times in epoch ms.

    only_one: for one mentee alone; it is over when one is accepted.
    """

    person_id: str
    skill_id: str
    level: int
    standing: float
    since: int
    until: int | None
    only_one: bool = False
