"""Endorsements in the graph, and what they count for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peernet.graph import bulk
from peernet.graph.fronts import SkillIdRow
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.endorsement import EndorsedSkill
from peernet.recommend.trust import Endorsement

MOST_TIES = 5_000
"""So many endorsements of one skill are reckoned with, those of who has shown most of it first."""


@dataclass(frozen=True, slots=True)
class EndorseRow:
    """What was decided, and for which skill: of a merged one its survivor."""

    outcome: str
    skill_id: str | None


@dataclass(frozen=True, slots=True)
class WithdrawnRow:
    removed: int
    skill_id: str


@dataclass(frozen=True, slots=True)
class EndorsedByRow:
    skill_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class EarnedRow:
    """What somebody has earned by answering and teaching, and what their endorsements count by now (increments)."""

    id: str
    earned: float
    endorsed: float


async def endorse(
    graph: Graph, viewer_id: str, person_id: str, skill_id: str, *, now: int, most: int
) -> EndorseRow | None:
    """`endorsed`, `repeated`, `no_person`, `no_skill`, `too_many`; None when there is no such viewer."""
    return await graph.one(
        query("endorse", EndorseRow), viewer_id=viewer_id, person_id=person_id, skill_id=skill_id, now=now, most=most
    )


async def withdraw_endorsement(graph: Graph, viewer_id: str, person_id: str, skill_id: str) -> str | None:
    """The skill that it was for, by its own id or its survivor's; None when there was no endorsement to withdraw."""
    row = await graph.one(
        query("withdraw_endorsement", WithdrawnRow), viewer_id=viewer_id, person_id=person_id, skill_id=skill_id
    )
    return row.skill_id if row is not None and row.removed > 0 else None


async def endorsements_of_skill(graph: Graph, skill_id: str) -> list[Endorsement]:
    """Who endorses whom for a skill, MOST_TIES at most."""
    return await graph.many(query("endorsements_of_skill", Endorsement), skill_id=skill_id, most=MOST_TIES)


async def earned_of(graph: Graph, ids: Sequence[str], skill_id: str) -> list[EarnedRow]:
    """What these people have earned of a skill, in no particular order."""
    return await graph.many(query("earned_of", EarnedRow), ids=list(ids), skill_id=skill_id)


async def put_endorsed(graph: Graph, skill_id: str, rows: Sequence[tuple[str, float, float]], now: int) -> int:
    """Writes what people's endorsements count, as (person, weight, increment); how many people were there still."""
    columns = dict(zip(("person_id", "weight", "increment"), map(list, zip(*rows, strict=True)), strict=True))
    return await bulk.put_columns(graph, "put_endorsed", columns, skill_id=skill_id, now=now)


async def endorsed_skills(graph: Graph) -> list[str]:
    """The ids of all skills that anybody is endorsed for by somebody who has shown them."""
    return [row.skill_id for row in await graph.many(query("endorsed_skills", SkillIdRow))]


async def endorsed_by(graph: Graph, person_id: str) -> dict[str, list[str]]:
    """Whom somebody endorses, by the skill."""
    found: dict[str, list[str]] = {}
    for row in await graph.many(query("endorsed_by", EndorsedByRow), person_id=person_id):
        found.setdefault(row.skill_id, []).append(row.person_id)
    return found


async def endorsed_in(graph: Graph, viewer_id: str, ids: Sequence[str], most: int) -> list[EndorsedSkill]:
    """What people whom the viewer may see are endorsed for, `most` of each, the most endorsed first."""
    return await graph.many(query("endorsed_in", EndorsedSkill), viewer_id=viewer_id, ids=list(ids), most=most)
