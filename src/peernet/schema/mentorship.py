"""Mentorships that the viewer is in."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated

import strawberry
from strawberry import relay

from peernet.graph import mentorships as store
from peernet.model.mentorship import MENTORSHIP_STATES
from peernet.model.mentorship import Mentorship as MentorshipFacts
from peernet.schema.community import Community, find_community
from peernet.schema.connections import cursor, local_id, page, position_after
from peernet.schema.fields import First, choice, field, member
from peernet.schema.meeting import Feedback, Meeting, feedback_of, meeting_of
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Id, Node, moment_or_none, node_id
from peernet.schema.person import Person, find_person
from peernet.schema.skill import Skill, skills_of

_LATEST = 2**62


@strawberry.enum(description="How far a mentorship has come.")
class MentorshipState(Enum):
    REQUESTED = choice("requested", "Asked for, not answered yet.")
    ACTIVE = choice("active", "Under way.")
    DECLINED = choice("declined", "Declined by the mentor.")
    WITHDRAWN = choice("withdrawn", "Taken back before it was answered.")
    COMPLETED = choice("completed", "At its end.")


MentorshipStates = Annotated[
    list[MentorshipState] | None, strawberry.argument(description="Only those that have come so far; all unless said.")
]


@strawberry.type(description="A mentorship, from its request to its end; only those who are in it see it.")
class Mentorship(Node):
    facts: strawberry.Private[MentorshipFacts]
    context: strawberry.Private[NetworkContext]
    goal: str = member("What it is for, in the mentee's words.")
    state: MentorshipState = member("How far it has come.")
    requested_at: datetime | None = member("When it was asked for.")
    started_at: datetime | None = member("When the mentor took the mentee on.")
    ended_at: datetime | None = member("When it was declined, taken back or ended.")

    @field("Who mentors, where the viewer may see them.", cost=2)
    async def mentor(self) -> Person | None:
        """None for who hides by now."""
        return await find_person(self.context, self.facts.mentor_id)

    @field("Who learns, where the viewer may see them; unknown in some histories.", cost=2)
    async def mentee(self) -> Person | None:
        """None for who hides by now."""
        return None if self.facts.mentee_id is None else await find_person(self.context, self.facts.mentee_id)

    @field("The skills that it is about.", most=10)
    def skills(self) -> list[Skill]:
        """In the order they were named in."""
        return skills_of(self.context, self.facts.skill_ids)

    @field("The meetings of the two, latest first.", cost=2)
    async def meetings(self, first: First = 20) -> list[Meeting]:
        """Those that are not confirmed, too."""
        rows = await self.context.loaders.meetings.load((self.facts.id, (first,)))
        return [meeting_of(self.context, row) for row in rows]

    @field("How much it has helped: for the mentee, and for the mentor where the mentee shares it.", cost=2)
    async def feedback(self) -> Feedback | None:
        """None where nothing was said, or it is not for the viewer."""
        facts = await self.context.loaders.feedback.load(self.facts.id)
        return None if facts is None else feedback_of(facts)

    @field("The community that it belongs to, where the viewer may see that.", cost=2)
    async def community(self) -> Community | None:
        """None for one of no community."""
        return None if self.facts.community_id is None else await find_community(self.context, self.facts.community_id)


@strawberry.type(description="A mentorship, and where it stands in the list.")
class MentorshipEdge:
    cursor: str = member("Where it stands in the list.")
    node: Mentorship = member("The mentorship.")


@strawberry.type(description="A page of mentorships, newest first.")
class MentorshipConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[MentorshipEdge] = member("The mentorships.")


@strawberry.type
class MentorshipQueries:
    @field("The mentorship with this id, where the viewer is in it.", cost=10)
    async def mentorship(self, info: Info, id: Id) -> Mentorship | None:  # noqa: A002
        """BadInput for what is not the id of a mentorship; Unauthenticated for nobody."""
        _ = info.context.me
        return await find_mentorship(info.context, local_id(id, "Mentorship", "id"))


def mentorship_of(context: NetworkContext, facts: MentorshipFacts) -> Mentorship:
    """A mentorship as clients see it."""
    return Mentorship(
        id=node_id("Mentorship", facts.id),
        facts=facts,
        context=context,
        goal=facts.goal,
        state=MentorshipState(facts.state),
        requested_at=moment_or_none(facts.requested_at),
        started_at=moment_or_none(facts.started_at),
        ended_at=moment_or_none(facts.ended_at),
    )


async def find_mentorship(context: NetworkContext, mentorship_id: str) -> Mentorship | None:
    """The mentorship, where the viewer is in it."""
    facts = await context.loaders.mentorships.load(mentorship_id)
    return None if facts is None else mentorship_of(context, facts)


async def mentorships_page(
    context: NetworkContext, states: list[MentorshipState] | None, first: int, after: str | None
) -> MentorshipConnection:
    """A page of the viewer's own, newest first."""
    at, last = position_after("mentorships", after, int, str)
    before, before_id = (_LATEST, "") if at is None else (int(at), str(last))
    wanted = MENTORSHIP_STATES if states is None else tuple(state.value for state in states)
    rows = await store.mentorships_page(context.network.graph, context.me, wanted, before, before_id, first + 1)
    kept, page_info = page(rows, first, after, lambda row: cursor("mentorships", row.at, row.id))
    found = await context.loaders.mentorships.load_many([row.id for row in kept])
    edges = [
        MentorshipEdge(cursor=cursor("mentorships", row.at, row.id), node=mentorship_of(context, facts))
        for row, facts in zip(kept, found, strict=True)
        if facts is not None
    ]
    return MentorshipConnection(page_info=page_info, edges=edges)
