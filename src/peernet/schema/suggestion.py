"""Who can mentor me in X."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Annotated

import strawberry
from strawberry import relay

from peernet.model.near_miss import NameSkill, NearMisses
from peernet.model.suggestion import Suggestion
from peernet.recommend.near_misses import MOST
from peernet.schema.change import Change, NearMiss, NearMissesOnce, change_of, near_miss_of
from peernet.schema.community import Community, find_community
from peernet.schema.connections import local_id
from peernet.schema.fields import After, First, field, member
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import epoch_ms
from peernet.schema.person import Person, person_known
from peernet.schema.ranked_lists import page_info, placed, shown_before
from peernet.schema.reason import Reason, reason_of
from peernet.schema.skill import Hop, Skill, SkillMatch, match_of, skill_of
from peernet.use_cases.ask_for_need import ask_for_need
from peernet.use_cases.count_mentors import count_mentors
from peernet.use_cases.find_skills import nearest_skills
from peernet.use_cases.near_misses import near_misses
from peernet.use_cases.suggest_mentors import MentorQuestion, suggest_mentors

MOST_REASONS = 11
MOST_MEANT = 5
_LIST = "mentorSuggestions"


@strawberry.input(
    description="What a member asks: a skill in words or by id, a need of theirs, or a goal in their own words."
)
class MentorQuestionInput:
    skill: str | None = member("A skill in words; typos and the beginning of a word are fine.", default=None)
    skill_id: strawberry.ID | None = member("A skill by its id.", default=None)
    need_id: strawberry.ID | None = member(
        "A need of the viewer's own: its skill, and its level and goal unless said.", default=None
    )
    level: int | None = member("The level wanted, 1 to 5.", default=None)
    goal: str | None = member("What for, in the member's words.", default=None)
    community_id: strawberry.ID | None = member("The community it is for: its people come first.", default=None)
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
    bridges: bool = member(
        "Whether they belong to an open community that neither the viewer nor any of the hundred people whom they know "
        "best belongs to: of "
        "people whose scores are as good as equal, such come first."
    )

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
    context: strawberry.Private[NetworkContext]
    question: strawberry.Private[MentorQuestion]
    look: strawberry.Private[NearMissesOnce]
    wider_id: strawberry.Private[str | None]
    page_info: relay.PageInfo = member("Where the page begins and ends.")
    edges: list[SuggestionEdge] = member("The suggested mentors; none for somebody without a token.")
    understood: list[SkillMatch] = member("Which skills the words were taken for, surest first.", most=10)
    available: int = member(
        "How many people could be asked now: so many suggestions there are. For somebody without a token those whom "
        "everybody may see, rounded down to fives, and counted up to fifty."
    )

    @field("The community above, where nobody in the one asked for can mentor and it was asked instead.", cost=2)
    async def wider_community(self) -> Community | None:
        """Nothing where the question stayed with its own."""
        return None if self.wider_id is None else await find_community(self.context, self.wider_id)

    @field("Where nothing was understood: skills whose labels are nearest to the words.", most=MOST_MEANT)
    def did_you_mean(self) -> list[SkillMatch]:
        """Nearest first; none where something was understood."""
        if self.understood:
            return []
        context = self.context
        found = nearest_skills(context.network, self.question, context.accept_languages, MOST_MEANT)
        return [match_of(context, match) for match in found]

    @field("Who would match if one thing changed, and what, best first.", cost=100, most=MOST)
    async def near_misses(self) -> list[NearMiss]:
        """None for somebody without a token."""
        return [near_miss_of(self.context, miss) for miss in (await self.look()).misses]

    @field("The smallest change that would give a suggestion; nothing where there is one already.", cost=100)
    async def what_would_help(self) -> Change | None:
        """To name a skill, where none was understood; of people nothing for somebody without a token."""
        change = (await self.look()).would_help
        return None if change is None else change_of(self.context, change)


@strawberry.type
class SuggestionQueries:
    @field(
        "Who can mentor the viewer: people whom they may see and could ask now, best first. Without a token only what "
        "was understood, and how many there are.",
        cost=100,
    )
    async def mentor_suggestions(
        self, info: Info, question: For, first: First = 10, after: After = None
    ) -> SuggestionConnection:
        """BadInput for a question that cannot be, or a cursor of another one."""
        context, asked = info.context, await _question(info.context, question)
        digest = _digest(context.viewer.person_id, asked)
        shown = shown_before(_LIST, after, digest)
        if not context.viewer.signed_in:
            return await _counted(context, asked)
        answer = await suggest_mentors(context.network, context.me, asked, context.accept_languages, first, shown)
        if answer.languages is not None:
            context.loaders.speaks(answer.languages)
        rows = list(placed(_LIST, answer.suggestions, shown, lambda each: each.person_id, digest))
        return SuggestionConnection(
            context=context,
            question=asked,
            look=NearMissesOnce(lambda: near_misses(context.network, context.me, answer)),
            wider_id=answer.wider_id,
            page_info=page_info([place for place, _ in rows], after, more=answer.more),
            edges=[edge_of(context, place, suggestion) for place, suggestion in rows],
            understood=[match_of(context, match) for match in answer.understood],
            available=answer.available,
        )


async def _counted(context: NetworkContext, asked: MentorQuestion) -> SuggestionConnection:
    """What somebody without a token is told: skills, and a count."""
    answer = await count_mentors(context.network, asked, context.accept_languages)
    return SuggestionConnection(
        context=context,
        question=asked,
        look=NearMissesOnce(lambda: _nobody(answer.understood)),
        wider_id=None,
        page_info=relay.PageInfo(has_next_page=False, has_previous_page=False, start_cursor=None, end_cursor=None),
        edges=[],
        understood=[match_of(context, match) for match in answer.understood],
        available=answer.available,
    )


async def _nobody(understood: Sequence[object]) -> NearMisses:
    return NearMisses((), None if understood else NameSkill())


def _digest(viewer_id: str | None, asked: MentorQuestion) -> str:
    """What tells this viewer's question from any other: a place in one list means nothing in another."""
    return blake2b(repr((viewer_id, asked)).encode(), digest_size=8).hexdigest()


async def _question(context: NetworkContext, given: MentorQuestionInput) -> MentorQuestion:
    asked = _plain_question(given)
    if given.need_id is None:
        return asked
    return await ask_for_need(context.network, context.me, local_id(given.need_id, "Need", "for.needId"), asked)


def _plain_question(given: MentorQuestionInput) -> MentorQuestion:
    community_id = given.community_id
    return MentorQuestion(
        skills=() if given.skill is None else (given.skill,),
        skill_ids=() if given.skill_id is None else (local_id(given.skill_id, "Skill", "for.skillId"),),
        level=given.level,
        goal=given.goal or "",
        community_id=None if community_id is None else local_id(community_id, "Community", "for.communityId"),
        at=epoch_ms(given.at, "for.at"),
    )


def edge_of(context: NetworkContext, place: str, suggestion: Suggestion) -> SuggestionEdge:
    """A suggestion as clients see it; `place` is its cursor."""
    person = person_known(context, suggestion.person_id, suggestion.name)
    return SuggestionEdge(
        suggestion=suggestion,
        context=context,
        cursor=place,
        node=person,
        person=person,
        score=round(suggestion.score, 4),
        hop=Hop(suggestion.hop.value),
        via_label=suggestion.via_label,
        bridges=suggestion.bridges,
    )
