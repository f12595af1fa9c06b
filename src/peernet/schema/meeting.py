"""Meetings and feedback of a mentorship."""

from __future__ import annotations

from datetime import datetime

import strawberry

from peernet.model.meeting import Feedback as FeedbackFacts
from peernet.model.meeting import Meeting as MeetingFacts
from peernet.schema.fields import member
from peernet.schema.network_context import NetworkContext
from peernet.schema.nodes import moment, node_id


@strawberry.type(description="A meeting of the two of a mentorship.")
class Meeting:
    id: strawberry.ID = member("Its id, for `confirmMeeting`.")
    at: datetime = member("When they met.")
    minutes: int = member("For how long.")
    recorded_by_me: bool = member("Whether the viewer has recorded it, and not the other.")
    confirmed: bool = member("Whether the other has confirmed it: only then it counts.")


@strawberry.type(description="How much a mentorship has helped its mentee.")
class Feedback:
    helpful: int = member("1 (not at all) to 5 (very much).")
    words: str = member("In their own words.")
    shared: bool = member("Whether the mentor may read it; if not, it is the mentee's alone.")
    at: datetime = member("When it was said.")


def meeting_of(context: NetworkContext, facts: MeetingFacts) -> Meeting:
    """A meeting as clients see it."""
    return Meeting(
        id=node_id("Meeting", facts.id),
        at=moment(facts.at),
        minutes=facts.minutes,
        recorded_by_me=facts.recorded_by == context.viewer.person_id,
        confirmed=facts.confirmed_at is not None,
    )


def feedback_of(facts: FeedbackFacts) -> Feedback:
    """Feedback as clients see it."""
    return Feedback(helpful=facts.helpful, words=facts.words, shared=facts.shared, at=moment(facts.at))
