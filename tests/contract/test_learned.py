"""What a network teaches about its skills is written down, found again, and learned by one process at a time."""

from __future__ import annotations

import asyncio

import pytest

from peernet.graph import learned as store
from peernet.graph.session import Graph
from peernet.graph.suggestions import NOBODY, mentor_candidates
from peernet.use_cases.learn_network import learn_network
from peernet.use_cases.learned import LEARN_SECONDS
from tests.contract.seeding import NOW, person, seed, skill


async def test_what_was_learned_is_found_again(graph: Graph) -> None:
    network = await seed(
        graph,
        person("ann", shown={"go": 2.0, "sql": 1.0}),
        person("bea", offers={"go": 3, "tea": 1}, shown={"go": 1.0}),
        skill("chess"),
    )
    assert network.catalogue.learned.skills["go"].shown == 0.0
    await learn_network(graph, NOW)
    assert await network.catalogue.refresh()
    learned = network.catalogue.learned
    assert (learned.total, learned.skills["go"].shown, learned.skills["go"].people) == (4.0, 3.0, 2)
    assert dict(learned.skills["go"].near) == {"sql": pytest.approx(0.5), "tea": pytest.approx(0.5)}
    assert (learned.skills["go"].alone, learned.skills["tea"].alone) == (True, False)
    assert learned.skills["chess"].near == ()
    assert not await network.catalogue.refresh()


async def test_who_never_said_what_they_offer_is_found_by_what_they_have_shown(graph: Graph) -> None:
    await seed(
        graph,
        person("answers", shown={"go": 5.0}),
        person("teaches", offers={"tea": 3}, shown={"go": 5.0}),
        person("near", shown={"sql": 2.0, "go": 0.0}),
        person("active", shown={"chess": 9.0}),
        person("away", shown={"chess": 9.0}, status="away"),
        person("full", shown={"chess": 9.0}, open_places=0),
        person("hidden", shown={"chess": 9.0}, visibility="hidden"),
    )
    await learn_network(graph, NOW)
    found = await mentor_candidates(graph, NOBODY, ["go"], [], fill_ids=["sql"], reach_ids=["sql"], now=NOW)
    assert found is not None
    assert {each.person_id for each in found.mentors} == {"answers", "near", "active"}
    assert {each.person_id: each.shown for each in found.mentors}["near"] == {"sql": 2.0, "go": 0.0}


async def test_of_ten_processes_one_learns(graph: Graph) -> None:
    await seed(graph, person("ann", shown={"go": 2.0}))
    claims = await asyncio.gather(*[store.claim_learning(graph, NOW - LEARN_SECONDS * 1000, NOW) for _ in range(10)])
    assert sorted(claims) == [*[False] * 9, True]
    await learn_network(graph, NOW)
    assert not await store.claim_learning(graph, NOW, NOW + 1)
    assert await store.claim_learning(graph, NOW + 1, NOW + 2)
