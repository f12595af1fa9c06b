"""Requests to join communities: those that wait there, the viewer's own, and deciding them."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated, Literal, TypeVar

import strawberry
from strawberry import relay

from peernet.graph import joining as store
from peernet.model.joining import JoinRequest as RequestFacts
from peernet.model.policy import Act, may
from peernet.schema.community import Community, find_community
from peernet.schema.connections import cursor, local_id, page, position_after
from peernet.schema.fields import After, First, choice, field, member, mutation
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Given, moment, node_id
from peernet.schema.person import Person, find_person
from peernet.schema.refusals import NotFound, Refusal, WrongState, decided
from peernet.use_cases.decide_join_request import decide_join_request, withdraw_join_request

CommunityId = Annotated[strawberry.ID, strawberry.argument(description="The community.")]


@strawberry.enum(description="How far a request to join has come.")
class JoinRequestState(Enum):
    WAITING = choice("waiting", "Nobody has decided it yet.")
    ACCEPTED = choice("accepted", "Whoever asked was let in.")
    DECLINED = choice("declined", "Whoever asked was not let in; they may ask again after thirty days.")
    WITHDRAWN = choice("withdrawn", "Whoever asked has taken it back.")


@strawberry.type(
    description="That somebody asks to join a community. Who asks shows their name to those who decide, whoever else "
    "may see them."
)
class JoinRequest:
    facts: strawberry.Private[RequestFacts]
    context: strawberry.Private[NetworkContext]
    request_id: strawberry.ID = member("The request's own id.")
    state: JoinRequestState = member("How far it has come.")
    name: str = member("What whoever asks is called.")
    message: str = member("What they say to those who decide.")
    asked_at: datetime = member("When they asked.")

    @field("Who asks, where the viewer may see them.", cost=2)
    async def person(self) -> Person | None:
        """By the rules that hold everywhere."""
        return await find_person(self.context, self.facts.person_id)

    @field("The community that they ask to join.", cost=2)
    async def community(self) -> Community | None:
        """Nothing when it has gone since."""
        return await find_community(self.context, self.facts.community_id)


@strawberry.type(description="A request to join, and where it stands in the list.")
class JoinRequestEdge:
    cursor: str = member("Where it stands in the list.")
    node: JoinRequest = member("The request.")


@strawberry.type(description="A page of requests to join, the oldest first.")
class JoinRequestConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[JoinRequestEdge] = member("The requests.")


@strawberry.type
class JoinRequestQueries:
    @field("Requests that wait in a community, for who may decide them; none of any other.", cost=20)
    async def join_requests(
        self, info: Info, community_id: CommunityId, first: First = 20, after: After = None
    ) -> JoinRequestConnection:
        """BadInput for a malformed id or cursor; Unauthenticated for nobody."""
        context, community = info.context, local_id(community_id, "Community", "communityId")
        at, last = position_after("joinRequests", after, int, str)
        decides = may(Act.DECIDE_REQUESTS, context.viewer.role)
        rows = await store.join_requests_page(
            context.network.graph, context.me, community, decides, int(at or 0), str(last or ""), first + 1
        )
        kept, page_info = page(rows, first, after, _cursor)
        edges = [JoinRequestEdge(cursor=_cursor(row), node=request_of(context, row)) for row in kept]
        return JoinRequestConnection(page_info=page_info, edges=edges)


@strawberry.input(description="Which request to join is decided.")
class DecideJoinRequestInput:
    request_id: strawberry.ID = member("The request.")


@strawberry.type(description="Whoever asked belongs to the community.")
class AcceptJoinRequestPayload:
    request_id: strawberry.ID = member("The request.")


@strawberry.type(description="Whoever asked was not let in.")
class DeclineJoinRequestPayload:
    request_id: strawberry.ID = member("The request.")


@strawberry.type(description="The request is taken back.")
class WithdrawJoinRequestPayload:
    request_id: strawberry.ID = member("The request.")


AcceptJoinRequestResult = Annotated[
    AcceptJoinRequestPayload | NotFound | WrongState,
    strawberry.union("AcceptJoinRequestResult", description="What came of it."),
]
DeclineJoinRequestResult = Annotated[
    DeclineJoinRequestPayload | NotFound | WrongState,
    strawberry.union("DeclineJoinRequestResult", description="What came of it."),
]
WithdrawJoinRequestResult = Annotated[
    WithdrawJoinRequestPayload | NotFound | WrongState,
    strawberry.union("WithdrawJoinRequestResult", description="What came of it."),
]


@strawberry.type
class JoinRequestMutations:
    @mutation("Lets somebody in who asks to join.", returns=AcceptJoinRequestResult)
    async def accept_join_request(
        self,
        info: Info,
        input: Given[DecideJoinRequestInput],  # noqa: A002
    ) -> AcceptJoinRequestPayload | Refusal:
        """BadInput for what is not the id of a request."""
        return await _decided(info.context, input, "accepted", AcceptJoinRequestPayload)

    @mutation("Declines a request to join.", returns=DeclineJoinRequestResult)
    async def decline_join_request(
        self,
        info: Info,
        input: Given[DecideJoinRequestInput],  # noqa: A002
    ) -> DeclineJoinRequestPayload | Refusal:
        """BadInput for what is not the id of a request."""
        return await _decided(info.context, input, "declined", DeclineJoinRequestPayload)

    @mutation("Takes a request to join of the viewer's own back.", returns=WithdrawJoinRequestResult)
    async def withdraw_join_request(
        self,
        info: Info,
        input: Given[DecideJoinRequestInput],  # noqa: A002
    ) -> WithdrawJoinRequestPayload | Refusal:
        """BadInput for what is not the id of a request."""
        context, request_id = info.context, local_id(input.request_id, "JoinRequest", "requestId")

        async def payload(_: None) -> WithdrawJoinRequestPayload:
            return WithdrawJoinRequestPayload(request_id=input.request_id)

        return await decided(context, withdraw_join_request(context.network, context.me, request_id), payload)


def request_of(context: NetworkContext, facts: RequestFacts) -> JoinRequest:
    """A request as who asks sees it, and who decides."""
    return JoinRequest(
        facts=facts,
        context=context,
        request_id=node_id("JoinRequest", facts.id),
        state=JoinRequestState(facts.state),
        name=facts.name,
        message=facts.message,
        asked_at=moment(facts.asked_at),
    )


Payload = TypeVar("Payload", AcceptJoinRequestPayload, DeclineJoinRequestPayload)


async def _decided(
    context: NetworkContext, given: DecideJoinRequestInput, state: Literal["accepted", "declined"], made: type[Payload]
) -> Payload | Refusal:
    request_id = local_id(given.request_id, "JoinRequest", "requestId")

    async def payload(_: None) -> Payload:
        return made(request_id=given.request_id)

    _ = context.me
    return await decided(context, decide_join_request(context.network, context.viewer, request_id, state), payload)


def _cursor(row: RequestFacts) -> str:
    return cursor("joinRequests", row.asked_at, row.id)
