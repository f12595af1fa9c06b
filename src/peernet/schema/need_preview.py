"""A need while it is being written: the offers that answer it, before anything is stored."""

from __future__ import annotations

from typing import Annotated

import strawberry

from peernet.model.need import MAX_OPEN_NEEDS
from peernet.schema.connections import local_id
from peernet.schema.fields import First, field, member
from peernet.schema.need import Need, need_of
from peernet.schema.network_context import Info
from peernet.schema.skill import SkillMatch, match_of
from peernet.schema.suggestion import SuggestionEdge, edge_of
from peernet.use_cases.preview_need import preview_need
from peernet.use_cases.suggest_mentors import MentorQuestion

_MOST_UNDERSTOOD = 10


@strawberry.input(description="A need as far as it has been written.")
class NeedPreviewInput:
    skill: str | None = member("The skill in words, as far as they go: the beginning of a word is fine.", default=None)
    skill_id: strawberry.ID | None = member("The skill, once it is chosen.", default=None)
    level: int | None = member("The level its owner wants to reach, 1 to 5.", default=None)
    goal: str = member("What for, as far as it has been written.", default="")


Draft = Annotated[NeedPreviewInput, strawberry.argument(description="What has been written so far.")]


@strawberry.type(description="What a need would find if it were opened now. Nothing is stored, and nobody is told.")
class NeedPreview:
    understood: list[SkillMatch] = member("Which skills it is taken for, surest first.", most=_MOST_UNDERSTOOD)
    edges: list[SuggestionEdge] = member("Whose offers answer it, best first.")
    available: int = member("How many people could be asked now.")
    already: list[Need] = member("Needs of the viewer's own for these skills that are open.", most=MAX_OPEN_NEEDS)


@strawberry.type
class NeedPreviewQueries:
    @field("The offers that answer a need while it is being written; `openNeed` then opens it.", cost=100)
    async def need_preview(self, info: Info, need: Draft, first: First = 5) -> NeedPreview:
        """BadInput for a level, id or text that cannot be; Unauthenticated for nobody."""
        context = info.context
        asked = MentorQuestion(
            skills=(need.skill,) if need.skill and need.skill.strip() else (),
            skill_ids=() if need.skill_id is None else (local_id(need.skill_id, "Skill", "need.skillId"),),
            level=need.level,
            goal=need.goal,
        )
        found = await preview_need(context.network, context.me, asked, context.accept_languages, first)
        answer = found.answer
        return NeedPreview(
            understood=[match_of(context, match) for match in answer.understood][:_MOST_UNDERSTOOD],
            edges=[edge_of(context, str(place), each) for place, each in enumerate(answer.suggestions, 1)],
            available=answer.available,
            already=[need_of(context, each) for each in found.already],
        )
