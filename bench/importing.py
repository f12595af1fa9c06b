"""`peernet import` of made networks: rows a second, and whether memory grows with the files."""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from neo4j import AsyncGraphDatabase

from bench.engines import PEERNET, Bench, EngineName, empty, loaded, mark_loaded, open_bench
from bench.machine import Peaks, machine, watched
from bench.networks import network_folder, rows_in
from peernet.graph.endpoint import Endpoint

_WARM_UPS = 2
_WARM_UP_PEOPLE = 10_000


@dataclass(frozen=True, slots=True)
class ImportFigures:
    """One import; peaks are the most resident memory in MB of the command and of the engine.

    The processor times are in seconds, of the whole command and of the engine while it ran.
    """

    engine: str
    people: int
    rows: int
    seconds: float
    rows_per_second: float
    python_cpu: float
    engine_cpu: float
    python_peak_mb: float
    engine_peak_mb: float
    load: float


async def measure_import(name: EngineName, people: int) -> ImportFigures:
    """Imports the network into an empty engine, and leaves it there for other benchmarks."""
    folder = network_folder(people)
    empty(name, people)
    async with open_bench(name, people) as bench:
        if bench.server is not None:
            await _warm_up(bench, bench.server)
        facts, peaks = await _import(bench, folder)
        read, seconds = int(str(facts["read"])), float(str(facts["seconds"]))
        assert read == rows_in(folder), f"{read} of {rows_in(folder)} rows were read"
        assert facts["rejected"] == 0, f"{facts['rejected']} rows were rejected"
        figures = ImportFigures(
            name,
            people,
            read,
            round(seconds, 1),
            round(read / seconds),
            round(peaks.seconds.get("python", 0.0), 1),
            round(peaks.seconds.get("engine", 0.0), 1),
            round(peaks.mb.get("python", 0.0)),
            round(peaks.mb.get("engine", 0.0)),
            machine().load,
        )
    mark_loaded(bench, asdict(figures))
    return figures


async def load(name: EngineName, people: int) -> None:
    """Fills the engine unless an earlier run did."""
    if loaded(name, people) is None:
        await measure_import(name, people)


async def _warm_up(bench: Bench, server: Endpoint) -> None:
    """Two imports that are forgotten again: a server that others use has compiled its code long ago.

    The embedded engine gets none, since the command that imports starts it.
    """
    forget = "MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
    for _ in range(_WARM_UPS):
        await _import(bench, network_folder(_WARM_UP_PEOPLE))
        async with (
            AsyncGraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver,
            driver.session() as session,
        ):
            await (await session.run(forget)).consume()


async def _import(bench: Bench, folder: Path) -> tuple[dict[str, object], Peaks]:
    said, peaks = await run_watched(bench, "import", str(folder), "--json")
    facts: dict[str, object] = json.loads(said)
    return facts, peaks


async def run_watched(bench: Bench, *arguments: str) -> tuple[bytes, Peaks]:
    """What a `peernet` command prints, and what it and the engine took; its failure is a fault of the benchmark."""
    environment = os.environ | bench.environment
    command = await asyncio.create_subprocess_exec(
        PEERNET, *arguments, env=environment, cwd=bench.folder, stdout=asyncio.subprocess.PIPE
    )
    with watched(bench.pids(command.pid)) as peaks:
        said, _ = await command.communicate()
    assert command.returncode == 0, f"peernet {arguments[0]} ended with {command.returncode}: {said.decode()[:500]}"
    return said, peaks
