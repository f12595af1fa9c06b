"""The one door to the engine: every call ends in time, is tried again so often and no more, and is counted."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, cast

import neo4j
import psutil
import pytest
from neo4j.exceptions import ClientError, IncompleteCommit, Neo4jError, ServiceUnavailable
from prometheus_client import REGISTRY

from peernet.errors import Conflict, DeadlineExceeded, QueryFileError, StoreFault, Unavailable
from peernet.graph.embedded import EmbeddedEngine
from peernet.graph.endpoint import Endpoint
from peernet.graph.queries import Query
from peernet.graph.session import ATTEMPTS, Graph, connect
from tests.contract.asking import ValueRow, asked, values
from tests.engines.asking import ask

ACCESSES: tuple[Literal["read", "write"], ...] = ("read", "write")
HEAVY = "UNWIND range(1, 20000) AS a UNWIND range(1, 20000) AS b WITH a * b AS c WHERE c = -1 RETURN count(c) AS value"


@pytest.fixture(scope="module")
async def own_engine(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[EmbeddedEngine]:
    """An embedded engine for these tests alone, which they may freeze; it ends runaway statements after 1.5 s."""
    folder: Path = tmp_path_factory.mktemp("session") / "engine"
    async with EmbeddedEngine(folder, command_timeout_ms=1500) as engine:
        yield engine


@pytest.fixture(scope="module")
async def own(own_engine: EmbeddedEngine) -> AsyncIterator[Graph]:
    """A graph on that engine."""
    at = own_engine.endpoint
    async with connect(at.address, at.user, at.password) as graph:
        yield graph


def counted(name: str, outcome: str) -> float:
    """How often a statement had that outcome so far."""
    return REGISTRY.get_sample_value("peernet_statements_total", {"statement": name, "outcome": outcome}) or 0.0


async def slow(graph: Graph, name: str, deadline: float) -> float:
    """Seconds until a statement that would take minutes is given up."""
    started = time.monotonic()
    with pytest.raises(DeadlineExceeded) as refused:
        await graph.many(Query(asked(name, HEAVY, deadline=deadline), ValueRow))
    assert refused.value.statement == name
    assert refused.value.retriable
    return time.monotonic() - started


async def test_a_slow_statement_is_given_up_soon_after_its_deadline_embedded(own: Graph) -> None:
    assert await slow(own, "slow_embedded", 0.2) < 2.5
    assert await values(own, "RETURN 1 AS value") == [1]


async def test_a_slow_statement_is_given_up_soon_after_its_deadline_on_neo4j(neo4j_endpoint: Endpoint) -> None:
    at = neo4j_endpoint
    async with connect(at.address, at.user, at.password) as graph:
        assert await slow(graph, "slow_neo4j", 0.2) < 2.5
        assert await values(graph, "RETURN 1 AS value") == [1]


async def test_a_statement_that_ran_out_of_time_is_counted_and_logged_as_that(
    own: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "peernet.graph"):
        await slow(own, "slow_counted", 0.1)
    assert counted("slow_counted", "DeadlineExceeded") == 1
    assert [record.getMessage() for record in caplog.records] == ["statement slow_counted: DeadlineExceeded"]


def wait_until_stopped(process: psutil.Process) -> None:
    """Return once every thread stands still: the signal is sent before it has reached them all, and one may answer."""
    until = time.monotonic() + 10
    while any(psutil.Process(thread.id).status() != psutil.STATUS_STOPPED for thread in process.threads()):
        assert time.monotonic() < until
        time.sleep(0.01)


async def test_a_frozen_engine_does_not_hold_a_caller_beyond_the_deadline_and_answers_once_awake(
    own_engine: EmbeddedEngine, own: Graph
) -> None:
    assert await values(own, "RETURN 1 AS value") == [1]
    process = psutil.Process(own_engine.endpoint.pid)
    process.send_signal(signal.SIGSTOP)
    try:
        await asyncio.to_thread(wait_until_stopped, process)
        started = time.monotonic()
        for access in ACCESSES:
            with pytest.raises((Unavailable, DeadlineExceeded)):
                await own.run(asked("to_the_frozen", "RETURN 1 AS value", access=access, deadline=0.5))
        assert time.monotonic() - started < 4
        with pytest.raises(Unavailable):
            await own.ping()
    finally:
        process.send_signal(signal.SIGCONT)
    async with asyncio.timeout(10):
        assert await values(own, "RETURN 1 AS value") == [1]


async def test_nobody_at_the_address_is_said_as_unavailable_in_time() -> None:
    async with connect("bolt://127.0.0.1:1", "neo4j", "x") as graph:
        started = time.monotonic()
        with pytest.raises(Unavailable):
            await values(graph, "RETURN 1 AS value")
        assert time.monotonic() - started < 10


class HangsUp(asyncio.Protocol):
    """A server that agrees to Bolt 5.4, and then to nothing more."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.heard = False

    def data_received(self, data: bytes) -> None:
        if self.heard:
            self.transport.close()
        else:
            self.heard = True
            self.transport.write(bytes([0, 0, 4, 5]))


