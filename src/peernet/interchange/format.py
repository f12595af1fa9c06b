"""The import format: which files there are, what their columns hold, and what the rows must fulfil together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal

from peernet.interchange import cells
from peernet.interchange.cells import Cell
from peernet.model import consent
from peernet.model.audience import USUAL, read, stored
from peernet.model.borrowing import NEED_REACHES
from peernet.model.community_settings import JOININGS
from peernet.model.consent import REFUSALS, USES

Values = dict[str, Any]
Columns = dict[str, list[Any]]
"""The values of many rows, by column."""
Fault = tuple[str, str]
"""A column and what is wrong with it."""
Faults = dict[int, Fault]
"""Faults by the place of the row among others, counted from 0."""

Noun = Literal["person", "skill", "community"]

KINDS_OF_SKILLS = ("skill", "knowledge", "group")
STATES_OF_NEEDS = ("open", "pooled", "met", "expired", "withdrawn")
STATES_OF_MENTORSHIPS = ("requested", "active", "declined", "withdrawn", "completed")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how its cells are read, whether a file must have it, and what its values refer to."""

    name: str
    read: Cell
    required: bool = False
    refers_to: Noun | None = None


def as_it_is(_: Columns) -> Faults:
    """For files whose columns say nothing about each other."""
    return {}


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One file: its columns in the order of an export, and the columns that no two rows may share the values of.

    `complete` fills in what one column says about another, and returns the faults; `many` says that rows may repeat,
    `foreign` that it is somebody else's format: columns that are not ours are passed over.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    complete: Callable[[Columns], Faults] = as_it_is
    many: bool = False
    foreign: bool = False

    @property
    def file(self) -> str:
        """The file's name in a folder."""
        return f"{self.name}.csv"


def _people(columns: Columns) -> Faults:
    columns["speaks"] = [_spoken(tuple(tags)) for tags in columns["languages"]]
    columns["time_zone"] = [
        zone or ("UTC" if hours else "") for zone, hours in zip(columns["time_zone"], columns["hours"], strict=True)
    ]
    columns["audiences"] = [
        (_audiences(tuple(said)) if said is not None else {}) | _refusals(*refused)
        for said, *refused in zip(columns["shown_to"], *(columns[name] for name in REFUSALS), strict=True)
    ]
    # Whoever comes back by themselves is active from then on: kept so, nothing has to be written down at that time.
    both = list(zip(columns["status"], columns["away_until"], strict=True))
    columns["status"] = ["active" if until is not None and status == "away" else status for status, until in both]
    late = "only somebody who is `away` comes back by themselves"
    return {place: ("away_until", late) for place, (status, until) in enumerate(both) if until and status == "retired"}


def _refusals(*refused: int | None) -> dict[str, int | None]:
    """What they have said no to; a file that says nothing of it leaves it as it is."""
    if not any(refused):
        return {}
    said = (consent.stored(use, False, at) for use, at in zip(USES, refused, strict=True) if at is not None)
    return {name: value for each in said for name, value in each.items()}


@lru_cache(maxsize=4096)
def _audiences(said: tuple[str, ...]) -> dict[str, int | None]:
    return stored({**USUAL, **read(said)})


@lru_cache(maxsize=4096)
def _spoken(tags: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(tag.partition("-")[0] for tag in tags))


def _apart(one: str, other: str, verb: str) -> Callable[[Columns], Faults]:
    def complete(columns: Columns) -> Faults:
        both = enumerate(zip(columns[one], columns[other], strict=True))
        return {place: (other, f"nobody can {verb} themselves") for place, (this, that) in both if this == that}

    return complete


def _mentorships(columns: Columns) -> Faults:
    columns["state"] = [
        state or ("completed" if ended else "active" if started else "requested")
        for state, started, ended in zip(columns["state"], columns["started_at"], columns["ended_at"], strict=True)
    ]
    return _apart("mentor_id", "mentee_id", "mentor")(columns)


def _skills(columns: Columns) -> Faults:
    return {
        place: (column, "is the skill itself")
        for column in ("merged_into", "optional", "essential", "related", "broader")
        for place, (skill_id, others) in enumerate(zip(columns["id"], columns[column], strict=True))
        if others and skill_id in ([others] if isinstance(others, str) else others)
    }


def _id(name: str, refers_to: Noun | None = None) -> Column:
    return Column(name, cells.identity, required=True, refers_to=refers_to)


_SINCE = Column("since", cells.moment)
_UNTIL = Column("until", cells.moment)
_ENDS = (_id("from_id", "person"), _id("to_id", "person"))

