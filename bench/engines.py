"""The engines to measure on: started empty, or holding a made network that an earlier run left."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.neo4j_server.server import start_neo4j

from bench.networks import ROOT, engine_folder, forget
from peernet.graph.data_folder import DataFolder
from peernet.graph.endpoint import Endpoint

EngineName = Literal["embedded", "neo4j"]
ENGINES: tuple[EngineName, ...] = ("embedded", "neo4j")
PEERNET = Path(sys.executable).with_name("peernet")
NEO4J_HEAP = "4g"
"""As in docker-compose.yml: at 2 GB collecting garbage takes twice the time of an import."""
NEO4J_PAGES = "4g"
"""The files of a million people are read from memory; smaller networks take what they need of it."""
_LOADED = "loaded.json"


@dataclass(frozen=True, slots=True)
class Bench:
    """One engine over one folder: `environment` is what a peernet command needs to use it.

    server: the Neo4j that runs beside us; the embedded engine runs only as long as the command that started it.
    """

    name: EngineName
    folder: Path
    environment: dict[str, str]
    server: Endpoint | None

    def endpoint(self) -> Endpoint:
        """Where the engine answers now; an embedded one only while something serves on it."""
        if self.server is not None:
            return self.server
        running = DataFolder(self.folder / "data").running()
        assert running is not None, "nothing serves on the embedded engine"
        return running.endpoint

    def pids(self, command: int) -> dict[str, int]:
        """The processes at work while a command runs; an embedded engine is the command's child."""
        return {"python": command} if self.server is None else {"python": command, "engine": self.server.pid}


@asynccontextmanager
async def open_bench(name: EngineName, people: int, folder: Path | None = None) -> AsyncIterator[Bench]:
    """The engine over the folder that belongs to the network of that many people, filled or not; or over a copy."""
    folder = folder or engine_folder(name, people)
    folder.mkdir(parents=True, exist_ok=True)
    common = {"PEERNET_DATA": str(folder / "data"), "PEERNET_ENV": "development"}
    if name == "embedded":
        yield Bench(name, folder, common | {"PEERNET_ENGINE": "embedded"}, None)
        return
    async with start_neo4j(folder / "neo4j", heap=NEO4J_HEAP, pages=NEO4J_PAGES, tuned=True) as server:
        reached = {
            "PEERNET_ENGINE": server.address,
            "PEERNET_ENGINE_USER": server.user,
            "PEERNET_ENGINE_PASSWORD": server.password,
        }
        yield Bench(name, folder, common | reached, server)


def empty(name: EngineName, people: int) -> None:
    """Forgets what the engine held."""
    forget(engine_folder(name, people))


def loaded(name: EngineName, people: int) -> dict[str, object] | None:
    """What was measured when the engine was filled; None while it is not, or only in part."""
    file = engine_folder(name, people) / _LOADED
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None


def mark_loaded(bench: Bench, figures: dict[str, object]) -> None:
    """Notes that the engine holds its whole network."""
    (bench.folder / _LOADED).write_text(json.dumps(figures), encoding="utf-8")


__all__ = ["ENGINES", "PEERNET", "ROOT", "Bench", "EngineName", "empty", "loaded", "mark_loaded", "open_bench"]
