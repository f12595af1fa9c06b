"""What a mentor's record of requests tells of the next one, shrunk to the average.

The average is that of the candidates at hand, itself shrunk to the usual one. Where nobody was ever refused, as in
histories that hold nothing but what came about, the average is close to 1, and having been accepted many times says
nothing that was not expected: a long record is then no merit. Where refusals are known, it is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from peernet.model.mentor_candidate import MentorCandidate
from peernet.recommend import weights


class Record(NamedTuple):
    """Requests for mentoring: received >= answered >= accepted >= 0."""

    received: float
    answered: float
    accepted: float


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
