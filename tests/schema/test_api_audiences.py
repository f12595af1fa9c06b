"""To whom members show what, over GraphQL; on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from tests.contract.seeding import person, seed
from tests.schema.asking import Asking, gid

from peernet.graph.session import Graph
from peernet.schema.phrasebook import LOCALE_FOLDER, LOCALES, UNNAMED, phrasebook

CHANGE = """mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { ... on UpdateProfilePayload {
    person { name contact shownTo { name contact languages place hours offers needs ties } } } } }"""
ADA = """query($id: ID!) { person(id: $id) { name contact languages country timeZone hours shownTo { name }
    offers { level } needs { id } } }"""
USUAL = dict.fromkeys(["name", "languages", "place", "hours", "offers", "needs", "ties"], "EVERYONE")


@pytest.fixture
async def asking(graph: Graph, tmp_path: Path) -> Asking:
    """Ada teaches React, Bo is somebody else."""
    hours = ("Mon 18:00-20:00",)
    return Asking(await seed(graph, person("ada", offers={"react": 5}, hours=hours), person("bo")), tmp_path)


async def test_one_sets_to_whom_one_shows_what_and_the_rest_stays(asking: Asking) -> None:
    first = {"contact": "ada@example.org", "shownTo": {"hours": "NOBODY", "contact": "NOBODY"}}
    told = (await asking.answer("ada", CHANGE, input=first))["updateProfile"]["person"]
    assert told["contact"] == "ada@example.org"
    assert told["shownTo"] == USUAL | {"hours": "NOBODY", "contact": "NOBODY"}
    second = {"contact": "", "shownTo": {"hours": "EVERYONE", "ties": "COMMUNITIES"}}
    told = (await asking.answer("ada", CHANGE, input=second))["updateProfile"]["person"]
    assert told["contact"] is None
    assert told["shownTo"] == USUAL | {"contact": "NOBODY", "ties": "COMMUNITIES"}


async def test_others_are_told_nothing_of_what_is_not_shown_and_not_that_it_is_not(asking: Asking) -> None:
    everything = dict.fromkeys([*USUAL, "contact"], "NOBODY")
    await asking.answer("ada", CHANGE, input={"contact": "ada@example.org", "shownTo": everything})
    told = await asking.answer("bo", ADA, "en", id=gid("Person", "ada"))
    assert told["person"] == {
        **{"name": "A member", "contact": None, "languages": [], "country": None, "timeZone": None, "hours": []},
        **{"shownTo": None, "offers": [], "needs": []},
    }
    assert (await asking.answer("bo", ADA, "fr", id=gid("Person", "ada")))["person"]["name"] == "Un membre"


async def test_a_contact_for_everyone_is_refused_where_it_was_said(asking: Asking) -> None:
    error = await asking.error("ada", CHANGE, input={"shownTo": {"contact": "EVERYONE"}})
    assert (error["extensions"]["code"], error["extensions"]["where"]) == ("BAD_USER_INPUT", "shownTo")
    assert "both have agreed" in error["message"]


@pytest.mark.parametrize("locale", LOCALES)
def test_who_shows_no_name_is_called_something_in_every_language(locale: str) -> None:
    with (LOCALE_FOLDER / locale / "people.po").open("rb") as source:
        assert [message.id for message in read_po(source) if message.id] == [UNNAMED]
    book = phrasebook(locale)
    assert book.unnamed in book.say("{name} knows them already", name="")
    assert len({phrasebook(each).unnamed for each in LOCALES}) == len(LOCALES)
