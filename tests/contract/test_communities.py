"""Communities on both engines: who sees them and their members, joining and leaving."""

from __future__ import annotations

import asyncio

import pytest

from peernet.errors import ClosedCommunity, LastOrganiser, NotFound
from peernet.graph import communities as store
from peernet.graph.session import Graph
from peernet.model.community import Community
from peernet.model.community_settings import NAMES
from peernet.use_cases.join_community import join_community, leave_community
from tests.contract.asking import picture
from tests.contract.seeding import LONG_AGO, NOW, community, person, seed
from tests.contract.test_mentorships import outcomes


async def members(graph: Graph, viewer_id: str, community_id: str) -> list[str]:
    """Ids of the members whom the viewer finds there, whether it is gone through by its members or by everybody."""
    found = await store.members_page(graph, viewer_id, [community_id], "", 100)
    assert await store.members_page(graph, viewer_id, [community_id], "", 100, large=1) == found
    return [each.id for each in found]


async def test_a_community_comes_with_its_parent_and_the_viewers_role(graph: Graph) -> None:
    await seed(
        graph,
        community("global"),
        community("lagos", "closed", part_of="global"),
        person("me", member_of={"lagos": "organiser"}),
    )
    found = await store.communities_seen(graph, "me", ["lagos", "global", "lagos", "no such"])
    unset = dict.fromkeys(NAMES) | {"weight_names": [], "weight_factors": []}
    assert found == {
        "lagos": Community("lagos", "lagos", "", "", "closed", "global", "organiser", [unset, unset], None),
        "global": Community("global", "global", "", "", "open", None, None, [unset], None),
    }


async def test_a_hidden_community_is_there_for_its_members_only(graph: Graph) -> None:
    await seed(
        graph,
        community("lodge", "hidden"),
        community("cellar", part_of="lodge"),
        person("ann", member_of={"lodge": "member"}),
        person("me"),
    )
    assert set(await store.communities_seen(graph, "ann", ["lodge"])) == {"lodge"}
    assert await store.communities_seen(graph, "me", ["lodge"]) == {}
    assert await store.communities_page(graph, "me", None, "", 10) == ["cellar"]
    assert await store.communities_page(graph, "ann", None, "", 10) == ["cellar", "lodge"]
    assert await members(graph, "me", "lodge") == []
    assert await members(graph, "ann", "lodge") == ["ann"]
    assert await store.communities_of(graph, "me", ["ann"], 10) == []


async def test_a_hidden_parent_is_not_named_and_not_to_be_asked_for(graph: Graph) -> None:
    await seed(
        graph,
        community("lodge", "hidden"),
        community("cellar", part_of="lodge"),
        person("ann", member_of={"lodge": "member"}),
        person("me"),
    )
    assert (await store.communities_seen(graph, "me", ["cellar"]))["cellar"].part_of is None
    assert (await store.communities_seen(graph, "ann", ["cellar"]))["cellar"].part_of == "lodge"
    assert await store.communities_page(graph, "me", "lodge", "", 10) == []
    assert await store.communities_page(graph, "ann", "lodge", "", 10) == ["cellar"]


async def test_chapters_come_by_id_where_both_may_be_seen_and_so_many_of_each(graph: Graph) -> None:
    parts = [community(f"part{n}", part_of="global") for n in range(4)]
    secret = [
        community("lodge", "hidden"),
        community("part9", "hidden", "global"),
        community("cellar", part_of="lodge"),
    ]
    await seed(graph, community("global"), *parts, *secret, person("me"), person("ann", member_of={"lodge": "member"}))

    async def chapters(viewer_id: str, after: str, limit: int) -> list[str]:
        return [row.id for row in await store.chapters_page(graph, viewer_id, ["lodge", "global"], after, limit)]

    assert await chapters("me", "", 3) == ["part0", "part1", "part2"]
    assert await chapters("me", "part2", 3) == ["part3"]
    assert await chapters("ann", "", 1) == ["part0", "cellar"]
    assert await chapters("nobody", "", 9) == []


async def test_members_of_a_closed_community_are_shown_to_members_only(graph: Graph) -> None:
    await seed(graph, community("board", "closed"), person("ann", member_of={"board": "member"}), person("me"))
    assert await members(graph, "me", "board") == []
    assert await members(graph, "ann", "board") == ["ann"]


async def test_members_whom_the_viewer_may_not_see_are_left_out(graph: Graph) -> None:
    choir = {"choir": "member"}
    await seed(
        graph,
        person("ann", member_of=choir, visibility="hidden"),
        person("bea", member_of=choir, blocks=("me",)),
        person("cyd", member_of=choir, visibility="communities"),
        person("dee", member_of=choir),
        person("me", member_of=choir, blocks=("dee",)),
        person("out"),
    )
    assert await members(graph, "me", "choir") == ["cyd", "me"]
    assert await members(graph, "out", "choir") == ["bea", "dee", "me"]
    assert await members(graph, "nobody", "choir") == []


