"""Asking for mentorship, answering, and ending it."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Annotated, TypeVar

import strawberry

from peernet.errors import NotFound as Absent
from peernet.schema.connections import local_id
from peernet.schema.fields import member, mutation
from peernet.schema.mentorship import Mentorship, find_mentorship
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Given
from peernet.schema.refusals import (
    AlreadyRequested,
    CannotMentorSelf,
    LimitReached,
    MentorIsFull,
    MentorUnavailable,
    NotFound,
    Refusal,
    WrongState,
    decided,
)
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.decline_mentorship import decline_mentorship
from peernet.use_cases.end_mentorship import end_mentorship
from peernet.use_cases.request_mentorship import MentorshipRequest, request_mentorship
from peernet.use_cases.withdraw_request import withdraw_request


@strawberry.input(description="Whom the viewer asks to be their mentor, and for what.")
class RequestMentorshipInput:
    mentor_id: strawberry.ID = member("Whom they ask.")
    skill_ids: list[strawberry.ID] = member("For which skills: 1 to 10 that the mentor offers.")
    goal: str = member("What for, in their own words.", default="")
    community_id: strawberry.ID | None = member("The community that it belongs to.", default=None)
    idempotency_key: str | None = member("The same key has one effect, however often it is sent.", default=None)


@strawberry.type(description="The mentor has been asked.")
class RequestMentorshipPayload:
    mentorship: Mentorship = member("The mentorship that is asked for.")


@strawberry.input(description="Which request the viewer, its mentor, accepts.")
class AcceptMentorshipInput:
    mentorship_id: strawberry.ID = member("The mentorship.")


@strawberry.type(description="The mentorship is under way.")
class AcceptMentorshipPayload:
    mentorship: Mentorship = member("The mentorship.")


@strawberry.input(description="Which request the viewer, its mentor, declines.")
class DeclineMentorshipInput:
    mentorship_id: strawberry.ID = member("The mentorship.")


@strawberry.type(description="The request is declined.")
class DeclineMentorshipPayload:
    mentorship: Mentorship = member("The mentorship.")


@strawberry.input(description="Which request the viewer, who asked, takes back.")
class WithdrawRequestInput:
    mentorship_id: strawberry.ID = member("The mentorship.")


@strawberry.type(description="The request is taken back.")
class WithdrawRequestPayload:
    mentorship: Mentorship = member("The mentorship.")


@strawberry.input(description="Which mentorship the viewer, on either side of it, ends.")
class EndMentorshipInput:
    mentorship_id: strawberry.ID = member("The mentorship.")


@strawberry.type(description="The mentorship is at its end; the mentor has a place free again.")
class EndMentorshipPayload:
    mentorship: Mentorship = member("The mentorship.")


RequestMentorshipResult = Annotated[
    RequestMentorshipPayload
    | CannotMentorSelf
    | NotFound
    | MentorUnavailable
    | MentorIsFull
    | AlreadyRequested
    | LimitReached,
    strawberry.union("RequestMentorshipResult", description="What came of it."),
]
AcceptMentorshipResult = Annotated[
    AcceptMentorshipPayload | NotFound | WrongState | MentorIsFull,
    strawberry.union("AcceptMentorshipResult", description="What came of it."),
]
DeclineMentorshipResult = Annotated[
    DeclineMentorshipPayload | NotFound | WrongState,
    strawberry.union("DeclineMentorshipResult", description="What came of it."),
]
WithdrawRequestResult = Annotated[
    WithdrawRequestPayload | NotFound | WrongState,
    strawberry.union("WithdrawRequestResult", description="What came of it."),
]
EndMentorshipResult = Annotated[
    EndMentorshipPayload | NotFound | WrongState,
    strawberry.union("EndMentorshipResult", description="What came of it."),
]
Payload = TypeVar("Payload")


@strawberry.type
class MentoringMutations:
    @mutation("Asks somebody to be the viewer's mentor.", returns=RequestMentorshipResult)
    async def request_mentorship(
        self,
        info: Info,
        input: Given[RequestMentorshipInput],  # noqa: A002
    ) -> RequestMentorshipPayload | Refusal:
        """BadInput for a malformed id or goal, or a list of skills that cannot be."""
        context = info.context

        async def payload(mentorship_id: str) -> RequestMentorshipPayload:
            return RequestMentorshipPayload(mentorship=await own_mentorship(context, mentorship_id))

        return await decided(context, request_mentorship(context.network, context.me, _request(input)), payload)

    @mutation("Accepts a request, if a place is free.", returns=AcceptMentorshipResult)
    async def accept_mentorship(
        self,
        info: Info,
        input: Given[AcceptMentorshipInput],  # noqa: A002
    ) -> AcceptMentorshipPayload | Refusal:
        """BadInput for what is not the id of a mentorship."""
        context, mentorship_id = info.context, local_id(input.mentorship_id, "Mentorship", "mentorshipId")
        step = accept_mentorship(context.network, context.me, mentorship_id)
        return await _stepped(context, step, mentorship_id, AcceptMentorshipPayload)

    @mutation("Declines a request.", returns=DeclineMentorshipResult)
    async def decline_mentorship(
        self,
        info: Info,
        input: Given[DeclineMentorshipInput],  # noqa: A002
    ) -> DeclineMentorshipPayload | Refusal:
        """BadInput for what is not the id of a mentorship."""
        context, mentorship_id = info.context, local_id(input.mentorship_id, "Mentorship", "mentorshipId")
        step = decline_mentorship(context.network, context.me, mentorship_id)
        return await _stepped(context, step, mentorship_id, DeclineMentorshipPayload)

    @mutation("Takes back a request that is not answered yet.", returns=WithdrawRequestResult)
    async def withdraw_request(
        self,
        info: Info,
        input: Given[WithdrawRequestInput],  # noqa: A002
    ) -> WithdrawRequestPayload | Refusal:
        """BadInput for what is not the id of a mentorship."""
        context, mentorship_id = info.context, local_id(input.mentorship_id, "Mentorship", "mentorshipId")
        step = withdraw_request(context.network, context.me, mentorship_id)
        return await _stepped(context, step, mentorship_id, WithdrawRequestPayload)

    @mutation("Ends a mentorship that is under way.", returns=EndMentorshipResult)
    async def end_mentorship(
        self,
        info: Info,
        input: Given[EndMentorshipInput],  # noqa: A002
    ) -> EndMentorshipPayload | Refusal:
        """BadInput for what is not the id of a mentorship."""
        context, mentorship_id = info.context, local_id(input.mentorship_id, "Mentorship", "mentorshipId")
        step = end_mentorship(context.network, context.me, mentorship_id)
        return await _stepped(context, step, mentorship_id, EndMentorshipPayload)


def _request(given: RequestMentorshipInput) -> MentorshipRequest:
    community_id = given.community_id
    return MentorshipRequest(
        mentor_id=local_id(given.mentor_id, "Person", "mentorId"),
        skill_ids=tuple(local_id(skill_id, "Skill", "skillIds") for skill_id in given.skill_ids),
        goal=given.goal,
        community_id=None if community_id is None else local_id(community_id, "Community", "communityId"),
        key=given.idempotency_key,
    )


async def _stepped(
    context: NetworkContext, step: Awaitable[None], mentorship_id: str, payload: type[Payload]
) -> Payload | Refusal:
    async def read(_: None) -> Payload:
        return payload(mentorship=await own_mentorship(context, mentorship_id))  # type: ignore[call-arg]

    return await decided(context, step, read)


async def own_mentorship(context: NetworkContext, mentorship_id: str) -> Mentorship:
    """A mentorship of the viewer's as it is after a change."""
    mentorship = await find_mentorship(context, mentorship_id)
    if mentorship is None:  # blocked between the two statements
        raise Absent("mentorship")
    return mentorship
