"""What a mentor's record of requests tells of the next one: shrunk to the average, old requests less.

The average is that of the candidates at hand, itself shrunk to the usual one. Where nobody was ever refused, as in
histories that hold nothing but what came about, the average is close to 1, and having been accepted many times says
nothing that was not expected: a long record is then no merit. Where refusals are known, it is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from peernet.model.mentor_candidate import MentorCandidate
from peernet.recommend import weights

Outcome = Literal["unanswered", "declined", "accepted"]


class Record(NamedTuple):
    """Requests for mentoring: received >= answered >= accepted >= 0; not whole where old ones count less."""

    received: float
    answered: float
    accepted: float


class PastRequest(NamedTuple):
    """One request and what became of it; at_ms: when it was made, epoch milliseconds."""

    at_ms: int
    outcome: Outcome


class Usual(NamedTuple):
    """Averages over all mentors, above 0 and below 1. accepted: share accepted; worth: as `worth` counts."""

    accepted: float
    worth: float


USUAL = Usual(weights.USUAL_ACCEPTED, weights.USUAL_RESPONSE)


def record_of(candidate: MentorCandidate) -> Record:
    """The candidate's record; stored counts that cannot be are cut to what can."""
    received = max(0, candidate.requests_received)
    answered = min(received, max(0, candidate.requests_answered))
    return Record(received, answered, min(answered, max(0, candidate.requests_accepted)))


def whole_record(requests: Sequence[PastRequest]) -> Record:
    """The record in which every request counts alike."""
    outcomes = [request.outcome for request in requests]
    return Record(len(outcomes), len(outcomes) - outcomes.count("unanswered"), outcomes.count("accepted"))


def recent_record(requests: Iterable[PastRequest], at_ms: int) -> Record:
    """The record at `at_ms`: each request counts half as much with every RECORD_HALF_LIFE_DAYS of its age."""
    received = answered = accepted = 0.0
    for request in requests:
        age_days = max(0, at_ms - request.at_ms) / _DAY_MS
        counts = 2.0 ** (-age_days / weights.RECORD_HALF_LIFE_DAYS)
        received += counts
        answered += counts if request.outcome != "unanswered" else 0.0
        accepted += counts if request.outcome == "accepted" else 0.0
    return Record(received, answered, accepted)


def usual_response(candidates: Iterable[MentorCandidate]) -> Usual:
    """The averages over the candidates' requests, as if USUAL_PRIOR more had met the usual response."""
    records = [record_of(candidate) for candidate in candidates if candidate.requests_received > 0]
    received, answered, accepted = map(sum, zip(*records, strict=True)) if records else (0, 0, 0)
    prior, whole = weights.USUAL_PRIOR, received + weights.USUAL_PRIOR
    return Usual(
        (accepted + prior * USUAL.accepted) / whole,
        (worth(Record(received, answered, accepted)) + prior * USUAL.worth) / whole,
    )


def worth(record: Record) -> float:
    """The mean of requests answered and accepted: a refusal is worth half, since one can go on and ask elsewhere."""
    return (record.answered + record.accepted) / 2


def beyond_usual(record: Record, usual: Usual) -> float:
    """What is to be expected of the next request beyond the average, within -1 to 1; 0 where nothing is known.

    The mean of a Beta posterior whose prior is RESPONSE_PRIOR requests at the average, less that average.
    """
    prior = weights.RESPONSE_PRIOR
    return (worth(record) + prior * usual.worth) / (record.received + prior) - usual.worth


_DAY_MS = 86_400_000
