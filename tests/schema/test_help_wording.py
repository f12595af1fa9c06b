"""Why a mentor is the right one for a need: told to the mentor, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from tests.schema.test_wording import REASONS

from peernet.model.help_wanted import HELP_REASONS, FewOthers, NobodyLocal
from peernet.model.skill import Hop
from peernet.model.suggestion import NeighbourSkill, Reason, ShownSkill, TeachesSkill
from peernet.schema import help_wording
from peernet.schema.help_wording import word_help
from peernet.schema.phrasebook import LOCALE_FOLDER, LOCALES
from peernet.schema.wording import word

OWN: tuple[Reason, ...] = (
    TeachesSkill(3, "css", "CSS", 4, None),
    TeachesSkill(3, "css", "CSS", 4, 3),
    NeighbourSkill(2, "frontend", "Front-end", 4, 3, Hop.BROADER, "CSS"),
    NeighbourSkill(2, "flexbox", "Flexbox", 4, 3, Hop.NARROWER, "CSS"),
    NeighbourSkill(2, "design", "Design", 4, 3, Hop.RELATED, "CSS"),
    ShownSkill(1, "css", "CSS", 2.5),
    ShownSkill(1, "css", "CSS", 25),
    FewOthers(0.4, 0),
    FewOthers(0.3, 1),
    FewOthers(0.2, 2),
    NobodyLocal(0.2, "lagos", "Lagos"),
)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_reason_can_be_told_to_a_mentor(locale: str) -> None:
    said = [word_help(reason, locale) for reason in (*REASONS, FewOthers(0.4, 0), NobodyLocal(0.2, "lagos", "Lagos"))]
    assert {type(reason) for reason in (*REASONS, FewOthers(0.4, 0), NobodyLocal(0.2, "lagos", "Lagos"))} == set(
        HELP_REASONS
    )
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "en"])
def test_no_reason_told_to_a_mentor_is_left_in_english(locale: str) -> None:
    assert [reason for reason in OWN if word_help(reason, locale) == word_help(reason, "en")] == []


def test_what_a_mentor_offers_is_told_as_their_own() -> None:
    reason = TeachesSkill(3, "css", "CSS", 4, 3)
    assert word(reason, "en") == "Offers CSS at level 4 of 5; you asked for level 3"
    assert word_help(reason, "en") == "You offer CSS at level 4 of 5; they ask for level 3"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_catalogue_of_help_holds_what_the_code_says_and_nothing_else(locale: str) -> None:
    found = extract_from_file("python", Path(help_wording.__file__), keywords={"say": None, "count": (1, 2)})
    with (LOCALE_FOLDER / locale / "help.po").open("rb") as source:
        messages = read_po(source)
    assert {message.id for message in messages if message.id} == {message for _, message, _, _ in found}