_ALL = (
    FileFormat(
        "communities",
        (
            _id("id"),
            Column("name", cells.name, required=True),
            Column("about", cells.prose),
            Column("part_of", cells.one_id, refers_to="community"),
            Column("place", cells.line),
            Column("visibility", cells.word("open", "closed", "hidden", default="open")),
            Column("joining", cells.optional_word(*JOININGS)),
            Column("need_days", cells.days),
            Column("offer_days", cells.days),
            Column("quiet_days", cells.days),
            Column("borrowing", cells.optional_choice),
        ),
        ("id",),
    ),
    FileFormat(
        "skills",
        (
            _id("id"),
            Column("label", cells.name, required=True),
            Column("language", cells.language),
            Column("alt_labels", cells.names),
            Column("broader", cells.ids, refers_to="skill"),
            Column("related", cells.ids, refers_to="skill"),
            Column("source", cells.source),
            Column("kind", cells.word(*KINDS_OF_SKILLS, default="skill")),
            Column("essential", cells.ids, refers_to="skill"),
            Column("optional", cells.ids, refers_to="skill"),
            Column("community", cells.one_id, refers_to="community"),
            Column("merged_into", cells.one_id, refers_to="skill"),
        ),
        ("id", "language"),
        _skills,
    ),
    FileFormat(
        "people",
        (
            _id("id"),
            Column("name", cells.name, required=True),
            Column("about", cells.prose),
            Column("languages", cells.languages),
            Column("country", cells.country),
            Column("time_zone", cells.time_zone),
            Column("hours", cells.hours),
            Column("capacity", cells.capacity),
            Column("status", cells.word("active", "away", "retired", default="active")),
            Column("active_at", cells.moment),
            Column("visibility", cells.word("open", "communities", "hidden", default="open")),
            Column("open_to_teams", cells.optional_word("yes", "no")),
            Column("contact", cells.contact),
            Column("shown_to", cells.shown_to),
            Column("away_until", cells.moment),
            *(Column(name, cells.moment) for name in REFUSALS),
        ),
        ("id",),
        _people,
    ),
    FileFormat(
        "memberships",
        (
            _id("person_id", "person"),
            _id("community_id", "community"),
            Column("role", cells.word("member", "mentor", "organiser", "administrator", default="member")),
            _SINCE,
            _UNTIL,
        ),
        ("person_id", "community_id"),
    ),
    FileFormat(
        "offers",
        (
            _id("person_id", "person"),
            _id("skill_id", "skill"),
            Column("level", cells.offered_level),
            _SINCE,
            _UNTIL,
            Column("only_one", cells.optional_word("yes", "no")),
        ),
        ("person_id", "skill_id"),
    ),
    FileFormat(
        "needs",
        (
            _id("id"),
            _id("person_id", "person"),
            _id("skill_id", "skill"),
            Column("level", cells.level),
            Column("goal", cells.prose),
            _SINCE,
            _UNTIL,
            Column("state", cells.word(*STATES_OF_NEEDS, default="open")),
            Column("reach", cells.optional_word(*NEED_REACHES)),
        ),
        ("id",),
    ),
    FileFormat(
        "ties",
        (*_ENDS, Column("kind", cells.kind_of_tie), Column("strength", cells.strength), _SINCE),
        ("from_id", "to_id", "kind"),
        _apart("from_id", "to_id", "be tied to"),
    ),
    FileFormat("blocks", _ENDS, ("from_id", "to_id"), _apart("from_id", "to_id", "block")),
    FileFormat(
        "endorsements",
        (*_ENDS, _id("skill_id", "skill"), Column("at", cells.moment)),
        ("from_id", "to_id", "skill_id"),
        _apart("from_id", "to_id", "endorse"),
    ),
    FileFormat(
        "mentorships",
        (
            _id("id"),
            _id("mentor_id", "person"),
            Column("mentee_id", cells.one_id, required=True, refers_to="person"),
            Column("skill_ids", cells.ids, refers_to="skill"),
            Column("goal", cells.prose),
            Column("community_id", cells.one_id, refers_to="community"),
            Column("state", cells.optional_word(*STATES_OF_MENTORSHIPS)),
            Column("requested_at", cells.moment),
            Column("started_at", cells.moment),
            Column("ended_at", cells.moment),
        ),
        ("id",),
        _mentorships,
    ),
    FileFormat(
        "evidence",
        (
            _id("person_id", "person"),
            _id("skill_id", "skill"),
            Column("kind", cells.word("said", "endorsed", "answered", "taught"), required=True),
            Column("weight", cells.weight),
            Column("at", cells.moment),
        ),
        ("person_id", "skill_id", "kind", "at", "weight"),
        many=True,
    ),
)

FORMATS: Mapping[str, FileFormat] = MappingProxyType({form.name: form for form in _ALL})
"""Every file by its name without `.csv`, in the order in which they depend on each other."""
