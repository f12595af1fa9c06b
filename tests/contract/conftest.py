"""The store on each engine in turn: migrated once, empty before each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from peernet.graph.endpoint import Endpoint
from peernet.graph.migrations import migrate
from peernet.graph.session import Graph, connect
from tests.contract.asking import asked

_WIPE = asked(
    "test_wipe", "MATCH (n) WHERE NOT n:Migration AND NOT n:Lease AND NOT n:Nobody DETACH DELETE n", access="write"
)


@pytest.fixture(scope="session")
async def migrated(anyio_backend: str, endpoint: Endpoint) -> AsyncIterator[Graph]:
    """The session's engine with every migration applied."""
    async with connect(endpoint.address, endpoint.user, endpoint.password) as graph:
        await migrate(graph)
        yield graph


@pytest.fixture
async def graph(anyio_backend: str, migrated: Graph) -> Graph:
    """A migrated graph with nothing in it."""
    await migrated.run(_WIPE)
    return migrated
