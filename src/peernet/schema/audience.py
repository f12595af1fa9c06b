"""To whom a person shows what."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import strawberry

from peernet.model.audience import ASPECTS, audiences
from peernet.schema.fields import choice, member


@strawberry.enum(
    description="To whom something is shown, of those who may see the person; each sees what the wider see."
)
class Audience(Enum):
    EVERYONE = choice("everyone", "Everybody who may see the person.")
    COMMUNITIES = choice("communities", "Those who share a community with them.")
    WORKING = choice("working", "Those who work with them: an active mentorship, a team formed or started.")
    NOBODY = choice("nobody", "Nobody else.")


_NAME = "What they are called; to others they are somebody without a name."
_CONTACT = "How they are reached: WORKING or NOBODY, since both have to agree first."
_LANGUAGES = "What they speak; whoever is not shown it does not get them suggested, their needs neither."
_PLACE = "Their country and time zone, and with it their hours."
_HOURS = "When they have time; to others they have said nothing of it."
_OFFERS = "What they offer and have shown; others find them by none of it."
_NEEDS = "What they want to learn."
_TIES = "Whom they know, and who mentored whom; a tie is shown to whom both ends show it."


@strawberry.type(description="To whom somebody shows what.")
class ShownTo:
    name: Audience = member(_NAME)
    contact: Audience = member(_CONTACT)
    languages: Audience = member(_LANGUAGES)
    place: Audience = member(_PLACE)
    hours: Audience = member(_HOURS)
    offers: Audience = member(_OFFERS)
    needs: Audience = member(_NEEDS)
    ties: Audience = member(_TIES)


@strawberry.input(description="To whom what is shown; what is left out stays as it is.")
class ShownToInput:
    name: Audience | None = member(_NAME, default=None)
    contact: Audience | None = member(_CONTACT, default=None)
    languages: Audience | None = member(_LANGUAGES, default=None)
    place: Audience | None = member(_PLACE, default=None)
    hours: Audience | None = member(_HOURS, default=None)
    offers: Audience | None = member(_OFFERS, default=None)
    needs: Audience | None = member(_NEEDS, default=None)
    ties: Audience | None = member(_TIES, default=None)


def shown_to(shown_from: Sequence[int]) -> ShownTo | None:
    """As it is told to the person themself; None of others, to whom it is not told."""
    if not shown_from:
        return None
    return ShownTo(**{aspect: Audience(audience) for aspect, audience in audiences(shown_from).items()})


def given(input: ShownToInput) -> dict[str, str]:  # noqa: A002
    """What is said, by aspect."""
    said = {aspect: getattr(input, aspect) for aspect in ASPECTS}
    return {aspect: audience.value for aspect, audience in said.items() if audience is not None}
