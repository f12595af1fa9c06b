"""A round as it is kept in the network, from its proposal to what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_NEEDS = 1_000
"""Open needs of one round in the network: each is a question of its own for candidates."""
MOST_PROPOSED = 20
"""Proposed rounds of a community that wait to be decided."""


class RoundState(StrEnum):
    """How far a round has come."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"


class PairOutcome(StrEnum):
    """What came of a pair when its round was accepted.

    Whether two people are blocked from each other or have something open between them is theirs to know: NOT_POSSIBLE.
    """

    REQUESTED = "requested"
    FULL = "full"
    UNAVAILABLE = "unavailable"
    NEED_CLOSED = "need_closed"
    NOT_POSSIBLE = "not_possible"


@dataclass(frozen=True, slots=True)
class KeptRound:
    """A round of a community that the viewer organises; rules, certificate and curve as JSON, times in epoch ms."""

    id: str
    community_id: str
    state: str
    seed: int
    rules_version: str
    rules: str
    digest: str
    certificate: str
    curve: str
    made_at: int
    made_by: str
    decided_at: int | None
