"""Invitations into communities: a community's, the viewer's own, and what a code leads to."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated

import strawberry
from strawberry import relay

from peernet.errors import BadInput
from peernet.graph import joining as store
from peernet.model.joining import MOST_INVITATION_DAYS, MOST_USES, USUAL_INVITATION_DAYS, HeldInvitation
from peernet.model.joining import Invitation as InvitationFacts
from peernet.model.policy import Act, may
from peernet.schema.community import Community, CommunityVisibility, find_community
from peernet.schema.connections import cursor, local_id, page, position_after
from peernet.schema.fields import After, First, choice, field, member, mutation
from peernet.schema.joining import CommunityId
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Given, moment, node_id
from peernet.schema.person import Person, find_person
from peernet.schema.refusals import (
    AlreadyMember,
    ClosedCommunity,
    InvitationOver,
    LimitReached,
    NotFound,
    NotPermitted,
    Refusal,
    WrongState,
    decided,
)
from peernet.use_cases.accept_invitation import accept_invitation, decline_invitation, held_invitation
from peernet.use_cases.invite_to_community import Invited, invite_to_community, withdraw_invitation

_LATEST = 2**62
Code = Annotated[str, strawberry.argument(description="The code, as it was told.")]


@strawberry.enum(description="Whether an invitation can be used.")
class InvitationState(Enum):
    OPEN = choice("open", "It can be used.")
    EXPIRED = choice("expired", "Its time is over.")


@strawberry.type(description="An invitation, as those see it who may invite.")
class Invitation:
    facts: strawberry.Private[InvitationFacts]
    context: strawberry.Private[NetworkContext]
    invitation_id: strawberry.ID = member("The invitation's own id.")
    state: InvitationState = member("Whether it can be used.")
    by_code: bool = member("Whether it is for whoever holds its code; otherwise it is for one person.")
    uses: int = member("How often it may be used.")
    used: int = member("How often it has been used.")
    made_at: datetime = member("When it was made.")
    until: datetime = member("When it runs out.")

    @field("Whom it is for, where the viewer may see them.", cost=2)
    async def person(self) -> Person | None:
        """Nobody for an invitation by code."""
        return None if self.facts.person_id is None else await find_person(self.context, self.facts.person_id)

    @field("Who made it, where the viewer may see them.", cost=2)
    async def made_by(self) -> Person | None:
        """By the rules that hold everywhere."""
        return await find_person(self.context, self.facts.made_by)


@strawberry.type(description="An invitation, and where it stands in the list.")
class InvitationEdge:
    cursor: str = member("Where it stands in the list.")
    node: Invitation = member("The invitation.")


@strawberry.type(description="A page of a community's invitations, the newest first.")
class InvitationConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[InvitationEdge] = member("The invitations.")


@strawberry.type(
    description="An invitation that can be used, as whom it is for sees it: what it leads to, hidden or not."
)
class ReceivedInvitation:
    facts: strawberry.Private[HeldInvitation]
    context: strawberry.Private[NetworkContext]
    invitation_id: strawberry.ID = member("The invitation's own id.")
    name: str = member("What the community is called.")
    about: str = member("What it is about.")
    place: str = member("Where it meets; empty where it meets anywhere.")
    visibility: CommunityVisibility = member("Who may see it.")
    made_at: datetime = member("When it was made.")
    until: datetime = member("When it runs out.")

    @field("Who made it, where the viewer may see them.", cost=2)
    async def made_by(self) -> Person | None:
        """By the rules that hold everywhere."""
        return await find_person(self.context, self.facts.made_by)


@strawberry.type
class InvitationQueries:
    @field("A community's invitations, for who may invite; none of any other.", cost=20)
    async def invitations(
        self, info: Info, community_id: CommunityId, first: First = 20, after: After = None
    ) -> InvitationConnection:
        """BadInput for a malformed id or cursor; Unauthenticated for nobody."""
        context, community = info.context, local_id(community_id, "Community", "communityId")
        at, last = position_after("invitations", after, int, str)
        before, before_id = (_LATEST, "") if at is None else (int(at), str(last))
        invites = may(Act.INVITE, context.viewer.role)
        rows = await store.invitations_page(
            context.network.graph, context.me, community, invites, before, before_id, first + 1
        )
        kept, page_info = page(rows, first, after, _cursor)
        edges = [InvitationEdge(cursor=_cursor(row), node=_invitation(context, row)) for row in kept]
        return InvitationConnection(page_info=page_info, edges=edges)

    @field("What a code leads to; nothing for a code that cannot be used.", cost=10)
    async def invitation(self, info: Info, code: Code) -> ReceivedInvitation | None:
        """Unauthenticated for nobody."""
        context = info.context
        found = await held_invitation(context.network, context.me, code)
        return None if found is None else received(context, found)


@strawberry.input(description="Who is invited: somebody, or whoever holds the code that is told.")
class InviteToCommunityInput:
    community_id: strawberry.ID = member("The community; the viewer runs it.")
    person_id: strawberry.ID | None = member("Who; without, a code is made.", default=None)
    days: int = member(f"How long it lasts, from 1 to {MOST_INVITATION_DAYS} days.", default=USUAL_INVITATION_DAYS)
    uses: int = member(f"How often a code may be used, from 1 to {MOST_USES}.", default=1)


@strawberry.type(description="The invitation is made.")
class InviteToCommunityPayload:
    invitation_id: strawberry.ID = member("The invitation's own id.")
    code: str | None = member("The code, told this once and kept nowhere; nothing for an invitation of one person.")
    until: datetime = member("When it runs out.")


@strawberry.input(description="Which invitation.")
class InvitationInput:
    invitation_id: strawberry.ID = member("The invitation.")


@strawberry.type(description="The invitation is taken back.")
class WithdrawInvitationPayload:
    invitation_id: strawberry.ID = member("The invitation.")


@strawberry.type(description="The invitation is declined; for thirty days there is no other from there.")
class DeclineInvitationPayload:
    invitation_id: strawberry.ID = member("The invitation.")


@strawberry.input(description="Which invitation is used: one of the viewer's own, or one whose code they hold.")
class AcceptInvitationInput:
    invitation_id: strawberry.ID | None = member("One of the viewer's own.", default=None)
    code: str | None = member("The code of one.", default=None)


@strawberry.type(description="The viewer belongs to the community.")
class AcceptInvitationPayload:
    community: Community | None = member("The community; nothing when it has gone since.")


InviteToCommunityResult = Annotated[
    InviteToCommunityPayload | NotFound | NotPermitted | AlreadyMember | LimitReached | WrongState,
    strawberry.union("InviteToCommunityResult", description="What came of it."),
]
WithdrawInvitationResult = Annotated[
    WithdrawInvitationPayload | NotFound | WrongState,
    strawberry.union("WithdrawInvitationResult", description="What came of it."),
]
DeclineInvitationResult = Annotated[
    DeclineInvitationPayload | NotFound | WrongState,
    strawberry.union("DeclineInvitationResult", description="What came of it."),
]
AcceptInvitationResult = Annotated[
    AcceptInvitationPayload | NotFound | InvitationOver | ClosedCommunity,
    strawberry.union("AcceptInvitationResult", description="What came of it."),
]


@strawberry.type
class InvitationMutations:
    @mutation("Invites somebody into a community, or makes a code that invites.", returns=InviteToCommunityResult)
    async def invite_to_community(
        self,
        info: Info,
        input: Given[InviteToCommunityInput],  # noqa: A002
    ) -> InviteToCommunityPayload | Refusal:
        """BadInput for malformed ids, and days or uses that cannot be."""
        context, community_id = info.context, local_id(input.community_id, "Community", "communityId")
        person_id = None if input.person_id is None else local_id(input.person_id, "Person", "personId")

        async def payload(made: Invited) -> InviteToCommunityPayload:
            return InviteToCommunityPayload(
                invitation_id=node_id("Invitation", made.id), code=made.code, until=moment(made.until)
            )

        _ = context.me
        step = invite_to_community(
            context.network, context.viewer, community_id, person_id, days=input.days, uses=input.uses
        )
        return await decided(context, step, payload)

    @mutation("Takes an invitation of a community back.", returns=WithdrawInvitationResult)
    async def withdraw_invitation(
        self,
        info: Info,
        input: Given[InvitationInput],  # noqa: A002
    ) -> WithdrawInvitationPayload | Refusal:
        """BadInput for what is not the id of an invitation."""
        context, invitation_id = info.context, local_id(input.invitation_id, "Invitation", "invitationId")

        async def payload(_: str) -> WithdrawInvitationPayload:
            return WithdrawInvitationPayload(invitation_id=input.invitation_id)

        _ = context.me
        return await decided(context, withdraw_invitation(context.network, context.viewer, invitation_id), payload)

    @mutation("Comes into a community by an invitation.", returns=AcceptInvitationResult)
    async def accept_invitation(
        self,
        info: Info,
        input: Given[AcceptInvitationInput],  # noqa: A002
    ) -> AcceptInvitationPayload | Refusal:
        """BadInput for what is not the id of an invitation, or unless exactly one of the two is given."""
        context = info.context
        if (input.code is None) == (input.invitation_id is None):
            raise BadInput("give an invitation or a code, not both", "code")
        given = input.invitation_id
        invitation_id = None if given is None else local_id(given, "Invitation", "invitationId")

        async def payload(community_id: str) -> AcceptInvitationPayload:
            return AcceptInvitationPayload(community=await find_community(context, community_id))

        step = accept_invitation(context.network, context.me, code=input.code, invitation_id=invitation_id)
        return await decided(context, step, payload)

    @mutation("Declines an invitation of the viewer's own.", returns=DeclineInvitationResult)
    async def decline_invitation(
        self,
        info: Info,
        input: Given[InvitationInput],  # noqa: A002
    ) -> DeclineInvitationPayload | Refusal:
        """BadInput for what is not the id of an invitation."""
        context, invitation_id = info.context, local_id(input.invitation_id, "Invitation", "invitationId")

        async def payload(_: None) -> DeclineInvitationPayload:
            return DeclineInvitationPayload(invitation_id=input.invitation_id)

        return await decided(context, decline_invitation(context.network, context.me, invitation_id), payload)


def received(context: NetworkContext, facts: HeldInvitation) -> ReceivedInvitation:
    """An invitation as whom it is for sees it."""
    return ReceivedInvitation(
        facts=facts,
        context=context,
        invitation_id=node_id("Invitation", facts.id),
        name=facts.name,
        about=facts.about,
        place=facts.place,
        visibility=CommunityVisibility(facts.visibility),
        made_at=moment(facts.made_at),
        until=moment(facts.until),
    )


def _invitation(context: NetworkContext, facts: InvitationFacts) -> Invitation:
    over = facts.until <= context.network.clock()
    return Invitation(
        facts=facts,
        context=context,
        invitation_id=node_id("Invitation", facts.id),
        state=InvitationState.EXPIRED if over else InvitationState.OPEN,
        by_code=facts.person_id is None,
        uses=facts.uses,
        used=facts.used,
        made_at=moment(facts.made_at),
        until=moment(facts.until),
    )


def _cursor(row: InvitationFacts) -> str:
    return cursor("invitations", row.made_at, row.id)
