"""Who was shown how much: noted in memory, added up in the graph."""

from __future__ import annotations

import asyncio

import pytest

from peernet.graph.session import Graph
from peernet.recommend import exposure
from peernet.use_cases.exposure import Exposure
from tests.contract.asking import picture, values
from tests.contract.seeding import NOW, person, seed


async def shown(graph: Graph) -> dict[str, float]:
    """What the graph holds, by person, as it counts now."""
    rows = await values(graph, "MATCH (p:Person) WHERE p.exposure IS NOT NULL RETURN [p.id, p.exposure] AS value")
    return {person_id: round(exposure.value(stored, NOW), 6) for person_id, stored in rows}


async def test_what_was_noted_is_written_once_and_added_to_what_was_there(graph: Graph) -> None:
    await seed(graph, person("ann"), person("bea"), person("cid"))
    noted = Exposure()
    noted.note(["ann", "gone"], 0, NOW)
    noted.note(["bea"], 2, NOW)
    assert await noted.write(graph) == 3
    assert await shown(graph) == {"ann": 1.0, "bea": 0.5}
    assert await noted.write(graph) == 0
    noted.note(["ann"], 0, NOW)
    await noted.write(graph)
    assert await shown(graph) == {"ann": 2.0, "bea": 0.5}


async def test_nothing_is_written_before_it_is_time(graph: Graph) -> None:
    await seed(graph, person("ann"))
    before = await picture(graph)
    Exposure().note(["ann"], 0, NOW)
    assert await picture(graph) == before


async def test_ten_processes_that_write_at_once_lose_nothing(graph: Graph) -> None:
    people = [f"p{number}" for number in range(12)]
    await seed(graph, *map(person, people))
    processes = [Exposure() for _ in range(10)]
    for process in processes:
        process.note(people[:1], 0, NOW)
        process.note(people[1:], 1, NOW)
    await asyncio.gather(*[process.write(graph) for process in processes])
    found = await shown(graph)
    assert found["p0"] == pytest.approx(10.0)
    assert len(found) == len(people)
