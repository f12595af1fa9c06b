"""Bridges and gaps of a community, for those who run it."""

from __future__ import annotations

from typing import Annotated

import strawberry

from peernet.model.insight import Insights
from peernet.recommend.insights import MOST_LISTED
from peernet.schema.connections import local_id
from peernet.schema.fields import field, member
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.person import Person, person_known
from peernet.schema.refusals import NotFound, NotPermitted, Refusal, decided
from peernet.schema.skill import Skill, skill_of
from peernet.use_cases.community_insights import community_insights

Of = Annotated[strawberry.ID, strawberry.argument(description="The community.")]


@strawberry.type(description="A member through whom others reach each other.")
class Connector:
    person: Person = member("The member.")
    between: float = member("The share of pairs of others whose shortest ways lead through them, 0 to 1.")
    cut_off: int = member("How many would lose touch with the larger rest without them.")
    communities: int = member("How many other communities their contacts belong to.")


@strawberry.type(description="A tie that alone holds two parts together.")
class Bridge:
    one: Person = member("One side of the tie.")
    other: Person = member("The other side.")
    beyond: int = member("How many people the smaller part holds.")


@strawberry.type(description="A skill that members want and only one active member offers.")
class LoneSkill:
    skill: Skill = member("The skill.")
    person: Person = member("The one who offers it.")
    needs: int = member("How many members want it.")


@strawberry.type(description="Bridges and gaps of a community; people whom the viewer may not see do not count.")
class CommunityInsights:
    members: int = member("How many members were looked at.")
    complete: bool = member("Whether these are all; a very large community is looked at in part.")
    exact: bool = member("Whether `between` is exact; in a large community it is an estimate.")
    connectors: list[Connector] = member("Who holds it together, most first.", most=MOST_LISTED)
    bridges: list[Bridge] = member("Ties that alone hold two parts together, largest first.", most=MOST_LISTED)
    alone: list[Person] = member("Members with neither a contact nor a mentorship.", most=MOST_LISTED)
    alone_total: int = member("How many such members there are.")
    lone_skills: list[LoneSkill] = member("Skills that hang on one person, most wanted first.", most=MOST_LISTED)


CommunityInsightsResult = Annotated[
    CommunityInsights | NotFound | NotPermitted,
    strawberry.union("CommunityInsightsResult", description="What came of it."),
]


@strawberry.type
class InsightQueries:
    @field(
        "Who connects a community, who is alone in it, and what hangs on one person; for its organisers and "
        "administrators.",
        cost=200,
        returns=CommunityInsightsResult,
    )
    async def community_insights(self, info: Info, community_id: Of) -> CommunityInsights | Refusal:
        """BadInput for what is not the id of a community; Unauthenticated for nobody."""
        context = info.context
        wanted = local_id(community_id, "Community", "communityId")

        async def payload(found: Insights) -> CommunityInsights:
            return _insights(context, found)

        step = community_insights(context.network, context.me, wanted, administrator=context.viewer.administrator)
        return await decided(context, step, payload)


def _insights(context: NetworkContext, found: Insights) -> CommunityInsights:
    def known(person_id: str) -> Person:
        return person_known(context, person_id)

    return CommunityInsights(
        members=found.members,
        complete=found.complete,
        exact=found.exact,
        connectors=[
            Connector(
                person=known(each.person_id),
                between=each.between,
                cut_off=each.cut_off,
                communities=each.communities,
            )
            for each in found.connectors
        ],
        bridges=[
            Bridge(one=known(each.one_id), other=known(each.other_id), beyond=each.beyond) for each in found.bridges
        ],
        alone=[known(each) for each in found.alone],
        alone_total=found.alone_total,
        lone_skills=[
            LoneSkill(skill=skill_of(context, each.skill_id), person=known(each.person_id), needs=each.needs)
            for each in found.lone_skills
        ],
    )
