"""Plan a matching round for a community: a proposal, kept until an organiser decides."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from peernet.errors import LimitReached
from peernet.graph import rounds as store
from peernet.model.policy import Act, may
from peernet.model.round import RULES_VERSION, Certificate, Unmatched
from peernet.model.round_kept import MOST_PROPOSED
from peernet.model.text import clean_line
from peernet.model.viewer import Role
from peernet.use_cases.match_community import MatchedCommunity, match_community
from peernet.use_cases.network import Network
from peernet.use_cases.permission import forbidden
from peernet.use_cases.round_wish import RoundWish

_KEYS = uuid.UUID("5f0c2d74-0c1e-4f0e-8a57-2f7d3a2b9c10")


async def plan_round(network: Network, viewer_id: str, wish: RoundWish, *, network_role: Role | None = None) -> str:
    """The id of the round, proposed and not sent to anybody.

    Refuses with NotFound (community), NotPermitted, LimitReached (open needs, or rounds that wait for a decision);
    BadInput for rules that cannot be, and fixed pairs that no candidate of the round makes.
    """
    round_id = _id(viewer_id, wish)
    matched = await match_community(network, viewer_id, wish, network_role=network_role)
    outcome = await store.propose_round(
        network.graph,
        viewer_id,
        wish.community_id,
        round_id,
        facts=_facts(matched) | {"made_at": network.clock(), "made_by": viewer_id},
        pairs=_pairs(round_id, matched),
        gaps=[
            _gap(round_id, number, each)
            for number, each in enumerate((*matched.result.unmatched, *matched.result.partly), 1)
        ],
        most=MOST_PROPOSED,
        who=may(Act.PLAN, network_role),
    )
    if outcome is None:  # no organiser any more
        raise forbidden(Act.PLAN)
    if outcome == "too_many":
        raise LimitReached("rounds", MOST_PROPOSED)
    return round_id


def _id(viewer_id: str, wish: RoundWish) -> str:
    if wish.key is None:
        return str(uuid.uuid4())
    key = clean_line(wish.key, "idempotencyKey", 200)
    return str(uuid.uuid5(_KEYS, f"{viewer_id}\n{wish.community_id}\n{key}"))


def _facts(matched: MatchedCommunity) -> dict[str, Any]:
    from peernet.recommend.rounds.digest import canonical

    result = matched.result
    blocking = result.certificate.blocking_pairs
    return {
        "seed": result.rules.seed,
        "rules_version": RULES_VERSION,
        "rules": canonical(result.rules),
        "digest": result.digest,
        "certificate": json.dumps(_certificate(result.certificate), sort_keys=True),
        "curve": json.dumps([asdict(point) for point in matched.curve]),
        "blocking_mentees": [pair.mentee_id for pair in blocking],
        "blocking_mentors": [pair.mentor_id for pair in blocking],
        "blocking_qualities": [matched.pairs[pair.mentee_id, pair.mentor_id].quality for pair in blocking],
    }


def _certificate(certificate: Certificate) -> Mapping[str, Any]:
    """What says nothing of single people; the rest follows from the inputs whenever it is wanted."""
    names = ("matched", "maximum", "people", "people_maximum", "quality", "bound", "proved", "blocking")
    return {name: getattr(certificate, name) for name in names}


def _pairs(round_id: str, matched: MatchedCommunity) -> list[dict[str, Any]]:
    """The pairs, the best first: where places have gone meanwhile, those are asked."""
    best_first = sorted(matched.result.pairs, key=lambda pair: (not pair.fixed, -pair.quality, pair.mentee_id))
    return [
        {
            # Derived from the round and the pair: whoever accepts it, and however often, makes the same request.
            "id": str(uuid.uuid5(_KEYS, f"{round_id}\n{pair.mentee_id}\n{pair.mentor_id}")),
            "number": number,
            "mentee_id": pair.mentee_id,
            "mentor_id": pair.mentor_id,
            "need_id": matched.pairs[pair.mentee_id, pair.mentor_id].need_id,
            "skill_id": matched.pairs[pair.mentee_id, pair.mentor_id].skill_id,
            "lent_by": matched.pairs[pair.mentee_id, pair.mentor_id].lent_by,
            "quality": pair.quality,
            "fixed": pair.fixed,
        }
        for number, pair in enumerate(best_first, 1)
    ]


def _gap(round_id: str, number: int, each: Unmatched) -> dict[str, Any]:
    return {
        "id": f"{round_id}/{number}",
        "number": number,
        "person_id": each.person_id,
        "wanted": each.wanted,
        "got": each.got,
        "blockers": json.dumps([asdict(blocker) for blocker in each.blocked_by]),
        "changes": json.dumps([asdict(change) for change in each.changes]),
    }
