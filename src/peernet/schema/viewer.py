"""Who is asking, and what only they may see."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

import strawberry
from strawberry import relay

from peernet.graph import blocks as store
from peernet.graph import joining
from peernet.graph import reports as reporting
from peernet.graph.mentorships import PageRow
from peernet.graph.own_data import own_profile
from peernet.model.consent import consents_in
from peernet.model.joining import MOST_REQUESTS
from peernet.schema.audit import OwnAuditEntryConnection, own_audit_page
from peernet.schema.awaiting import Soon, then
from peernet.schema.connections import cursor, page, position_after
from peernet.schema.fields import After, First, choice, field, member
from peernet.schema.invitation import ReceivedInvitation, received
from peernet.schema.joining import JoinRequest, request_of
from peernet.schema.mentorship import MentorshipConnection, MentorshipStates, mentorships_page
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import moment, node_id
from peernet.schema.notice import NoticeConnection, notices_page
from peernet.schema.own_data import Consent, consent_of
from peernet.schema.person import Person, find_person
from peernet.schema.report import OwnReport, Warning, own_report, warning  # noqa: A004

_MOST_INVITATIONS = 50
_MOST_REPORTS = 50


@strawberry.enum(description="What somebody may do in the whole network.")
class NetworkRole(Enum):
    MEMBER = choice("member", "What every member may do.")
    ORGANISER = choice("organiser", "Also creates communities.")
    ADMINISTRATOR = choice("administrator", "Also what organisers may do, in every community that is not hidden.")


@strawberry.type(description="Somebody whom the viewer has blocked: no more than it takes to unblock them.")
class BlockedPerson:
    person_id: strawberry.ID = member("Their global id.")
    blocked_at: datetime = member("Since when.")


@strawberry.type(description="Somebody whom the viewer has blocked, and where they stand in the list.")
class BlockedPersonEdge:
    cursor: str = member("Where they stand in the list.")
    node: BlockedPerson = member("Whom.")


@strawberry.type(description="A page of those whom the viewer has blocked.")
class BlockedPersonConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[BlockedPersonEdge] = member("Those whom the viewer has blocked.")


@strawberry.type(description="Who is asking.")
class Viewer:
    context: strawberry.Private[NetworkContext]
    role: NetworkRole = member("What they may do in the whole network.")

    @field("The viewer as a person of the network; nothing when the network does not know them.", cost=2)
    async def person(self) -> Person | None:
        """Whom the token names."""
        return await find_person(self.context, self.context.me)

    @field("The languages that the viewer is answered in, best first: BCP 47 tags.", returns=list[str])
    def languages(self) -> Soon[list[str]]:
        """What the request says, else what the profile says."""
        return then(self.context.languages(), list)

    @field("The viewer's mentorships, as mentor and as mentee, newest first.", cost=10)
    async def mentorships(
        self, states: MentorshipStates = None, first: First = 20, after: After = None
    ) -> MentorshipConnection:
        """BadInput for a cursor that is none."""
        return await mentorships_page(self.context, states, first, after)

    @field("What was done that concerns the viewer by those who run communities, the newest first.", cost=20)
    async def audit_trail(self, first: First = 20, after: After = None) -> OwnAuditEntryConnection:
        """BadInput for a cursor that is none."""
        return await own_audit_page(self.context, first, after)

    @field("What the viewer agrees to of the optional uses of their data.", cost=10, most=3)
    async def consents(self) -> list[Consent]:
        """Each use; none for somebody whom the network does not know."""
        profile = await own_profile(self.context.network.graph, self.context.me)
        return [] if profile is None else [consent_of(each) for each in consents_in(profile)]

    @field("The viewer's requests to join communities, the newest first.", cost=10, most=MOST_REQUESTS)
    async def join_requests(self) -> list[JoinRequest]:
        """Of communities that the viewer still sees."""
        rows = await joining.join_requests_mine(self.context.network.graph, self.context.me, MOST_REQUESTS)
        return [request_of(self.context, row) for row in rows]

    @field("The invitations that wait for the viewer, the newest first.", cost=10, most=_MOST_INVITATIONS)
    async def invitations(self) -> list[ReceivedInvitation]:
        """What they lead to is told, hidden or not."""
        context, now = self.context, self.context.network.clock()
        rows = await joining.invitations_mine(context.network.graph, context.me, now, _MOST_INVITATIONS)
        return [received(context, row) for row in rows]

    @field("What the viewer has reported, the newest first.", cost=10, most=_MOST_REPORTS)
    async def reports(self) -> list[OwnReport]:
        """Whether it was decided; how is not told."""
        rows = await reporting.reports_mine(self.context.network.graph, self.context.me, _MOST_REPORTS)
        return [own_report(row) for row in rows]

    @field("What the viewer was warned of, the newest first.", cost=10, most=_MOST_REPORTS)
    async def warnings(self) -> list[Warning]:
        """By whom it was reported is not told."""
        rows = await reporting.warnings_mine(self.context.network.graph, self.context.me, _MOST_REPORTS)
        return [warning(row) for row in rows]

    @field("What ends for the viewer by itself before long, or just has, what comes first first.", cost=10)
    async def notices(self, first: First = 20, after: After = None) -> NoticeConnection:
        """BadInput for a cursor that is none."""
        return await notices_page(self.context, first, after)

    @field("Those whom the viewer has blocked.", cost=10)
    async def blocked(self, first: First = 20, after: After = None) -> BlockedPersonConnection:
        """BadInput for a cursor that is none."""
        (last,) = position_after("blocked", after, str)
        graph = self.context.network.graph
        rows = await store.blocked_page(graph, self.context.me, str(last or ""), first + 1)
        kept, page_info = page(rows, first, after, lambda row: cursor("blocked", row.id))
        edges = [BlockedPersonEdge(cursor=cursor("blocked", row.id), node=_blocked(row)) for row in kept]
        return BlockedPersonConnection(page_info=page_info, edges=edges)


@strawberry.type
class ViewerQueries:
    @field("Who is asking; nothing for somebody who is not signed in.")
    def viewer(self, info: Info) -> Viewer | None:
        """From the request's token, never from an argument."""
        context = info.context
        role = context.viewer.role or "member"
        return Viewer(context=context, role=NetworkRole(role)) if context.viewer.signed_in else None


def _blocked(row: PageRow) -> BlockedPerson:
    return BlockedPerson(person_id=node_id("Person", row.id), blocked_at=moment(row.at))
