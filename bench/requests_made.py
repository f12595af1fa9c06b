"""Requests for mentoring in made networks, and the record that they leave behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from peernet.recommend.response import Record

Outcome = Literal["unanswered", "declined", "accepted"]


class PastRequest(NamedTuple):
    """One request and what became of it; at_ms: when it was made, epoch milliseconds."""

    at_ms: int
    outcome: Outcome


def record(requests: Sequence[PastRequest]) -> Record:
    """What the product counts of them: every request alike, however old."""
    outcomes = [request.outcome for request in requests]
    return Record(len(outcomes), len(outcomes) - outcomes.count("unanswered"), outcomes.count("accepted"))
