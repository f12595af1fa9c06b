"""Keeping a catalogue: skills proposed, accepted, named, translated and placed, and who did what."""

from __future__ import annotations

from typing import Annotated

import strawberry

from peernet.graph.skills import skill_now
from peernet.schema.connections import local_id
from peernet.schema.fields import member, mutation
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Given
from peernet.schema.refusals import (
    CannotMergeIntoNarrower,
    CannotMergeSelf,
    LimitReached,
    NotFound,
    NotPermitted,
    Refusal,
    SkillCircle,
    SkillExists,
    WrongState,
    decided,
)
from peernet.schema.skill import Skill, skill_shown
from peernet.use_cases.change_skill import place_skill, rename_skill, translate_skill
from peernet.use_cases.merge_skills import merge_skills, unmerge_skills
from peernet.use_cases.propose_skill import SkillWish, accept_skill, decline_skill, propose_skill


@strawberry.input(description="A skill that the viewer would like to see in a catalogue.")
class ProposeSkillInput:
    label: str = member("What it is called.")
    language: str = member("In which language: a BCP 47 tag.", default="en")
    alt_labels: list[str] = member("What else it is called in that language, 50 at most.", default_factory=list)
    broader_id: strawberry.ID | None = member("The skill that it is to stand under.", default=None)
    community_id: strawberry.ID | None = member("Whose own catalogue it is for; everybody's otherwise.", default=None)
    about: str = member("What there is to say for it.", default="")
    idempotency_key: str | None = member("The same key has one effect, however often it is sent.", default=None)


@strawberry.input(description="Which proposal becomes a skill.")
class AcceptSkillInput:
    proposal_id: strawberry.ID = member("The proposal.")


@strawberry.input(description="Which proposal does not, or is taken back by who made it.")
class DeclineSkillInput:
    proposal_id: strawberry.ID = member("The proposal.")
    why: str = member("What to tell who made it.", default="")


@strawberry.input(description="What a skill is called from now on.")
class RenameSkillInput:
    skill_id: strawberry.ID = member("The skill.")
    label: str = member("Its new label.")
    language: str | None = member("In which language; that of the label which leads unless said.", default=None)


@strawberry.input(description="What a skill is called in a language.")
class TranslateSkillInput:
    skill_id: strawberry.ID = member("The skill.")
    language: str = member("A BCP 47 tag.")
    label: str = member("What it is called.")
    alt_labels: list[str] = member("What else it is called in that language, 50 at most.", default_factory=list)


@strawberry.input(description="Where a skill stands.")
class PlaceSkillInput:
    skill_id: strawberry.ID = member("The skill.")
    broader_ids: list[strawberry.ID] = member("The skills that include it, 10 at most; none for the top.")


@strawberry.input(description="Which two skills become one.")
class MergeSkillsInput:
    skill_id: strawberry.ID = member("The skill that is merged; its id goes on working.")
    into_id: strawberry.ID = member("The skill that it becomes part of.")


@strawberry.input(description="Which merge is taken back.")
class UnmergeSkillsInput:
    skill_id: strawberry.ID = member("The skill that was merged.")


@strawberry.type(description="The skill is proposed; it is one at once where the viewer keeps the catalogue.")
class ProposeSkillPayload:
    proposal_id: strawberry.ID = member("The proposal.")
    skill: Skill | None = member("The skill; nothing while nobody has decided.")


@strawberry.type(description="There is such a skill from now on; everybody finds it within five seconds.")
class AcceptSkillPayload:
    skill: Skill | None = member("The skill.")


@strawberry.type(description="Nothing comes of the proposal.")
class DeclineSkillPayload:
    proposal_id: strawberry.ID = member("The proposal.")


@strawberry.type(description="The skill is called so; everybody finds it by that within five seconds.")
class RenameSkillPayload:
    skill: Skill | None = member("The skill.")


@strawberry.type(description="The skill is called so in that language; everybody finds it by that within five seconds.")
class TranslateSkillPayload:
    skill: Skill | None = member("The skill.")


