"""Candidates for suggestions and teams: one statement each, their facts with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.mentor_candidate import Asker, MentorCandidate, OfferFact, SharedCommunity

FRONT = 80
"""Candidates from the lists of each asked skill, shared among the asker's languages; beside them a quarter of that from
each list of those whom only their communities see."""
NEAR = 4
"""Candidates from each skill next to the asked ones, even when these have enough; without, they fill up to FRONT."""
NETWORK = 60
"""Candidates from the asker's network, and as many from their communities."""
SMALL = 200
"""A community of at most so many is gone through whole; the best of a larger one stand in the fronts."""


@dataclass(frozen=True, slots=True)
class CandidatesRow:
    asker: dict[str, Any]
    contacts: list[list[Any]]
    candidates: list[list[Any]]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who asks, and whom the asker may see who could mentor them; bounded, in no particular order."""

    asker: Asker
    mentors: list[MentorCandidate]


async def mentor_candidates(
    graph: Graph,
    viewer_id: str,
    skill_ids: Sequence[str],
    near_ids: Sequence[str],
    *,
    community_id: str | None,
    now: int,
) -> Candidates | None:
    """Candidates for the skills asked and those next to them; None when there is no such viewer, or nobody."""
    row = await graph.one(
        query("mentor_candidates", CandidatesRow),
        viewer_id=viewer_id,
        skill_ids=list(skill_ids),
        near_ids=list(near_ids),
        community_id=community_id,
        now=now,
        front=FRONT,
        near=NEAR,
        network=NETWORK,
        small=SMALL,
    )
    if row is None:
        return None
    memberships = {each["id"]: each for each in row.asker["memberships"]}
    contacts: dict[str, int] = dict(row.contacts)
    mentors = [_candidate(facts, memberships, contacts) for facts in row.candidates]
    return Candidates(_asker(viewer_id, row.asker), mentors)


def _asker(viewer_id: str, facts: Mapping[str, Any]) -> Asker:
    return Asker(
        person_id=viewer_id,
        languages=tuple(facts["languages"]),
        hours=tuple(facts["hours"]),
        time_zone=facts["time_zone"],
        levels={each["skill_id"]: each["level"] for each in facts["levels"]},
    )


def _candidate(
    facts: Sequence[Any], memberships: Mapping[str, Mapping[str, Any]], contacts: Mapping[str, int]
) -> MentorCandidate:
    # A list by position, not a map by name: with a hundred candidates the names would be half of the bytes.
    (person_id, name, languages, hours, time_zone, capacity, open_places, active_at, *ties) = facts
    (offers, shared, knows, received, answered, accepted) = ties
    return MentorCandidate(
        person_id,
        name,
        tuple(languages),
        tuple(hours),
        time_zone,
        capacity,
        open_places,
        active_at,
        tuple([OfferFact(*offer) for offer in offers]),
        tuple([_shared(community_id, since, memberships) for community_id, since in shared]),
        knows,
        contacts.get(person_id, 0),
        received or 0,
        answered or 0,
        accepted or 0,
    )


def _shared(community_id: str, since: int, memberships: Mapping[str, Mapping[str, Any]]) -> SharedCommunity:
    mine = memberships[community_id]
    return SharedCommunity(community_id, mine["name"], since, mine["since"])
