"""Reports in the graph."""

from __future__ import annotations

from peernet.graph.outcomes import StepRow, outcome
from peernet.graph.queries import query
from peernet.graph.running import RUN
from peernet.graph.session import Graph
from peernet.model.policy import May
from peernet.model.report import OwnReport, Report, Warned


async def report_person(
    graph: Graph,
    viewer_id: str,
    person_id: str,
    need_id: str | None,
    report_id: str,
    reason: str,
    text: str,
    *,
    now: int,
    since: int,
    most: int,
) -> str | None:
    """`reported`, `repeated`, `not_found`, `too_many` (made after `since`); None when there is no such viewer."""
    return await outcome(
        graph,
        "report_person",
        viewer_id=viewer_id,
        person_id=person_id,
        need_id=need_id,
        id=report_id,
        reason=reason,
        text=text,
        run=RUN,
        now=now,
        since=since,
        most=most,
    )


async def report_community(
    graph: Graph,
    viewer_id: str,
    community_id: str,
    report_id: str,
    reason: str,
    text: str,
    *,
    now: int,
    since: int,
    most: int,
) -> str | None:
    """`reported`, `repeated`, `too_many`; None when there is no such viewer, or no such community for them."""
    return await outcome(
        graph,
        "report_community",
        viewer_id=viewer_id,
        community_id=community_id,
        id=report_id,
        reason=reason,
        text=text,
        run=RUN,
        now=now,
        since=since,
        most=most,
    )


async def reports_page(
    graph: Graph, viewer_id: str, community_id: str, may: May, before: int, before_id: str, limit: int
) -> list[Report]:
    """Reports of a community that the viewer may decide, newest first, from the one after (`before`, `before_id`)."""
    return await graph.many(
        query("reports_page", Report),
        viewer_id=viewer_id,
        community_id=community_id,
        roles=may.roles,
        kinds=may.kinds,
        run=RUN,
        before=before,
        before_id=before_id,
        limit=limit,
    )


async def reports_escalated(
    graph: Graph, viewer_id: str, may: May, before: int, before_id: str, limit: int
) -> list[Report]:
    """Open reports that only the network's administrators can decide, the newest first; none for anybody else."""
    return await graph.many(
        query("reports_escalated", Report),
        viewer_id=viewer_id,
        kinds=may.kinds,
        before=before,
        before_id=before_id,
        limit=limit,
    )


async def report_to_decide(graph: Graph, viewer_id: str, report_id: str, may: May) -> Report | None:
    """A report that the viewer may decide, decided or not."""
    return await graph.one(
        query("report_to_decide", Report),
        viewer_id=viewer_id,
        id=report_id,
        roles=may.roles,
        kinds=may.kinds,
        run=RUN,
    )


async def decide_report(
    graph: Graph, viewer_id: str, report_id: str, may: May, decision: str, note: str, now: int
) -> StepRow | None:
    """`decided`, `repeated`, `wrong_state`; None when there is no such report that the viewer may decide."""
    return await graph.one(
        query("decide_report", StepRow),
        viewer_id=viewer_id,
        id=report_id,
        roles=may.roles,
        kinds=may.kinds,
        run=RUN,
        decision=decision,
        note=note,
        now=now,
    )


async def reports_mine(graph: Graph, viewer_id: str, limit: int) -> list[OwnReport]:
    """What the viewer has reported, the newest first."""
    return await graph.many(query("reports_mine", OwnReport), viewer_id=viewer_id, limit=limit)


async def warnings_mine(graph: Graph, viewer_id: str, limit: int) -> list[Warned]:
    """What the viewer was warned of, the newest first."""
    return await graph.many(query("warnings_mine", Warned), viewer_id=viewer_id, limit=limit)
