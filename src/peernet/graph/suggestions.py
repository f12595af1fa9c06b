"""Candidates for suggestions and teams: one statement each, their facts with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peernet.graph.outcomes import MatchedRow
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.graph.turning import turn, turn_due
from peernet.model.mentor_candidate import Asker, Contact, MentorCandidate, OfferFact, PastMentorship, SharedCommunity
from peernet.recommend.weighting import USUAL_WEIGHTS, Weights, inherited_weights

NOBODY = ""
"""Who asks without an account: sees what is open to everybody."""
_NO_CONTACTS = (0, None)

FRONT = 40
"""Candidates from the lists of each asked skill, shared among the asker's languages; beside them a quarter of that from
the lists of those whom only their communities see. Those of the skills next to the asked ones fill up what is left."""
NETWORK = 30
"""Candidates from the asker's network, and as many from their communities."""
KNOWN = 100
"""So many people whom the viewer knows count, the best known: whoever knows thousands would wait for all of them."""
TIES = 400
"""So many people whom these know are gone through, and of one of them no more than a quarter of that: who knows more
people than that is no way to any of them. At a million people one asker in a hundred would have a thousand to go
through. Only such count as the viewer may know of, or the number would tell of others."""
SMALL = 200
"""A community of at most so many is gone through whole, where fronts leave room or where the question is for it; the
best of a larger one stand in the fronts."""
MEMBERS = 200
"""Candidates from the community that a question without a skill is for; a quarter of that from each one like it."""
SCAN = 2_000
"""So many members of such a community are looked at."""


@dataclass(frozen=True, slots=True)
class CandidatesRow:
    asker: dict[str, Any]
    known: list[list[Any]]
    contacts: list[list[Any]]
    taught: list[list[Any]]
    candidates: list[list[Any]]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who asks, and whom the asker may see who could mentor them; bounded, in no particular order.

    places: names of the communities that the question is for, as far as the asker may know who is in them; weights:
    what the first of them has set, where the asker may know of it.
    """

    asker: Asker
    mentors: list[MentorCandidate]
    places: Mapping[str, str]
    weights: Weights = USUAL_WEIGHTS


async def mentor_candidates(
    graph: Graph,
    viewer_id: str,
    skill_ids: Sequence[str],
    near_ids: Sequence[str],
    *,
    now: int,
    reach_ids: Sequence[str] = (),
    fill_ids: Sequence[str] = (),
    goal_ids: Sequence[str] = (),
    community_ids: Sequence[str] = (),
    history: bool = False,
    front: int = FRONT,
) -> Candidates | None:
    """Candidates for the skills asked and those next to them; None when there is no such viewer, or nobody.

    viewer_id: `NOBODY` for somebody without an account. reach_ids: skills of which it counts what candidates have
    shown; fill_ids: those of them whose people fill up where few have shown the asked ones; goal_ids: people who may
    have mentored towards such a goal. community_ids: which the question is for, the asked one first; without a skill
    their members are the candidates. history: with past mentorships.
    """
    asked = {
        "viewer_id": viewer_id,
        "skill_ids": list(skill_ids),
        "near_ids": list(near_ids),
        "reach_ids": list(reach_ids),
        "fill_ids": list(fill_ids),
        "goal_ids": list(goal_ids),
        "community_ids": list(community_ids),
        "history": history,
        "now": now,
        "front": front,
        "beside": front // 4,
        "network": NETWORK,
        "known": KNOWN,
        "ties": TIES,
        "small": SMALL,
        "members": MEMBERS,
        "scan": SCAN,
    }
    row = await _up_to_date(graph, asked, [*skill_ids, *near_ids, *fill_ids], now)
    return None if row is None else _read(viewer_id, row, frozenset((*skill_ids, *near_ids)))


async def _up_to_date(
    graph: Graph, asked: Mapping[str, Any], skill_ids: Sequence[str], now: int
) -> CandidatesRow | None:
    """What the statement finds; once more, where time has changed who stands in front for one of the skills."""
    row = await graph.one(query("mentor_candidates", CandidatesRow), **asked)
    if row is None:  # nobody was found, and nobody told whether a skill is due
        turned = await turn_due(graph, skill_ids, now)
    else:
        turned = bool(row.asker["due"])
        await turn(graph, row.asker["due"], now)
    return await graph.one(query("mentor_candidates", CandidatesRow), **asked) if turned else row


def _read(viewer_id: str, row: CandidatesRow, taught: frozenset[str]) -> Candidates:
    memberships = {each["id"]: each for each in row.asker["memberships"]}
    known = [Contact(person_id, name) for person_id, name in row.known]
    contacts = {person_id: (common, None if via is None else known[via]) for person_id, common, via in row.contacts}
    mentored = mentored_of(row.taught)
    mentors = [candidate_of(facts, memberships, contacts, taught, mentored) for facts in row.candidates]
    weights = weights_of(row.asker["weights"])
    return Candidates(asker_of(viewer_id, row.asker), mentors, dict(row.asker["places"]), weights)


def weights_of(found: Sequence[Sequence[Any]]) -> Weights:
    """What holds in a community, from the names and factors that a statement gives of it and of those above it."""
    return inherited_weights((names, factors) for names, factors in found)


async def add_exposure(graph: Graph, rows: Sequence[tuple[str, float]]) -> None:
    """Adds to the exposure of people, by id; whoever is gone meanwhile is left out."""
    await graph.one(query("add_exposure", MatchedRow), rows=[list(row) for row in rows])


def asker_of(viewer_id: str, facts: Mapping[str, Any]) -> Asker:
    """Who asks, from the facts that a statement gives by name."""
    return Asker(
        person_id=viewer_id,
        languages=tuple(facts["languages"]),
        hours=tuple(facts["hours"]),
        time_zone=facts["time_zone"],
        levels={each["skill_id"]: each["level"] for each in facts["levels"]},
        asked=facts["asked"],
    )


def mentored_of(taught: Sequence[Sequence[Any]]) -> Mapping[str, Sequence[int]]:
    """By person: of each of the asker's mentors whom they mentored, how many mentors these had."""
    mentored: dict[str, list[int]] = {}
    for person_id, had in taught:
        mentored.setdefault(person_id, []).append(had)
    return mentored


