"""Who would match if one thing changed: one type for each change, with its facts and its words."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Any

import strawberry

from peernet.model import near_miss as facts
from peernet.schema.awaiting import Soon, then
from peernet.schema.change_wording import word_change
from peernet.schema.fields import choice, field, member
from peernet.schema.network_context import NetworkContext
from peernet.schema.person import Person, person_known
from peernet.schema.skill import Skill, skill_of


@strawberry.enum(description="What would have to change.")
class ChangeKind(Enum):
    ADD_LANGUAGE = choice("add_language", "The viewer's languages.")
    WAIT_FOR_PLACE = choice("wait_for_place", "Nothing but time: they have no place open.")
    ADD_HOURS = choice("add_hours", "When the viewer is free.")
    LOWER_LEVEL = choice("lower_level", "The level asked for.")
    OPEN_NEED = choice("open_need", "More than one thing: the viewer should say what they need.")
    NAME_SKILL = choice("name_skill", "The words: no skill was understood in them.")


@strawberry.interface(description="What would have to change for somebody to match.")
class Change:
    facts: strawberry.Private[Any]
    context: strawberry.Private[NetworkContext]
    kind: ChangeKind = member("What it is about.")

    @field("The change in the viewer's language.", returns=str)
    def text(self) -> Soon[str]:
        """A clause or a sentence without a full stop."""
        return then(self.context.locale(), lambda locale: word_change(self.facts, locale))


@strawberry.type(description="The viewer would have to speak one more language.")
class AddLanguage(Change):
    language: str = member("BCP 47 primary subtag: the one that the mentor names first.")


@strawberry.type(description="The viewer would have to wait for a place.")
class WaitForPlace(Change):
    least_weeks: int | None = member("One in ten waits no longer than so many weeks; nothing where nobody can say.")
    likely_weeks: int | None = member("One in two waits no longer than so many weeks; nothing where nobody can say.")
    most_weeks: int | None = member("Nine in ten wait no longer; nothing for more than two years.")
    waiting: int = member("How many have asked already and wait for an answer.")


@strawberry.type(description="The viewer would have to be free when the mentor is.")
class AddHours(Change):
    window: str = member("When, each week, in the viewer's time zone: `Tue 18:00-20:00`.")
    hours: float = member("How many hours that is.")


@strawberry.type(description="The viewer would have to ask for a lower level.")
class LowerLevel(Change):
    level: int = member("The level that they offer, 1 to 5.")
    wanted_level: int = member("The level that was asked for.")

    @field("The skill.")
    def skill(self) -> Skill:
        """From the catalogue."""
        return skill_of(self.context, self.facts.skill_id)


@strawberry.type(description="Nobody could be had by one change; with an open need the viewer can be found.")
class OpenNeed(Change):
    @field("The skill to open a need for.")
    def skill(self) -> Skill:
        """From the catalogue."""
        return skill_of(self.context, self.facts.skill_id)


@strawberry.type(
    description="Nothing in the words was taken for a skill: name one, such as one of those that `didYouMean` holds."
)
class NameSkill(Change):
    pass


CHANGE_TYPES: dict[type[facts.Change], type[Change]] = {
    facts.AddLanguage: AddLanguage,
    facts.WaitForPlace: WaitForPlace,
    facts.AddHours: AddHours,
    facts.LowerLevel: LowerLevel,
    facts.OpenNeed: OpenNeed,
    facts.NameSkill: NameSkill,
}


@strawberry.type(description="Somebody who would match if one thing changed.")
class NearMiss:
    miss: strawberry.Private[facts.NearMiss]
    context: strawberry.Private[NetworkContext]
    person: Person = member("The person.")
    score: float = member("The score that they would have then: 0 to 1, to four places.")
    change: Change = member("What would have to change.")

    @field("The asked skill that they offer.")
    def skill(self) -> Skill:
        """From the catalogue."""
        return skill_of(self.context, self.miss.skill_id)


class NearMissesOnce:
    """The near misses of one question, which two fields give: looked for when the first of them is asked for."""

    def __init__(self, look: Callable[[], Awaitable[facts.NearMisses]]) -> None:
        self._look = look
        self._found: asyncio.Future[facts.NearMisses] | None = None

    def __call__(self) -> Awaitable[facts.NearMisses]:
        """Them, as soon as they are here."""
        if self._found is None:
            self._found = asyncio.ensure_future(self._look())
        return self._found


def near_miss_of(context: NetworkContext, miss: facts.NearMiss) -> NearMiss:
    """A near miss as clients see it."""
    return NearMiss(
        miss=miss,
        context=context,
        person=person_known(context, miss.person_id, miss.name),
        score=round(miss.score, 4),
        change=change_of(context, miss.change),
    )


def change_of(context: NetworkContext, change: facts.Change) -> Change:
    """A change as clients see it."""
    made = CHANGE_TYPES[type(change)]
    return made(facts=change, context=context, kind=ChangeKind(change.kind), **_own(change))


def _own(change: facts.Change) -> dict[str, Any]:
    """The plain facts of each type."""
    match change:
        case facts.AddLanguage():
            return {"language": change.language}
        case facts.WaitForPlace(wait=wait):
            weeks = (None, None, None) if wait is None else (wait.least, wait.likely, wait.most)
            named = zip(("least_weeks", "likely_weeks", "most_weeks"), weeks, strict=True)
            return {"waiting": change.waiting, **dict(named)}
        case facts.AddHours():
            return {"window": change.window, "hours": change.hours}
        case facts.LowerLevel():
            return {"level": change.level, "wanted_level": change.wanted_level}
        case _:
            return {}
