"""Blocks on both engines: both ways, at once, and what was open between the two ends."""

from __future__ import annotations

import asyncio

import pytest

from peernet.errors import CannotBlockSelf, NotFound
from peernet.graph import blocks as store
from peernet.graph import people
from peernet.graph.session import Graph
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.block_person import block_person, unblock_person
from peernet.use_cases.update_profile import update_profile
from tests.contract.asking import person_facts, picture, values
from tests.contract.seeding import NOW, person, seed
from tests.contract.test_mentorships import ada, outcomes, request, states


async def test_after_a_block_neither_finds_the_other(graph: Graph) -> None:
    network = await seed(graph, person("ann"), person("bea"))
    await block_person(network, "ann", "bea")
    assert await people.people_page(graph, "ann", "", 10) == ["ann"]
    assert await people.people_page(graph, "bea", "", 10) == ["bea"]


async def test_only_the_blocker_finds_the_block_and_takes_it_back(graph: Graph) -> None:
    network = await seed(graph, person("ann"), person("bea"))
    await block_person(network, "ann", "bea")
    assert [(row.id, row.at) for row in await store.blocked_page(graph, "ann", "", 10)] == [("bea", NOW)]
    assert await store.blocked_page(graph, "bea", "", 10) == []
    with pytest.raises(NotFound):
        await unblock_person(network, "bea", "ann")
    await unblock_person(network, "ann", "bea")
    assert await people.people_page(graph, "bea", "", 10) == ["ann", "bea"]


async def test_a_block_by_the_other_side_stays_when_ones_own_is_taken_back(graph: Graph) -> None:
    network = await seed(graph, person("ann", blocks=("bea",)), person("bea", blocks=("ann",)))
    await unblock_person(network, "ann", "bea")
    assert await people.people_page(graph, "ann", "", 10) == ["ann"]


async def test_blocking_ten_times_at_once_is_one_block(graph: Graph) -> None:
    network = await seed(graph, person("ann"), person("bea"))
    await asyncio.gather(*[block_person(network, "ann", "bea") for _ in range(10)])
    assert await values(graph, "MATCH ()-[b:BLOCKS]->() RETURN b.at AS value") == [NOW]


async def test_two_who_block_each_other_at_once_both_have_blocked(graph: Graph) -> None:
    network = await seed(graph, person("ann"), person("bea"))
    came = await outcomes([block_person(network, "ann", "bea"), block_person(network, "bea", "ann")])
    ties = await values(graph, "MATCH ()-[b:BLOCKS]->() RETURN b.at AS value")
    # Whoever comes second may find nobody to block any more: then one block hides both already.
    assert len(ties) == came["done"] >= 1


async def test_blocking_again_keeps_the_day(graph: Graph) -> None:
    network = await seed(graph, person("ann", blocks=("bea",)), person("bea"))
    before = await picture(graph)
    await block_person(network, "ann", "bea")
    assert await picture(graph) == before


async def test_a_block_that_cannot_be_changes_nothing(graph: Graph) -> None:
    network = await seed(
        graph, person("ann"), person("bea", visibility="hidden"), person("cyd", blocks=("ann",)), person("dee")
    )
    before = await picture(graph)
    for viewer_id, person_id, refusal in (
        ("ann", "ann", CannotBlockSelf),
        ("ann", "bea", NotFound),
        ("ann", "cyd", NotFound),
        ("ann", "no such", NotFound),
        ("nobody", "ann", NotFound),
    ):
        with pytest.raises(refusal):
            await block_person(network, viewer_id, person_id)
    for viewer_id, person_id in (("ann", "dee"), ("ann", "cyd"), ("nobody", "ann"), ("ann", "no such")):
        with pytest.raises(NotFound):
            await unblock_person(network, viewer_id, person_id)
    assert await picture(graph) == before


@pytest.mark.parametrize("blocker", ["ada", "bob"])
async def test_a_block_ends_what_is_open_between_the_two_and_frees_the_place(graph: Graph, blocker: str) -> None:
    network = await seed(graph, ada(), person("bob", offers={"go": 2}), person("cyd"))
    await accept_mentorship(network, "ada", await request(network))
    await request(network, "ada", "bob", skill_ids=("go",))
    await block_person(network, blocker, "bob" if blocker == "ada" else "ada")
    assert await states(graph) == {"completed": 1, "withdrawn": 1}
    assert (await person_facts(graph, "ada"))["open_places"] == 1
    assert await values(graph, "MATCH ()-[t:MENTORED]->() RETURN t.to AS value") == [NOW]
    assert await values(graph, "MATCH (p:Person)-[:FRONT]->(:Skill {id: 'python'}) RETURN p.id AS value") == ["ada"]


async def test_a_block_frees_no_place_that_a_smaller_capacity_has_taken_away(graph: Graph) -> None:
    network = await seed(graph, ada(capacity=3), person("bob"), person("cyd"))
    for who in ("bob", "cyd"):
        await accept_mentorship(network, "ada", await request(network, who))
    await update_profile(network, "ada", {"capacity": 1})
    await block_person(network, "bob", "ada")
    assert (await person_facts(graph, "ada"))["open_places"] == 0
    await block_person(network, "ada", "cyd")
    assert (await person_facts(graph, "ada"))["open_places"] == 1


async def test_a_block_leaves_what_is_open_with_others_alone(graph: Graph) -> None:
    network = await seed(graph, ada(capacity=2), person("bob"), person("cyd"))
    await accept_mentorship(network, "ada", await request(network, "cyd"))
    await block_person(network, "ada", "bob")
    assert await states(graph) == {"active": 1}
    assert (await person_facts(graph, "ada"))["open_places"] == 1


async def test_the_blocked_are_listed_by_id_page_by_page(graph: Graph) -> None:
    await seed(graph, person("ann", blocks=("p3", "p1", "p2")), *[person(f"p{n}") for n in (1, 2, 3)])
    first = await store.blocked_page(graph, "ann", "", 2)
    rest = await store.blocked_page(graph, "ann", first[-1].id, 2)
    assert [row.id for row in [*first, *rest]] == ["p1", "p2", "p3"]
    assert await store.blocked_page(graph, "nobody", "", 2) == []
