"""What ends by itself is told before, in the viewer's language, and renewed by one call; over GraphQL."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_file
from tests.contract.asking import picture
from tests.contract.seeding import DAY, NOW, OfferOf, person, seed, skill
from tests.schema.asking import Asking, gid
from tests.schema.test_api_writes import done
from tests.schema.test_wording import catalogue

from peernet.graph.session import Graph
from peernet.model.notice import NOTICE_KINDS, Notice
from peernet.schema import notice_wording
from peernet.schema.notice_wording import word_notice
from peernet.schema.phrasebook import LOCALE_FOLDER, LOCALES

GO = gid("Skill", "go")
NOTICES = """query($first: Int! = 20, $after: String) { viewer { notices(first: $first, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { kind at text skill { label } need { goal state } } } } } }"""


@pytest.fixture
async def asking(graph: Graph, tmp_path: Path) -> Asking:
    """Ada's offer of Go ends in ten days and that of SQL ended yesterday; it is ten days before her need runs out."""
    ada = person("ada", offers={"go": OfferOf(4, until=NOW + 10 * DAY), "sql": OfferOf(4, until=NOW - DAY)})
    network = await seed(graph, ada, person("bo"), skill("go", "Go"), skill("sql", "SQL"))
    asking = Asking(network, tmp_path)
    until = "2026-06-02T00:00:00Z"
    await done(asking, "ada", "openNeed", skillId=GO, goal="A shop", until=until)
    return asking


async def listed(asking: Asking, viewer: str, language: str = "en", **page: Any) -> list[dict[str, Any]]:
    """The viewer's notices."""
    told = await asking.answer(viewer, NOTICES, language, **page)
    return [edge["node"] for edge in told["viewer"]["notices"]["edges"]]


async def test_what_ends_is_told_soonest_first_with_what_can_be_done(asking: Asking) -> None:
    told = await listed(asking, "ada")
    assert [(each["kind"], each["skill"]["label"], (each["need"] or {}).get("goal")) for each in told] == [
        ("OFFER_EXPIRED", "SQL", None),
        ("NEED_EXPIRES", "Go", "A shop"),
        ("OFFER_EXPIRES", "Go", None),
    ]
    assert told[2]["text"] == "Your offer of Go ends on June 7, 2026. Renew it to go on."
    assert (await listed(asking, "ada", "es"))[2]["text"].startswith("Tu oferta de Go termina el 7 de junio de 2026.")
    assert await listed(asking, "bo") == []


async def test_pages_of_notices_follow_each_other_though_one_is_renewed_meanwhile(asking: Asking) -> None:
    one = (await asking.answer("ada", NOTICES, first=1))["viewer"]["notices"]
    assert one["pageInfo"]["hasNextPage"]
    renewed = await done(asking, "ada", "renewOffer", skillId=gid("Skill", "sql"))
    assert len(renewed["person"]["offers"]) == 2
    rest = await listed(asking, "ada", after=one["pageInfo"]["endCursor"])
    assert [each["kind"] for each in rest] == ["NEED_EXPIRES", "OFFER_EXPIRES"]
    for each in ("?", "WzEsImIiLDFd"):
        assert (await asking.error("ada", NOTICES, after=each))["extensions"]["where"] == "after"


async def test_a_need_that_has_run_out_says_so_and_is_open_again_when_renewed(asking: Asking) -> None:
    query = "{ viewer { person { needs { id state until } } } }"
    (need,) = (await asking.answer("ada", query))["viewer"]["person"]["needs"]
    assert need["state"] == "OPEN"
    late = Asking(replace(asking.network, clock=lambda: NOW + 30 * DAY), asking._settings.data)
    (gone,) = (await late.answer("ada", query))["viewer"]["person"]["needs"]
    assert gone["state"] == "EXPIRED"
    (again,) = [(await done(late, "ada", "renewNeed", needId=need["id"], until="2027-01-01T00:00:00Z"))["need"]]
    assert (again["state"], again["until"]) == ("OPEN", "2027-01-01T00:00:00+00:00")
    assert (await done(asking, "bo", "renewNeed", needId=need["id"]))["what"] == "need"
    await done(asking, "ada", "closeNeed", needId=need["id"])
    closed = await done(asking, "ada", "renewNeed", needId=need["id"])
    assert (closed["__typename"], closed["state"]) == ("WrongState", "met")


@pytest.mark.parametrize("until", ["2001-01-01T00:00:00Z", "2201-01-01T00:00:00Z", "2026-06-05T00:00:00"])
async def test_an_end_that_cannot_be_is_refused_and_changes_nothing(asking: Asking, graph: Graph, until: str) -> None:
    before = await picture(graph)
    renew = "mutation($input: RenewOfferInput!) { renewOffer(input: $input) { __typename } }"
    error = await asking.error("ada", renew, input={"skillId": GO, "until": until})
    assert (error["extensions"]["code"], error["extensions"]["where"]) == ("BAD_USER_INPUT", "until")
    assert await picture(graph) == before


async def test_an_offer_for_one_mentee_alone_says_so(asking: Asking) -> None:
    await done(asking, "bo", "offerSkill", skillId=GO, onlyOne=True)
    query = "query($id: ID!) { person(id: $id) { offers { onlyOne } } }"
    assert (await asking.answer("ada", query, id=gid("Person", "bo")))["person"]["offers"] == [{"onlyOne": True}]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_notice_has_words_of_its_own_and_the_catalogue_holds_no_others(locale: str) -> None:
    said = [word_notice(Notice(kind, NOW, "go", None), "Go", locale) for kind in NOTICE_KINDS]
    assert len(set(said)) == len(NOTICE_KINDS)
    assert all("2026" in each for each in said)
    named = [each for kind, each in zip(NOTICE_KINDS, said, strict=True) if kind.startswith(("offer", "need"))]
    assert all("Go" in each for each in named)
    used = {found[1] for found in extract_from_file("python", Path(notice_wording.__file__), keywords={"say": None})}
    assert {each.id for each in catalogue(LOCALE_FOLDER / locale / "notices.po") if each.id} == used
    if locale != "en":
        english = [word_notice(Notice(kind, NOW, "go", None), "Go", "en") for kind in NOTICE_KINDS]
        assert not set(said) & set(english)
