"""The first questions of a process, asked before anybody waits for their answers."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from peernet.errors import DeadlineExceeded
from peernet.graph.queries import Query
from peernet.graph.session import Graph
from peernet.graph.suggestions import NOBODY
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.network import Network
from peernet.use_cases.warm_up import STRANGERS, TIMES, warm_up
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
    asked: Counter[tuple[str, str]] = Counter()
    usual = Graph.one

    async def late_at_first(of: Graph, wanted: Query[Any], **params: Any) -> Any:
        question = wanted.statement.name, params["viewer_id"]
        asked[question] += 1
        if asked[question] < TIMES:
            raise DeadlineExceeded("This took too long.", "mentor_candidates")
        return await usual(of, wanted, **params)

    monkeypatch.setattr(Graph, "one", late_at_first)
    assert await warm_up(network)
    mentors, needs = "mentor_candidates", "help_wanted"
    first = [(mentors, NOBODY), *((name, who) for name in (mentors, needs) for who in STRANGERS)]
    assert asked == Counter(dict.fromkeys(first, TIMES))
