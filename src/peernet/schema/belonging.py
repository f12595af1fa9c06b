"""Joining and leaving communities; blocking people and taking it back."""

from __future__ import annotations

from typing import Annotated

import strawberry

from peernet.schema.community import Community, find_community
from peernet.schema.connections import local_id
from peernet.schema.fields import member, mutation
from peernet.schema.network_context import Info
from peernet.schema.nodes import Given, node_id
from peernet.schema.refusals import (
    CannotBlockSelf,
    ClosedCommunity,
    LastOrganiser,
    LimitReached,
    NotFound,
    Refusal,
    WrongState,
    decided,
)
from peernet.use_cases.block_person import block_person, unblock_person
from peernet.use_cases.join_community import join_community, leave_community


@strawberry.input(description="Which community the viewer joins.")
class JoinCommunityInput:
    community_id: strawberry.ID = member("The community.")
    message: str = member("What to say to those who decide, where one has to ask.", default="")


@strawberry.type(description="The viewer belongs to the community, or has asked to.")
class JoinCommunityPayload:
    joined: bool = member("Whether the viewer belongs to it; otherwise those who run it decide.")
    community: Community | None = member("The community; nothing when it has gone since.")


@strawberry.input(description="Which community the viewer leaves.")
class LeaveCommunityInput:
    community_id: strawberry.ID = member("The community.")


@strawberry.type(description="The viewer no longer belongs to the community.")
class LeaveCommunityPayload:
    community: Community | None = member("The community; nothing for a hidden one, which they no longer see.")


@strawberry.input(description="Whom the viewer blocks.")
class BlockInput:
    person_id: strawberry.ID = member("The person.")


@strawberry.type(description="From now on neither finds the other, and what was open between them has ended.")
class BlockPayload:
    person_id: strawberry.ID = member("The person who is blocked.")


@strawberry.input(description="Whom the viewer no longer blocks.")
class UnblockInput:
    person_id: strawberry.ID = member("The person.")


@strawberry.type(description="The viewer's block is taken back; one by the other side stays.")
class UnblockPayload:
    person_id: strawberry.ID = member("The person who is no longer blocked by the viewer.")


JoinCommunityResult = Annotated[
    JoinCommunityPayload | NotFound | ClosedCommunity | WrongState | LimitReached,
    strawberry.union("JoinCommunityResult", description="What came of it."),
]
LeaveCommunityResult = Annotated[
    LeaveCommunityPayload | NotFound | LastOrganiser,
    strawberry.union("LeaveCommunityResult", description="What came of it."),
]
BlockResult = Annotated[
    BlockPayload | NotFound | CannotBlockSelf, strawberry.union("BlockResult", description="What came of it.")
]
UnblockResult = Annotated[UnblockPayload | NotFound, strawberry.union("UnblockResult", description="What came of it.")]


@strawberry.type
class BelongingMutations:
    @mutation(
        "Joins a community, or asks to, as its settings say; doing so again changes nothing.",
        returns=JoinCommunityResult,
    )
    async def join_community(self, info: Info, input: Given[JoinCommunityInput]) -> JoinCommunityPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a community, or a message that cannot be."""
        context, community_id = info.context, local_id(input.community_id, "Community", "communityId")

        async def payload(joined: bool) -> JoinCommunityPayload:
            return JoinCommunityPayload(joined=joined, community=await find_community(context, community_id))

        step = join_community(context.network, context.me, community_id, input.message)
        return await decided(context, step, payload)

    @mutation("Leaves a community.", returns=LeaveCommunityResult)
    async def leave_community(self, info: Info, input: Given[LeaveCommunityInput]) -> LeaveCommunityPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a community."""
        context, community_id = info.context, local_id(input.community_id, "Community", "communityId")

        async def payload(_: None) -> LeaveCommunityPayload:
            return LeaveCommunityPayload(community=await find_community(context, community_id))

        return await decided(context, leave_community(context.network, context.me, community_id), payload)

    @mutation("Blocks somebody, silently and both ways.", returns=BlockResult)
    async def block(self, info: Info, input: Given[BlockInput]) -> BlockPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a person."""
        context, person_id = info.context, local_id(input.person_id, "Person", "personId")

        async def payload(_: None) -> BlockPayload:
            return BlockPayload(person_id=node_id("Person", person_id))

        return await decided(context, block_person(context.network, context.me, person_id), payload)

    @mutation("Takes a block of the viewer's own back.", returns=UnblockResult)
    async def unblock(self, info: Info, input: Given[UnblockInput]) -> UnblockPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a person."""
        context, person_id = info.context, local_id(input.person_id, "Person", "personId")

        async def payload(_: None) -> UnblockPayload:
            return UnblockPayload(person_id=node_id("Person", person_id))

        return await decided(context, unblock_person(context.network, context.me, person_id), payload)
