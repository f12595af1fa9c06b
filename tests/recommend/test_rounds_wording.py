"""What blocks somebody and what would help, in words, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from peernet.model.round import Blocker, BlockKind, Change, ChangeKind
from peernet.schema import round_wording
from peernet.schema.phrasebook import LOCALE_FOLDER, LOCALES
from peernet.schema.round_wording import word_blocker, word_change

NAMES = {"mia": "Mia {x}"}
BLOCKERS = [Blocker(kind, ("mia",), 1, 0.25) for kind in BlockKind]
CHANGES = [Change(kind, "mia", 0.5, 0.25) for kind in ChangeKind]


def sentences(locale: str) -> list[str]:
    said = [word_blocker(blocker, locale, NAMES) for blocker in BLOCKERS]
    return said + [word_change(change, locale, NAMES) for change in CHANGES]


def used() -> Iterator[str | tuple[str, ...]]:
    keywords = {"say": None, "count": (1, 2)}
    for _line, message, _comments, _context in extract_from_file(
        "python", Path(round_wording.__file__), keywords=keywords
    ):
        yield message


@pytest.mark.parametrize("locale", LOCALES)
def test_every_blocker_and_every_change_has_its_own_words(locale: str) -> None:
    said = sentences(locale)
    assert len(set(said)) == len(BlockKind) + len(ChangeKind)
    assert all(sentence and "{mentor" not in sentence for sentence in said)


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "en"])
def test_nothing_of_a_round_is_left_in_english(locale: str) -> None:
    assert not set(sentences(locale)) & set(sentences("en"))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_catalogue_of_rounds_holds_what_the_code_says_and_nothing_else(locale: str) -> None:
    with (LOCALE_FOLDER / locale / "rounds.po").open("rb") as source:
        assert {message.id for message in read_po(source) if message.id} == set(used())


def test_names_stand_for_ids_and_many_are_cut_short() -> None:
    many = Blocker(BlockKind.FULL, ("mia", "noor"), 12)
    assert word_blocker(many, "en", NAMES) == "12 possible mentors, all of them full: Mia {x}, noor, …"
    assert word_change(Change(ChangeKind.MORE_PLACES, "mia"), "es", NAMES) == "Una plaza más con Mia {x}"
