"""Everybody into teams in words: what is in the way, and each member's part, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

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
from peernet.model.team_part import Acquaintance, BringsTies, Part, SharesSkill, SharesValue, TeamPart
from peernet.model.team_reasons import Brings, BringsCommunity, BringsCountry, BringsLanguage, BringsSkill, BringsValue
from peernet.schema import grouping_wording, part_wording
from peernet.schema.grouping_wording import word_obstacle, word_rule
from peernet.schema.part_wording import word_all, word_part
from peernet.schema.phrasebook import LOCALE_FOLDER, LOCALES

NAMES = {"p1": "Ana {name}", "p2": "Bo", "c1": "Lagos Chapter", "css": "CSS"}
OBSTACLES: tuple[Obstacle, ...] = (
    SizesDoNotAddUp(10, None, 6, 7, 2, None),
    SizesDoNotAddUp(10, 3, 4, 4, 2, 1),
    SeatsBeyondSize(6, 5),
    MissingHolders("Design", 3, 2, 16, 14),
    MissingHolders("Design", None, 1, 16, 15),
    NobodyHas("diverse", "field"),
    NobodyHas("no_lone", "gender", "woman"),
    MissingCompany("gender", "woman", "p1"),
    NotThere("apart", "p9"),
    AtOdds(("p1", "p2"), (("p1", "p3"), ("p3", "p2"))),
    TogetherTooMany(tuple(f"p{number}" for number in range(20)), 5),
    ApartTooMany(("p1", "p2", "p3"), 2),
    HoursUnknown(("p1",)),
    MissingHours(0.5, 2, ("p1", "p2")),
    MissingLanguage(None, ("p1",)),
    MissingLanguage("es", ("p1",)),
    RulesConflict((RuleNamed("together", ("p1", "p2")), RuleNamed("overlap")), RuleNamed("overlap")),
    RulesConflict((RuleNamed("role", ("Design",)), RuleNamed("size")), None),
    NotFoundInTime(2.5, 3, (RuleNamed("no_lone", ("gender",)),)),
    NotFoundInTime(1, 0),
)
PARTS: tuple[Part, ...] = (
    BringsSkill("css", 4),
    BringsCountry("ES"),
    BringsCommunity("c1"),
    BringsLanguage("es"),
    BringsValue("field", "art"),
    BringsTies(1, "Bo"),
    BringsTies(2, "Bo"),
    SharesSkill("css", 1),
    SharesValue("field", "art", 2),
)
RULES = (
    *("size", "role", "diverse", "similar", "no_lone", "overlap", "language", "together", "apart", "load", "earlier"),
    "seconds",
)


def sentences(locale: str) -> list[str]:
    said = [word_obstacle(each, locale, NAMES) for each in OBSTACLES]
    return said + [word_part(each, locale, NAMES) for each in PARTS] + [word_rule(rule, locale) for rule in RULES]


def test_every_kind_is_among_those_worded_here() -> None:
    assert {type(each) for each in OBSTACLES} == set(get_args(Obstacle))
    assert {type(each) for each in PARTS} == {*get_args(Brings), BringsTies, SharesSkill, SharesValue}


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_has_its_own_words(locale: str) -> None:
    said = sentences(locale)
    assert len(set(said)) == len(said)
    assert all(sentence and "  " not in sentence for sentence in said)


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "en"])
def test_nothing_is_left_in_english(locale: str) -> None:
    assert not set(sentences(locale)) & set(sentences("en"))


def used(module: ModuleType) -> Iterator[str | tuple[str, ...]]:
    keywords = {"say": None, "count": (1, 2)}
    for _line, message, _comments, _context in extract_from_file("python", str(module.__file__), keywords=keywords):
        yield message


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("file", "module"), [("grouping.po", grouping_wording), ("parts.po", part_wording)])
def test_the_catalogues_hold_what_the_code_says_and_nothing_else(locale: str, file: str, module: ModuleType) -> None:
    with Path(LOCALE_FOLDER / locale / file).open("rb") as source:
        assert {message.id for message in read_po(source) if message.id} == set(used(module))


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("en", "2 more people for Design at level 3 or above: 16 needed, 14 available"),
        ("es", "2 personas más para Design de nivel 3 o superior: necesarias: 16, disponibles: 14"),
        ("fr", "2 personnes de plus pour Design de niveau 3 ou plus : nécessaires : 16, disponibles : 14"),
    ],
)
def test_two_more_designers_in_words(locale: str, sentence: str) -> None:
    assert word_obstacle(OBSTACLES[3], locale, NAMES) == sentence


def test_of_many_people_a_few_are_named_and_the_others_counted() -> None:
    told = word_obstacle(OBSTACLES[10], "en", NAMES)
    assert told == (
        "These belong in one team, which has at most 5 people: p0, Ana {name}, Bo, p3, p4, p5, p6, p7, and 12 others"
    )


@pytest.mark.parametrize(
    ("locale", "note"),
    [
        (
            "en",
            "Your role: Design. Only you bring CSS (level 4). You are the only one who speaks Spanish. "
            "You know Bo already. You will meet Cy and Dee.",
        ),
        (
            "es",
            "Tu función: Design. Nadie más que tú aporta CSS (nivel 4). Nadie más que tú habla español. "
            "Ya conoces a Bo. Vas a conocer a Cy y Dee.",
        ),
        (
            "fr",
            "Votre rôle : Design. Personne d’autre que vous n’apporte CSS (niveau 4). "
            "Personne d’autre que vous ne parle espagnol. Vous connaissez déjà Bo. Vous allez rencontrer Cy et Dee.",
        ),
    ],
)
def test_a_member_s_whole_part_as_it_is_sent_to_them(locale: str, note: str) -> None:
    part = TeamPart(
        *("p1", "Ana", ("es",), "Design", (PARTS[0], PARTS[3])),
        (Acquaintance("p2", "Bo"),),
        (Acquaintance("p3", "Cy"), Acquaintance("p4", "Dee")),
    )
    assert word_all(part, locale, NAMES) == note


def test_somebody_alone_in_a_team_is_told_nothing_of_others() -> None:
    assert word_all(TeamPart("p1", "Ana", (), None, (), (), ()), "en", {}) == ""
