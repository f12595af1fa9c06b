"""People on both engines: who sees whom, pages, and changes to one's own profile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from peernet.errors import BadInput, NotFound
from peernet.graph import people as store
from peernet.graph.session import Graph
from peernet.use_cases.update_profile import update_profile
from tests.contract.asking import person_facts, picture
from tests.contract.seeding import LONG_AGO, NOW, OfferOf, PersonOf, person, seed

SECRETS: dict[str, Callable[[], list[PersonOf]]] = {
    "hidden": lambda: [person("ann", visibility="hidden"), person("me")],
    "communities without a shared one": lambda: [
        person("ann", visibility="communities", member_of={"choir": "member"}),
        person("me", member_of={"chess": "member"}),
    ],
    "communities without any": lambda: [person("ann", visibility="communities"), person("me")],
    "blocked by the viewer": lambda: [person("ann"), person("me", blocks=("ann",))],
    "blocks the viewer": lambda: [person("ann", blocks=("me",)), person("me")],
    "blocks the viewer, with a shared community": lambda: [
        person("ann", visibility="communities", member_of={"choir": "member"}, blocks=("me",)),
        person("me", member_of={"choir": "member"}),
    ],
}


@pytest.mark.parametrize("why", SECRETS)
async def test_whom_the_viewer_may_not_see_is_in_no_answer(graph: Graph, why: str) -> None:
    await seed(graph, *SECRETS[why]())
    assert set(await store.people_seen(graph, "me", ["ann", "me"], NOW)) == {"me"}
    assert await store.people_page(graph, "me", "", 10) == ["me"]


async def test_a_shared_community_shows_who_is_seen_by_communities_only(graph: Graph) -> None:
    joined = {"choir": "member"}
    await seed(graph, person("ann", visibility="communities", member_of=joined), person("me", member_of=joined))
    assert set(await store.people_seen(graph, "me", ["ann"], NOW)) == {"ann"}
    assert await store.people_page(graph, "me", "", 10) == ["ann", "me"]


async def test_everybody_sees_themselves(graph: Graph) -> None:
    await seed(graph, person("ann", visibility="hidden"), person("bea", visibility="communities"))
    for viewer_id in ("ann", "bea"):
        assert set(await store.people_seen(graph, viewer_id, ["ann", "bea"], NOW)) == {viewer_id}


async def test_a_viewer_who_is_nobody_sees_nobody(graph: Graph) -> None:
    await seed(graph, person("ann"))
    assert await store.people_seen(graph, "nobody", ["ann"], NOW) == {}
    assert await store.people_page(graph, "nobody", "", 10) == []


async def test_a_person_comes_with_every_property(graph: Graph) -> None:
    await seed(graph, person("ann", languages=("pt-BR", "en"), hours=("Mon 18:00-20:00",), capacity=3, open_places=2))
    ann = (await store.people_seen(graph, "ann", ["ann"], NOW))["ann"]
    assert (ann.name, ann.languages, ann.hours, ann.capacity) == ("Ann", ["pt-BR", "en"], ["Mon 18:00-20:00"], 3)
    assert (ann.open_places, ann.status, ann.active_at, ann.visibility) == (2, "active", None, "open")


async def test_ids_that_are_nobodys_or_stand_twice_give_one_answer_each(graph: Graph) -> None:
    await seed(graph, person("ann"))
    assert set(await store.people_seen(graph, "ann", ["ann", "ann", "no such"], NOW)) == {"ann"}
    assert await store.people_seen(graph, "ann", [], NOW) == {}


async def test_pages_follow_each_other_in_the_order_of_ids(graph: Graph) -> None:
    await seed(graph, *[person(f"p{n}", visibility="hidden" if n % 3 == 1 else "open") for n in range(9)])
    pages, after = [], ""
    while page := await store.people_page(graph, "p0", after, 2):
        pages.append(page)
        after = page[-1]
    assert pages == [["p0", "p2"], ["p3", "p5"], ["p6", "p8"]]


async def test_offers_come_highest_first_and_without_those_that_have_ended(graph: Graph) -> None:
    offers: dict[str, int | OfferOf] = {
        "c": OfferOf(5, 2.0, until=NOW + 1),
        "a": OfferOf(3),
        "b": OfferOf(5),
        "d": OfferOf(4, until=NOW),
        "e": OfferOf(1),
    }
    await seed(graph, person("ann", offers=offers), person("bea"))
    found = await store.offers_of(graph, "bea", ["bea", "ann"], NOW, 3)
    assert [(each.person_id, each.skill_id, each.level) for each in found] == [
        ("ann", "b", 5),
        ("ann", "c", 5),
        ("ann", "a", 3),
    ]
    assert (found[1].standing, found[1].since, found[1].until) == (2.0, LONG_AGO, NOW + 1)


async def test_a_changed_profile_keeps_the_rest(graph: Graph) -> None:
    network = await seed(graph, person("ann", capacity=2))
    await update_profile(network, "ann", {"name": "Ann B.", "languages": ["pt-BR", "PT-pt", "es"]})
    facts = await person_facts(graph, "ann")
    assert (facts["name"], facts["capacity"], facts["country"], facts["active_at"]) == ("Ann B.", 2, "NG", NOW)
    assert (facts["languages"], facts["speaks"]) == (["pt-BR", "pt-PT", "es"], ["pt", "es"])


async def test_a_changed_capacity_changes_the_open_places(graph: Graph) -> None:
    network = await seed(graph, person("ann", capacity=2))
    for capacity in (5, 0, 1):
        await update_profile(network, "ann", {"capacity": capacity})
        assert (await person_facts(graph, "ann"))["open_places"] == capacity


WRONG: list[dict[str, Any]] = [
    {"name": ""},
    {"name": "two\nlines"},
    {"name": "x" * 501},
    {"about": "x" * 10_001},
    {"about": "nul \x00"},
    {"languages": ["english!"]},
    {"languages": ["en"] * 21},
    {"country": "XX"},
    {"time_zone": "Mars/Olympus"},
    {"hours": ["Mon 20:00-18:00"]},
    {"hours": ["Moonday 18:00-20:00"]},
    {"capacity": -1},
    {"capacity": 10_001},
    {"status": "busy"},
    {"visibility": "secret"},
    {"open_places": 99},
    {"id": "someone else"},
    {"name": "Fine", "capacity": -1},
]


@pytest.mark.parametrize("changes", WRONG, ids=lambda changes: repr(changes)[:40])
async def test_a_change_that_cannot_be_names_its_field_and_changes_nothing(
    graph: Graph, changes: dict[str, Any]
) -> None:
    network = await seed(graph, person("ann"))
    before = await picture(graph)
    with pytest.raises(BadInput) as refused:
        await update_profile(network, "ann", changes)
    assert (refused.value.where or "").partition(".")[0] == list(changes)[-1]
    assert await picture(graph) == before


async def test_nobody_has_no_profile_to_change(graph: Graph) -> None:
    network = await seed(graph, person("ann"))
    before = await picture(graph)
    with pytest.raises(NotFound):
        await update_profile(network, "nobody", {"name": "Somebody"})
    assert await picture(graph) == before


async def test_cypher_in_a_text_stays_a_text(graph: Graph) -> None:
    network = await seed(graph, person("ann"), person("bea"))
    hostile = "x'}) DETACH DELETE n // \\' \" ` $now"
    await update_profile(network, "ann", {"name": hostile, "about": hostile})
    assert (await store.people_seen(graph, "bea", ["ann"], NOW))["ann"].name == hostile
    assert await store.people_page(graph, "bea", "", 10) == ["ann", "bea"]
    assert await store.people_seen(graph, hostile, [hostile], NOW) == {}
