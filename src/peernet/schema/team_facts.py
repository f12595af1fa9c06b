"""Why somebody sits in a team, what only they bring, and what is missing: facts with their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from enum import Enum
from typing import Any

import strawberry

from peernet.model import team_missing, team_reasons
from peernet.schema.awaiting import soon
from peernet.schema.fields import choice, field, member
from peernet.schema.network_context import NetworkContext
from peernet.schema.phrasebook import negotiate
from peernet.schema.team_wording import Names, word_brings, word_missing, word_seat


@strawberry.enum(description="What the reason for a seat is about.")
class SeatReasonKind(Enum):
    FILLS_ROLE = choice("fills_role", "They hold a role.")
    ASKED_FOR = choice("asked_for", "The rules name them.")
    SPEAKS_TEAM_LANGUAGE = choice("speaks_team_language", "They speak the language that the team shares.")
    KNOWN_BY = choice("known_by", "A member knows them already.")
    NEW_TIE = choice("new_tie", "A member does not know them yet, and could through a third.")


@strawberry.enum(description="What somebody brings to a team that nobody else in it does.")
class BringsKind(Enum):
    SKILL = choice("brings_skill", "A skill at level 3 or above.")
    COUNTRY = choice("brings_country", "A country that they live in.")
    COMMUNITY = choice("brings_community", "A community that they belong to.")
    LANGUAGE = choice("brings_language", "A language that they speak.")
    VALUE = choice("brings_value", "A value of some other attribute.")


@strawberry.enum(description="What a team lacks.")
class MissingKind(Enum):
    PEOPLE = choice("people", "More people.")
    HOURS = choice("hours", "Hours in common.")
    SECOND = choice("second", "Somebody else who could hold a critical role.")
    MEMBER = choice("member", "Somebody whom the rules name.")
    SEAT = choice("seat", "A seat for somebody whom the rules name.")
    SEATS = choice("seats", "Room for all roles.")
    RULES = choice("rules", "Rules that can be kept together.")
    TIME = choice("time", "Time to search.")


@strawberry.type(description="Why somebody sits in a team.")
class SeatReason:
    reason: strawberry.Private[team_reasons.SeatReason]
    context: strawberry.Private[NetworkContext]
    kind: SeatReasonKind = member("What the reason is about.")

    @field("The reason in the viewer's language.", returns=str)
    async def text(self) -> str:
        """A sentence without a full stop."""
        return await _worded(self.context, word_seat, self.reason)


@strawberry.type(description="What nobody else in a team brings.")
class OnlyTheyBring:
    brings: strawberry.Private[team_reasons.Brings]
    context: strawberry.Private[NetworkContext]
    kind: BringsKind = member("What it is.")

    @field("What they bring, in the viewer's language.", returns=str)
    async def text(self) -> str:
        """A sentence without a full stop."""
        return await _worded(self.context, word_brings, self.brings)


@strawberry.interface(description="What would have to be added, or dropped from the rules, for a team to be possible.")
class TeamMissing:
    missing: strawberry.Private[Any]
    context: strawberry.Private[NetworkContext]
    kind: MissingKind = member("What is missing.")

    @field("What is missing, in the viewer's language.", returns=str)
    async def text(self) -> str:
        """A sentence without a full stop."""
        return await _worded(self.context, word_missing, self.missing)


@strawberry.type(description="More people are needed.")
class MissingPeople(TeamMissing):
    role: str | None = member("For which role; nothing for an open seat.")
    people: int = member("How many more.")
    level: int | None = member("At which level or above, 1 to 5.")
    language: str | None = member("Speaking which language.")
    hours: float = member("With how many hours a week in common with the others.")


@strawberry.type(description="There are too few hours in common.")
class MissingHours(TeamMissing):
    best: float = member("The most hours a week that can be had.")
    wanted: float = member("How many the rules ask for.")
    unknown: int = member("How many candidates have not said when they are free.")


@strawberry.type(description="Nobody beside the holders of a critical role could hold it as well.")
class MissingSecond(TeamMissing):
    role: str = member("The role.")
    level: int | None = member("At which level or above, 1 to 5.")


@strawberry.type(description="Somebody whom the rules name is not among the candidates.")
class MissingMember(TeamMissing):
    pass


@strawberry.type(description="Somebody whom the rules name can hold none of the roles, and there is no other seat.")
class MissingSeat(TeamMissing):
    pass


@strawberry.type(description="The roles take more people than the team may have.")
class TooManySeats(TeamMissing):
    seats: int = member("How many people the roles take.")
    largest: int = member("How many the team may have.")


@strawberry.type(description="Rules that cannot be kept together, whoever joins.")
class RulesCollide(TeamMissing):
    rules: list[str] = member("Among `must_include`, `together`, `apart`, `second`, `language` and `hours`.")


@strawberry.type(description="The time allowed ran out before a team was found or shown to be impossible.")
class NotDecided(TeamMissing):
    seconds: float = member("The time allowed.")


MISSING_TYPES: dict[type[team_missing.Missing], type[TeamMissing]] = {
    team_missing.MissingPeople: MissingPeople,
    team_missing.MissingHours: MissingHours,
    team_missing.MissingSecond: MissingSecond,
    team_missing.MissingMember: MissingMember,
    team_missing.NoSeat: MissingSeat,
    team_missing.TooManySeats: TooManySeats,
    team_missing.RulesCollide: RulesCollide,
    team_missing.NotDecided: NotDecided,
}
_SHARED = frozenset({"missing", "context", "kind"})


def seat_reason_of(context: NetworkContext, reason: team_reasons.SeatReason) -> SeatReason:
    """Why somebody has a seat, as clients see it."""
    return SeatReason(reason=reason, context=context, kind=SeatReasonKind(reason.kind))


def brings_of(context: NetworkContext, brings: team_reasons.Brings) -> OnlyTheyBring:
    """What only they bring, as clients see it."""
    return OnlyTheyBring(brings=brings, context=context, kind=BringsKind(brings.kind))


def missing_of(context: NetworkContext, missing: team_missing.Missing) -> TeamMissing:
    """What is missing, as clients see it."""
    made = MISSING_TYPES[type(missing)]
    facts = {each.name: getattr(missing, each.name) for each in fields(made) if each.init and each.name not in _SHARED}
    facts |= {name: list(fact) for name, fact in facts.items() if isinstance(fact, tuple)}
    return made(missing=missing, context=context, kind=MissingKind(missing.kind), **facts)


async def _worded(context: NetworkContext, word: Callable[[Any, str, Names], str], fact: Any) -> str:
    """The fact in words; whatever it names by id is looked up first, as far as the viewer may see it."""
    languages = await soon(context.languages())
    names = await _names(context, fact, languages)
    return word(fact, negotiate(languages), names)


async def _names(context: NetworkContext, fact: Any, languages: Sequence[str]) -> Names:
    """What the ids in a fact are called; an id that the viewer may not see has no name."""
    match fact:
        case team_reasons.FillsRole() | team_reasons.BringsSkill():
            return {fact.skill_id: context.index.label(fact.skill_id, languages)}
        case team_reasons.BringsCommunity():
            community = await context.loaders.communities.load(fact.community_id)
            return {} if community is None else {community.id: community.name}
        case team_missing.MissingMember() | team_missing.NoSeat():
            return await _people(context, [fact.person_id])
        case team_missing.RulesCollide():
            return await _people(context, fact.person_ids)
    return {}


async def _people(context: NetworkContext, ids: Sequence[str]) -> Names:
    found = await context.loaders.people.load_many(ids)
    return {person.id: person.name for person in found if person is not None}
