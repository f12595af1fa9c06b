"""What members read of the network over GraphQL: profile, people, skills, communities, needs, ids; on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.contract.seeding import community, person, seed, skill
from tests.schema.asking import Asking, gid, names
from tests.schema.test_api_mentors import since, statements

from peernet.graph.session import Graph

VIEWER = """{ viewer { role languages person { id name visibility offers { level skill { label } } }
    blocked { edges { node { personId blockedAt } } } mentorships { edges { node { id } } } } }"""


@pytest.fixture
async def asking(graph: Graph, tmp_path: Path) -> Asking:
    """Ann organises a club with two chapters, one of them closed; Bo has blocked Ann; Hal hides."""
    network = await seed(
        graph,
        skill("design", "Design"),
        skill("css", "CSS", broader=("design",)),
        community("club"),
        community("north", "closed", part_of="club"),
        community("south", part_of="club"),
        community("cellar", "hidden", part_of="club"),
        person("ann", member_of={"club": "organiser"}, offers={"css": 4}, languages=("fr", "en")),
        person("bo", member_of={"club": "member", "north": "member"}, blocks=("ann",)),
        person("cy", member_of={"club": "mentor", "north": "member", "cellar": "member"}),
        person("dee", member_of={"club": "member", "south": "member"}, blocks=("cy",)),
        person("hal", member_of={"club": "member"}, visibility="hidden"),
        person("fay", languages=("fr",), visibility="hidden"),
    )
    return Asking(network, tmp_path)


async def test_the_viewer_comes_from_the_token(asking: Asking) -> None:
    viewer = (await asking.answer("ann", VIEWER))["viewer"]
    assert viewer["role"] == "MEMBER"
    assert viewer["languages"] == ["fr", "en"]
    assert viewer["person"] == {
        "id": gid("Person", "ann"),
        "name": "Ann",
        "visibility": "OPEN",
        "offers": [{"level": 4, "skill": {"label": "CSS"}}],
    }


async def test_nobody_has_no_viewer_and_a_stranger_no_person(asking: Asking) -> None:
    assert (await asking.answer(None, VIEWER))["viewer"] is None
    assert (await asking.answer("stranger", VIEWER))["viewer"]["person"] is None


async def test_those_whom_the_viewer_blocked_are_listed_for_them_alone(asking: Asking) -> None:
    blocked = (await asking.answer("dee", VIEWER))["viewer"]["blocked"]["edges"]
    assert [edge["node"]["personId"] for edge in blocked] == [gid("Person", "cy")]
    assert (await asking.answer("cy", VIEWER))["viewer"]["blocked"]["edges"] == []


async def test_another_persons_visibility_is_never_told(asking: Asking) -> None:
    query = "query($id: ID!) { person(id: $id) { name visibility } }"
    assert (await asking.answer("ann", query, id=gid("Person", "dee")))["person"] == {"name": "Dee", "visibility": None}


@pytest.mark.parametrize(
    ("viewer", "seen"), [("ann", ["Ann", "Cy", "Dee"]), ("hal", ["Ann", "Bo", "Cy", "Dee", "Hal"]), ("stranger", [])]
)
async def test_people_are_those_whom_the_viewer_may_see(asking: Asking, viewer: str, seen: list[str]) -> None:
    assert names((await asking.answer(viewer, "{ people { edges { node { name } } } }"))["people"]) == seen


async def test_pages_of_people_follow_each_other_without_gaps(asking: Asking) -> None:
    query = """query($after: String) { people(first: 2, after: $after) {
        edges { cursor node { name } } pageInfo { hasNextPage endCursor startCursor hasPreviousPage } } }"""
    one = (await asking.answer("hal", query))["people"]
    two = (await asking.answer("hal", query, after=one["pageInfo"]["endCursor"]))["people"]
    three = (await asking.answer("hal", query, after=two["pageInfo"]["endCursor"]))["people"]
    assert [names(each) for each in (one, two, three)] == [["Ann", "Bo"], ["Cy", "Dee"], ["Hal"]]
    assert [each["pageInfo"]["hasNextPage"] for each in (one, two, three)] == [True, True, False]


@pytest.mark.parametrize(("first", "after"), [(0, None), (101, None), (-1, None), (5, "?"), (5, "WzEsImIiLDFd")])
async def test_a_page_that_cannot_be_is_bad_input(asking: Asking, first: int, after: str | None) -> None:
    query = "query($first: Int!, $after: String) { people(first: $first, after: $after) { edges { cursor } } }"
    error = await asking.error("ann", query, first=first, after=after)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_whatever_the_number_of_communities_each_level_is_one_statement(asking: Asking) -> None:
    query = """{ communities { edges { node { name partOf { name } myRole
        chapters { edges { node { name } } }
        members { edges { role node { name country offers(first: 2) { level } } } } } } } }"""
    before = statements()
    found = (await asking.answer("ann", query))["communities"]["edges"]
    rows = {each["node"]["name"]: each["node"] for each in found}
    assert list(rows) == ["club", "north", "south"]
    assert names(rows["club"]["chapters"]) == ["north", "south"]
    assert names(rows["club"]["members"]) == ["Ann", "Cy", "Dee"]
    assert names(rows["north"]["members"]) == []
    assert rows["north"]["partOf"] == {"name": "club"}
    assert rows["club"]["myRole"] == "ORGANISER"
    assert since(before) == {
        "communities_page": 1,
        "communities_seen": 1,
        "chapters_page": 1,
        "large_communities": 1,
        "members_page": 1,
        "people_seen": 1,
        "offers_of": 1,
        "note_view": 1,  # who runs the club has looked at its members
    }


async def test_the_chapters_of_one_community_can_be_listed(asking: Asking) -> None:
    query = "query($id: ID) { communities(partOf: $id) { edges { node { name } } } }"
    assert names((await asking.answer("cy", query, id=gid("Community", "club")))["communities"]) == [
        "cellar",
        "north",
        "south",
    ]


async def test_the_catalogue_is_open_to_all_and_found_by_words(asking: Asking) -> None:
    query = """{ skills(matching: "desing") { edges { node { score why matched text skill {
        id label labels { language text } altLabels { text } broader { label } related { label } source } } } } }"""
    (edge,) = (await asking.answer(None, query, "es"))["skills"]["edges"]
    assert edge["node"]["why"] == "TYPO"
    assert edge["node"]["text"] == "«Design» se escribe casi así"
    assert edge["node"]["skill"]["id"] == gid("Skill", "design")
    assert edge["node"]["skill"]["labels"] == [{"language": "en", "text": "Design"}]
    by_id = await asking.answer(
        None, "query($id: ID!) { skill(id: $id) { broader { label } } }", id=gid("Skill", "css")
    )
    assert by_id["skill"] == {"broader": [{"label": "Design"}]}


async def test_labels_in_the_viewer_s_own_languages_count_most_unless_another_is_named(asking: Asking) -> None:
    query = (
        """query($language: String) { skills(matching: "design", language: $language) { edges { node { score } } } }"""
    )
    for viewer, language, score in (("ann", None, 1), ("fay", None, 0.9), ("fay", "en", 1)):
        (edge,) = (await asking.answer(viewer, query, language=language))["skills"]["edges"]
        assert edge["node"]["score"] == pytest.approx(score)


@pytest.mark.parametrize(
    "query",
    [
        "{ people { edges { cursor } } }",
        "{ communities { edges { cursor } } }",
        f'{{ person(id: "{gid("Person", "ann")}") {{ id }} }}',
        f'{{ community(id: "{gid("Community", "club")}") {{ id }} }}',
        f'{{ mentorship(id: "{gid("Mentorship", "m")}") {{ id }} }}',
        f'{{ node(id: "{gid("Need", "n")}") {{ id }} }}',
        f'mutation {{ block(input: {{personId: "{gid("Person", "ann")}"}}) {{ __typename }} }}',
        'mutation { updateProfile(input: {about: "x"}) { __typename } }',
    ],
)
async def test_all_but_the_catalogue_wants_a_token(asking: Asking, query: str) -> None:
    assert (await asking.error(None, query))["extensions"]["code"] == "UNAUTHENTICATED"


async def test_nodes_come_in_the_order_of_their_ids_and_nothing_for_what_is_hidden(asking: Asking) -> None:
    ids = [gid("Skill", "css"), gid("Person", "hal"), gid("Person", "cy"), gid("Community", "club"), gid("Need", "no")]
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
    found = (await asking.answer("ann", query, ids=ids))["nodes"]
    assert [None if each is None else each["id"] for each in found] == [ids[0], None, ids[2], ids[3], None]
    assert (await asking.answer("ann", "query($id: ID!) { node(id: $id) { id } }", id=ids[3]))["node"]["id"] == ids[3]


@pytest.mark.parametrize("given", ["", "ann", "?", gid("Session", "s"), gid("Person", ""), gid("Person", "a\0b")])
async def test_what_is_no_id_is_bad_input(asking: Asking, given: str) -> None:
    told = await asking.response("ann", f"{{ node(id: {_quoted(given)}) {{ id }} }}")
    assert [error["extensions"]["code"] for error in told.json()["errors"]] == ["BAD_USER_INPUT"]


async def test_more_than_a_hundred_ids_are_refused(asking: Asking) -> None:
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    error = await asking.error("ann", query, ids=[gid("Skill", "css")] * 101)
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "where": "ids"}


def _quoted(text: Any) -> str:
    return '"' + str(text).replace("\0", "\\u0000") + '"'
