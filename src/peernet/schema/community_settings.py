"""What a community sets for itself, and setting it."""

from __future__ import annotations

from collections.abc import Awaitable
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import strawberry
from strawberry.utils.str_converters import to_camel_case

from peernet.errors import BadInput
from peernet.model.community_settings import NAMES, EffectiveSettings
from peernet.model.lifetime import Lifetimes
from peernet.schema.connections import local_id
from peernet.schema.fields import choice, member, mutation
from peernet.schema.network_context import Info
from peernet.schema.nodes import Given
from peernet.schema.refusals import NotFound, NotPermitted, Refusal, decided
from peernet.use_cases.set_community_settings import set_community_settings

if TYPE_CHECKING:
    from peernet.schema.community import Community

Outcome = TypeVar("Outcome")


@strawberry.enum(description="How one comes into a community.")
class Joining(Enum):
    ANYONE = choice("anyone", "Who wants to joins.")
    REQUEST = choice("request", "Who wants to asks; those who run it decide.")
    INVITATION = choice("invitation", "Those who run it invite.")


@strawberry.enum(description="A setting of a community, or how much reasons count there.")
class CommunitySetting(Enum):
    JOINING = choice("joining", "How one comes in.")
    NEED_DAYS = choice("need_days", "When new needs end.")
    OFFER_DAYS = choice("offer_days", "When new offers end.")
    QUIET_DAYS = choice("quiet_days", "When people go quiet.")
    BORROWING = choice("borrowing", "Whether it borrows.")


@strawberry.type(
    description="What holds in a community. What it has not set is as in the community above it, or as in the whole "
    "network; a hidden community passes nothing on."
)
class CommunitySettings:
    joining: Joining = member("How one comes in. Into a hidden one: by invitation alone.")
    need_days: int = member("After so many days a new need ends where its owner says nothing; 0: it does not.")
    offer_days: int = member("After so many days a new offer ends where its owner says nothing; 0: it does not.")
    quiet_days: int = member("After so many days without a sign of somebody they go quiet; 0: they do not.")
    borrowing: bool = member(
        "Whether needs that nobody in it can meet are offered to the community above it, as far as their owners allow."
    )
    own: list[CommunitySetting] = member("What it has set itself.")
    above: list[CommunitySetting] = member("What it has as the community above it has set it.")


@strawberry.input(
    description="What a community sets. What is left out stays; null takes it back to what the community above has."
)
class SetCommunitySettingsInput:
    community_id: strawberry.ID = member("The community; the viewer runs it.")
    joining: Joining | None = member("How one comes in.", default=strawberry.UNSET)
    need_days: int | None = member("After so many days new needs end, 1 to 3650; 0: never.", default=strawberry.UNSET)
    offer_days: int | None = member("After so many days new offers end, 1 to 3650; 0: never.", default=strawberry.UNSET)
    quiet_days: int | None = member(
        "After so many days people go quiet, 1 to 3650; 0: never.", default=strawberry.UNSET
    )
    borrowing: bool | None = member("Whether it borrows from the community above it.", default=strawberry.UNSET)


@strawberry.type(description="The settings hold from now on.")
class SetCommunitySettingsPayload:
    community: Annotated[Community, strawberry.lazy("peernet.schema.community")] | None = member(
        "The community; nothing when it has gone since."
    )


SetCommunitySettingsResult = Annotated[
    SetCommunitySettingsPayload | NotFound | NotPermitted,
    strawberry.union("SetCommunitySettingsResult", description="What came of it."),
]


@strawberry.type
class CommunitySettingsMutations:
    @mutation("Sets how a community lives; for those who run it.", returns=SetCommunitySettingsResult)
    async def set_community_settings(
        self,
        info: Info,
        input: Given[SetCommunitySettingsInput],  # noqa: A002
    ) -> SetCommunitySettingsPayload | Refusal:
        """BadInput for what is not the id of a community, or a setting that cannot be."""
        from peernet.schema.community import find_community  # the two modules need each other

        context, community_id = info.context, local_id(input.community_id, "Community", "communityId")
        given = {name: getattr(input, name) for name in NAMES}
        changes = {name: plain(value) for name, value in given.items() if value is not strawberry.UNSET}

        async def payload(_: None) -> SetCommunitySettingsPayload:
            return SetCommunitySettingsPayload(community=await find_community(context, community_id))

        _ = context.me
        step = set_community_settings(context.network, context.viewer, community_id, changes)
        return await in_camels(decided(context, step, payload))


def settings_here(held: EffectiveSettings, usual: Lifetimes) -> CommunitySettings:
    """What holds in a community, as clients see it."""
    own, above = ([each for each in CommunitySetting if each.value in named] for named in (held.own, held.above))
    return CommunitySettings(
        joining=Joining(held.joining),
        need_days=held.need_days if "need_days" in held.own | held.above else usual.need,
        offer_days=held.offer_days if "offer_days" in held.own | held.above else usual.offer,
        quiet_days=held.quiet_days,
        borrowing=held.borrowing,
        own=own,
        above=above,
    )


def plain(value: Any) -> Any:
    """What the store takes of an argument."""
    return value.value if isinstance(value, Enum) else value


async def in_camels(step: Awaitable[Outcome]) -> Outcome:
    """What the step gives; a field that its BadInput names is named as clients know it."""
    try:
        return await step
    except BadInput as wrong:
        raise BadInput(wrong.message, None if wrong.where is None else to_camel_case(wrong.where)) from wrong
