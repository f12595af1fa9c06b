"""Engines for every test that wants one: started once for the whole run, embedded always, Neo4j where it can be had."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest

from peernet.graph.embedded import EmbeddedEngine
from peernet.graph.endpoint import Endpoint
from tests.browser import NO_BROWSER
from tests.neo4j_server.find import find_neo4j, open_neo4j
from tests.neo4j_server.server import NO_NEO4J, why_no_neo4j

pytest_plugins = ["tests.executed"]

# The fixtures name `anyio_backend`, though none reads it: without it they would not run for a test that is not async.


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Every asynchronous test runs on asyncio, in one loop for the session."""
    return "asyncio"


@pytest.fixture(scope="session")
async def embedded_endpoint(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Endpoint]:
    """An embedded engine with nothing in it, shared by the session's tests."""
    async with EmbeddedEngine(tmp_path_factory.mktemp("embedded") / "engine") as engine:
        yield engine.endpoint


@pytest.fixture(scope="session")
async def neo4j_endpoint(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Endpoint]:
    """A Neo4j shared by the session's tests; they are skipped where none can be had, and fail there under CI."""
    source = find_neo4j()
    if source is None:
        reason = f"{NO_NEO4J} {why_no_neo4j()}"
        if os.environ.get("CI"):
            pytest.fail(f"{reason} (CI must have one)", pytrace=False)
        pytest.skip(reason)
    async with open_neo4j(source, tmp_path_factory.mktemp("neo4j")) as endpoint:
        yield endpoint


@pytest.fixture(scope="session", params=["embedded", "neo4j"])
def endpoint(anyio_backend: str, request: pytest.FixtureRequest) -> Endpoint:
    """Each engine in turn: a test that takes this runs on both."""
    either: Endpoint = request.getfixturevalue(f"{request.param}_endpoint")
    return either


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line each that says how many tests had no Neo4j, or no browser, to run on, and why."""
    for what, word in (("on Neo4j", NO_NEO4J), ("in a browser", NO_BROWSER)):
        reasons = [
            report.longrepr[2]
            for report in terminalreporter.stats.get("skipped", [])
            if isinstance(report.longrepr, tuple) and word in report.longrepr[2]
        ]
        if reasons:
            why = reasons[0].partition(word)[2].strip()
            terminalreporter.write_line(f"{len(reasons)} tests did not run {what} ({why})")
