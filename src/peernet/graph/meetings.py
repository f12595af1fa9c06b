"""Meetings and feedback in the graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peernet.graph.outcomes import StepRow
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.meeting import Feedback, Meeting


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    outcome: str
    state: str
    mentor_id: str
    skill_ids: list[str]


@dataclass(frozen=True, slots=True)
class ConfirmRow:
    outcome: str
    mentorship_id: str


async def record_meeting(
    graph: Graph, viewer_id: str, mentorship_id: str, meeting_id: str, *, at: int, minutes: int, now: int, most: int
) -> StepRow | None:
    """`recorded`, `repeated`, `wrong_state`, `outside`, `too_many`; None when the viewer is in no such mentorship."""
    return await graph.one(
        query("record_meeting", StepRow),
        viewer_id=viewer_id,
        mentorship_id=mentorship_id,
        id=meeting_id,
        at=at,
        minutes=minutes,
        now=now,
        most=most,
    )


async def confirm_meeting(
    graph: Graph, viewer_id: str, meeting_id: str, *, happened: bool, now: int
) -> ConfirmRow | None:
    """`done`, `repeated`, `removed`, `own`, `confirmed`; None when the viewer has no such meeting."""
    return await graph.one(
        query("confirm_meeting", ConfirmRow), viewer_id=viewer_id, id=meeting_id, happened=happened, now=now
    )


async def give_feedback(
    graph: Graph,
    viewer_id: str,
    mentorship_id: str,
    *,
    mark: str,
    helpful: int,
    words: str,
    shared: bool,
    weight: float,
    increment: float,
    now: int,
) -> FeedbackRow | None:
    """`given`, `wrong_state`; None when the viewer is no mentee in such a mentorship.

    mark: stands for the viewer in the evidence; increment: what it adds to the mentor's standings
    (recommend/standing.py); 0: nothing, whatever was said before.
    """
    return await graph.one(
        query("give_feedback", FeedbackRow),
        viewer_id=viewer_id,
        id=mentorship_id,
        mark=mark,
        helpful=helpful,
        words=words,
        shared=shared,
        weight=weight,
        increment=increment,
        now=now,
    )


async def meetings_of(graph: Graph, ids: Sequence[str], most: int) -> list[Meeting]:
    """The meetings of mentorships that the viewer is in, `most` of each, latest first."""
    return await graph.many(query("meetings_of", Meeting), ids=list(ids), most=most)


async def feedback_of(graph: Graph, viewer_id: str, ids: Sequence[str]) -> dict[str, Feedback]:
    """What mentees said of these mentorships, as far as the viewer may read it, by the mentorship's id."""
    rows = await graph.many(query("feedback_of", Feedback), viewer_id=viewer_id, ids=list(ids))
    return {row.id: row for row in rows}