async def test_a_lost_connection_is_told_by_the_statement_and_not_by_the_driver_as_well(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with await asyncio.get_running_loop().create_server(HangsUp, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with connect(f"bolt://127.0.0.1:{port}", "somebody", "secret") as graph:
            with pytest.raises(Unavailable):
                await values(graph, "RETURN 1 AS value")
    assert "statement test_values: Unavailable" in caplog.messages
    assert [record for record in caplog.records if record.name.startswith("neo4j")] == []


async def test_a_statement_that_the_engine_cannot_read_is_our_fault_and_tells_nothing_of_it(graph: Graph) -> None:
    with pytest.raises(StoreFault) as refused:
        await graph.run(asked("broken", "MATCH (secret RETURN secret"))
    assert "secret" not in str(refused.value)
    assert not refused.value.retriable


async def test_a_call_with_other_parameters_never_reaches_the_engine(graph: Graph) -> None:
    with pytest.raises(QueryFileError):
        await graph.run(asked("strict", "RETURN $x AS value", "x"), y=1)
    assert counted("strict", "failed") == 0


async def test_answers_are_counted_by_the_statements_name(graph: Graph) -> None:
    before = counted("test_values", "answered")
    await values(graph, "RETURN 1 AS value")
    assert counted("test_values", "answered") == before + 1


async def test_the_statements_name_goes_with_its_transaction(neo4j_endpoint: Endpoint) -> None:
    at = neo4j_endpoint
    async with connect(at.address, at.user, at.password) as graph:
        for access in ACCESSES:
            statement = asked(f"named_{access}", HEAVY, access=access, deadline=2)
            call = asyncio.create_task(graph.run(statement))
            await asyncio.sleep(0.7)
            rows = await ask(at, "SHOW TRANSACTIONS YIELD metaData RETURN metaData.statement")
            assert [f"named_{access}"] in rows
            with pytest.raises(DeadlineExceeded):
                await call


class Stub:
    """A driver, its session, its transaction and their answer in one, at the port where the real one stands.

    `fails` are raised in turn when a statement is run (or, with `at_commit`, committed), after that it answers.
    """

    def __init__(self, *fails: Exception, at_commit: bool = False) -> None:
        self.fails = list(fails)
        self.at_commit = at_commit
        self.calls = 0

    def session(self, **_: Any) -> Self:
        """One session for all."""
        return self

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    async def begin_transaction(self, **_: Any) -> Self:
        """One transaction for all."""
        return self

    async def run(self, *_: Any) -> Self:
        """Counts the call."""
        self.calls += 1
        if not self.at_commit:
            self._fail()
        return self

    async def values(self) -> list[list[Any]]:
        """The answer."""
        return [["done"]]

    async def commit(self) -> None:
        """Fails where it should."""
        if self.at_commit:
            self._fail()

    def _fail(self) -> None:
        if self.fails:
            raise self.fails.pop(0)


def deadlock() -> Neo4jError:
    """What an engine says when two writers wait for each other."""
    code = "Neo.TransientError.Transaction.DeadlockDetected"
    return cast(Neo4jError, Neo4jError._hydrate_neo4j(code=code, message="ask ada"))  # type: ignore[redundant-cast]


async def through(stub: Stub) -> list[Any]:
    """The answer of one write through `stub`."""
    graph = Graph(cast(neo4j.AsyncDriver, stub))
    return [row.value for row in await graph.many(Query(asked("stubbed", "CREATE (n)", access="write"), ValueRow))]


async def test_a_write_that_always_conflicts_is_given_up_after_so_many_attempts() -> None:
    stub = Stub(*[deadlock() for _ in range(ATTEMPTS + 5)])
    with pytest.raises(Conflict) as refused:
        await through(stub)
    assert stub.calls == ATTEMPTS
    assert "ada" not in str(refused.value)


@pytest.mark.parametrize("error", [deadlock(), ServiceUnavailable("gone"), OSError("reset")], ids=repr)
async def test_what_others_cause_is_tried_again(error: Exception) -> None:
    stub = Stub(error, error)
    assert await through(stub) == ["done"]
    assert stub.calls == 3


async def test_a_commit_whose_outcome_nobody_knows_is_not_tried_again() -> None:
    stub = Stub(IncompleteCommit("lost"), at_commit=True)
    with pytest.raises(Unavailable):
        await through(stub)
    assert stub.calls == 1


async def test_our_own_mistake_is_not_tried_again() -> None:
    stub = Stub(ClientError("no such function"))
    with pytest.raises(StoreFault):
        await through(stub)
    assert stub.calls == 1
