"""Recording meetings, confirming them, and saying how much a mentorship has helped."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

from peernet.schema.connections import local_id
from peernet.schema.fields import member, mutation
from peernet.schema.mentoring import own_mentorship
from peernet.schema.mentorship import Mentorship
from peernet.schema.network_context import Info
from peernet.schema.nodes import Given, epoch_ms
from peernet.schema.refusals import LimitReached, NotFound, Refusal, WrongState, decided
from peernet.use_cases.give_feedback import give_feedback
from peernet.use_cases.record_meeting import confirm_meeting, record_meeting


@strawberry.input(description="A meeting that took place.")
class RecordMeetingInput:
    mentorship_id: strawberry.ID = member("The mentorship; the viewer is on either side of it.")
    at: datetime | None = member("When they met; now where nothing is said.", default=None)
    minutes: int = member("For how long, 5 to 480.", default=60)
    idempotency_key: str | None = member("The same key has one effect, however often it is sent.", default=None)


@strawberry.type(description="The meeting is recorded; it counts once the other side has confirmed it.")
class RecordMeetingPayload:
    mentorship: Mentorship = member("The mentorship.")


@strawberry.input(description="Which meeting took place, or did not.")
class ConfirmMeetingInput:
    meeting_id: strawberry.ID = member("The meeting, recorded by the other side.")
    happened: bool = member("Whether it took place; if not, it is taken away, which either side may do.", default=True)


@strawberry.type(description="The meeting is confirmed, or taken away.")
class ConfirmMeetingPayload:
    mentorship: Mentorship = member("The mentorship.")


@strawberry.input(description="How much a mentorship has helped the viewer, its mentee.")
class GiveFeedbackInput:
    mentorship_id: strawberry.ID = member("The mentorship.")
    helpful: int = member("1 (not at all) to 5 (very much); from 3 on it counts for the mentor's standing.")
    words: str = member("In their own words.", default="")
    shared: bool = member("Whether the mentor may read it; nobody else ever does.", default=False)


@strawberry.type(description="The feedback is given; given again it replaces this.")
class GiveFeedbackPayload:
    mentorship: Mentorship = member("The mentorship.")


RecordMeetingResult = Annotated[
    RecordMeetingPayload | NotFound | WrongState | LimitReached,
    strawberry.union("RecordMeetingResult", description="What came of it."),
]
ConfirmMeetingResult = Annotated[
    ConfirmMeetingPayload | NotFound | WrongState,
    strawberry.union("ConfirmMeetingResult", description="What came of it."),
]
GiveFeedbackResult = Annotated[
    GiveFeedbackPayload | NotFound | WrongState,
    strawberry.union("GiveFeedbackResult", description="What came of it."),
]


@strawberry.type
class MeetingMutations:
    @mutation("Records that the two of a mentorship have met.", returns=RecordMeetingResult)
    async def record_meeting(self, info: Info, input: Given[RecordMeetingInput]) -> RecordMeetingPayload | Refusal:  # noqa: A002
        """BadInput for a time or length that cannot be."""
        context, mentorship_id = info.context, local_id(input.mentorship_id, "Mentorship", "mentorshipId")
        at = epoch_ms(input.at, "at")

        async def payload(_: None) -> RecordMeetingPayload:
            return RecordMeetingPayload(mentorship=await own_mentorship(context, mentorship_id))

        step = record_meeting(context.network, context.me, mentorship_id, at, input.minutes, input.idempotency_key)
        return await decided(context, step, payload)

    @mutation("Confirms a meeting that the other side has recorded, or denies it.", returns=ConfirmMeetingResult)
    async def confirm_meeting(self, info: Info, input: Given[ConfirmMeetingInput]) -> ConfirmMeetingPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a meeting."""
        context, meeting_id = info.context, local_id(input.meeting_id, "Meeting", "meetingId")

        async def payload(mentorship_id: str) -> ConfirmMeetingPayload:
            return ConfirmMeetingPayload(mentorship=await own_mentorship(context, mentorship_id))

        step = confirm_meeting(context.network, context.me, meeting_id, happened=input.happened)
        return await decided(context, step, payload)

    @mutation("Says how much a mentorship has helped.", returns=GiveFeedbackResult)
    async def give_feedback(self, info: Info, input: Given[GiveFeedbackInput]) -> GiveFeedbackPayload | Refusal:  # noqa: A002
        """BadInput for a number or text that cannot be."""
        context, mentorship_id = info.context, local_id(input.mentorship_id, "Mentorship", "mentorshipId")

        async def payload(_: None) -> GiveFeedbackPayload:
            return GiveFeedbackPayload(mentorship=await own_mentorship(context, mentorship_id))

        step = give_feedback(
            context.network, context.me, mentorship_id, input.helpful, input.words, shared=input.shared
        )
        return await decided(context, step, payload)
