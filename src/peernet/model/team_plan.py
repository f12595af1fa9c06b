"""A plan to put a community's people into teams, as it is kept until an organiser decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_PEOPLE = 2_000
"""People of one plan: each of its teams is formed by a statement of its own when it is accepted."""
MOST_PLANS = 20
"""Plans of a community that wait to be decided."""
MOST_PLAN_SECONDS = 6.0
"""How long an answer over HTTP may search; it has to come within ten seconds."""


class PlanState(StrEnum):
    """How far a plan has come."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan of a community that the viewer organises; rules and certificate as JSON, times in epoch milliseconds."""

    id: str
    community_id: str
    name: str
    state: str
    seed: int
    rules: str
    digest: str
    certificate: str
    made_at: int
    made_by: str
    decided_at: int | None
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class PlannedTeam:
    """A team of a plan; members (id, name, role or "") are those whom the viewer may see, of `seats` in all.

    variety: the weighted mean of Blau's index, as it was planned.
    """

    number: int
    id: str
    variety: float
    seats: int
    members: tuple[tuple[str, str, str], ...]
