"""What a person offers."""

from __future__ import annotations

from datetime import datetime

import strawberry

from peernet.model.person import Offer as OfferFacts
from peernet.schema.fields import member
from peernet.schema.network_context import NetworkContext
from peernet.schema.nodes import moment, moment_or_none
from peernet.schema.skill import Skill, skill_of


@strawberry.type(description="A skill that a person offers to others.")
class Offer:
    skill: Skill = member("The skill.")
    level: int = member("How well they can do it, 1 to 5: what that means is in `levels`.")
    since: datetime = member("Since when it is offered.")
    until: datetime | None = member("Until when; for good where nothing is said.")
    only_one: bool = member("Whether it is for one mentee alone, and over when one is accepted.")


def offer_of(context: NetworkContext, facts: OfferFacts) -> Offer:
    """An offer as clients see it."""
    skill = skill_of(context, facts.skill_id)
    return Offer(
        skill=skill,
        level=facts.level,
        since=moment(facts.since),
        until=moment_or_none(facts.until),
        only_one=facts.only_one,
    )
