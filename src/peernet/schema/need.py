"""What a person wants to learn."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import strawberry

from peernet.model.need import Need as NeedFacts
from peernet.schema.fields import choice, field, member
from peernet.schema.network_context import NetworkContext
from peernet.schema.nodes import Node, moment, moment_or_none, node_id
from peernet.schema.skill import Skill, skill_of

if TYPE_CHECKING:
    from peernet.schema.person import Person


@strawberry.enum(description="How far a need has come.")
class NeedState(Enum):
    OPEN = choice("open", "Waiting for somebody who helps.")
    POOLED = choice("pooled", "Gathered with the same needs of others.")
    MET = choice("met", "Somebody has helped.")
    EXPIRED = choice("expired", "Its time has run out.")
    WITHDRAWN = choice("withdrawn", "Taken back.")


@strawberry.enum(description="To whom a need is offered.")
class NeedReach(Enum):
    LOCAL = choice("local", "To those who share a community with its owner.")
    WIDER = choice("wider", "Also further: to the community above theirs, where nobody there can meet it.")


@strawberry.type(description="What a person wants to learn, in their own words.")
class Need(Node):
    facts: strawberry.Private[NeedFacts]
    context: strawberry.Private[NetworkContext]
    skill: Skill = member("The skill that they want to learn.")
    level: int | None = member("The level its owner wants to reach, 1 to 5; any where nothing is said.")
    goal: str = member("What for, in their own words.")
    state: NeedState = member("How far it has come.")
    reach: NeedReach = member("To whom it is offered.")
    since: datetime = member("When it was opened.")
    until: datetime | None = member("When it expires; never where nothing is said.")

    @field("Whose need it is.", cost=2)
    async def person(self) -> Annotated[Person, strawberry.lazy("peernet.schema.person")]:
        """Whoever sees the need sees its owner."""
        from peernet.schema.person import person_known  # the two modules need each other

        return person_known(self.context, self.facts.person_id)


def need_of(context: NetworkContext, facts: NeedFacts) -> Need:
    """A need as clients see it."""
    return Need(
        id=node_id("Need", facts.id),
        facts=facts,
        context=context,
        skill=skill_of(context, facts.skill_id),
        level=facts.level,
        goal=facts.goal,
        state=NeedState(facts.state),
        reach=NeedReach(facts.reach),
        since=moment(facts.since),
        until=moment_or_none(facts.until),
    )


async def find_need(context: NetworkContext, need_id: str) -> Need | None:
    """The need, where the viewer may see its owner."""
    facts = await context.loaders.needs.load(need_id)
    return None if facts is None else need_of(context, facts)
