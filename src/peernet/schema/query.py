"""Every query, and how a global id is followed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated

import strawberry

from peernet.errors import BadInput
from peernet.schema.audit import AuditQueries
from peernet.schema.community import CommunityQueries, find_community
from peernet.schema.connections import parse_id
from peernet.schema.fields import field
from peernet.schema.help_wanted import HelpWantedQueries
from peernet.schema.insight import InsightQueries
from peernet.schema.invitation import InvitationQueries
from peernet.schema.joining import JoinRequestQueries
from peernet.schema.level import LevelQueries
from peernet.schema.mentorship import MentorshipQueries, find_mentorship
from peernet.schema.need import find_need
from peernet.schema.need_preview import NeedPreviewQueries
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import MOST_IDS, Id, Node
from peernet.schema.person import PersonQueries, find_person
from peernet.schema.report import ReportQueries
from peernet.schema.ring import RingQueries, find_ring
from peernet.schema.round import RoundQueries, find_round
from peernet.schema.skill import SkillQueries, skill_or_none
from peernet.schema.skill_proposal import SkillKeepingQueries
from peernet.schema.suggestion import SuggestionQueries
from peernet.schema.team import TeamQueries
from peernet.schema.team_life import TeamLifeQueries, find_team
from peernet.schema.team_plan import TeamPlanQueries, find_team_plan
from peernet.schema.viewer import ViewerQueries

Ids = Annotated[list[strawberry.ID], strawberry.argument(description="Global ids, 100 at most.")]

_FINDERS: dict[str, Callable[[NetworkContext, str], Awaitable[Node | None]]] = {
    "Person": find_person,
    "Community": find_community,
    "Need": find_need,
    "Mentorship": find_mentorship,
    "ProposedRing": find_ring,
    "Round": find_round,
    "Team": find_team,
    "TeamPlan": find_team_plan,
}


@strawberry.type
class NodeQueries:
    @field("Anything that the viewer may see, by its global id.", cost=10)
    async def node(self, info: Info, id: Id) -> Node | None:  # noqa: A002
        """BadInput for what is not a global id."""
        return await _find(info.context, id, "id")

    @field("Several things that the viewer may see, in the order of the ids; nothing for what they may not see.")
    async def nodes(self, info: Info, ids: Ids) -> list[Node | None]:
        """BadInput for what is not a global id, or too many of them."""
        if len(ids) > MOST_IDS:
            raise BadInput(f"at most {MOST_IDS} ids at once", "ids")
        return await asyncio.gather(*(_find(info.context, each, "ids") for each in ids))


@strawberry.type(description="What can be asked.")
class Query(
    NodeQueries,
    ViewerQueries,
    PersonQueries,
    SkillQueries,
    SkillKeepingQueries,
    LevelQueries,
    CommunityQueries,
    JoinRequestQueries,
    InvitationQueries,
    ReportQueries,
    AuditQueries,
    MentorshipQueries,
    SuggestionQueries,
    HelpWantedQueries,
    NeedPreviewQueries,
    RingQueries,
    InsightQueries,
    TeamQueries,
    TeamLifeQueries,
    TeamPlanQueries,
    RoundQueries,
):
    pass


async def _find(context: NetworkContext, given: str, where: str) -> Node | None:
    """The thing of that global id, or None; skills are open to all, for the rest one has to be signed in."""
    found = parse_id(given, where)
    if found.type_name == "Skill":
        return skill_or_none(context, found.node_id)
    if found.type_name not in _FINDERS or not found.node_id:
        raise BadInput("is not an id", where)
    _ = context.me
    return await _FINDERS[found.type_name](context, found.node_id)
