"""Candidates for a team: one statement, their facts with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.graph.turning import turn_due

TAKE = 40
"""Candidates for each role: enough for variety, few enough to prove the best team in a fraction of a second."""


@dataclass(frozen=True, slots=True)
class TeamCandidateRow:
    """Somebody who could hold a role; skills are [skill_id, level]; knows, teamed and apart are of the candidates.

    compared: whether they agreed that teams are made by what they are.
    """

    person_id: str
    name: str
    languages: list[str]
    hours: list[str]
    time_zone: str
    country: str
    communities: list[str]
    skills: list[list[Any]]
    knows: list[str]
    teamed: list[str]
    apart: list[str]
    load: int
    compared: bool


@dataclass(frozen=True, slots=True)
class RoleQuestion:
    """Which skills fill a role, and the lowest level (1 to 5) that does."""

    skill_ids: tuple[str, ...]
    level: int


async def team_candidates(
    graph: Graph,
    viewer_id: str,
    roles: Sequence[RoleQuestion],
    *,
    language: str | None,
    community_id: str | None,
    named: Sequence[str],
    now: int,
    take: int = TAKE,
) -> list[TeamCandidateRow]:
    """People whom the viewer may see who can hold one of `roles`, and those `named`; in the order of ids."""
    await turn_due(graph, [skill_id for role in roles for skill_id in role.skill_ids], now)
    return await graph.many(
        query("team_candidates", TeamCandidateRow),
        viewer_id=viewer_id,
        roles=[{"skill_ids": list(role.skill_ids), "level": role.level} for role in roles],
        language=language,
        community_id=community_id,
        named=list(named),
        now=now,
        take=take,
    )