@strawberry.type(description="The skill stands there.")
class PlaceSkillPayload:
    skill: Skill | None = member("The skill.")


@strawberry.type(description="The two are one: offers, needs, evidence and endorsements are the survivor's.")
class MergeSkillsPayload:
    skill: Skill | None = member("The survivor.")


@strawberry.type(description="The two are apart again; what came since stays with the survivor.")
class UnmergeSkillsPayload:
    skill: Skill | None = member("The skill that was merged.")


_WHAT_CAME = "What came of it."
ProposeSkillResult = Annotated[
    ProposeSkillPayload | NotFound | NotPermitted | SkillExists | LimitReached,
    strawberry.union("ProposeSkillResult", description=_WHAT_CAME),
]
AcceptSkillResult = Annotated[
    AcceptSkillPayload | NotFound | NotPermitted | WrongState,
    strawberry.union("AcceptSkillResult", description=_WHAT_CAME),
]
DeclineSkillResult = Annotated[
    DeclineSkillPayload | NotFound | WrongState, strawberry.union("DeclineSkillResult", description=_WHAT_CAME)
]
RenameSkillResult = Annotated[
    RenameSkillPayload | NotFound | NotPermitted | SkillExists,
    strawberry.union("RenameSkillResult", description=_WHAT_CAME),
]
TranslateSkillResult = Annotated[
    TranslateSkillPayload | NotFound | NotPermitted | SkillExists,
    strawberry.union("TranslateSkillResult", description=_WHAT_CAME),
]
PlaceSkillResult = Annotated[
    PlaceSkillPayload | NotFound | NotPermitted | SkillCircle,
    strawberry.union("PlaceSkillResult", description=_WHAT_CAME),
]
MergeSkillsResult = Annotated[
    MergeSkillsPayload | NotFound | NotPermitted | WrongState | CannotMergeSelf | CannotMergeIntoNarrower,
    strawberry.union("MergeSkillsResult", description=_WHAT_CAME),
]
UnmergeSkillsResult = Annotated[
    UnmergeSkillsPayload | NotFound | NotPermitted | WrongState,
    strawberry.union("UnmergeSkillsResult", description=_WHAT_CAME),
]


async def fresh_skill(context: NetworkContext, skill_id: str) -> Skill | None:
    """The skill as the graph has it now; the catalogue in memory follows within seconds."""
    found = await skill_now(context.network.graph, skill_id)
    return None if found is None else skill_shown(context, found)


