"""The second `peernet demo` in a prepared checkout: how soon it is ready, and how much memory it takes."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.engines import PEERNET, ROOT
from bench.machine import machine, resident_mb

_READY_SECONDS = 120


@dataclass(frozen=True, slots=True)
class DemoFigures:
    """Seconds from the command to `ready`, of the second start and of the first; resident memory (MB) of our process
    and of the engine, when the second was ready.
    """

    ready_seconds: float
    first_seconds: float
    python_mb: float
    engine_mb: float
    both_mb: float
    load: float


async def measure_demo() -> DemoFigures:
    """Starts the demo twice on a folder of its own and looks at the second start."""
    with tempfile.TemporaryDirectory(prefix="peernet-bench-") as folder:
        first, *_ = await _start(Path(folder))
        seconds, python, engine = await _start(Path(folder))
    both = round(python + engine)
    return DemoFigures(round(seconds, 1), round(first, 1), round(python), round(engine), both, machine().load)


async def _start(folder: Path) -> tuple[float, float, float]:
    began = time.perf_counter()
    demo = await asyncio.create_subprocess_exec(
        PEERNET,
        *("demo", "--port", "0"),
        env=os.environ | {"PEERNET_DATA": str(folder)},
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await _ready(demo)
        seconds = time.perf_counter() - began
        python = resident_mb(demo.pid)
        engine = sum(resident_mb(child.pid) for child in psutil.Process(demo.pid).children(recursive=True))
    finally:
        demo.terminate()
        await demo.wait()
    return seconds, python, engine


async def _ready(demo: asyncio.subprocess.Process) -> None:
    assert demo.stdout is not None
    async with asyncio.timeout(_READY_SECONDS):
        async for line in demo.stdout:
            if line.strip() == b"ready":
                return
    raise AssertionError("the demo ended before it was ready")
