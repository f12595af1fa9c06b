"""The audit trail in the graph, as those read it whom it is for; what writes it is in `auditing.py`."""

from __future__ import annotations

from peernet.graph.queries import query
from peernet.graph.running import RUN
from peernet.graph.session import Graph
from peernet.model.audit import DISCREET, AuditEntry
from peernet.model.policy import May


async def audit_page(
    graph: Graph, viewer_id: str, community_id: str | None, may: May, *, below: int, since: int, limit: int
) -> list[AuditEntry]:
    """Entries of a community, or of no community, the newest first, whose number is below that; since epoch ms."""
    return await graph.many(
        query("audit_page", AuditEntry),
        viewer_id=viewer_id,
        community_id=community_id,
        roles=may.roles,
        kinds=may.kinds,
        run=RUN,
        below=below,
        since=since,
        limit=limit,
    )


async def audit_mine(
    graph: Graph, viewer_id: str, *, before: int, before_id: str, since: int, limit: int
) -> list[AuditEntry]:
    """Entries that concern the viewer, the newest first, from the one after (`before`, `before_id`)."""
    return await graph.many(
        query("audit_mine", AuditEntry),
        viewer_id=viewer_id,
        discreet=[each.value for each in DISCREET],
        before=before,
        before_id=before_id,
        since=since,
        limit=limit,
    )
