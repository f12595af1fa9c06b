"""Where the tests get their Neo4j from: an address they are given, a container, or one from Maven artifacts."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Literal

from peernet.graph.endpoint import Endpoint
from tests.neo4j_server.server import start_neo4j, why_no_neo4j

Source = Literal["address", "docker", "maven"]
IMAGE = "neo4j:5.26-community"


@cache
def find_neo4j() -> Source | None:
    """The first source that answers here; None when no Neo4j can be had (`why_no_neo4j` says why)."""
    if os.environ.get("PEERNET_TEST_NEO4J_URI"):
        return "address"
    if _docker_answers():
        return "docker"
    return "maven" if why_no_neo4j() is None else None


@asynccontextmanager
async def open_neo4j(source: Source, folder: Path) -> AsyncIterator[Endpoint]:
    """A Neo4j from `source`; `folder` is for its data where it is ours."""
    if source == "address":
        yield _given()
    elif source == "docker":
        async with _container() as endpoint:
            yield endpoint
    else:
        async with start_neo4j(folder) as endpoint:
            yield endpoint


def _given() -> Endpoint:
    """PEERNET_TEST_NEO4J_URI with PEERNET_TEST_NEO4J_USER (neo4j) and PEERNET_TEST_NEO4J_PASSWORD."""
    environment = os.environ
    return Endpoint(
        environment["PEERNET_TEST_NEO4J_URI"],
        environment.get("PEERNET_TEST_NEO4J_USER", "neo4j"),
        environment.get("PEERNET_TEST_NEO4J_PASSWORD", ""),
        0,
    )


def _docker_answers() -> bool:
    # The command, because the library leaves a socket open when nobody answers.
    if shutil.which("docker") is None:
        return False
    try:
        probe = ["docker", "version", "--format", "{{.Server.Version}}"]
        return subprocess.run(probe, capture_output=True, timeout=10, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


@asynccontextmanager
async def _container() -> AsyncIterator[Endpoint]:
    from testcontainers.community.neo4j import Neo4jContainer

    container = Neo4jContainer(IMAGE)
    await asyncio.to_thread(container.start)
    try:
        yield Endpoint(container.get_connection_url(), container.username, container.password, 0)
    finally:
        await asyncio.to_thread(container.stop)
