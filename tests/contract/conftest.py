"""The store on each engine in turn: migrated once, empty before each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from peernet.graph.endpoint import Endpoint
from peernet.graph.migrations import migrate
from peernet.graph.session import Graph, connect
from tests.contract.asking import asked
from tests.contract.known_data import unknown

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
async def graph(anyio_backend: str, migrated: Graph) -> AsyncIterator[Graph]:
    """A migrated graph with nothing in it; what a test leaves there has to stand in the tables of own data.

    So whatever somebody adds to the graph about a person is in the export, or says why it is not.
    """
    await migrated.run(_WIPE)
    yield migrated
    left = await unknown(migrated)
    assert not left, f"say in model/own_data.py what an export tells of it: {', '.join(left)}"
