"""Everybody into teams, in words: what stands in the way of it, and the least that would help."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from babel.lists import format_list

from peernet.model.grouping_missing import (
    ApartTooMany,
    AtOdds,
    HoursUnknown,
    MissingCompany,
    MissingHolders,
    MissingHours,
    MissingLanguage,
    NobodyHas,
    NotFoundInTime,
    NotThere,
    Obstacle,
    RuleNamed,
    RulesConflict,
    SeatsBeyondSize,
    SizesDoNotAddUp,
    TogetherTooMany,
)
from peernet.schema.phrasebook import Phrasebook, phrasebook
from peernet.schema.team_wording import Names

MOST_NAMES = 8


def word_obstacle(obstacle: Obstacle, locale: str, names: Names) -> str:
    """What is in the way, without a full stop; `names` of people by id, an id without one stands for itself."""
    return _WORDINGS[type(obstacle)](obstacle, phrasebook(locale), names)


def word_rule(rule: str, locale: str) -> str:
    """What the rule under that key of RULES.toml asks for, in a few words; the key itself where it has none."""
    book = phrasebook(locale)
    return {
        "size": book.say("size of the teams"),
        "role": book.say("roles"),
        "diverse": book.say("variety"),
        "similar": book.say("likeness"),
        "no_lone": book.say("nobody alone"),
        "overlap": book.say("hours in common"),
        "language": book.say("a shared language"),
        "together": book.say("who must be together"),
        "apart": book.say("who must not be together"),
        "load": book.say("load"),
        "earlier": book.say("former partners"),
        "seconds": book.say("time allowed"),
    }.get(rule, rule)


def _sizes(found: SizesDoNotAddUp, book: Phrasebook, _names: Names) -> str:
    people, low, high = book.number(found.people), book.number(found.low), book.number(found.high)
    if found.teams is None:
        wrong = book.say(
            "{people} people cannot be divided into teams of {low} to {high}", people=people, low=low, high=high
        )
    else:
        wrong = book.count(
            "{people} people cannot be divided into {teams} team of {low} to {high}",
            "{people} people cannot be divided into {teams} teams of {low} to {high}",
            found.teams,
            people=people,
            teams=book.number(found.teams),
            low=low,
            high=high,
        )
    return "; ".join([wrong, *_enough(found, book)])


def _enough(found: SizesDoNotAddUp, book: Phrasebook) -> Iterator[str]:
    if found.more:
        yield book.count(
            "{people} more person would be enough",
            "{people} more people would be enough",
            found.more,
            people=book.number(found.more),
        )
    if found.fewer:
        yield book.count(
            "{people} fewer person would do",
            "{people} fewer people would do",
            found.fewer,
            people=book.number(found.fewer),
        )


def _seats(found: SeatsBeyondSize, book: Phrasebook, _names: Names) -> str:
    return book.say(
        "The roles take {seats} people in every team, and the largest team has {largest}",
        seats=book.number(found.seats),
        largest=book.number(found.largest),
    )


def _holders(found: MissingHolders, book: Phrasebook, _names: Names) -> str:
    people, needed, have = book.number(found.people), book.number(found.needed), book.number(found.have)
    if found.level is None:
        return book.count(
            "{people} more person for {role}: {needed} needed, {have} available",
            "{people} more people for {role}: {needed} needed, {have} available",
            found.people,
            people=people,
            role=found.role,
            needed=needed,
            have=have,
        )
    return book.count(
        "{people} more person for {role} at level {level} or above: {needed} needed, {have} available",
        "{people} more people for {role} at level {level} or above: {needed} needed, {have} available",
        found.people,
        people=people,
        role=found.role,
        level=book.number(found.level),
        needed=needed,
        have=have,
    )


def _nobody(found: NobodyHas, book: Phrasebook, _names: Names) -> str:
    if found.value is None:
        return book.say("Nobody has said anything about {attribute}", attribute=found.attribute)
    return book.say("Nobody has {attribute}: {value}", attribute=found.attribute, value=found.value)


def _company(found: MissingCompany, book: Phrasebook, names: Names) -> str:
    return book.say(
        "{name} is the only one with {attribute}: {value}; one more is needed, or leave the value out",
        name=names.get(found.person_id, found.person_id),
        attribute=found.attribute,
        value=found.value,
    )


def _not_there(found: NotThere, book: Phrasebook, _names: Names) -> str:
    return book.say("There is nobody with the id {id}, whom the rule names", id=found.person_id)


def _at_odds(found: AtOdds, book: Phrasebook, names: Names) -> str:
    one, other = (names.get(each, each) for each in found.pair)
    chain = "; ".join(_people(group, book, names) for group in found.together)
    return book.say(
        "{one} and {other} must be apart, and are together by: {groups}", one=one, other=other, groups=chain
    )


def _together(found: TogetherTooMany, book: Phrasebook, names: Names) -> str:
    return book.say(
        "These belong in one team, which has at most {largest} people: {people}",
        largest=book.number(found.largest),
        people=_people(found.person_ids, book, names),
    )


def _apart(found: ApartTooMany, book: Phrasebook, names: Names) -> str:
    return book.count(
        "No two of these may be in one team, and there is only {teams} team: {people}",
        "No two of these may be in one team, and there are only {teams} teams: {people}",
        found.teams,
        teams=book.number(found.teams),
        people=_people(found.person_ids, book, names),
    )


def _unknown(found: HoursUnknown, book: Phrasebook, names: Names) -> str:
    return book.say("These have not said when they are free: {people}", people=_people(found.person_ids, book, names))


def _hours(found: MissingHours, book: Phrasebook, names: Names) -> str:
    best, wanted = book.number(found.best), book.number(found.wanted)
    if not found.person_ids:
        return book.say("Hours in common: {best} a week at best instead of {wanted}", best=best, wanted=wanted)
    return book.say(
        "Hours in common: {best} a week at best instead of {wanted}, because of {people}",
        best=best,
        wanted=wanted,
        people=_people(found.person_ids, book, names),
    )


def _language(found: MissingLanguage, book: Phrasebook, names: Names) -> str:
    people = _people(found.person_ids, book, names)
    if found.language is None:
        return book.say("These share no language with enough others: {people}", people=people)
    return book.say("These do not speak {language}: {people}", language=book.language(found.language), people=people)


def _conflict(found: RulesConflict, book: Phrasebook, names: Names) -> str:
    together = "; ".join(_named(rule, book, names) for rule in found.conflict)
    if found.drop is None:
        return book.say("These rules cannot be kept together: {rules}", rules=together)
    return book.say(
        "These rules cannot be kept together: {rules}. It is enough to drop this one: {drop}",
        rules=together,
        drop=_named(found.drop, book, names),
    )


def _in_time(found: NotFoundInTime, book: Phrasebook, names: Names) -> str:
    said = book.count(
        "Nothing was found within {seconds} second; allow more time",
        "Nothing was found within {seconds} seconds; allow more time",
        found.seconds,
        seconds=book.number(found.seconds),
    )
    if not found.nearest:
        return said
    nearest = "; ".join(_named(rule, book, names) for rule in found.nearest)
    return book.say("{said} (the nearest breaks: {rules})", said=said, rules=nearest)


def _named(rule: RuleNamed, book: Phrasebook, names: Names) -> str:
    name = word_rule(rule.rule, book.locale)
    if rule.rule == "no_lone" and rule.about:
        return f"{name} ({': '.join(rule.about)})"
    return f"{name} ({_people(rule.about, book, names)})" if rule.about else name


def _people(ids: Sequence[str], book: Phrasebook, names: Names) -> str:
    """The first few by name, and how many more there are."""
    shown = [names.get(each, each) or book.unnamed for each in ids[:MOST_NAMES]]
    more = len(ids) - len(shown)
    if more:
        shown.append(book.count("{people} other", "{people} others", more, people=book.number(more)))
    return str(format_list(shown, locale=book.locale))


_WORDINGS: dict[type[Obstacle], Callable[..., str]] = {
    SizesDoNotAddUp: _sizes,
    SeatsBeyondSize: _seats,
    MissingHolders: _holders,
    NobodyHas: _nobody,
    MissingCompany: _company,
    NotThere: _not_there,
    AtOdds: _at_odds,
    TogetherTooMany: _together,
    ApartTooMany: _apart,
    HoursUnknown: _unknown,
    MissingHours: _hours,
    MissingLanguage: _language,
    RulesConflict: _conflict,
    NotFoundInTime: _in_time,
}