async def test_pages_of_members_and_communities_follow_each_other_by_id(graph: Graph) -> None:
    joined = {f"c{n}": "member" for n in range(5)}
    await seed(graph, *[person(f"p{n}", member_of=joined) for n in range(5)])
    for large in (store.LARGE, 1):
        first = await store.members_page(graph, "p0", ["c0"], "", 3, large)
        rest = await store.members_page(graph, "p0", ["c0"], first[-1].id, 3, large)
        assert [each.id for each in [*first, *rest]] == ["p0", "p1", "p2", "p3", "p4"]
    assert (first[0].role, first[0].since) == ("member", LONG_AGO)
    assert await store.communities_page(graph, "p0", None, "c1", 2) == ["c2", "c3"]
    assert await store.communities_page(graph, "p0", None, "c4", 2) == []


async def test_memberships_come_newest_first_and_so_many_of_each(graph: Graph) -> None:
    network = await seed(
        graph, person("ann", member_of={"b": "mentor", "a": "member"}), person("bea"), community("new")
    )
    await join_community(network, "ann", "new")
    found = await store.communities_of(graph, "bea", ["ann", "bea"], 2)
    assert [(each.person_id, each.community_id, each.since) for each in found] == [
        ("ann", "new", NOW),
        ("ann", "a", LONG_AGO),
    ]


async def test_a_viewer_who_is_nobody_sees_no_community(graph: Graph) -> None:
    await seed(graph, community("open"), person("ann", member_of={"open": "member"}))
    assert await store.communities_seen(graph, "nobody", ["open"]) == {}
    assert await store.communities_page(graph, "nobody", None, "", 10) == []
    assert await store.communities_of(graph, "nobody", ["ann"], 10) == []


async def test_joining_makes_a_member_once(graph: Graph) -> None:
    network = await seed(graph, community("choir"), person("me"))
    assert await asyncio.gather(*[join_community(network, "me", "choir") for _ in range(10)]) == [True] * 10
    found = await store.members_page(graph, "me", ["choir"], "", 10)
    assert [(each.id, each.role, each.since) for each in found] == [("me", "member", NOW)]


async def test_joining_again_keeps_the_role_and_the_day(graph: Graph) -> None:
    network = await seed(graph, person("me", member_of={"choir": "organiser"}))
    before = await picture(graph)
    await join_community(network, "me", "choir")
    assert await picture(graph) == before


async def test_joining_what_is_closed_hidden_or_missing_changes_nothing(graph: Graph) -> None:
    network = await seed(graph, community("board", "closed"), community("lodge", "hidden"), person("me"))
    before = await picture(graph)
    for viewer_id, community_id, refusal in (
        ("me", "board", ClosedCommunity),
        ("me", "lodge", NotFound),
        ("me", "no such", NotFound),
        ("nobody", "board", NotFound),
    ):
        with pytest.raises(refusal):
            await join_community(network, viewer_id, community_id)
    assert await picture(graph) == before


async def test_who_has_left_is_no_member_and_cannot_leave_again(graph: Graph) -> None:
    network = await seed(graph, person("me", member_of={"choir": "member"}))
    await leave_community(network, "me", "choir")
    assert await members(graph, "me", "choir") == []
    before = await picture(graph)
    for viewer_id, community_id in (("me", "choir"), ("me", "no such"), ("nobody", "choir")):
        with pytest.raises(NotFound):
            await leave_community(network, viewer_id, community_id)
    assert await picture(graph) == before


async def test_leaving_ten_times_at_once_is_leaving_once(graph: Graph) -> None:
    network = await seed(graph, person("me", member_of={"choir": "member"}))
    assert await outcomes([leave_community(network, "me", "choir") for _ in range(10)]) == {"done": 1, "NotFound": 9}


@pytest.mark.parametrize("role", ["organiser", "administrator"])
async def test_the_last_organiser_stays(graph: Graph, role: str) -> None:
    network = await seed(graph, person("ann", member_of={"choir": role}), person("bea", member_of={"choir": "member"}))
    before = await picture(graph)
    with pytest.raises(LastOrganiser):
        await leave_community(network, "ann", "choir")
    assert await picture(graph) == before
    await leave_community(network, "bea", "choir")


async def test_of_organisers_who_leave_at_once_one_stays(graph: Graph) -> None:
    for number in range(5):
        name = f"choir{number}"
        people = [person(f"{who}{number}", member_of={name: "organiser"}) for who in ("ann", "bea", "cyd")]
        network = await seed(graph, *people)
        came = await outcomes([leave_community(network, each.id, name) for each in people])
        assert came == {"done": 2, LastOrganiser.__name__: 1}
