"""A member's part in a team, told to them: what only they bring, whom they know, whom they will meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from babel import Locale
from babel.lists import format_list

from peernet.model.team_part import Acquaintance, BringsTies, Part, SharesSkill, SharesValue, TeamPart
from peernet.model.team_reasons import BringsCommunity, BringsCountry, BringsLanguage, BringsSkill, BringsValue
from peernet.schema.phrasebook import Phrasebook, phrasebook
from peernet.schema.team_wording import Names

MOST_NAMES = 12
"""Others who are named in one sentence; how many more there are is said."""


def word_part(part: Part, locale: str, names: Names) -> str:
    """What somebody brings, told to them, without a full stop; `names` are labels by id, ids without one stay."""
    return _PART_WORDINGS[type(part)](part, phrasebook(locale), names)


def word_role(role: str, locale: str) -> str:
    """The role they hold, told to them."""
    return phrasebook(locale).say("Your role: {role}", role=role)


def word_knows(others: Sequence[Acquaintance], locale: str) -> str:
    """Whom they know in the team already, told to them."""
    book = phrasebook(locale)
    return book.say("You know {people} already", people=listed(others, book)) if others else ""


def word_meets(others: Sequence[Acquaintance], locale: str) -> str:
    """Whom they will meet in the team, told to them."""
    book = phrasebook(locale)
    return book.say("You will meet {people}", people=listed(others, book)) if others else ""


def word_all(part: TeamPart, locale: str, names: Names) -> str:
    """All of it as sentences that can be sent to them."""
    sentences = [
        word_role(part.role, locale) if part.role else "",
        *(word_part(each, locale, names) for each in part.brings),
        word_knows(part.knows, locale),
        word_meets(part.meets, locale),
    ]
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def listed(others: Sequence[Acquaintance], book: Phrasebook) -> str:
    """Names as this language lists them; how many more there are where they are many."""
    shown = [each.name or book.unnamed for each in others[:MOST_NAMES]]
    more = len(others) - len(shown)
    if more:
        shown.append(book.count("{people} other", "{people} others", more, people=book.number(more)))
    return str(format_list(shown, locale=book.locale))


def _skill(part: BringsSkill, book: Phrasebook, names: Names) -> str:
    return book.say(
        "Only you bring {skill} (level {level})",
        skill=names.get(part.skill_id, part.skill_id),
        level=book.number(part.level),
    )


def _country(part: BringsCountry, book: Phrasebook, _names: Names) -> str:
    country = Locale(book.locale).territories.get(part.country, part.country)
    return book.say("You are the only one from {country}", country=country)


def _community(part: BringsCommunity, book: Phrasebook, names: Names) -> str:
    community = names.get(part.community_id, part.community_id)
    return book.say("You are the only one from the community {community}", community=community)


def _language(part: BringsLanguage, book: Phrasebook, _names: Names) -> str:
    return book.say("You are the only one who speaks {language}", language=book.language(part.language))


def _value(part: BringsValue, book: Phrasebook, _names: Names) -> str:
    return book.say("Only you bring {attribute}: {value}", attribute=part.attribute, value=part.value)


def _ties(part: BringsTies, book: Phrasebook, _names: Names) -> str:
    if part.people == 1:
        return book.say("Only you know {name}, who is not in your team", name=part.name)
    more = part.people - 1
    return book.count(
        "Only you know {name} and {people} more person outside your team",
        "Only you know {name} and {people} more people outside your team",
        more,
        name=part.name,
        people=book.number(more),
    )


def _shares_skill(part: SharesSkill, book: Phrasebook, names: Names) -> str:
    return book.count(
        "You bring {skill}, as {people} other does",
        "You bring {skill}, as {people} others do",
        part.others,
        skill=names.get(part.skill_id, part.skill_id),
        people=book.number(part.others),
    )


def _shares_value(part: SharesValue, book: Phrasebook, _names: Names) -> str:
    return book.count(
        "You bring {attribute}: {value}, as {people} other does",
        "You bring {attribute}: {value}, as {people} others do",
        part.others,
        attribute=part.attribute,
        value=part.value,
        people=book.number(part.others),
    )


_PART_WORDINGS: dict[type[Part], Callable[..., str]] = {
    BringsSkill: _skill,
    BringsCountry: _country,
    BringsCommunity: _community,
    BringsLanguage: _language,
    BringsValue: _value,
    BringsTies: _ties,
    SharesSkill: _shares_skill,
    SharesValue: _shares_value,
}
