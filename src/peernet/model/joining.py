"""Coming into a community: asking to, and being invited."""

from __future__ import annotations

from dataclasses import dataclass

MOST_REQUESTS = 20
"""Requests of one person that wait at once."""
MOST_INVITATIONS = 200
"""Invitations of one community that are open at once."""
MOST_USES = 10_000
MOST_INVITATION_DAYS = 365
USUAL_INVITATION_DAYS = 14
PAUSE_DAYS = 30
"""So long after a refusal nobody asks the same again: neither to join, nor that somebody come in."""
MOST_CREATED = 100
"""Communities that one person has created and belongs to."""


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """That somebody wants to come in; state: waiting, accepted, declined or withdrawn; asked_at: epoch milliseconds."""

    id: str
    community_id: str
    person_id: str
    name: str
    message: str
    state: str
    asked_at: int


@dataclass(frozen=True, slots=True)
class Invitation:
    """As those see it who may invite; person_id: whom it is for, None for whoever holds its code; times in epoch ms."""

    id: str
    community_id: str
    person_id: str | None
    made_by: str
    made_at: int
    until: int
    uses: int
    used: int
    state: str


@dataclass(frozen=True, slots=True)
class HeldInvitation:
    """As it is told to whom it is for, or who holds its code: what it leads to, hidden or not; times in epoch ms."""

    id: str
    community_id: str
    name: str
    about: str
    place: str
    visibility: str
    made_by: str
    made_at: int
    until: int