@strawberry.type
class SkillKeepingMutations:
    @mutation("Proposes a skill for everybody's catalogue, or for a community's own.", returns=ProposeSkillResult)
    async def propose_skill(self, info: Info, input: Given[ProposeSkillInput]) -> ProposeSkillPayload | Refusal:  # noqa: A002
        """BadInput for text that cannot be, or ids of the wrong kind."""
        context = info.context
        wish = SkillWish(
            input.label,
            input.language,
            tuple(input.alt_labels),
            None if input.broader_id is None else local_id(input.broader_id, "Skill", "broaderId"),
            None if input.community_id is None else local_id(input.community_id, "Community", "communityId"),
            input.about,
            input.idempotency_key,
        )

        async def payload(done: tuple[str, bool]) -> ProposeSkillPayload:
            skill = await fresh_skill(context, done[0]) if done[1] else None
            return ProposeSkillPayload(proposal_id=strawberry.ID(done[0]), skill=skill)

        return await decided(context, propose_skill(context.network, context.keeper, wish), payload)

    @mutation(
        "Makes a proposed skill one that everybody finds; for who keeps the catalogue.", returns=AcceptSkillResult
    )
    async def accept_skill(self, info: Info, input: Given[AcceptSkillInput]) -> AcceptSkillPayload | Refusal:  # noqa: A002
        """The id of a proposal is its own."""
        context = info.context

        async def payload(skill_id: str) -> AcceptSkillPayload:
            return AcceptSkillPayload(skill=await fresh_skill(context, skill_id))

        step = accept_skill(context.network, context.keeper, str(input.proposal_id))
        return await decided(context, step, payload)

    @mutation("Declines a proposed skill, or takes back one's own.", returns=DeclineSkillResult)
    async def decline_skill(self, info: Info, input: Given[DeclineSkillInput]) -> DeclineSkillPayload | Refusal:  # noqa: A002
        """The id of a proposal is its own."""
        context, proposal_id = info.context, str(input.proposal_id)

        async def payload(_: None) -> DeclineSkillPayload:
            return DeclineSkillPayload(proposal_id=strawberry.ID(proposal_id))

        step = decline_skill(context.network, context.keeper, proposal_id, input.why)
        return await decided(context, step, payload)

    @mutation("Gives a skill another label; for who keeps its catalogue.", returns=RenameSkillResult)
    async def rename_skill(self, info: Info, input: Given[RenameSkillInput]) -> RenameSkillPayload | Refusal:  # noqa: A002
        """BadInput for text that cannot be a label."""
        context, skill_id = info.context, local_id(input.skill_id, "Skill", "skillId")

        async def payload(_: None) -> RenameSkillPayload:
            return RenameSkillPayload(skill=await fresh_skill(context, skill_id))

        step = rename_skill(context.network, context.keeper, skill_id, input.label, input.language)
        return await decided(context, step, payload)

    @mutation("Says what a skill is called in a language; for who keeps its catalogue.", returns=TranslateSkillResult)
    async def translate_skill(
        self,
        info: Info,
        input: Given[TranslateSkillInput],  # noqa: A002
    ) -> TranslateSkillPayload | Refusal:
        """BadInput for text that cannot be a label."""
        context, skill_id = info.context, local_id(input.skill_id, "Skill", "skillId")

        async def payload(_: None) -> TranslateSkillPayload:
            return TranslateSkillPayload(skill=await fresh_skill(context, skill_id))

        step = translate_skill(context.network, context.keeper, skill_id, input.language, input.label, input.alt_labels)
        return await decided(context, step, payload)

    @mutation("Puts a skill under broader ones; for who keeps its catalogue.", returns=PlaceSkillResult)
    async def place_skill(self, info: Info, input: Given[PlaceSkillInput]) -> PlaceSkillPayload | Refusal:  # noqa: A002
        """BadInput for ids of the wrong kind, or too many."""
        context, skill_id = info.context, local_id(input.skill_id, "Skill", "skillId")
        broader = [local_id(each, "Skill", "broaderIds") for each in input.broader_ids]

        async def payload(_: None) -> PlaceSkillPayload:
            return PlaceSkillPayload(skill=await fresh_skill(context, skill_id))

        return await decided(context, place_skill(context.network, context.keeper, skill_id, broader), payload)

    @mutation("Merges a skill into another one; for who keeps its catalogue.", cost=50, returns=MergeSkillsResult)
    async def merge_skills(self, info: Info, input: Given[MergeSkillsInput]) -> MergeSkillsPayload | Refusal:  # noqa: A002
        """BadInput for ids of the wrong kind."""
        context, skill_id = info.context, local_id(input.skill_id, "Skill", "skillId")
        into_id = local_id(input.into_id, "Skill", "intoId")

        async def payload(survivor_id: str) -> MergeSkillsPayload:
            return MergeSkillsPayload(skill=await fresh_skill(context, survivor_id))

        return await decided(context, merge_skills(context.network, context.keeper, skill_id, into_id), payload)

    @mutation("Takes a merge of skills back; for who keeps the catalogue.", cost=50, returns=UnmergeSkillsResult)
    async def unmerge_skills(self, info: Info, input: Given[UnmergeSkillsInput]) -> UnmergeSkillsPayload | Refusal:  # noqa: A002
        """BadInput for ids of the wrong kind."""
        context, skill_id = info.context, local_id(input.skill_id, "Skill", "skillId")

        async def payload(_: None) -> UnmergeSkillsPayload:
            return UnmergeSkillsPayload(skill=await fresh_skill(context, skill_id))

        return await decided(context, unmerge_skills(context.network, context.keeper, skill_id), payload)
