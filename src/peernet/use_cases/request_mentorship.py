"""Ask somebody to be one's mentor."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from peernet.errors import (
    AlreadyRequested,
    BadInput,
    CannotMentorSelf,
    LimitReached,
    MentorIsFull,
    MentorUnavailable,
    NotFound,
    RuleBroken,
)
from peernet.graph import communities
from peernet.graph import mentorships as store
from peernet.graph.mentorships import RequestRow
from peernet.model.mentorship import MAX_OPEN_REQUESTS
from peernet.model.text import clean_line, clean_text
from peernet.use_cases.network import Network

_KEYS = uuid.UUID("9d6f0c5e-3a0b-4c57-9c4e-5f7a2f6f8b11")
_MOST_SKILLS = 10


@dataclass(frozen=True, slots=True)
class MentorshipRequest:
    """`skill_ids`: 1 to 10 that the mentor offers; key: the client's own, the same one has one effect however often."""

    mentor_id: str
    skill_ids: tuple[str, ...]
    goal: str
    community_id: str | None = None
    key: str | None = None


async def request_mentorship(network: Network, viewer_id: str, request: MentorshipRequest) -> str:
    """The id of the mentorship asked for.

    Refuses with CannotMentorSelf, NotFound (mentor, community, skill), MentorUnavailable, MentorIsFull,
    AlreadyRequested, LimitReached; BadInput for a malformed goal or list of skills, or a key that another mentor was
    asked with.
    """
    if request.mentor_id == viewer_id:
        raise CannotMentorSelf
    skill_ids = _skills(network, request.skill_ids)
    goal = clean_text(request.goal, "goal", 4000)
    await _check_community(network, viewer_id, request.community_id)
    row = await store.request_mentorship(
        network.graph,
        viewer_id,
        request.mentor_id,
        _id(viewer_id, request.key),
        skill_ids=skill_ids,
        goal=goal,
        community_id=request.community_id,
        now=network.clock(),
        most_open=MAX_OPEN_REQUESTS,
    )
    if row is None or row.mentorship_id is None or row.outcome not in ("created", "repeated"):
        if row is not None and row.outcome == "key_used":
            raise BadInput("has been sent with a request to somebody else", "idempotencyKey")
        raise _refusal(request.mentor_id, row)
    return row.mentorship_id


def _skills(network: Network, skill_ids: Sequence[str]) -> list[str]:
    distinct = list(dict.fromkeys(map(network.catalogue.current, skill_ids)))
    if not 1 <= len(distinct) <= _MOST_SKILLS:
        raise BadInput(f"name from 1 to {_MOST_SKILLS} skills", "skillIds")
    if any(skill_id not in network.catalogue.index for skill_id in distinct):
        raise NotFound("skill")
    return distinct


async def _check_community(network: Network, viewer_id: str, community_id: str | None) -> None:
    if community_id is None:
        return
    if not await communities.communities_seen(network.graph, viewer_id, [community_id]):
        raise NotFound("community")


def _id(viewer_id: str, key: str | None) -> str:
    if key is None:
        return str(uuid.uuid4())
    return str(uuid.uuid5(_KEYS, f"{viewer_id}\n{clean_line(key, 'idempotencyKey', 200)}"))


def _refusal(mentor_id: str, row: RequestRow | None) -> RuleBroken:
    if row is None:
        return NotFound("profile")
    match row.outcome:
        case "already" if row.mentorship_id is not None:
            return AlreadyRequested(row.mentorship_id)
        case "unavailable":
            reason = "does not offer this" if row.status == "active" else row.status or "away"
            return MentorUnavailable(mentor_id, reason)
        case "full":
            return MentorIsFull(mentor_id, row.capacity or 0)
        case "too_many":
            return LimitReached("requests", MAX_OPEN_REQUESTS)
    return NotFound("mentor")
