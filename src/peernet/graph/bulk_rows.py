"""Rows of the import format as the graph holds them: one dataclass for each file, fields in the order of its columns.

Times are epoch milliseconds. None is an empty cell.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill in all its languages; `labels` is parallel to `languages`, `alt_labels` to `alt_languages`.

    worded, placed: the languages in which who keeps it has named it, and whether they have said where it stands.
    """

    id: str
    languages: list[str]
    labels: list[str]
    alt_languages: list[str]
    alt_labels: list[str]
    source: str
    kind: str
    broader: list[str]
    related: list[str]
    essential: list[str]
    optional: list[str]
    community_id: str | None
    merged_into: str | None
    worded: list[str]
    placed: bool


@dataclass(frozen=True, slots=True)
class CommunityRow:
    id: str
    name: str
    about: str
    part_of: str | None
    place: str
    visibility: str
    joining: str | None
    need_days: int | None
    offer_days: int | None
    quiet_days: int | None
    borrowing: bool | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: str
    name: str
    about: str
    languages: list[str]
    country: str
    time_zone: str
    hours: list[str]
    capacity: int
    status: str
    active_at: int | None
    visibility: str
    open_to_teams: str | None
    contact: str | None
    shown_to: list[str]
    away_until: int | None
    unsuggested_at: int | None
    uncounted_at: int | None
    uncompared_at: int | None


@dataclass(frozen=True, slots=True)
class MembershipRow:
    person_id: str
    community_id: str
    role: str
    since: int
    until: int | None


@dataclass(frozen=True, slots=True)
class OfferRow:
    person_id: str
    skill_id: str
    level: int
    since: int
    until: int | None
    only_one: str | None


@dataclass(frozen=True, slots=True)
class NeedRow:
    id: str
    person_id: str
    skill_id: str
    level: int | None
    goal: str
    since: int
    until: int | None
    state: str
    reach: str | None


@dataclass(frozen=True, slots=True)
class TieRow:
    from_id: str
    to_id: str
    kind: str
    strength: float
    since: int | None


@dataclass(frozen=True, slots=True)
class BlockRow:
    from_id: str
    to_id: str


@dataclass(frozen=True, slots=True)
class EndorsementRow:
    from_id: str
    to_id: str
    skill_id: str
    at: int


@dataclass(frozen=True, slots=True)
class MentorshipRow:
    id: str
    mentor_id: str
    mentee_id: str | None
    skill_ids: list[str]
    goal: str
    community_id: str | None
    state: str
    requested_at: int | None
    started_at: int | None
    ended_at: int | None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    id: str
    person_id: str
    skill_id: str
    kind: str
    weight: float
    at: int
