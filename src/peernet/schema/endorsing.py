"""Standing up for somebody's skill, and taking it back."""

from __future__ import annotations

from typing import Annotated

import strawberry

from peernet.schema.connections import local_id
from peernet.schema.fields import member, mutation
from peernet.schema.network_context import Info
from peernet.schema.nodes import Given
from peernet.schema.person import Person, find_person
from peernet.schema.refusals import CannotEndorseSelf, LimitReached, NotFound, Refusal, decided
from peernet.schema.skill import Skill, skill_of
from peernet.use_cases.endorse import endorse, withdraw_endorsement


@strawberry.input(description="Whose skill the viewer stands up for.")
class EndorseInput:
    person_id: strawberry.ID = member("Whose.")
    skill_id: strawberry.ID = member("Which skill.")


@strawberry.type(description="The viewer stands up for it; it weighs as much as what they have shown of it themselves.")
class EndorsePayload:
    person: Person | None = member("Whose skill it is; nothing when they have gone since.")
    skill: Skill = member("The skill.")


@strawberry.input(description="Whose skill the viewer no longer stands up for.")
class WithdrawEndorsementInput:
    person_id: strawberry.ID = member("Whose.")
    skill_id: strawberry.ID = member("Which skill.")


@strawberry.type(description="The endorsement is taken back.")
class WithdrawEndorsementPayload:
    person: Person | None = member("Whose skill it is; nothing where the viewer may not see them any more.")
    skill: Skill = member("The skill.")


EndorseResult = Annotated[
    EndorsePayload | CannotEndorseSelf | NotFound | LimitReached,
    strawberry.union("EndorseResult", description="What came of it."),
]
WithdrawEndorsementResult = Annotated[
    WithdrawEndorsementPayload | NotFound,
    strawberry.union("WithdrawEndorsementResult", description="What came of it."),
]


@strawberry.type
class EndorsingMutations:
    @mutation("Stands up for somebody's skill; once for each skill of a person.", returns=EndorseResult)
    async def endorse(self, info: Info, input: Given[EndorseInput]) -> EndorsePayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a person or a skill."""
        context = info.context
        person_id, skill_id = (
            local_id(input.person_id, "Person", "personId"),
            local_id(input.skill_id, "Skill", "skillId"),
        )

        async def payload(_: None) -> EndorsePayload:
            return EndorsePayload(person=await find_person(context, person_id), skill=skill_of(context, skill_id))

        return await decided(context, endorse(context.network, context.me, person_id, skill_id), payload)

    @mutation("Takes back an endorsement.", returns=WithdrawEndorsementResult)
    async def withdraw_endorsement(
        self,
        info: Info,
        input: Given[WithdrawEndorsementInput],  # noqa: A002
    ) -> WithdrawEndorsementPayload | Refusal:
        """BadInput for what is not the id of a person or a skill."""
        context = info.context
        person_id, skill_id = (
            local_id(input.person_id, "Person", "personId"),
            local_id(input.skill_id, "Skill", "skillId"),
        )

        async def payload(_: None) -> WithdrawEndorsementPayload:
            person = await find_person(context, person_id)
            return WithdrawEndorsementPayload(person=person, skill=skill_of(context, skill_id))

        return await decided(context, withdraw_endorsement(context.network, context.me, person_id, skill_id), payload)
