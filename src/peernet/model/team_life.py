"""A team as it is kept in the network, from its proposal to what its members made together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_OPEN_TEAMS = 10
"""How many teams an organiser may have waiting for answers at once."""
ASK_DAYS = 7
"""So long somebody who is asked has time to answer; then somebody else is asked."""
MOST_MADE = 4_000
TEAMED = "teamed"
"""The kind of tie between two who have been in a team together."""


class TeamState(StrEnum):
    """How far a team has come."""

    PROPOSED = "proposed"
    FORMED = "formed"
    STARTED = "started"
    FINISHED = "finished"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class KeptMember:
    """Somebody with a seat in a team, or asked for one, whom the viewer may see; skill and level are for the role."""

    person_id: str
    name: str
    role: str | None
    skill_id: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class KeptTeam:
    """A team as its organiser or a member sees it; times in epoch milliseconds.

    asked, accepted: the viewer's own answer, asked until `until`; what others answered is told to nobody. seats: how
    many people it is to have; `members` are those whom the viewer may see, in the order of the roles.
    """

    id: str
    name: str
    state: str
    organiser: bool
    asked: bool
    accepted: bool
    until: int | None
    seats: int
    language: str | None
    made: str
    plan_id: str | None
    proposed_at: int
    formed_at: int | None
    started_at: int | None
    finished_at: int | None
    members: tuple[KeptMember, ...]
