"""The answer to a round as JSON, in the shape of the contract."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

from peernet.interchange.rejects import Rejected
from peernet.model.round import (
    RULES_VERSION,
    Blocker,
    Certificate,
    Change,
    CurvePoint,
    RoundResult,
    Unmatched,
)

Json = dict[str, object]
WordBlocker = Callable[[Blocker], str]
WordChange = Callable[[Change], str]


def round_json(
    result: RoundResult, word_blocker: WordBlocker, word_change: WordChange, curve: Sequence[CurvePoint] = ()
) -> Json:
    """Pairs, who is unmatched and why, and the certificate; the words go beside what they say."""
    unmatched = [_unmatched(each, word_blocker, word_change) for each in result.unmatched]
    partly = [_unmatched(each, word_blocker, word_change) for each in result.partly]
    answer: Json = {
        "pairs": [
            {"mentee_id": pair.mentee_id, "mentor_id": pair.mentor_id, "quality": pair.quality, "fixed": pair.fixed}
            for pair in result.pairs
        ],
        "unmatched": unmatched,
        "partly_matched": partly,
        "certificate": _certificate(result.certificate),
        "rules": asdict(result.rules),
        "rules_version": RULES_VERSION,
        "seed": result.rules.seed,
        "digest": result.digest,
    }
    if curve:
        answer["curve"] = [asdict(point) for point in curve]
    return answer


def rejected_json(rejected: Rejected) -> Json:
    """Everything that is wrong with the files: where it stands, and as `peernet teams` says what is impossible."""
    impossible = [
        {"rule": each.column.partition("[")[0] or each.file, "missing": each.reason} for each in rejected.rejects
    ]
    rejects = [asdict(each) for each in rejected.rejects]
    return {"rejected": rejected.count, "rejects": rejects, "impossible": impossible}


def _certificate(certificate: Certificate) -> Json:
    proof = certificate.proof
    return {
        "matched": certificate.matched,
        "maximum": certificate.maximum,
        "people": certificate.people,
        "people_maximum": certificate.people_maximum,
        "quality": certificate.quality,
        "bound": certificate.bound,
        "proved": certificate.proved,
        "verified": True,
        "blocking": certificate.blocking,
        "blocking_pairs": [asdict(pair) for pair in certificate.blocking_pairs],
        "more_places": [asdict(each) for each in certificate.more_places],
        "proof": {
            "scale": proof.scale,
            "bonus": proof.bonus,
            "first": proof.first,
            "prices": proof.prices,
            "places": sorted(proof.places),
            "people": sorted(proof.people),
        },
    }


def _unmatched(each: Unmatched, word_blocker: WordBlocker, word_change: WordChange) -> Json:
    return {
        "person_id": each.person_id,
        "wanted": each.wanted,
        "got": each.got,
        "blocked_by": [asdict(blocker) | {"text": word_blocker(blocker)} for blocker in each.blocked_by],
        "changes": [asdict(change) | {"text": word_change(change)} for change in each.changes],
    }
