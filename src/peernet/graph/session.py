"""The one door to the engine: a deadline on every call, bounded retries, errors translated, everything counted."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, AsyncDriver, AsyncGraphDatabase, AsyncTransaction
from neo4j import Query as BoltQuery
from neo4j.api import AsyncBookmarkManager
from neo4j.exceptions import DriverError, Neo4jError
from prometheus_client import Counter, Histogram

from peernet.errors import Conflict, DeadlineExceeded, StoreError, Unavailable
from peernet.graph.auditing import EVERY, NOTE_VIEW, forgetting, note_of, view_of
from peernet.graph.queries import Query, Statement
from peernet.graph.translate import outcome_unknown, translate

Row = TypeVar("Row")
Answer = TypeVar("Answer")
Item = TypeVar("Item")

_MOST_LOOKED = 10_000
ATTEMPTS = 8
"""How often one call is tried when others' writes get in its way; 20 writers on one node have needed more than six."""

logger = logging.getLogger("peernet.graph")
# What the driver has to say of a lost connection is told once, by the statement that met it, with the driver's words as
# its cause: on a console the same lines again, without a name, only frighten.
logging.getLogger("neo4j").setLevel(logging.CRITICAL)
_CALLS = Counter("peernet_statements_total", "Statements run, by name and outcome.", ["statement", "outcome"])
_SECONDS = Histogram(
    "peernet_statement_seconds",
    "Time of a statement, from the call to its last row.",
    ["statement"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 15),
)


class Graph:
    """Runs checked statements on one engine."""

    def __init__(
        self,
        driver: AsyncDriver,
        *,
        database: str | None = None,
        bookmarks: AsyncBookmarkManager | None = None,
        audit_days: int = 365,
    ) -> None:
        self._driver = driver
        self._audit_days = audit_days
        self._looked: set[tuple[object, ...]] = set()
        self._session: dict[str, Any] = {"database": database, "bookmark_manager": bookmarks}

    async def many(self, query: Query[Row], **params: Any) -> list[Row]:
        """Every row, in the statement's order; StoreError when the engine cannot answer."""
        records = await self._call(query.statement, params)
        return [query.row(*record) for record in records]

    async def one(self, query: Query[Row], **params: Any) -> Row | None:
        """The only row, or None when there is none."""
        records = await self._call(query.statement, params)
        return query.row(*records[0]) if records else None

    async def run(self, statement: Statement, **params: Any) -> None:
        """Runs a statement for its effect alone."""
        await self._call(statement, params)

    async def schema(self, name: str, text: str) -> None:
        """Runs one command of a migration."""
        await self._measured(name, 60.0, lambda: self._autocommit(name, text, {}, WRITE_ACCESS, 60.0))

    async def ping(self) -> str:
        """The engine's name and version, within two seconds; Unavailable when it does not answer."""
        try:
            async with asyncio.timeout(2):
                return (await self._driver.get_server_info()).agent
        except (Neo4jError, DriverError, OSError, TimeoutError) as error:
            raise Unavailable("The network's memory cannot be reached at the moment; try again.") from error

    async def _call(self, statement: Statement, params: dict[str, Any]) -> list[list[Any]]:
        bound = statement.bind(params)
        name, deadline = statement.name, statement.deadline
        text, given = statement.sent(bound)
        if statement.access == "read":
            rows = await self._measured(
                name, deadline, lambda: self._autocommit(name, text, given, READ_ACCESS, deadline)
            )
            await self._looked_at(statement, bound)
            return rows
        return await self._measured(name, deadline, lambda: self._transaction(statement, bound))

    async def _looked_at(self, statement: Statement, params: Mapping[str, Any]) -> None:
        """Notes what was looked at before it is given away; once an hour, as far as this process knows by itself."""
        note = view_of(statement, params, _now())
        if note is None or note.once in self._looked:
            return
        await self._measured(
            note.statement.name, note.statement.deadline, lambda: self._transaction(note.statement, note.params)
        )
        if len(self._looked) >= _MOST_LOOKED:
            self._looked.clear()
        self._looked.add(note.once)

    async def _autocommit(self, name: str, text: str, params: Any, access: str, deadline: float) -> list[list[Any]]:
        async with self._driver.session(**self._session, default_access_mode=access) as session:
            result = await session.run(BoltQuery(text, metadata={"statement": name}, timeout=deadline), params)
            return await result.values()

    async def _transaction(self, statement: Statement, params: Mapping[str, Any]) -> list[list[Any]]:
        async with (
            self._driver.session(**self._session, default_access_mode=WRITE_ACCESS) as session,
            await session.begin_transaction(
                metadata={"statement": statement.name}, timeout=statement.deadline
            ) as transaction,
        ):
            rows = await _rows(transaction, statement, params)
            beside = await self._audited(transaction, statement, params, rows)
            await transaction.commit()
        for name in beside:
            _CALLS.labels(name, "answered").inc()
        return rows

    async def _audited(
        self, transaction: AsyncTransaction, statement: Statement, params: Mapping[str, Any], rows: list[list[Any]]
    ) -> list[str]:
        """Writes beside a change what it leaves in the audit trail; the names of the statements that did."""
        note, entries, beside = note_of(statement, params, rows, _now()), rows, list[str]()
        if note is not None:
            entries = await _rows(transaction, note.statement, note.params)
            beside.append(note.statement.name)
        elif statement.name != NOTE_VIEW:
            return []
        for place, number in entries:
            if number % EVERY == 0:
                old = forgetting(place, _now(), self._audit_days)
                await _rows(transaction, old.statement, old.params)
                beside.append(old.statement.name)
        return beside

    async def _measured(self, name: str, deadline: float, attempt: Callable[[], Awaitable[Answer]]) -> Answer:
        started, outcome = time.perf_counter(), "failed"
        try:
            answer = await _in_time(name, deadline + 1, attempt)
            outcome = "answered"
            return answer
        except StoreError as error:
            outcome = type(error).__name__
            logger.warning("statement %s: %s", name, outcome, exc_info=error.__cause__)
            raise
        finally:
            seconds = time.perf_counter() - started
            _CALLS.labels(name, outcome).inc()
            _SECONDS.labels(name).observe(seconds)
            logger.debug("statement %s: %s in %.1f ms", name, outcome, seconds * 1000)


