"""People who could not be asked for one reason alone, and how many could be: one statement each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.graph.suggestions import KNOWN, NOBODY, TIES, asker_of, candidate_of, mentored_of, weights_of
from peernet.graph.turning import turn_due
from peernet.model.mentor_candidate import Asker
from peernet.model.near_miss import Missed
from peernet.model.wait import Load
from peernet.recommend.weighting import Weights

FULL = 40
"""People without an open place for each asked skill, shared among the asker's languages, and as many contacts."""
OTHERS = 8
"""People of each list in another language, and of each list of those whom only their communities see."""
LISTS = 12
"""So many of the longest of these lists are read."""
SCAN = 60
"""So many of a list of those whom only their communities see are looked at."""
MOST_COUNTED = 50
"""People are counted so far for somebody without an account."""


@dataclass(frozen=True, slots=True)
class MissedRow:
    asker: dict[str, Any]
    contacts: list[list[Any]]
    taught: list[list[Any]]
    candidates: list[list[Any]]


@dataclass(frozen=True, slots=True)
class AvailableRow:
    available: int


@dataclass(frozen=True, slots=True)
class MissedMentors:
    """Who asks, and whom the asker may see who offer an asked skill and are full, or share no language; in no order.

    weights: as with candidates.
    """

    asker: Asker
    people: list[Missed]
    weights: Weights


async def missed_mentors(
    graph: Graph,
    viewer_id: str,
    skill_ids: Sequence[str],
    *,
    now: int,
    near_ids: Sequence[str] = (),
    reach_ids: Sequence[str] = (),
    community_ids: Sequence[str] = (),
    history: bool = False,
) -> MissedMentors | None:
    """People who could not be asked now for one reason; None when there are none, or no such viewer.

    The arguments are those of `mentor_candidates`; nobody is in both answers.
    """
    row = await graph.one(
        query("near_misses", MissedRow),
        viewer_id=viewer_id,
        skill_ids=list(skill_ids),
        known_ids=[*skill_ids, *near_ids, *reach_ids],
        community_ids=list(community_ids),
        history=history,
        now=now,
        full=FULL,
        others=OTHERS,
        lists=LISTS,
        scan=SCAN,
        known=KNOWN,
        ties=TIES,
    )
    if row is None:
        return None
    memberships = {each["id"]: each for each in row.asker["memberships"]}
    contacts = {person_id: (common, None) for person_id, common in row.contacts}
    mentored = mentored_of(row.taught)
    taught = frozenset((*skill_ids, *near_ids))
    people = [
        Missed(candidate_of(facts, memberships, contacts, taught, mentored), _load(started, lasted, waiting))
        for *facts, started, lasted, waiting in row.candidates
    ]
    return MissedMentors(asker_of(viewer_id, row.asker), people, weights_of(row.asker["weights"]))


async def open_mentors(graph: Graph, skill_ids: Sequence[str], now: int) -> int:
    """How many people whom everybody may see could be asked now for one of the skills, exact up to MOST_COUNTED."""
    await turn_due(graph, skill_ids, now)
    row = await graph.one(
        query("open_mentors", AvailableRow), viewer_id=NOBODY, skill_ids=list(skill_ids), most=MOST_COUNTED, now=now
    )
    return 0 if row is None else row.available


def _load(started: Sequence[int | None], lasted: Sequence[int], waiting: int) -> Load:
    return Load(tuple(each for each in started if each is not None), tuple(lasted), waiting)
