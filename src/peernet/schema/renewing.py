"""Letting offers and needs stand on."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

from peernet.schema.connections import local_id
from peernet.schema.fields import member, mutation
from peernet.schema.need import Need
from peernet.schema.network_context import Info
from peernet.schema.nodes import Given, epoch_ms
from peernet.schema.person import Person
from peernet.schema.profile import myself, own_need
from peernet.schema.refusals import LimitReached, NotFound, Refusal, WrongState, decided
from peernet.schema.skill import Skill, skill_of
from peernet.use_cases.offer_skill import renew_offer
from peernet.use_cases.open_need import renew_need


@strawberry.input(description="Which offer stands on.")
class RenewOfferInput:
    skill_id: strawberry.ID = member("The skill that the viewer offers, or offered.")
    until: datetime | None = member("Until when; where nothing is said, as long as a new one would.", default=None)


@strawberry.type(description="The offer stands on.")
class RenewOfferPayload:
    person: Person = member("The viewer, who offers it.")
    skill: Skill = member("The skill.")


@strawberry.input(description="Which need stands on.")
class RenewNeedInput:
    need_id: strawberry.ID = member("The need, one of the viewer's own.")
    until: datetime | None = member("Until when; where nothing is said, as long as a new one would.", default=None)


@strawberry.type(description="The need stands on.")
class RenewNeedPayload:
    need: Need = member("The need.")


RenewOfferResult = Annotated[
    RenewOfferPayload | NotFound, strawberry.union("RenewOfferResult", description="What came of it.")
]
RenewNeedResult = Annotated[
    RenewNeedPayload | NotFound | WrongState | LimitReached,
    strawberry.union("RenewNeedResult", description="What came of it."),
]


@strawberry.type
class RenewingMutations:
    @mutation("Lets an offer of the viewer's stand on, whether or not it has ended.", returns=RenewOfferResult)
    async def renew_offer(self, info: Info, input: Given[RenewOfferInput]) -> RenewOfferPayload | Refusal:  # noqa: A002
        """BadInput for an end that cannot be."""
        context, skill_id = info.context, local_id(input.skill_id, "Skill", "skillId")
        until = epoch_ms(input.until, "until")

        async def payload(_: None) -> RenewOfferPayload:
            return RenewOfferPayload(person=await myself(context), skill=skill_of(context, skill_id))

        return await decided(context, renew_offer(context.network, context.me, skill_id, until), payload)

    @mutation("Lets a need of the viewer's stand on, whether or not its time has run out.", returns=RenewNeedResult)
    async def renew_need(self, info: Info, input: Given[RenewNeedInput]) -> RenewNeedPayload | Refusal:  # noqa: A002
        """BadInput for an end that cannot be."""
        context, need_id = info.context, local_id(input.need_id, "Need", "needId")
        until = epoch_ms(input.until, "until")

        async def payload(_: None) -> RenewNeedPayload:
            return RenewNeedPayload(need=await own_need(context, need_id))

        return await decided(context, renew_need(context.network, context.me, need_id, until), payload)
