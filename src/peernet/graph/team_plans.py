"""Plans to put a community's people into teams: proposed, then accepted or discarded, once.

who: who may plan for a community, as the table of model/policy.py says of the viewer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peernet.graph.outcomes import StepRow, outcome
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.graph.team_candidates import TeamCandidateRow
from peernet.model.policy import Act, May, may
from peernet.model.team_plan import KeptPlan, PlannedTeam

OWN = may(Act.PLAN, None)
"""Those who run it, whatever their token says."""


@dataclass(frozen=True, slots=True)
class PlanPageRow:
    """A plan's id and when it was made (epoch milliseconds)."""

    id: str
    at: int


@dataclass(frozen=True, slots=True)
class PlannedRow:
    number: int
    id: str
    variety: float
    seats: int
    members: list[list[Any]]


@dataclass(frozen=True, slots=True)
class PlannedNowRow:
    """A team of an accepted plan; roles and skills are "" and levels 0 for open seats; formed: whether it is there."""

    number: int
    id: str
    person_ids: list[str]
    roles: list[str]
    skill_ids: list[str]
    levels: list[int]
    formed: bool


async def grouping_people(
    graph: Graph, viewer_id: str, community_id: str, now: int, limit: int, who: May = OWN
) -> list[TeamCandidateRow]:
    """Members of a community that the viewer organises who may be put into teams, in the order of ids."""
    return await graph.many(
        query("grouping_people", TeamCandidateRow),
        viewer_id=viewer_id,
        roles=who.roles,
        kinds=who.kinds,
        community_id=community_id,
        now=now,
        limit=limit,
    )


async def propose_team_plan(
    graph: Graph,
    viewer_id: str,
    community_id: str,
    plan_id: str,
    *,
    facts: Mapping[str, Any],
    teams: Sequence[Mapping[str, Any]],
    most: int,
    who: May = OWN,
) -> str | None:
    """`proposed`, `repeated`, `too_many`; None when the viewer does not organise the community."""
    return await outcome(
        graph,
        "propose_team_plan",
        viewer_id=viewer_id,
        roles=who.roles,
        kinds=who.kinds,
        community_id=community_id,
        id=plan_id,
        facts=dict(facts),
        teams=list(teams),
        most=most,
    )


async def team_plans_seen(graph: Graph, viewer_id: str, ids: Sequence[str], who: May = OWN) -> dict[str, KeptPlan]:
    """Those of `ids` whose community the viewer organises, by id."""
    rows = await graph.many(
        query("team_plans_seen", KeptPlan), viewer_id=viewer_id, roles=who.roles, kinds=who.kinds, ids=list(ids)
    )
    return {row.id: row for row in rows}


async def team_plans_page(
    graph: Graph,
    viewer_id: str,
    community_id: str,
    before: int,
    before_id: str,
    limit: int,
    who: May = OWN,
) -> list[PlanPageRow]:
    """Plans of a community that the viewer organises, newest first, from the one after (`before`, `before_id`)."""
    return await graph.many(
        query("team_plans_page", PlanPageRow),
        viewer_id=viewer_id,
        roles=who.roles,
        kinds=who.kinds,
        community_id=community_id,
        before=before,
        before_id=before_id,
        limit=limit,
    )


async def planned_teams_page(
    graph: Graph, viewer_id: str, plan_id: str, after: int, limit: int, who: May = OWN
) -> list[PlannedTeam]:
    """Teams of a plan in the order of their numbers, after `after`, as far as the viewer, an organiser, sees them."""
    rows = await graph.many(
        query("planned_teams_page", PlannedRow),
        viewer_id=viewer_id,
        roles=who.roles,
        kinds=who.kinds,
        plan_id=plan_id,
        after=after,
        limit=limit,
    )
    return [
        PlannedTeam(
            row.number, row.id, row.variety, row.seats, tuple((who, name, role) for who, name, role in row.members)
        )
        for row in rows
    ]


async def decide_team_plan(
    graph: Graph, viewer_id: str, plan_id: str, state: str, now: int, who: May = OWN
) -> StepRow | None:
    """`decided`, `repeated`, `wrong_state`; None when there is no such plan of a community the viewer organises."""
    return await graph.one(
        query("decide_team_plan", StepRow),
        viewer_id=viewer_id,
        roles=who.roles,
        kinds=who.kinds,
        id=plan_id,
        state=state,
        now=now,
    )


async def planned_teams_now(graph: Graph, plan_id: str) -> list[PlannedNowRow]:
    """Every team of the accepted plan, in the order of their numbers; none of one that is not accepted."""
    return await graph.many(query("planned_teams_now", PlannedNowRow), plan_id=plan_id)
