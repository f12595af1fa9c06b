"""The first question of a process, asked before anybody waits for its answer."""

from __future__ import annotations

from typing import Any

import pytest

from peernet.errors import DeadlineExceeded
from peernet.graph.session import Graph
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.network import Network
from peernet.use_cases.warm_up import TIMES, warm_up
from tests.contract.asking import picture
from tests.contract.seeding import NOW, person, seed


async def network_on(graph: Graph) -> Network:
    """A network with its catalogue read."""
    network = Network(graph, Catalogue(graph), clock=lambda: NOW)
    await network.catalogue.refresh()
    return network


async def test_it_changes_nothing_and_shows_nobody(graph: Graph) -> None:
    await seed(graph, person("ann", offers={"go": 3}), person("bea", offers={"sql": 2}))
    network = await network_on(graph)
    before = await picture(graph)
    assert await warm_up(network)
    assert await network.exposure.write(graph) == 0
    assert await picture(graph) == before


async def test_a_network_without_skills_is_ready_as_it_is(graph: Graph) -> None:
    assert await warm_up(await network_on(graph))


async def test_an_engine_that_does_not_answer_keeps_nobody_from_serving(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    await seed(graph, person("ann", offers={"go": 3}))
    network = await network_on(graph)

    async def late(*_: Any, **__: Any) -> None:
        raise DeadlineExceeded("This took too long.", "mentor_candidates")

    monkeypatch.setattr(Graph, "one", late)
    assert not await warm_up(network)


async def test_an_engine_that_answers_late_is_asked_again(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    await seed(graph, person("ann", offers={"go": 3}))
    network = await network_on(graph)
    asked: list[str] = []
    usual = Graph.one

    async def late_at_first(*given: Any, **params: Any) -> Any:
        asked.append(params["viewer_id"])
        if len(asked) < TIMES:
            raise DeadlineExceeded("This took too long.", "mentor_candidates")
        return await usual(*given, **params)

    monkeypatch.setattr(Graph, "one", late_at_first)
    assert await warm_up(network)
    assert len(asked) == TIMES
