"""Who can mentor me in X."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry import relay

from peernet.model.suggestion import Suggestion
from peernet.schema.connections import cursor, local_id, page
from peernet.schema.fields import After, First, field, member
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import epoch_ms
from peernet.schema.person import Person, person_known
from peernet.schema.reason import Reason, reason_of
from peernet.schema.skill import Hop, Skill, SkillMatch, match_of, offset_after, skill_of
from peernet.use_cases.suggest_mentors import MentorQuestion, suggest_mentors

MOST_REASONS = 11


@strawberry.input(description="What a member asks: a skill in words or by id, or a goal that names skills.")
class MentorQuestionInput:
    skill: str | None = member("A skill in words; typos and the beginning of a word are fine.", default=None)
    skill_id: strawberry.ID | None = member("A skill by its id.", default=None)
    level: int | None = member("The level wanted, 1 to 5.", default=None)
    goal: str | None = member("What for, in the member's words.", default=None)
    community_id: strawberry.ID | None = member("Only members of this community.", default=None)
    at: datetime | None = member("The time for which hours and recency count; now unless said.", default=None)


For = Annotated[
    MentorQuestionInput, strawberry.argument(name="for", description="What the viewer would like to learn.")
]


@strawberry.type(description="A suggested mentor, why, and where they stand in the list.")
class SuggestionEdge:
    suggestion: strawberry.Private[Suggestion]
    context: strawberry.Private[NetworkContext]
    cursor: str = member("Where they stand in the list.")
    node: Person = member("The suggested mentor, as Relay calls them.")
    person: Person = member("The suggested mentor.")
    score: float = member("0 to 1, to four places.")
    hop: Hop = member("What the skill is to the asked one.")
    via_label: str | None = member("The label of the asked skill, where they offer one next to it.")

    @field("The skill that fits best; none where no skill was asked for.")
    def skill(self) -> Skill | None:
        """From the catalogue."""
        skill_id = self.suggestion.skill_id
        return None if skill_id is None else skill_of(self.context, skill_id)

    @field("Why they are suggested, the weightiest first.", most=MOST_REASONS)
    def reasons(self) -> list[Reason]:
        """Their weights sum to what the score is made from."""
        return [reason_of(self.context, reason) for reason in self.suggestion.reasons]


@strawberry.type(description="A page of suggested mentors, best first.")
class SuggestionConnection:
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[SuggestionEdge] = member("The suggested mentors.")
    understood: list[SkillMatch] = member("Which skills the words were taken for, surest first.", most=10)


@strawberry.type
class SuggestionQueries:
    @field("Who can mentor the viewer: people whom they may see and could ask now, best first.", cost=100)
    async def mentor_suggestions(
        self, info: Info, question: For, first: First = 10, after: After = None
    ) -> SuggestionConnection:
        """BadInput for a question that cannot be; Unauthenticated for nobody."""
        context = info.context
        offset = offset_after("mentorSuggestions", after)
        answer = await suggest_mentors(
            context.network, context.me, _question(question), context.accept_languages, first, offset
        )
        if answer.languages is not None:
            context.loaders.speaks(answer.languages)
        placed = [(offset + number, suggestion) for number, suggestion in enumerate(answer.suggestions, 1)]
        kept, page_info = page(placed, first, after, lambda row: cursor("mentorSuggestions", row[0]))
        page_info.has_next_page = answer.more
        edges = [_edge(context, place, suggestion) for place, suggestion in kept]
        understood = [match_of(context, match) for match in answer.understood]
        return SuggestionConnection(page_info=page_info, edges=edges, understood=understood)


def _question(given: MentorQuestionInput) -> MentorQuestion:
    community_id = given.community_id
    return MentorQuestion(
        skills=() if given.skill is None else (given.skill,),
        skill_ids=() if given.skill_id is None else (local_id(given.skill_id, "Skill", "for.skillId"),),
        level=given.level,
        goal=given.goal or "",
        community_id=None if community_id is None else local_id(community_id, "Community", "for.communityId"),
        at=epoch_ms(given.at, "for.at"),
    )


def _edge(context: NetworkContext, place: int, suggestion: Suggestion) -> SuggestionEdge:
    person = person_known(context, suggestion.person_id, suggestion.name)
    return SuggestionEdge(
        suggestion=suggestion,
        context=context,
        cursor=cursor("mentorSuggestions", place),
        node=person,
        person=person,
        score=round(suggestion.score, 4),
        hop=Hop(suggestion.hop.value),
        via_label=suggestion.via_label,
    )
