"""Teams in words: why somebody has a seat, what only they bring, and what is missing, in the viewer's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from babel import Locale

from peernet.model.team_missing import (
    Missing,
    MissingHours,
    MissingMember,
    MissingPeople,
    MissingSecond,
    NoSeat,
    NotDecided,
    RulesCollide,
    TooManySeats,
)
from peernet.model.team_reasons import (
    AskedFor,
    Brings,
    BringsCommunity,
    BringsCountry,
    BringsLanguage,
    BringsSkill,
    BringsValue,
    FillsRole,
    KnownBy,
    NewTie,
    SeatReason,
    SpeaksTeamLanguage,
)
from peernet.schema.phrasebook import Phrasebook, phrasebook

Names = Mapping[str, str]


def word_seat(reason: SeatReason, locale: str, names: Names) -> str:
    """The reason as a sentence without a full stop; `names` are labels by id, an id without one stands for itself."""
    return _SEAT_WORDINGS[type(reason)](reason, phrasebook(locale), names)


def word_brings(brings: Brings, locale: str, names: Names) -> str:
    """What only they bring, as a sentence without a full stop; `names` as in `word_seat`."""
    return _BRINGS_WORDINGS[type(brings)](brings, phrasebook(locale), names)


def word_missing(missing: Missing, locale: str, names: Names) -> str:
    """What is missing, as a sentence without a full stop; `names` as in `word_seat`."""
    return _MISSING_WORDINGS[type(missing)](missing, phrasebook(locale), names)


def word_private(locale: str) -> str:
    """That something is in the way of which nothing more may be told, without a full stop."""
    return phrasebook(locale).say("Something stands in the way that is for members alone to know")


def _fills(reason: FillsRole, book: Phrasebook, names: Names) -> str:
    skill, level = names.get(reason.skill_id, reason.skill_id), book.number(reason.level)
    if reason.wanted_level is None:
        offers = book.say("Offers {skill} at level {level} of 5", skill=skill, level=level)
    else:
        wanted = book.number(reason.wanted_level)
        offers = book.say(
            "Offers {skill} at level {level} of 5; level {wanted} was asked for",
            skill=skill,
            level=level,
            wanted=wanted,
        )
    return offers if skill == reason.role else book.say("{role}: {offers}", role=reason.role, offers=offers)


def _asked(_reason: AskedFor, book: Phrasebook, _names: Names) -> str:
    return book.say("You asked for them by name")


def _speaks(reason: SpeaksTeamLanguage, book: Phrasebook, _names: Names) -> str:
    return book.say("Speaks the team's language: {language}", language=book.language(reason.language))


def _known(reason: KnownBy, book: Phrasebook, _names: Names) -> str:
    return book.say("{name} knows them already", name=reason.name)


def _new(reason: NewTie, book: Phrasebook, _names: Names) -> str:
    return book.say("New to {name}, reachable through {friend}", name=reason.name, friend=reason.through_name)


def _brings_skill(brings: BringsSkill, book: Phrasebook, names: Names) -> str:
    skill = names.get(brings.skill_id, brings.skill_id)
    return book.say("Only they bring {skill} (level {level})", skill=skill, level=book.number(brings.level))


def _brings_country(brings: BringsCountry, book: Phrasebook, _names: Names) -> str:
    country = Locale(book.locale).territories.get(brings.country, brings.country)
    return book.say("The only one from {country}", country=country)


def _brings_community(brings: BringsCommunity, book: Phrasebook, names: Names) -> str:
    return book.say(
        "The only one from the community {community}", community=names.get(brings.community_id, brings.community_id)
    )


def _brings_language(brings: BringsLanguage, book: Phrasebook, _names: Names) -> str:
    return book.say("The only one who speaks {language}", language=book.language(brings.language))


def _brings_value(brings: BringsValue, book: Phrasebook, _names: Names) -> str:
    return book.say("The only one with {attribute}: {value}", attribute=brings.attribute, value=brings.value)


def _people(missing: MissingPeople, book: Phrasebook, _names: Names) -> str:
    """Who is missing, then each condition they have to meet."""
    parts = [_head(missing, book)]
    if missing.level is not None:
        parts.append(book.say("at level {level} or above", level=book.number(missing.level)))
    if missing.language is not None:
        language = book.language(missing.language)
        parts.append(book.count("who speaks {language}", "who speak {language}", missing.people, language=language))
    if missing.hours:
        parts.append(
            book.count(
                "with {hours} hour a week in common with the others",
                "with {hours} hours a week in common with the others",
                missing.hours,
                hours=book.number(missing.hours),
            )
        )
    return ", ".join(parts)


def _head(missing: MissingPeople, book: Phrasebook) -> str:
    people = book.number(missing.people)
    if missing.role is None:
        return book.count("{people} more person", "{people} more people", missing.people, people=people)
    return book.count(
        "{people} more person for {role}",
        "{people} more people for {role}",
        missing.people,
        people=people,
        role=missing.role,
    )


def _hours(missing: MissingHours, book: Phrasebook, _names: Names) -> str:
    best, wanted = book.number(missing.best), book.number(missing.wanted)
    found = book.say("Hours in common: {best} a week at best, {wanted} are asked for", best=best, wanted=wanted)
    if not missing.unknown:
        return found
    unsaid = book.count(
        "{people} candidate has not said when they are free",
        "{people} candidates have not said when they are free",
        missing.unknown,
        people=book.number(missing.unknown),
    )
    return book.say("{found}; {unsaid}", found=found, unsaid=unsaid)


def _second(missing: MissingSecond, book: Phrasebook, _names: Names) -> str:
    if missing.level is None:
        return book.say("Somebody else in the team who could do {role} as well", role=missing.role)
    level = book.number(missing.level)
    return book.say(
        "Somebody else in the team who could do {role} as well, at level {level} or above",
        role=missing.role,
        level=level,
    )


def _member(missing: MissingMember, book: Phrasebook, names: Names) -> str:
    return book.say("{name} is not among the candidates", name=names.get(missing.person_id, missing.person_id))


def _seat(missing: NoSeat, book: Phrasebook, names: Names) -> str:
    name = names.get(missing.person_id, missing.person_id)
    return book.say("{name} can hold none of the roles, and there is no other seat", name=name)


def _seats(missing: TooManySeats, book: Phrasebook, _names: Names) -> str:
    seats, largest = book.number(missing.seats), book.number(missing.largest)
    return book.say("The team needs {seats} people and may have at most {largest}", seats=seats, largest=largest)


def _rules(missing: RulesCollide, book: Phrasebook, names: Names) -> str:
    rules = ", ".join(_rule_name(rule, book) for rule in missing.rules)
    if not missing.person_ids:
        return book.say("No team can keep these rules: {rules}", rules=rules)
    people = ", ".join(names.get(person_id, person_id) or book.unnamed for person_id in missing.person_ids)
    return book.say("No team can keep these rules: {rules} ({people})", rules=rules, people=people)


def _rule_name(rule: str, book: Phrasebook) -> str:
    return {
        "hours": book.say("hours in common"),
        "language": book.say("a shared language"),
        "apart": book.say("who must not be together"),
        "together": book.say("who must be together"),
        "second": book.say("a second holder of a critical role"),
        "no_lone": book.say("nobody alone"),
        "must_include": book.say("who must be in the team"),
    }[rule]


def _undecided(missing: NotDecided, book: Phrasebook, _names: Names) -> str:
    return book.count(
        "No answer within {seconds} second; allow more time or fewer candidates",
        "No answer within {seconds} seconds; allow more time or fewer candidates",
        missing.seconds,
        seconds=book.number(missing.seconds),
    )


_SEAT_WORDINGS: dict[type[SeatReason], Callable[..., str]] = {
    FillsRole: _fills,
    AskedFor: _asked,
    SpeaksTeamLanguage: _speaks,
    KnownBy: _known,
    NewTie: _new,
}
_BRINGS_WORDINGS: dict[type[Brings], Callable[..., str]] = {
    BringsSkill: _brings_skill,
    BringsCountry: _brings_country,
    BringsCommunity: _brings_community,
    BringsLanguage: _brings_language,
    BringsValue: _brings_value,
}
_MISSING_WORDINGS: dict[type[Missing], Callable[..., str]] = {
    MissingPeople: _people,
    MissingHours: _hours,
    MissingSecond: _second,
    MissingMember: _member,
    NoSeat: _seat,
    TooManySeats: _seats,
    RulesCollide: _rules,
    NotDecided: _undecided,
}
