"""What communities set for themselves, in the graph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peernet.graph.outcomes import OutcomeRow
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.policy import May


async def set_settings(graph: Graph, viewer_id: str, community_id: str, may: May, values: Mapping[str, Any]) -> bool:
    """Sets these settings, by name; None takes one back. False, and nothing changed, when the viewer may not."""
    row = await graph.one(
        query("set_settings", OutcomeRow),
        viewer_id=viewer_id,
        community_id=community_id,
        roles=may.roles,
        kinds=may.kinds,
        values=dict(values),
    )
    return row is not None
