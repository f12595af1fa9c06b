"""Migrations on both engines: applied once, whoever starts with us, never over what is newer or changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from peernet.errors import EngineError
from peernet.graph.embedded import EmbeddedEngine
from peernet.graph.endpoint import Endpoint
from peernet.graph.migrations import applied, migrate, migrations
from peernet.graph.session import Graph, connect
from tests.contract.asking import values, write
from tests.engines.asking import ask

_FORGET = "MATCH (n) WHERE n:Migration OR n:Lease DETACH DELETE n"


@pytest.fixture
async def unmigrated(
    anyio_backend: str, endpoint: Endpoint, request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[tuple[Endpoint, list[Graph]]]:
    """An engine that has had no migration, and ten processes' worth of connections to it."""
    async with AsyncExitStack() as stack:
        at = endpoint
        if request.node.callspec.params["endpoint"] == "embedded":
            engine = await stack.enter_async_context(EmbeddedEngine(tmp_path / "engine"))
            at = engine.endpoint
        else:
            await ask(at, _FORGET)
            for (name,) in await ask(at, "SHOW CONSTRAINTS YIELD name RETURN name"):
                await ask(at, f"DROP CONSTRAINT {name}")
        graphs = [await stack.enter_async_context(connect(at.address, at.user, at.password)) for _ in range(10)]
        yield at, graphs
        await migrate(graphs[0])


async def test_ten_processes_that_start_at_once_apply_each_migration_once(
    unmigrated: tuple[Endpoint, list[Graph]],
) -> None:
    _, graphs = unmigrated
    done = await asyncio.gather(*[migrate(graph) for graph in graphs])
    assert sorted(each.number for one in done for each in one) == [each.number for each in migrations()]
    assert [row.number for row in await applied(graphs[0])] == [each.number for each in migrations()]
    assert await values(graphs[0], "MATCH (l:Lease {name: 'migrations'}) RETURN l.until AS value") == [0]


async def test_what_was_applied_is_recorded_and_not_applied_again(graph: Graph) -> None:
    assert await migrate(graph) == []
    have = {row.number: (row.name, row.digest) for row in await applied(graph)}
    assert have == {each.number: (each.name, each.digest) for each in migrations()}


async def test_one_identity_cannot_stand_twice(graph: Graph) -> None:
    for label in ("Person", "Skill", "Community", "Need", "Mentorship", "Evidence"):
        text = f"UNWIND range(1, 20) AS n MERGE (x:{label} {{id: 'one'}}) SET x.lock = n"
        await asyncio.gather(*[write(graph, text) for _ in range(5)])
        assert await values(graph, f"MATCH (x:{label}) RETURN x.id AS value") == ["one"]


async def test_the_lease_of_a_process_that_died_runs_out(graph: Graph) -> None:
    await write(graph, "MATCH (l:Lease {name: 'migrations'}) SET l.holder = 'gone', l.until = 1")
    await write(graph, "MATCH (m:Migration {number: 1}) DELETE m")
    assert [each.number for each in await migrate(graph)] == [1]


async def test_a_network_of_a_newer_peernet_is_left_alone(graph: Graph) -> None:
    await write(graph, "CREATE (:Migration {number: 9000, name: '9000_future', digest: 'x', applied_at: 1})")
    try:
        with pytest.raises(EngineError, match="9000_future"):
            await migrate(graph)
    finally:
        await write(graph, "MATCH (m:Migration {number: 9000}) DELETE m")
    assert await migrate(graph) == []


async def test_a_migration_that_was_changed_afterwards_is_named(graph: Graph) -> None:
    await write(graph, "MATCH (m:Migration {number: 1}) SET m.digest = 'other'")
    try:
        with pytest.raises(EngineError, match=r"0001_identity.*changed"):
            await migrate(graph)
    finally:
        await write(graph, "MATCH (m:Migration {number: 1}) DELETE m")
    assert [each.number for each in await migrate(graph)] == [1]
