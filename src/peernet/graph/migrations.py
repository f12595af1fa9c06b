"""Migrations: `cypher/migrations/NNNN_name.cypher`, applied in order and recorded in the graph.

Two processes may start at once: one holds the lease and migrates, the other waits and finds nothing left to do.
A file holds schema commands, each ended by a semicolon, each harmless when repeated (IF NOT EXISTS): a process that
dies between a command and its record is followed by one that runs the file again.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from peernet.errors import Conflict, EngineError, QueryFileError
from peernet.graph.queries import bare, cypher_folder, query
from peernet.graph.session import Graph

LEASE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Migration:
    """One file: its place in the order, its commands, and the digest that tells whether it was changed afterwards."""

    number: int
    name: str
    digest: str
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppliedRow:
    number: int
    name: str
    digest: str
    applied_at: int


@dataclass(frozen=True, slots=True)
class LeaseRow:
    holder: str


@dataclass(frozen=True, slots=True)
class RecordRow:
    number: int


def migrations() -> list[Migration]:
    """Every migration in order; QueryFileError when numbers are missing or stand twice."""
    found = [_read(path) for path in sorted((cypher_folder() / "migrations").glob("*.cypher"))]
    for expected, migration in enumerate(found):
        if migration.number != expected:
            raise QueryFileError(migration.name, f"has the number {migration.number} where {expected} is next")
    return found


async def migrate(graph: Graph) -> list[Migration]:
    """Applies what is missing and returns it; EngineError when the graph is newer than this peernet, or changed."""
    known = migrations()
    # The lease and the records must be unique before they can be relied on, so the first file runs every time.
    await _commands(graph, known[0].name, known[0].commands)
    holder = uuid.uuid4().hex
    await _take_lease(graph, holder)
    try:
        return await _apply(graph, _missing(known, await applied(graph)), holder)
    finally:  # a refusal must not keep the next process waiting until the lease runs out
        await _give_back(graph, holder)


async def _apply(graph: Graph, missing: list[Migration], holder: str) -> list[Migration]:
    for migration in missing:
        await _commands(graph, migration.name, migration.commands)
        await graph.one(
            query("migration_record", RecordRow),
            number=migration.number,
            name=migration.name,
            digest=migration.digest,
            at=_now(),
        )
        await _take_lease(graph, holder)
    return missing


async def applied(graph: Graph) -> list[AppliedRow]:
    """What the graph has had, in order."""
    return await graph.many(query("migrations_applied", AppliedRow))


def _missing(known: list[Migration], have: list[AppliedRow]) -> list[Migration]:
    by_number = {migration.number: migration for migration in known}
    for row in have:
        ours = by_number.get(row.number)
        if ours is None:
            raise EngineError(f"This network was migrated by a newer peernet ({row.name}); install that one or newer.")
        if ours.digest != row.digest:
            raise EngineError(f"The migration {row.name} was changed after it had been applied; restore the file.")
    return [migration for migration in known if migration.number not in {row.number for row in have}]


async def _take_lease(graph: Graph, holder: str) -> None:
    for _ in range(LEASE_SECONDS * 10):
        if await _holder(graph, holder, _now() + LEASE_SECONDS * 1000) == holder:
            return
        await asyncio.sleep(0.2)
    raise EngineError("Another process has been migrating this network for two minutes; look at it, or try again.")


async def _give_back(graph: Graph, holder: str) -> None:
    for _ in range(10):
        if await _holder(graph, holder, 0) is not None:
            return
        await asyncio.sleep(0.2)


async def _holder(graph: Graph, holder: str, until: int) -> str | None:
    """Who has the lease after we asked for it; None when too many asked at once."""
    try:
        lease = await graph.one(query("migration_lease", LeaseRow), holder=holder, now=_now(), until=until)
    except Conflict:
        return None
    return None if lease is None else lease.holder


async def _commands(graph: Graph, name: str, commands: tuple[str, ...]) -> None:
    for command in commands:
        await graph.schema(name, command)


def _read(path: Path) -> Migration:
    text = path.read_text(encoding="utf-8")
    found = re.match(r"(\d{4})_[a-z0-9_]+$", path.stem)
    if found is None or not text.startswith("// summary: "):
        raise QueryFileError(path.name, "is called NNNN_name.cypher and opens with `// summary: ...`")
    digest = hashlib.sha256(" ".join(bare(text).split()).encode()).hexdigest()
    return Migration(int(found[1]), path.stem, digest, _split(text))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in bare(text).split(";") if part.strip())


def _now() -> int:
    return time.time_ns() // 1_000_000
