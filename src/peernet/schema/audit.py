"""The audit trail: of a community for those who run it, and for everybody what of it concerns themselves."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated

import strawberry
from strawberry import relay

from peernet.model.audit import THINGS, AuditAct
from peernet.model.audit import AuditEntry as Facts
from peernet.schema.community import Community, find_community
from peernet.schema.connections import cursor, local_id, page, position_after
from peernet.schema.fields import After, First, choice, field, member
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import moment, node_id
from peernet.schema.person import Person, find_person
from peernet.use_cases.audit_trail import LATEST, community_trail, own_trail

_TRAIL, _MINE = "auditTrail", "ownAuditTrail"
OfCommunity = Annotated[
    strawberry.ID | None,
    strawberry.argument(
        description="The community; without, what is no community's, for the network's administrators."
    ),
]


@strawberry.enum(description="What was done, or looked at, by what somebody is to a community.")
class AuditedAct(Enum):
    COMMUNITY_MADE = choice("community_made", "A community was made.")
    COMMUNITY_CHANGED = choice("community_changed", "What it says of itself, or its settings; `words` names which.")
    COMMUNITY_HANDED_OVER = choice("community_handed_over", "The actor's role went to the person.")
    COMMUNITY_DISSOLVED = choice("community_dissolved", "The community was ended.")
    WEIGHTS_SET = choice("weights_set", "How much reasons count; `words` names which.")
    ROLE_CHANGED = choice("role_changed", "The person got another role, which `words` names.")
    MEMBER_REMOVED = choice("member_removed", "The person was removed.")
    INVITED = choice("invited", "The person, or nobody in particular, was invited.")
    INVITATION_WITHDRAWN = choice("invitation_withdrawn", "An invitation was taken back.")
    INVITATION_USED = choice("invitation_used", "The person came in by an invitation.")
    REQUEST_DECIDED = choice("request_decided", "The person's request to join; `words` says how.")
    REPORT_DECIDED = choice("report_decided", "A report; `words` says how.")
    ROUND_PROPOSED = choice("round_proposed", "A round was planned.")
    ROUND_DECIDED = choice("round_decided", "A round; `words` says how.")
    TEAMS_PLANNED = choice("teams_planned", "Teams of everybody were planned.")
    TEAM_PLAN_DECIDED = choice("team_plan_decided", "A plan for teams; `words` says how.")
    SKILL_ACCEPTED = choice("skill_accepted", "The person's proposal became a skill.")
    SKILL_DECLINED = choice("skill_declined", "The person's proposal was declined.")
    SKILL_WORDED = choice("skill_worded", "A skill was renamed or translated, as `words` says.")
    SKILL_PLACED = choice("skill_placed", "A skill was put under broader ones.")
    SKILLS_MERGED = choice("skills_merged", "A skill was merged into another.")
    SKILLS_UNMERGED = choice("skills_unmerged", "A merge was taken back.")
    REPORTS_SEEN = choice("reports_seen", "Reports were looked at.")
    REQUESTS_SEEN = choice("requests_seen", "Requests to join were looked at.")
    INVITATIONS_SEEN = choice("invitations_seen", "Invitations were looked at.")
    MEMBERS_SEEN = choice("members_seen", "Somebody who runs it looked at its people.")
    INSIGHTS_SEEN = choice("insights_seen", "Its insights were looked at.")
    ROUND_SEEN = choice("round_seen", "A round's people were looked at.")
    TEAM_PLAN_SEEN = choice("team_plan_seen", "The people of a plan for teams were looked at.")
    AUDIT_SEEN = choice("audit_seen", "This trail was looked at.")


@strawberry.type(description="What somebody did, or looked at, by what they are to a community.")
class AuditEntry:
    facts: strawberry.Private[Facts]
    context: strawberry.Private[NetworkContext]
    act: AuditedAct = member("What was done.")
    at: datetime = member("When; of what was looked at, when first in that hour.")
    words: list[str] = member("Names of settings, roles and decisions, as the API writes them in small letters.")
    role: str = member("What they were to the community, or `network administrator`.")
    thing_id: strawberry.ID | None = member(
        "The report, request, invitation, round, plan, proposal or skill, by its id."
    )

    @field("The community.", cost=2)
    async def community(self) -> Community | None:
        """By the rules that hold everywhere."""
        found = self.facts.community_id
        return None if found is None else await find_community(self.context, found)

    @field("Whom it concerns, where it concerns somebody whom the viewer may see.", cost=2)
    async def person(self) -> Person | None:
        """By the rules that hold everywhere."""
        return None if self.facts.person_id is None else await find_person(self.context, self.facts.person_id)

    @field("Who did it, where the viewer may see them.", cost=2)
    async def actor(self) -> Person | None:
        """By the rules that hold everywhere."""
        return None if self.facts.actor_id is None else await find_person(self.context, self.facts.actor_id)


@strawberry.type(description="An entry, and where it stands in the trail.")
class AuditEntryEdge:
    cursor: str = member("Where it stands in the trail.")
    node: AuditEntry = member("The entry.")


@strawberry.type(description="A page of the audit trail, the newest first.")
class AuditEntryConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[AuditEntryEdge] = member("The entries.")


@strawberry.type(description="What somebody who runs a community did that concerns the viewer.")
class OwnAuditEntry:
    facts: strawberry.Private[Facts]
    context: strawberry.Private[NetworkContext]
    act: AuditedAct = member("What was done.")
    at: datetime = member("When.")
    words: list[str] = member("Names of roles and decisions, as the API writes them in small letters.")
    role: str = member("What whoever did it was to the community, or `network administrator`.")

    @field("The community, where the viewer may see it.", cost=2)
    async def community(self) -> Community | None:
        """By the rules that hold everywhere."""
        found = self.facts.community_id
        return None if found is None else await find_community(self.context, found)

    @field(
        "Who did it, where the viewer may see them; nobody for decisions on requests, reports and proposals.", cost=2
    )
    async def actor(self) -> Person | None:
        """By the rules that hold everywhere."""
        return None if self.facts.actor_id is None else await find_person(self.context, self.facts.actor_id)


@strawberry.type(description="An entry, and where it stands in the list.")
class OwnAuditEntryEdge:
    cursor: str = member("Where it stands in the list.")
    node: OwnAuditEntry = member("The entry.")


@strawberry.type(description="A page of what concerns the viewer in audit trails, the newest first.")
class OwnAuditEntryConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[OwnAuditEntryEdge] = member("The entries.")


@strawberry.type
class AuditQueries:
    @field("Who did and looked at what in a community, for those who run it; nothing for anybody else.", cost=20)
    async def audit_trail(
        self, info: Info, community_id: OfCommunity = None, first: First = 20, after: After = None
    ) -> AuditEntryConnection:
        """BadInput for a malformed id or cursor; Unauthenticated for nobody."""
        context = info.context
        _ = context.me
        (number,) = position_after(_TRAIL, after, int)
        below = LATEST if number is None else int(number)
        community = None if community_id is None else local_id(community_id, "Community", "communityId")
        rows = await community_trail(context.network, context.viewer, community, below=below, limit=first + 1)
        kept, page_info = page(rows, first, after, _place)
        edges = [AuditEntryEdge(cursor=_place(row), node=_entry(context, row)) for row in kept]
        return AuditEntryConnection(page_info=page_info, edges=edges)


async def own_audit_page(context: NetworkContext, first: int, after: str | None) -> OwnAuditEntryConnection:
    """What concerns the viewer; BadInput for a cursor that is none."""
    at, last = position_after(_MINE, after, int, str)
    before, before_id = (LATEST, "") if at is None else (int(at), str(last))
    rows = await own_trail(context.network, context.me, before=before, before_id=before_id, limit=first + 1)
    kept, page_info = page(rows, first, after, _own_place)
    edges = [OwnAuditEntryEdge(cursor=_own_place(row), node=_own_entry(context, row)) for row in kept]
    return OwnAuditEntryConnection(page_info=page_info, edges=edges)


def _entry(context: NetworkContext, row: Facts) -> AuditEntry:
    return AuditEntry(
        facts=row,
        context=context,
        act=AuditedAct(row.act),
        at=moment(row.at),
        words=row.words,
        role=row.role,
        thing_id=_thing(row),
    )


def _own_entry(context: NetworkContext, row: Facts) -> OwnAuditEntry:
    return OwnAuditEntry(
        facts=row, context=context, act=AuditedAct(row.act), at=moment(row.at), words=row.words, role=row.role
    )


def _thing(row: Facts) -> strawberry.ID | None:
    """As the thing's own field gives it; a proposal's id is the store's."""
    kind = THINGS.get(AuditAct(row.act), "")
    if row.thing_id is None or not kind:
        return None
    if kind == "skill_proposal":
        return strawberry.ID(row.thing_id)
    return node_id("".join(part.title() for part in kind.split("_")), row.thing_id)


def _place(row: Facts) -> str:
    return cursor(_TRAIL, row.number)


def _own_place(row: Facts) -> str:
    return cursor(_MINE, row.at, row.id)
