"""The levels from 1 to 5 are published with what they mean: alike in the schema, every language and the docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from tests.contract.seeding import person, seed
from tests.docs.markdown import ROOT
from tests.schema.asking import Asking
from tests.schema.test_wording import catalogue

from peernet.graph.session import Graph
from peernet.model.level import LEVELS
from peernet.schema import level_wording
from peernet.schema.level_wording import level_description, level_name
from peernet.schema.phrasebook import LOCALE_FOLDER, LOCALES

QUERY = "{ levels { level name description } }"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_level_has_a_name_and_a_meaning_of_its_own(locale: str) -> None:
    said = [words(each, locale) for each in LEVELS for words in (level_name, level_description)]
    assert len(set(said)) == 10


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "en"])
def test_no_level_is_left_in_english(locale: str) -> None:
    for words in (level_name, level_description):
        assert [each for each in LEVELS if words(each, locale) == words(each, "en")] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_catalogue_of_levels_holds_what_the_code_says_and_nothing_else(locale: str) -> None:
    said = {found[1] for found in extract_from_file("python", Path(level_wording.__file__), keywords={"say": None})}
    assert {each.id for each in catalogue(LOCALE_FOLDER / locale / "levels.po") if each.id} == said


def test_the_document_says_what_the_code_says() -> None:
    rows = re.findall(
        r"^\| (\d) \| (.+?) \| (.+?) \|$", (ROOT / "docs" / "levels.md").read_text(encoding="utf-8"), re.M
    )
    assert rows == [(str(each), level_name(each, "en"), level_description(each, "en")) for each in LEVELS]


async def test_anybody_may_read_the_levels_in_their_language(graph: Graph, tmp_path: Path) -> None:
    asking = Asking(await seed(graph, person("ana", languages=("es",))), tmp_path)
    for viewer, header, locale in ((None, "fr", "fr"), (None, None, "en"), ("ana", None, "es")):
        told = (await asking.answer(viewer, QUERY, header))["levels"]
        assert [each["level"] for each in told] == list(LEVELS)
        assert [each["name"] for each in told] == [level_name(each, locale) for each in LEVELS]
