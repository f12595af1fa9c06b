"""Running communities: creating, changing and ending them, and who does what in them."""

from __future__ import annotations

from typing import Annotated

import strawberry

from peernet.schema.community import Community, CommunityVisibility, MemberRole, find_community
from peernet.schema.community_settings import plain
from peernet.schema.connections import local_id
from peernet.schema.fields import member, mutation
from peernet.schema.network_context import Info
from peernet.schema.nodes import Given, node_id
from peernet.schema.refusals import LastOrganiser, LimitReached, NotFound, NotPermitted, Refusal, decided
from peernet.use_cases.change_member_role import change_member_role, hand_over_community, remove_member
from peernet.use_cases.create_community import create_community, dissolve_community, update_community


@strawberry.input(description="A community that the viewer creates.")
class CreateCommunityInput:
    name: str = member("What it is called.")
    about: str = member("What it is about.", default="")
    place: str = member("Where it meets; empty where it meets anywhere.", default="")
    visibility: CommunityVisibility = member("Who may see it.", default=CommunityVisibility.OPEN)
    part_of_id: strawberry.ID | None = member(
        "The community that it is a chapter of; without, the viewer's token has to allow it.", default=None
    )
    idempotency_key: str | None = member("The same key has one effect, however often it is sent.", default=None)


@strawberry.type(description="The community is there, and the viewer its administrator.")
class CreateCommunityPayload:
    community: Community | None = member("The community; nothing when it has gone since.")


@strawberry.input(description="What changes in a community; what is left out stays, an empty text clears.")
class UpdateCommunityInput:
    community_id: strawberry.ID = member("The community; the viewer runs it.")
    name: str | None = member("What it is called.", default=None)
    about: str | None = member("What it is about.", default=None)
    place: str | None = member("Where it meets.", default=None)
    visibility: CommunityVisibility | None = member("Who may see it.", default=None)


@strawberry.type(description="The community was changed.")
class UpdateCommunityPayload:
    community: Community | None = member("The community; nothing when it has gone since.")


@strawberry.input(description="Which community ends.")
class DissolveCommunityInput:
    community_id: strawberry.ID = member("The community; the viewer runs it.")


@strawberry.type(description="The community has ended: nobody belongs to it, and its chapters have moved up.")
class DissolveCommunityPayload:
    community_id: strawberry.ID = member("The community that was.")


@strawberry.input(description="What a member is to be in a community.")
class ChangeMemberRoleInput:
    community_id: strawberry.ID = member("The community; the viewer runs it.")
    person_id: strawberry.ID = member("The member.")
    role: MemberRole = member("What they are to be.")


@strawberry.type(description="The member has the role.")
class ChangeMemberRolePayload:
    community: Community | None = member("The community; nothing when it has gone since.")


@strawberry.input(description="Who is to belong to a community no more.")
class RemoveMemberInput:
    community_id: strawberry.ID = member("The community; the viewer runs it.")
    person_id: strawberry.ID = member("The member.")


@strawberry.type(description="They no longer belong to it, and come in again only as somebody lets them.")
class RemoveMemberPayload:
    community: Community | None = member("The community; nothing when it has gone since.")


@strawberry.input(description="Whom the viewer gives their own role to.")
class HandOverCommunityInput:
    community_id: strawberry.ID = member("The community; the viewer runs it.")
    person_id: strawberry.ID = member("The member.")


@strawberry.type(description="The member has the viewer's role, and the viewer is a member.")
class HandOverCommunityPayload:
    community: Community | None = member("The community; nothing when it has gone since.")


CreateCommunityResult = Annotated[
    CreateCommunityPayload | NotFound | NotPermitted | LimitReached,
    strawberry.union("CreateCommunityResult", description="What came of it."),
]
UpdateCommunityResult = Annotated[
    UpdateCommunityPayload | NotFound | NotPermitted,
    strawberry.union("UpdateCommunityResult", description="What came of it."),
]
DissolveCommunityResult = Annotated[
    DissolveCommunityPayload | NotFound | NotPermitted,
    strawberry.union("DissolveCommunityResult", description="What came of it."),
]
ChangeMemberRoleResult = Annotated[
    ChangeMemberRolePayload | NotFound | NotPermitted | LastOrganiser,
    strawberry.union("ChangeMemberRoleResult", description="What came of it."),
]
RemoveMemberResult = Annotated[
    RemoveMemberPayload | NotFound | NotPermitted | LastOrganiser,
    strawberry.union("RemoveMemberResult", description="What came of it."),
]
HandOverCommunityResult = Annotated[
    HandOverCommunityPayload | NotFound | NotPermitted,
    strawberry.union("HandOverCommunityResult", description="What came of it."),
]
_FACTS = ("name", "about", "place", "visibility")


