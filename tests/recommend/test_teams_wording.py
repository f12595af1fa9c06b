"""Teams in words: every kind of fact, in every language, with right plurals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

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
from peernet.recommend.teams.seating import RELAXABLE
from peernet.schema import team_wording
from peernet.schema.phrasebook import LOCALE_FOLDER, LOCALES
from peernet.schema.team_wording import word_brings, word_missing, word_seat

NAMES = {"css": "CSS", "c1": "Lagos Chapter", "p1": "Ana {name}"}
SEATS: tuple[SeatReason, ...] = (
    FillsRole("Web", "css", 4, None, 1.0),
    FillsRole("Web", "css", 4, 3, 0.8),
    AskedFor(),
    SpeaksTeamLanguage("es"),
    KnownBy("p1", "Ana"),
    NewTie("p1", "Ana", "p2", "Bo"),
)
BRINGS: tuple[Brings, ...] = (
    BringsSkill("css", 4),
    BringsCountry("ES"),
    BringsCommunity("c1"),
    BringsLanguage("es"),
    BringsValue("field", "art"),
)
MISSING: tuple[Missing, ...] = (
    MissingPeople("Design", 1, 3, "es", 2),
    MissingPeople("Design", 2, None, None, 0),
    MissingPeople(None, 2, None, "es", 0.5),
    MissingHours(1.5, 2, 0),
    MissingHours(1.5, 2, 3),
    MissingSecond("React", None),
    MissingSecond("React", 3),
    MissingMember("p1"),
    NoSeat("p1"),
    TooManySeats(4, 3),
    RulesCollide(RELAXABLE, ("p1",)),
    RulesCollide(("hours",), ()),
    NotDecided(5),
)


def sentences(locale: str) -> list[str]:
    said = [word_seat(reason, locale, NAMES) for reason in SEATS]
    said += [word_brings(brings, locale, NAMES) for brings in BRINGS]
    return said + [word_missing(missing, locale, NAMES) for missing in MISSING]


def used() -> Iterator[str | tuple[str, ...]]:
    keywords = {"say": None, "count": (1, 2)}
    for _line, message, _comments, _context in extract_from_file(
        "python", Path(team_wording.__file__), keywords=keywords
    ):
        yield message


def test_every_type_of_fact_is_among_those_worded_here() -> None:
    assert {type(fact) for fact in (*SEATS, *BRINGS, *MISSING)} == {
        *get_args(SeatReason),
        *get_args(Brings),
        *get_args(Missing),
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_every_fact_has_its_own_words(locale: str) -> None:
    said = sentences(locale)
    assert len(set(said)) == len(said)
    assert all(sentence and "  " not in sentence for sentence in said)


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "en"])
def test_no_fact_is_left_in_english(locale: str) -> None:
    assert not set(sentences(locale)) & set(sentences("en"))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_catalogue_of_teams_holds_what_the_code_says_and_nothing_else(locale: str) -> None:
    with (LOCALE_FOLDER / locale / "teams.po").open("rb") as source:
        assert {message.id for message in read_po(source) if message.id} == set(used())


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        (
            "en",
            "1 more person for Design, at level 3 or above, who speaks Spanish, "
            "with 2 hours a week in common with the others",
        ),
        (
            "es",
            "1 persona más para Design, de nivel 3 o superior, que hable español, "
            "con 2 horas semanales en común con las demás",
        ),
        (
            "fr",
            "1 personne de plus pour Design, de niveau 3 ou plus, qui parle espagnol, "
            "avec 2 heures par semaine en commun avec les autres",
        ),
    ],
)
def test_one_more_designer_who_speaks_spanish_in_words(locale: str, sentence: str) -> None:
    assert word_missing(MISSING[0], locale, NAMES) == sentence


def test_ids_without_a_name_and_braces_in_a_name_stand_as_they_are() -> None:
    assert word_missing(MissingMember("p9"), "en", NAMES) == "p9 is not among the candidates"
    assert word_missing(MissingMember("p1"), "en", NAMES) == "Ana {name} is not among the candidates"
