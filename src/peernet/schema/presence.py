"""Being here again."""

from __future__ import annotations

from typing import Annotated

import strawberry

from peernet.schema.fields import member, mutation
from peernet.schema.network_context import Info
from peernet.schema.person import Person
from peernet.schema.profile import myself
from peernet.schema.refusals import NotFound, Refusal, decided
from peernet.use_cases.note_presence import wake


@strawberry.type(description="The viewer is here and can be asked.")
class WakePayload:
    person: Person = member("The viewer as they are now.")


WakeResult = Annotated[WakePayload | NotFound, strawberry.union("WakeResult", description="What came of it.")]


@strawberry.type
class PresenceMutations:
    @mutation("Says that the viewer is here again: from being away, retired or quiet.", returns=WakeResult)
    async def wake(self, info: Info) -> WakePayload | Refusal:
        """Takes no input: it is about the viewer, and doing it twice is doing it once."""
        context = info.context

        async def payload(_: None) -> WakePayload:
            return WakePayload(person=await myself(context))

        return await decided(context, wake(context.network, context.me), payload)