@strawberry.type
class RunningMutations:
    @mutation("Creates a community, or a chapter of one.", returns=CreateCommunityResult)
    async def create_community(
        self,
        info: Info,
        input: Given[CreateCommunityInput],  # noqa: A002
    ) -> CreateCommunityPayload | Refusal:
        """BadInput for malformed ids, and facts that cannot be."""
        context, above = info.context, input.part_of_id
        part_of = None if above is None else local_id(above, "Community", "partOfId")
        facts = {name: plain(getattr(input, name)) for name in _FACTS}

        async def payload(community_id: str) -> CreateCommunityPayload:
            return CreateCommunityPayload(community=await find_community(context, community_id))

        _ = context.me
        step = create_community(context.network, context.viewer, facts, part_of, input.idempotency_key)
        return await decided(context, step, payload)

    @mutation("Changes what a community says of itself, and who may see it.", returns=UpdateCommunityResult)
    async def update_community(
        self,
        info: Info,
        input: Given[UpdateCommunityInput],  # noqa: A002
    ) -> UpdateCommunityPayload | Refusal:
        """BadInput for what is not the id of a community, and facts that cannot be."""
        context, community_id = info.context, local_id(input.community_id, "Community", "communityId")
        given = {name: plain(getattr(input, name)) for name in _FACTS}
        changes = {name: value for name, value in given.items() if value is not None}

        async def payload(_: None) -> UpdateCommunityPayload:
            return UpdateCommunityPayload(community=await find_community(context, community_id))

        _ = context.me
        return await decided(context, update_community(context.network, context.viewer, community_id, changes), payload)

    @mutation("Ends a community for good.", returns=DissolveCommunityResult)
    async def dissolve_community(
        self,
        info: Info,
        input: Given[DissolveCommunityInput],  # noqa: A002
    ) -> DissolveCommunityPayload | Refusal:
        """BadInput for what is not the id of a community."""
        context, community_id = info.context, local_id(input.community_id, "Community", "communityId")

        async def payload(_: None) -> DissolveCommunityPayload:
            return DissolveCommunityPayload(community_id=node_id("Community", community_id))

        _ = context.me
        return await decided(context, dissolve_community(context.network, context.viewer, community_id), payload)

    @mutation(
        "Gives a member another role; the last who runs a community keeps theirs.", returns=ChangeMemberRoleResult
    )
    async def change_member_role(
        self,
        info: Info,
        input: Given[ChangeMemberRoleInput],  # noqa: A002
    ) -> ChangeMemberRolePayload | Refusal:
        """BadInput for malformed ids."""
        context, community_id = info.context, local_id(input.community_id, "Community", "communityId")
        person_id = local_id(input.person_id, "Person", "personId")

        async def payload(_: None) -> ChangeMemberRolePayload:
            return ChangeMemberRolePayload(community=await find_community(context, community_id))

        _ = context.me
        step = change_member_role(context.network, context.viewer, community_id, person_id, plain(input.role))
        return await decided(context, step, payload)

    @mutation("Removes a member from a community.", returns=RemoveMemberResult)
    async def remove_member(
        self,
        info: Info,
        input: Given[RemoveMemberInput],  # noqa: A002
    ) -> RemoveMemberPayload | Refusal:
        """BadInput for malformed ids, or the viewer's own."""
        context, community_id = info.context, local_id(input.community_id, "Community", "communityId")
        person_id = local_id(input.person_id, "Person", "personId")

        async def payload(_: None) -> RemoveMemberPayload:
            return RemoveMemberPayload(community=await find_community(context, community_id))

        _ = context.me
        return await decided(context, remove_member(context.network, context.viewer, community_id, person_id), payload)

    @mutation("Gives the viewer's own role in a community to another member.", returns=HandOverCommunityResult)
    async def hand_over_community(
        self,
        info: Info,
        input: Given[HandOverCommunityInput],  # noqa: A002
    ) -> HandOverCommunityPayload | Refusal:
        """BadInput for malformed ids, or the viewer's own."""
        context, community_id = info.context, local_id(input.community_id, "Community", "communityId")
        person_id = local_id(input.person_id, "Person", "personId")

        async def payload(_: None) -> HandOverCommunityPayload:
            return HandOverCommunityPayload(community=await find_community(context, community_id))

        _ = context.me
        return await decided(
            context, hand_over_community(context.network, context.viewer, community_id, person_id), payload
        )
