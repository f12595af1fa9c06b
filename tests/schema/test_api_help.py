"""Needs that a mentor could meet, over GraphQL, on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.contract.seeding import NOW, community, person, seed, skill
from tests.contract.test_help_wanted import NeedOf, need_them
from tests.schema.asking import Asking, gid
from tests.schema.test_api_mentors import since, statements

from peernet.graph.session import Graph

HELP = """
query Help($communityId: ID, $first: Int! = 10, $after: String) {
  helpWanted(communityId: $communityId, first: $first, after: $after) {
    openPlaces
    pageInfo { hasNextPage hasPreviousPage endCursor }
    edges { score hop viaLabel skill { label } person { name } need { id skill { label } level state }
            reasons { kind weight text ... on FewOthersReason { people } } }
  }
}
"""


@pytest.fixture
async def asking(graph: Graph, tmp_path: Path) -> Asking:
    """Mei offers Go; two members of a choir need it, and a third what Go is a part of."""
    network = await seed(
        graph,
        community("choir"),
        skill("go", "Go", broader=("code",)),
        skill("code", "Programming"),
        person("mei", offers={"go": 4}, capacity=2, member_of={"choir": "member"}),
        person("ann", member_of={"choir": "member"}, knows=("mei",)),
        person("bea", languages=("es", "en")),
        person("cyd"),
    )
    await need_them(
        graph,
        NeedOf("a", "ann", "go", NOW - 1, level=3),
        NeedOf("b", "bea", "go", NOW - 2),
        NeedOf("c", "cyd", "code", NOW - 3),
    )
    return Asking(network, tmp_path)


async def test_needs_come_ranked_with_reasons_by_one_statement(asking: Asking) -> None:
    before = statements()
    found = (await asking.answer("mei", HELP, "en"))["helpWanted"]
    assert since(before) == {"help_wanted": 1}
    assert found["openPlaces"] == 2
    assert [edge["person"]["name"] for edge in found["edges"]] == ["Ann", "Bea", "Cyd"]
    first, _, last = found["edges"]
    assert [reason["text"] for reason in first["reasons"]][:1] == ["You offer Go at level 4 of 5; they ask for level 3"]
    assert {reason["text"] for reason in first["reasons"]} >= {
        "You know each other",
        "Nobody else could be asked for this at the moment",
        "Places free: 2 of 2",
    }
    assert (last["hop"], last["viaLabel"], last["skill"]["label"]) == ("NARROWER", "Programming", "Go")
    assert 1 > first["score"] > last["score"] > 0


async def test_needs_of_one_community_are_those_of_its_members(asking: Asking) -> None:
    found = await asking.answer("mei", HELP, communityId=gid("Community", "choir"))
    assert [edge["person"]["name"] for edge in found["helpWanted"]["edges"]] == ["Ann"]


async def test_pages_of_needs_follow_each_other(asking: Asking) -> None:
    seen: list[str] = []
    after = None
    for _ in range(3):
        page: Any = (await asking.answer("mei", HELP, first=1, after=after))["helpWanted"]
        seen += [edge["person"]["name"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
    assert seen == ["Ann", "Bea", "Cyd"]
    assert not page["pageInfo"]["hasNextPage"]


@pytest.mark.parametrize(
    ("variables", "where"),
    [
        ({"communityId": "?"}, "communityId"),
        ({"after": "?"}, "after"),
        ({"first": 0}, "first"),
        ({"first": 101}, "first"),
    ],
)
async def test_a_list_of_needs_that_cannot_be_is_bad_input(
    asking: Asking, variables: dict[str, Any], where: str
) -> None:
    error = await asking.error("mei", HELP, **variables)
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "where": where}


async def test_somebody_not_signed_in_is_not_asked_for_help(asking: Asking) -> None:
    assert (await asking.error(None, HELP))["extensions"]["code"] == "UNAUTHENTICATED"
