"""Making, changing and ending communities, and who runs them, in the graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from peernet.graph.outcomes import OutcomeRow, outcome
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.community_settings import DEEPEST
from peernet.model.policy import Act, May, roles_for


@dataclass(frozen=True, slots=True)
class PartedRow:
    """Who no longer belongs to a community."""

    person_ids: list[str]


@dataclass(frozen=True, slots=True)
class ActedRow:
    """What was decided, and what the viewer was to the community before (empty: nothing, but for their token)."""

    outcome: str
    role: str


RUN = roles_for(Act.PLAN)
"""The roles whose holders run a community: one of them has to stay."""


async def create_community(
    graph: Graph, viewer_id: str, community_id: str, facts: Mapping[str, Any], *, now: int, most: int
) -> str | None:
    """`created`, `repeated`, `too_many`; None when there is no such viewer."""
    return await outcome(
        graph,
        "create_community",
        viewer_id=viewer_id,
        id=community_id,
        facts=dict(facts),
        now=now,
        most=most,
    )


async def create_chapter(
    graph: Graph,
    viewer_id: str,
    part_of: str,
    community_id: str,
    facts: Mapping[str, Any],
    may: May,
    *,
    now: int,
    most: int,
) -> str | None:
    """`created`, `repeated`, `too_many`, `too_deep`; None when the viewer may not."""
    return await outcome(
        graph,
        "create_chapter",
        viewer_id=viewer_id,
        part_of=part_of,
        id=community_id,
        facts=dict(facts),
        roles=may.roles,
        kinds=may.kinds,
        now=now,
        most=most,
        deepest=DEEPEST,
    )


async def update_community(
    graph: Graph, viewer_id: str, community_id: str, may: May, values: Mapping[str, Any]
) -> bool:
    """Changes these properties; None takes one away. False, and nothing changed, when the viewer may not."""
    row = await graph.one(
        query("update_community", OutcomeRow),
        viewer_id=viewer_id,
        community_id=community_id,
        roles=may.roles,
        kinds=may.kinds,
        values=dict(values),
    )
    return row is not None


async def dissolve_community(graph: Graph, viewer_id: str, community_id: str, may: May, now: int) -> list[str] | None:
    """Ids of those who belonged to it; None, and nothing changed, when the viewer may not."""
    row = await graph.one(
        query("dissolve_community", PartedRow),
        viewer_id=viewer_id,
        community_id=community_id,
        roles=may.roles,
        kinds=may.kinds,
        now=now,
    )
    return None if row is None else row.person_ids


async def leave_community(graph: Graph, viewer_id: str, community_id: str) -> str | None:
    """`left`, `last_organiser`; None when the viewer is not in it."""
    return await outcome(graph, "leave_community", viewer_id=viewer_id, community_id=community_id, run=RUN)


async def set_member_role(
    graph: Graph, viewer_id: str, community_id: str, person_id: str, role: str, may: May, top: May
) -> str | None:
    """`set`, `repeated`, `not_found`, `not_permitted`, `not_top`, `last_organiser`; None when the viewer may not."""
    return await _acted(
        graph,
        "set_member_role",
        viewer_id=viewer_id,
        community_id=community_id,
        person_id=person_id,
        role=role,
        roles=may.roles,
        kinds=may.kinds,
        top_roles=top.roles,
        top_kinds=top.kinds,
        run=RUN,
    )


async def remove_member(
    graph: Graph, viewer_id: str, community_id: str, person_id: str, may: May, top: May, now: int
) -> str | None:
    """`removed`, and otherwise as `set_member_role`."""
    return await outcome(
        graph,
        "remove_member",
        viewer_id=viewer_id,
        community_id=community_id,
        person_id=person_id,
        roles=may.roles,
        kinds=may.kinds,
        top_roles=top.roles,
        top_kinds=top.kinds,
        run=RUN,
        now=now,
    )


async def hand_over_community(graph: Graph, viewer_id: str, community_id: str, person_id: str) -> str | None:
    """`handed_over`, `not_found` (the person); None when the viewer does not run it."""
    return await _acted(
        graph,
        "hand_over_community",
        viewer_id=viewer_id,
        community_id=community_id,
        person_id=person_id,
        roles=roles_for(Act.HAND_OVER),
    )


async def _acted(graph: Graph, name: str, **params: Any) -> str | None:
    row = await graph.one(query(name, ActedRow), **params)
    return None if row is None else row.outcome
