"""What an organiser learns of a community's shape: who holds it together, who is left out, what hangs on one person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InsightPerson:
    """A member, or somebody whom a member knows; only what the organiser may see.

    contacts: ids of those they know; communities: ids of theirs; offers, needs: ids of skills, now; mentoring: whether
    they are, or were, in a mentorship with somebody whom the organiser may see.
    """

    id: str
    name: str
    member: bool
    active: bool
    contacts: tuple[str, ...]
    communities: tuple[str, ...]
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    mentoring: bool = False


@dataclass(frozen=True, slots=True)
class Connector:
    """A member through whom others reach each other.

    between: the share of the pairs of others whose shortest ways lead through them, 0 to 1; cut_off: how many would
    lose touch with the larger rest without them; communities: how many other communities their contacts belong to.
    """

    person_id: str
    name: str
    between: float
    cut_off: int
    communities: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """A tie that is the only one between two parts; beyond: how many people the smaller of these holds."""

    one_id: str
    other_id: str
    beyond: int


@dataclass(frozen=True, slots=True)
class LoneSkill:
    """A skill that `needs` members want and only one active member offers."""

    skill_id: str
    person_id: str
    needs: int


@dataclass(frozen=True, slots=True)
class Insights:
    """members: how many were looked at; complete: whether these are all; exact: `between` is not an estimate.

    Lists are cut to their most telling entries; alone_total counts all who are alone: members with neither a contact
    nor a mentorship.
    """

    members: int
    complete: bool
    exact: bool
    connectors: tuple[Connector, ...]
    bridges: tuple[Bridge, ...]
    alone: tuple[str, ...]
    alone_total: int
    lone_skills: tuple[LoneSkill, ...]
