"""A community's people and ties, as one viewer may see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.insight import InsightPerson

MOST_MEMBERS = 3_000
MOST_NEIGHBOURS = 1_000
"""Of those whom members know: who know most of them come first."""
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class MemberRow:
    person_id: str
    name: str
    active: bool
    offers: list[str]
    needs: list[str]
    mentoring: bool


@dataclass(frozen=True, slots=True)
class TiesRow:
    person_id: str
    contacts: list[str]
    communities: list[str]


async def community_people(
    graph: Graph, viewer_id: str, community_id: str, now: int
) -> tuple[list[InsightPerson], bool]:
    """Members whom the viewer may see, and those whom they know; and whether these are all members."""
    rows = await graph.many(
        query("community_people", MemberRow),
        viewer_id=viewer_id,
        community_id=community_id,
        now=now,
        limit=MOST_MEMBERS + 1,
    )
    members = {row.person_id: row for row in rows[:MOST_MEMBERS]}
    ties = await _ties(graph, viewer_id, sorted(members))
    met = Counter(other for row in ties.values() for other in row.contacts if other not in members)
    nearest = sorted(met, key=lambda other: (-met[other], other))[:MOST_NEIGHBOURS]
    ties |= await _ties(graph, viewer_id, nearest)
    people = [_person(row, members.get(row.person_id)) for row in ties.values()]
    return people, len(rows) <= MOST_MEMBERS


async def _ties(graph: Graph, viewer_id: str, ids: Sequence[str]) -> dict[str, TiesRow]:
    found: dict[str, TiesRow] = {}
    for start in range(0, len(ids), _PAGE):
        rows = await graph.many(query("ties_of", TiesRow), viewer_id=viewer_id, ids=ids[start : start + _PAGE])
        found |= {row.person_id: row for row in rows}
    return found


def _person(ties: TiesRow, member: MemberRow | None) -> InsightPerson:
    contacts, communities = tuple(ties.contacts), tuple(ties.communities)
    if member is None:
        return InsightPerson(ties.person_id, "", False, True, contacts, communities)
    return InsightPerson(
        ties.person_id,
        member.name,
        True,
        member.active,
        contacts,
        communities,
        tuple(member.offers),
        tuple(member.needs),
        member.mentoring,
    )
