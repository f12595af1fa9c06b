"""Skills proposed for a catalogue, and who changed what in it."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated

import strawberry
from strawberry import relay

from peernet.graph.skill_keeping import skill_edits, skill_proposals_page
from peernet.model.skill_keeping import PROPOSAL_STATES
from peernet.model.skill_keeping import SkillEdit as EditFacts
from peernet.model.skill_keeping import SkillProposal as ProposalFacts
from peernet.schema.community import Community, find_community
from peernet.schema.connections import cursor, local_id, page, position_after
from peernet.schema.fields import After, First, choice, field, member
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Id, moment, moment_or_none
from peernet.schema.person import Person, find_person
from peernet.schema.skill import Skill, skill_or_none


@strawberry.enum(description="What has become of a proposed skill.")
class ProposalState(Enum):
    PROPOSED = choice("proposed", "Whoever keeps the catalogue has not decided yet.")
    ACCEPTED = choice("accepted", "It is a skill now.")
    DECLINED = choice("declined", "It is not taken into the catalogue.")
    WITHDRAWN = choice("withdrawn", "Whoever proposed it has taken it back.")


@strawberry.enum(description="How a skill was changed.")
class EditVerb(Enum):
    ACCEPTED = choice("accepted", "It was taken into the catalogue.")
    RENAMED = choice("renamed", "It was given another label.")
    TRANSLATED = choice("translated", "It was named in a language.")
    PLACED = choice("placed", "It was put under broader skills.")
    MERGED = choice("merged", "Another skill was merged into it.")
    UNMERGED = choice("unmerged", "That was undone.")


@strawberry.type(description="A skill that somebody would like to see in a catalogue; nobody finds it yet.")
class SkillProposal:
    facts: strawberry.Private[ProposalFacts]
    context: strawberry.Private[NetworkContext]
    proposal_id: strawberry.ID = member("Its id; once it is accepted, that of a Skill.")
    label: str = member("What it is called.")
    language: str = member("In which language: a BCP 47 tag.")
    alt_labels: list[str] = member("What else it is called.")
    about: str = member("What who proposed it has to say.")
    state: ProposalState = member("What has become of it.")
    why: str = member("What who decided has to say.")
    at: datetime = member("When it was proposed.")
    decided_at: datetime | None = member("When it was decided.")
    own: bool = member("Whether the viewer proposed it.")

    @field("The skill that it is to stand under.")
    def broader(self) -> Skill | None:
        """From the catalogue in memory."""
        return None if self.facts.broader_id is None else skill_or_none(self.context, self.facts.broader_id)

    @field("Whose catalogue it is for; nothing for everybody's.", cost=10)
    async def community(self) -> Community | None:
        """Only where the viewer may see it."""
        return None if self.facts.community_id is None else await find_community(self.context, self.facts.community_id)


@strawberry.type(description="One change of a skill.")
class SkillEdit:
    facts: strawberry.Private[EditFacts]
    context: strawberry.Private[NetworkContext]
    verb: EditVerb = member("How it was changed.")
    language: str | None = member("The language of the labels; nothing where it is about other skills.")
    before: list[str] = member("Labels, or ids in the catalogue, as they were.")
    after: list[str] = member("Labels, or ids in the catalogue, as they were from then on.")
    at: datetime = member("When.")

    @field("Who changed it, where the viewer may see them.", cost=10)
    async def actor(self) -> Person | None:
        """Read with everybody else who is asked for."""
        return None if self.facts.actor_id is None else await find_person(self.context, self.facts.actor_id)


@strawberry.type(description="A proposed skill, and where it stands in the list.")
class SkillProposalEdge:
    cursor: str = member("Where it stands in the list.")
    node: SkillProposal = member("The proposal.")


@strawberry.type(description="A page of proposed skills, newest first.")
class SkillProposalConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[SkillProposalEdge] = member("The proposals.")


_States = Annotated[
    list[ProposalState] | None, strawberry.argument(description="Only those of which this came; all unless said.")
]
_Whose = Annotated[
    strawberry.ID | None, strawberry.argument(description="Whose own catalogue; everybody's unless said.")
]


@strawberry.type
class SkillKeepingQueries:
    @field("Skills proposed for a catalogue, newest first: all for who keeps it, one's own for others.", cost=10)
    async def skill_proposals(
        self,
        info: Info,
        community_id: _Whose = None,
        states: _States = None,
        first: First = 20,
        after: After = None,
    ) -> SkillProposalConnection:
        """BadInput for what is not the id of a community, or a cursor that is none."""
        context = info.context
        where = None if community_id is None else local_id(community_id, "Community", "communityId")
        wanted = PROPOSAL_STATES if states is None else [each.value for each in states]
        at, last = position_after("proposals", after, int, str)
        position = (at, last) if isinstance(at, int) and isinstance(last, str) else None
        graph, who = context.network.graph, context.keeper
        rows = await skill_proposals_page(graph, who, where, wanted, position, first + 1)
        kept, page_info = page(rows, first, after, lambda row: cursor("proposals", row.at, row.id))
        edges = [
            SkillProposalEdge(cursor=cursor("proposals", row.at, row.id), node=_proposal(context, row)) for row in kept
        ]
        return SkillProposalConnection(page_info=page_info, edges=edges)

    @field("Who changed a skill, newest first; nothing for who does not keep its catalogue.", cost=10)
    async def skill_edits(self, info: Info, id: Id, first: First = 20) -> list[SkillEdit]:  # noqa: A002
        """BadInput for what is not the id of a skill."""
        context = info.context
        found = await skill_edits(context.network.graph, context.keeper, local_id(id, "Skill", "id"), first)
        return [
            SkillEdit(
                facts=each,
                context=context,
                verb=EditVerb(each.verb),
                language=each.language,
                before=each.before,
                after=each.after,
                at=moment(each.at),
            )
            for each in found
        ]


def _proposal(context: NetworkContext, row: ProposalFacts) -> SkillProposal:
    return SkillProposal(
        facts=row,
        context=context,
        proposal_id=strawberry.ID(row.id),
        label=row.label,
        language=row.language,
        alt_labels=row.alt_labels,
        about=row.about,
        state=ProposalState(row.state),
        why=row.why,
        at=moment(row.at),
        decided_at=moment_or_none(row.decided_at),
        own=row.own,
    )
