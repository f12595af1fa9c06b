"""Communities, their chapters and who belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import relay

from peernet.graph import communities as store
from peernet.model.community import Community as CommunityFacts
from peernet.model.community import Membership as MembershipFacts
from peernet.recommend.weighting import BOUNDS
from peernet.schema.community_settings import CommunitySettings, settings_here
from peernet.schema.connections import cursor, local_id, page, position_after
from peernet.schema.fields import After, First, choice, field, member
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Id, Node, moment, moment_or_none, node_id
from peernet.schema.reason_weight import ReasonWeight, weights_here

if TYPE_CHECKING:
    from peernet.schema.person import Person

PartOf = Annotated[
    strawberry.ID | None, strawberry.argument(description="The id of a community: only its chapters are listed.")
]


@strawberry.enum(description="Who may see a community; how one joins it is among its settings.")
class CommunityVisibility(Enum):
    OPEN = choice("open", "Everybody sees it and its members.")
    CLOSED = choice("closed", "Everybody sees it, its members are known to its members alone.")
    HIDDEN = choice("hidden", "Only its members know of it, and those whom they invite.")


@strawberry.enum(description="What somebody is in a community.")
class MemberRole(Enum):
    MEMBER = choice("member", "Somebody who belongs to it.")
    MENTOR = choice("mentor", "Somebody who mentors there.")
    ORGANISER = choice("organiser", "Somebody who organises it.")
    ADMINISTRATOR = choice("administrator", "Somebody who may do everything there.")


@strawberry.type(description="A community, or a local chapter of one.")
class Community(Node):
    facts: strawberry.Private[CommunityFacts]
    context: strawberry.Private[NetworkContext]
    name: str = member("What it is called.")
    about: str = member("What it is about.")
    place: str = member("Where it meets; empty where it meets anywhere.")
    visibility: CommunityVisibility = member("Who may see it.")
    my_role: MemberRole | None = member("What the viewer is in it; nothing for who does not belong to it.")
    settings: CommunitySettings = member("What it has set, and what it takes from the community above it.")
    weights_set_at: datetime | None = member("When its weights were last set; nothing where they never were.")

    @field("The community that it is a chapter of, where the viewer may see that.", cost=2)
    async def part_of(self) -> Community | None:
        """Its parent."""
        return None if self.facts.part_of is None else await find_community(self.context, self.facts.part_of)

    @field("Its chapters that the viewer may see.", cost=5)
    async def chapters(self, first: First = 20, after: After = None) -> CommunityConnection:
        """In the order of ids."""
        (last,) = position_after("communities", after, str)
        rows = await self.context.loaders.chapters.load((self.facts.id, (first + 1, str(last or ""))))
        return await _connection(self.context, [row.id for row in rows], first, after)

    @field("Its members whom the viewer may see; of a closed community only for its members.", cost=5)
    async def members(self, first: First = 20, after: After = None) -> MemberConnection:
        """In the order of ids."""
        return await members_page(self.context, self.facts.id, first, after)

    @field("How much each kind of reason counts in suggestions for it.", most=len(BOUNDS))
    def weights(self) -> list[ReasonWeight]:
        """All of them, set here or not, in a stable order."""
        return weights_here(self.facts)


@strawberry.type(description="A community, and where it stands in the list.")
class CommunityEdge:
    cursor: str = member("Where it stands in the list.")
    node: Community = member("The community.")


@strawberry.type(description="A page of communities.")
class CommunityConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[CommunityEdge] = member("The communities.")


@strawberry.type(description="A member of a community, what they are there, and where they stand in the list.")
class MemberEdge:
    cursor: str = member("Where they stand in the list.")
    node: Annotated[Person, strawberry.lazy("peernet.schema.person")] = member("The member.")
    role: MemberRole = member("What they are in the community.")
    since: datetime = member("Since when they belong to it.")


@strawberry.type(description="A page of a community's members.")
class MemberConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[MemberEdge] = member("The members.")


@strawberry.type(description="That a person belongs to a community.")
class Membership:
    community: Community = member("The community.")
    role: MemberRole = member("What they are there.")
    since: datetime = member("Since when.")


@strawberry.type
class CommunityQueries:
    @field("The community with this id, where the viewer may see it.", cost=10)
    async def community(self, info: Info, id: Id) -> Community | None:  # noqa: A002
        """BadInput for what is not the id of a community; Unauthenticated for nobody."""
        _ = info.context.me
        return await find_community(info.context, local_id(id, "Community", "id"))

    @field("The communities that the viewer may see, in a stable order.", cost=20)
    async def communities(
        self, info: Info, part_of: PartOf = None, first: First = 20, after: After = None
    ) -> CommunityConnection:
        """BadInput for a malformed id or cursor; Unauthenticated for nobody."""
        above = None if part_of is None else local_id(part_of, "Community", "partOf")
        return await communities_page(info.context, above, first, after)


def community_of(context: NetworkContext, facts: CommunityFacts) -> Community:
    """A community as clients see it."""
    return Community(
        id=node_id("Community", facts.id),
        facts=facts,
        context=context,
        name=facts.name,
        about=facts.about,
        place=facts.place,
        visibility=CommunityVisibility(facts.visibility),
        my_role=None if facts.my_role is None else MemberRole(facts.my_role),
        settings=settings_here(facts.settings, context.network.lifetimes),
        weights_set_at=moment_or_none(facts.weighed_at),
    )


async def find_community(context: NetworkContext, community_id: str) -> Community | None:
    """The community, where the viewer may see it."""
    facts = await context.loaders.communities.load(community_id)
    return None if facts is None else community_of(context, facts)


async def communities_page(
    context: NetworkContext, part_of: str | None, first: int, after: str | None
) -> CommunityConnection:
    """A page of communities, or of the chapters of one."""
    me = context.me
    (last,) = position_after("communities", after, str)
    ids = await store.communities_page(context.network.graph, me, part_of, str(last or ""), first + 1)
    return await _connection(context, ids, first, after)


async def _connection(
    context: NetworkContext, ids: Sequence[str], first: int, after: str | None
) -> CommunityConnection:
    kept, page_info = page(ids, first, after, lambda community_id: cursor("communities", community_id))
    found = [facts for facts in await context.loaders.communities.load_many(kept) if facts is not None]
    edges = [CommunityEdge(cursor=cursor("communities", each.id), node=community_of(context, each)) for each in found]
    return CommunityConnection(page_info=page_info, edges=edges)


async def members_page(context: NetworkContext, community_id: str, first: int, after: str | None) -> MemberConnection:
    """A page of a community's members."""
    from peernet.schema.person import people_known  # the two modules need each other

    (last,) = position_after("members", after, str)
    rows = await context.loaders.members.load((community_id, (first + 1, str(last or ""))))
    kept, page_info = page(rows, first, after, lambda row: cursor("members", row.id))
    people = people_known(context, [row.id for row in kept])
    edges = [
        MemberEdge(cursor=cursor("members", row.id), node=person, role=MemberRole(row.role), since=moment(row.since))
        for row, person in zip(kept, people, strict=True)
    ]
    return MemberConnection(page_info=page_info, edges=edges)


async def memberships_of(context: NetworkContext, rows: Sequence[MembershipFacts]) -> list[Membership]:
    """Memberships with their communities."""
    found = await context.loaders.communities.load_many([row.community_id for row in rows])
    return [
        Membership(community=community_of(context, facts), role=MemberRole(row.role), since=moment(row.since))
        for row, facts in zip(rows, found, strict=True)
        if facts is not None
    ]