def candidate_of(
    facts: Sequence[Any],
    memberships: Mapping[str, Mapping[str, Any]],
    contacts: Mapping[str, tuple[int, Contact | None]],
    taught: frozenset[str],
    mentored: Mapping[str, Sequence[int]],
) -> MentorCandidate:
    """A candidate from the facts that a statement gives by position; taught: skills whose offers count."""
    # A list by position, not a map by name: with a hundred candidates the names would be half of the bytes.
    (person_id, name, languages, hours, time_zone, capacity, open_places, active_at, *ties) = facts
    (sums, joined, knows, received, answered, accepted, offered, activity, exposure, breadth, *rest) = ties
    (shows_ties, bridges, past) = rest
    common, via = contacts.get(person_id, _NO_CONTACTS)
    return MentorCandidate(
        person_id,
        name,
        tuple(languages),
        tuple(hours),
        time_zone,
        capacity,
        open_places,
        active_at,
        tuple([OfferFact(*each) for each in sums if each[0] in taught and (each[1] is not None or not offered)]),
        tuple([_shared(each, since, memberships) for each, since in joined if each in memberships]),
        knows,
        common,
        received or 0,
        answered or 0,
        accepted or 0,
        via if shows_ties else None,
        activity or 0.0,
        {skill_id: standing for skill_id, level, standing in sums if level is None},
        dict(joined),
        tuple([PastMentorship(*each) for each in past]),
        exposure or 0.0,
        tuple(mentored.get(person_id, ())),
        breadth or 0,
        bridges,
    )


def _shared(community_id: str, since: int, memberships: Mapping[str, Mapping[str, Any]]) -> SharedCommunity:
    mine = memberships[community_id]
    return SharedCommunity(community_id, mine["name"], since, mine["since"])
