"""Mentorships in the graph: each step is decided by one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peernet.graph.outcomes import StepRow
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.mentorship import Mentorship


@dataclass(frozen=True, slots=True)
class RequestRow:
    outcome: str
    mentorship_id: str | None
    capacity: int | None
    status: str | None


@dataclass(frozen=True, slots=True)
class AcceptRow:
    outcome: str
    state: str
    capacity: int


@dataclass(frozen=True, slots=True)
class EndRow:
    outcome: str
    state: str
    mentor_id: str


@dataclass(frozen=True, slots=True)
class PageRow:
    """A mentorship's id and the time it is ordered by (epoch milliseconds)."""

    id: str
    at: int


async def mentorships_mine(graph: Graph, viewer_id: str, ids: Sequence[str]) -> dict[str, Mentorship]:
    """Those of `ids` that the viewer is in and that no block hides, by id."""
    rows = await graph.many(query("mentorships_mine", Mentorship), viewer_id=viewer_id, ids=list(ids))
    return {mentorship.id: mentorship for mentorship in rows}


async def mentorships_page(
    graph: Graph, viewer_id: str, states: Sequence[str], before: int, before_id: str, limit: int
) -> list[PageRow]:
    """The viewer's own, newest first, from the one after (`before`, `before_id`)."""
    return await graph.many(
        query("mentorships_page", PageRow),
        viewer_id=viewer_id,
        states=list(states),
        before=before,
        before_id=before_id,
        limit=limit,
    )


async def request_mentorship(
    graph: Graph,
    viewer_id: str,
    mentor_id: str,
    mentorship_id: str,
    *,
    skill_ids: Sequence[str],
    goal: str,
    community_id: str | None,
    now: int,
    most_open: int,
    from_round: bool = False,
    beside: Sequence[str] = (),
) -> RequestRow | None:
    """`created`, `repeated`, `already`, `unavailable`, `full`, `too_many`, `not_found`; None without such a viewer.

    from_round: `already` too where the viewer learns one of the skills, or has asked for it in that community, but for
    the mentorships `beside`: those that the same round gives them.
    """
    return await graph.one(
        query("request_mentorship", RequestRow),
        viewer_id=viewer_id,
        mentor_id=mentor_id,
        id=mentorship_id,
        skill_ids=list(skill_ids),
        goal=goal,
        community_id=community_id,
        now=now,
        most_open=most_open,
        from_round=from_round,
        beside=list(beside),
    )


async def accept_mentorship(graph: Graph, viewer_id: str, mentorship_id: str, now: int) -> AcceptRow | None:
    """`accepted`, `repeated`, `full`, `taken`, `wrong_state`; None unless the viewer is asked by it."""
    return await graph.one(query("accept_mentorship", AcceptRow), viewer_id=viewer_id, id=mentorship_id, now=now)


async def decline_mentorship(graph: Graph, viewer_id: str, mentorship_id: str, now: int) -> StepRow | None:
    """`declined`, `repeated`, `wrong_state`; None when the viewer is not the mentor of such a request."""
    return await graph.one(query("decline_mentorship", StepRow), viewer_id=viewer_id, id=mentorship_id, now=now)


async def withdraw_request(graph: Graph, viewer_id: str, mentorship_id: str, now: int) -> StepRow | None:
    """`withdrawn`, `repeated`, `wrong_state`; None when the viewer is not the mentee of such a request."""
    return await graph.one(query("withdraw_request", StepRow), viewer_id=viewer_id, id=mentorship_id, now=now)


async def end_mentorship(graph: Graph, viewer_id: str, mentorship_id: str, now: int) -> EndRow | None:
    """`ended`, `repeated`, `wrong_state`; None when the viewer is not in such a mentorship."""
    return await graph.one(query("end_mentorship", EndRow), viewer_id=viewer_id, id=mentorship_id, now=now)
