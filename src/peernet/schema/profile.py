"""What members say of themselves: profile, offers, needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Annotated

import strawberry
from strawberry.utils.str_converters import to_camel_case

from peernet.errors import BadInput
from peernet.errors import NotFound as Absent
from peernet.model.borrowing import NeedReach as Reach
from peernet.schema.audience import ShownToInput
from peernet.schema.audience import given as shown_to_given
from peernet.schema.connections import local_id
from peernet.schema.fields import choice, member, mutation
from peernet.schema.need import Need, NeedReach, find_need
from peernet.schema.network_context import Info, NetworkContext
from peernet.schema.nodes import Given, epoch_ms
from peernet.schema.person import Person, PersonStatus, PersonVisibility, find_person
from peernet.schema.refusals import LimitReached, NotFound, Refusal, WrongState, decided
from peernet.schema.skill import Skill, skill_of
from peernet.use_cases.offer_skill import offer_skill, withdraw_offer
from peernet.use_cases.open_need import close_need, open_need
from peernet.use_cases.update_profile import update_profile


@strawberry.input(description="What changes in the viewer's profile; what is left out stays, an empty text clears.")
class UpdateProfileInput:
    name: str | None = member("What they are called.", default=None)
    about: str | None = member("What they say of themselves.", default=None)
    languages: list[str] | None = member("What they speak: BCP 47 tags, best first.", default=None)
    country: str | None = member("Where they live: ISO 3166 alpha-2.", default=None)
    time_zone: str | None = member("Their IANA time zone.", default=None)
    hours: list[str] | None = member("When they have time each week, local: `Mon 18:00-20:00`.", default=None)
    capacity: int | None = member("How many mentees they take at once.", default=None)
    status: PersonStatus | None = member("Whether they can be asked; nobody sets `QUIET`.", default=None)
    away_until: datetime | None = member("Away until then, and back by themself.", default=None)
    visibility: PersonVisibility | None = member("Who may see them.", default=None)
    open_to_teams: bool | None = member("Whether they may be proposed and asked for teams.", default=None)
    contact: str | None = member("How they are reached once both have agreed: an address or a link.", default=None)
    shown_to: ShownToInput | None = member("To whom they show what.", default=None)


@strawberry.type(description="The profile was changed.")
class UpdateProfilePayload:
    person: Person = member("The viewer as they are now.")


@strawberry.input(description="What the viewer offers to others.")
class OfferSkillInput:
    skill_id: strawberry.ID = member("The skill.")
    level: int = member("How well they can do it, 1 to 5: what that means is in `levels`.", default=3)
    until: datetime | None = member(
        "Until when; where nothing is said, as long as a community of theirs or the network lets offers stand.",
        default=None,
    )
    only_one: bool = member("Whether it is for one mentee alone, and over when one is accepted.", default=False)


@strawberry.type(description="The skill is offered, at this level and until this time.")
class OfferSkillPayload:
    person: Person = member("The viewer, who offers it.")
    skill: Skill = member("The skill.")


@strawberry.input(description="What the viewer no longer offers.")
class WithdrawOfferInput:
    skill_id: strawberry.ID = member("The skill.")


@strawberry.type(description="The skill is no longer offered.")
class WithdrawOfferPayload:
    person: Person = member("The viewer, who no longer offers it.")
    skill: Skill = member("The skill.")


@strawberry.input(description="What the viewer wants to learn.")
class OpenNeedInput:
    skill_id: strawberry.ID = member("The skill.")
    level: int | None = member("The level its owner wants to reach, 1 to 5.", default=None)
    goal: str = member("What for, in their own words.", default="")
    until: datetime | None = member(
        "When it expires; where nothing is said, when a community of theirs or the network lets needs run out.",
        default=None,
    )
    reach: NeedReach = member("To whom it is offered.", default=NeedReach.WIDER)
    idempotency_key: str | None = member("The same key has one effect, however often it is sent.", default=None)


@strawberry.type(description="The need is open.")
class OpenNeedPayload:
    need: Need = member("The need.")


@strawberry.enum(description="Why a need is closed.")
class NeedClosing(Enum):
    MET = choice("met", "Somebody has helped.")
    WITHDRAWN = choice("withdrawn", "It is taken back.")


@strawberry.input(description="Which need is closed, and why.")
class CloseNeedInput:
    need_id: strawberry.ID = member("The need, one of the viewer's own.")
    state: NeedClosing = member("Why it is closed.", default=NeedClosing.MET)


@strawberry.type(description="The need is closed.")
class CloseNeedPayload:
    need: Need = member("The need.")


UpdateProfileResult = Annotated[
    UpdateProfilePayload | NotFound, strawberry.union("UpdateProfileResult", description="What came of it.")
]
OfferSkillResult = Annotated[
    OfferSkillPayload | NotFound | LimitReached, strawberry.union("OfferSkillResult", description="What came of it.")
]
WithdrawOfferResult = Annotated[
    WithdrawOfferPayload | NotFound, strawberry.union("WithdrawOfferResult", description="What came of it.")
]
OpenNeedResult = Annotated[
    OpenNeedPayload | NotFound | LimitReached, strawberry.union("OpenNeedResult", description="What came of it.")
]
CloseNeedResult = Annotated[
    CloseNeedPayload | NotFound | WrongState, strawberry.union("CloseNeedResult", description="What came of it.")
]


@strawberry.type
class ProfileMutations:
    @mutation("Changes the viewer's own profile.", returns=UpdateProfileResult)
    async def update_profile(self, info: Info, input: Given[UpdateProfileInput]) -> UpdateProfilePayload | Refusal:  # noqa: A002
        """BadInput for a value that cannot be."""
        context = info.context
        given = {name: _plain(value) for name, value in vars(input).items()}
        given["away_until"] = epoch_ms(input.away_until, "awayUntil")
        changes = {name: value for name, value in given.items() if value is not None}

        async def payload(_: None) -> UpdateProfilePayload:
            return UpdateProfilePayload(person=await myself(context))

        return await decided(context, _updated(context, changes), payload)

    @mutation("Offers a skill to others, or changes the level or end of an offer.", returns=OfferSkillResult)
    async def offer_skill(self, info: Info, input: Given[OfferSkillInput]) -> OfferSkillPayload | Refusal:  # noqa: A002
        """BadInput for a level or an end that cannot be."""
        context = info.context
        skill_id, until = local_id(input.skill_id, "Skill", "skillId"), epoch_ms(input.until, "until")

        async def payload(_: None) -> OfferSkillPayload:
            return OfferSkillPayload(person=await myself(context), skill=skill_of(context, skill_id))

        step = offer_skill(context.network, context.me, skill_id, input.level, until, only_one=input.only_one)
        return await decided(context, step, payload)

    @mutation("Stops offering a skill.", returns=WithdrawOfferResult)
    async def withdraw_offer(self, info: Info, input: Given[WithdrawOfferInput]) -> WithdrawOfferPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a skill."""
        context, skill_id = info.context, local_id(input.skill_id, "Skill", "skillId")

        async def payload(_: None) -> WithdrawOfferPayload:
            return WithdrawOfferPayload(person=await myself(context), skill=skill_of(context, skill_id))

        return await decided(context, withdraw_offer(context.network, context.me, skill_id), payload)

    @mutation("Says what the viewer wants to learn.", returns=OpenNeedResult)
    async def open_need(self, info: Info, input: Given[OpenNeedInput]) -> OpenNeedPayload | Refusal:  # noqa: A002
        """BadInput for a level, goal or end that cannot be."""
        context, skill_id = info.context, local_id(input.skill_id, "Skill", "skillId")
        until = epoch_ms(input.until, "until")
        key = input.idempotency_key

        async def payload(need_id: str) -> OpenNeedPayload:
            return OpenNeedPayload(need=await own_need(context, need_id))

        reach: Reach = "local" if input.reach is NeedReach.LOCAL else "wider"
        step = open_need(context.network, context.me, skill_id, input.level, input.goal, until, key, reach)
        return await decided(context, step, payload)

    @mutation("Closes a need of the viewer's own.", returns=CloseNeedResult)
    async def close_need(self, info: Info, input: Given[CloseNeedInput]) -> CloseNeedPayload | Refusal:  # noqa: A002
        """BadInput for what is not the id of a need."""
        context, need_id = info.context, local_id(input.need_id, "Need", "needId")

        async def payload(_: None) -> CloseNeedPayload:
            return CloseNeedPayload(need=await own_need(context, need_id))

        return await decided(context, close_need(context.network, context.me, need_id, input.state.value), payload)


async def _updated(context: NetworkContext, changes: Mapping[str, object]) -> None:
    try:
        await update_profile(context.network, context.me, changes)
    except BadInput as error:  # names the property of the graph; clients know it by the name in the schema
        raise BadInput(error.message, None if error.where is None else to_camel_case(error.where)) from error


async def myself(context: NetworkContext) -> Person:
    """The viewer as they are after a change."""
    person = await find_person(context, context.me)
    if person is None:  # deleted between the two statements
        raise Absent("profile")
    return person


async def own_need(context: NetworkContext, need_id: str) -> Need:
    """A need of the viewer's as it is after a change."""
    need = await find_need(context, need_id)
    if need is None:  # deleted between the two statements
        raise Absent("need")
    return need


def _plain(value: object) -> object:
    """A value of the input as the use case takes it."""
    if isinstance(value, ShownToInput):
        return shown_to_given(value)
    return value.value if isinstance(value, Enum) else value