def _now() -> int:
    return time.time_ns() // 1_000_000


async def _rows(transaction: AsyncTransaction, statement: Statement, params: Mapping[str, Any]) -> list[list[Any]]:
    result = await transaction.run(*statement.sent(params))
    return await result.values()


async def _in_time(name: str, seconds: float, attempt: Callable[[], Awaitable[Answer]]) -> Answer:
    try:
        async with asyncio.timeout(seconds):
            return await _retried(name, attempt)
    except TimeoutError as error:
        raise DeadlineExceeded("This took too long; try again, or ask for less.", name) from error


async def _retried(name: str, attempt: Callable[[], Awaitable[Answer]]) -> Answer:
    for tried in range(1, ATTEMPTS + 1):
        try:
            return await attempt()
        except (Neo4jError, DriverError) as error:
            translated = translate(error, name)
            again = isinstance(translated, Conflict | Unavailable) and not outcome_unknown(error)
            if not again or tried == ATTEMPTS:
                raise translated from error
        except OSError as error:
            if tried == ATTEMPTS:
                raise Unavailable("The network's memory cannot be reached at the moment; try again.", name) from error
        # Full jitter: writers that collided once must not collide again in step.
        await asyncio.sleep(random.random() * 0.02 * 2**tried)
    raise AssertionError("unreachable: the last attempt returns or raises")


async def together(*parts: Awaitable[Any]) -> list[Any]:
    """All of them at once, their answers in order; the first fault is raised when the last of them has ended."""
    answers = await asyncio.gather(*parts, return_exceptions=True)
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
    return answers


async def halving(
    items: Sequence[Item], attempt: Callable[[Sequence[Item]], Awaitable[int]], *faults: type[StoreError]
) -> int:
    """The sum of what `attempt` counts: of all items at once, or where one of the faults comes of each half by itself.

    Raises the fault when a single item does not come through.
    """
    try:
        return await attempt(items)
    except faults:
        if len(items) == 1:
            raise
    half = len(items) // 2
    return await halving(items[:half], attempt, *faults) + await halving(items[half:], attempt, *faults)


@asynccontextmanager
async def connect(
    address: str, user: str, password: str, *, database: str | None = None, pool: int = 24, audit_days: int = 365
) -> AsyncIterator[Graph]:
    """A Graph on the engine at `address` (`bolt://` for one server, `neo4j://` for a cluster, `+s` with TLS).

    audit_days: how long entries of the audit trail are kept.
    """
    async with AsyncGraphDatabase.driver(
        address,
        auth=(user, password),
        max_connection_pool_size=pool,
        connection_acquisition_timeout=5,
        connection_timeout=5,
        liveness_check_timeout=30,
        max_connection_lifetime=1800,
        max_transaction_retry_time=8,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
        user_agent="peernet",
    ) as driver:
        # On a cluster one bookmark manager lets every reader see what any writer of this process just wrote.
        bookmarks = AsyncGraphDatabase.bookmark_manager() if address.startswith("neo4j") else None
        yield Graph(driver, database=database, bookmarks=bookmarks, audit_days=audit_days)
