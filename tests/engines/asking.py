"""Ask an engine over Bolt in one line, and wait for what processes do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import neo4j
import psutil
from neo4j.exceptions import DriverError, Neo4jError

from peernet.graph.endpoint import Endpoint


async def ask(endpoint: Endpoint, statement: str, **parameters: Any) -> list[list[Any]]:
    """The rows that `statement` gives."""
    # No retries: the tests want to see refused connections as they are.
    driver = neo4j.AsyncGraphDatabase.driver(endpoint.address, auth=(endpoint.user, endpoint.password))
    async with driver, driver.session() as session:
        result = await session.run(statement, parameters)
        return [record.values() async for record in result]


async def answers(endpoint: Endpoint) -> bool:
    """Whether the engine answers a trivial statement now."""
    try:
        return await ask(endpoint, "RETURN 1 AS one") == [[1]]
    except (DriverError, Neo4jError):
        return False


async def within(seconds: float, condition: Callable[[], Awaitable[bool]]) -> bool:
    """Whether `condition` comes true in time; looks ten times a second."""
    end = time.monotonic() + seconds
    while not await condition():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(0.1)
    return True


async def is_gone(pid: int) -> bool:
    """Whether the process has ended (one that waits to be reaped has)."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
