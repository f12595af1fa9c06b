"""What a network has taught about its skills, as it is kept in the graph, and the people it was learned from."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peernet.graph.outcomes import MatchedRow
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.recommend.learned import LearnedSkill

_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One person; mentorships: how many they took on; sums: of each skill id, the level offered and the standing.

    The level is None for what was shown.
    """

    person_id: str
    speaks: list[str]
    listed: bool
    activity: float
    mentorships: int
    sums: list[list[Any]]


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """Each holds the fields of a ShownRow in their order."""

    people: list[list[Any]]


@dataclass(frozen=True, slots=True)
class LearnedRow:
    id: str
    shown: float
    people: int
    alone: bool
    near_ids: list[str]
    near_weights: list[float]


@dataclass(frozen=True, slots=True)
class GoalRow:
    id: str
    mentor_id: str
    goal: str


@dataclass(frozen=True, slots=True)
class AtRow:
    at: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    claimed: bool


async def learned_at(graph: Graph) -> int:
    """When the network was last learned from, epoch milliseconds; 0 for never."""
    row = await graph.one(query("learned_at", AtRow))
    return 0 if row is None else row.at


async def claim_learning(graph: Graph, before: int, now: int) -> bool:
    """Whether this caller is to learn: nobody has, or has begun to, since `before` (epoch milliseconds)."""
    row = await graph.one(query("claim_learning", ClaimRow), before=before, now=now)
    return row is not None and row.claimed


async def shown_by(graph: Graph, person_ids: Sequence[str], now: int) -> list[ShownRow]:
    """What these people have shown and offer, in no particular order."""
    found = await graph.one(query("shown_rows", PeopleRow), ids=list(person_ids), now=now)
    return [] if found is None else [ShownRow(*each) for each in found.people]


async def learned_skills(graph: Graph) -> AsyncIterator[tuple[str, LearnedSkill]]:
    """What was learned of every skill of the catalogue, in the order of ids."""
    after = ""
    while rows := await graph.many(query("learned_rows", LearnedRow), after=after, limit=_PAGE):
        for row in rows:
            near = tuple(zip(row.near_ids, row.near_weights, strict=True))
            yield row.id, LearnedSkill(row.shown, row.people, row.alone, near)
        after = rows[-1].id


async def goals(graph: Graph, most: int) -> list[tuple[str, str]]:
    """Up to so many pairs of a mentor and the goal of a mentorship; empty ones are left out."""
    rows = await graph.many(query("first_goals", GoalRow), limit=most)
    return [(row.mentor_id, row.goal) for row in rows if row.goal]


async def put_learned(graph: Graph, skills: Mapping[str, LearnedSkill]) -> None:
    """Writes down what was learned of these skills."""
    rows = [
        {
            "id": skill_id,
            "shown": skill.shown,
            "people": skill.people,
            "alone": skill.alone,
            "near_ids": [other for other, _ in skill.near],
            "near_weights": [weight for _, weight in skill.near],
        }
        for skill_id, skill in skills.items()
    ]
    for start in range(0, len(rows), _PAGE):
        await graph.one(query("put_learned", MatchedRow), rows=rows[start : start + _PAGE])


async def put_most_active(graph: Graph, lists: Mapping[str, Sequence[str]], now: int) -> None:
    """Writes down the most active people by the key of a front, best first; with that the network has been learned."""
    rows = [{"key": key, "ids": list(ids)} for key, ids in sorted(lists.items())]
    await graph.one(query("put_most_active", MatchedRow), rows=rows, now=now)
