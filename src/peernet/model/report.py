"""Reports: what members tell those who run a community, or the network, of somebody or something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

ReportReason = Literal["spam", "harassment", "untrue", "unsafe", "other"]
Decision = Literal["dismissed", "warned", "removed"]
REPORT_REASONS: tuple[ReportReason, ...] = get_args(ReportReason)
DECISIONS: tuple[Decision, ...] = get_args(Decision)
MOST_A_DAY = 10
"""Reports of one person within 24 hours."""


@dataclass(frozen=True, slots=True)
class Report:
    """As who decides it sees it.

    about: person, community or need; name, said: what they, or it, were called and said when it was reported;
    escalated ones are for the network's administrators. Times in epoch milliseconds.
    """

    id: str
    about: str
    about_id: str
    person_id: str | None
    name: str
    said: str
    reason: str
    text: str
    reporter_id: str
    made_at: int
    state: str
    decision: str | None
    note: str | None
    decided_at: int | None
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class OwnReport:
    """As who made it sees it: whether it was decided, not how."""

    id: str
    about: str
    reason: str
    text: str
    made_at: int
    state: str


@dataclass(frozen=True, slots=True)
class Warned:
    """What somebody was warned of, with a word from whoever decided; at: epoch milliseconds."""

    about: str
    reason: str
    note: str
    at: int
