"""The folder that PEERNET_DATA names: one process at a time runs its engine, others may share it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from peernet.errors import EngineError
from peernet.graph.embedded import EmbeddedEngine
from peernet.graph.endpoint import Endpoint, make_private_folder, write_private

Kind = Literal["serve", "command"]
_SHARE_SECONDS = 20.0
_LOOK_EVERY_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Running:
    """What `running.json` says: whose engine it is (`owner`, a process) and where it answers."""

    endpoint: Endpoint
    owner: int
    kind: str


class DataFolder:
    """Who may run the engine in `path`, and where the running one answers.

    The lock is the operating system's: it ends with the process that holds it, however that ends.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._lock: BinaryIO | None = None

    def acquire(self) -> bool:
        """Whether the folder is ours now; it is not while another process holds it."""
        make_private_folder(self.path)
        lock = (self.path / "lock").open("ab")
        if not _lock_at_once(lock):
            lock.close()
            return False
        self._lock = lock
        self._running_file.unlink(missing_ok=True)  # left by an owner that was killed
        return True

    def release(self) -> None:
        """Let others have the folder; safe to repeat."""
        if self._lock is not None:
            self._running_file.unlink(missing_ok=True)
            self._lock.close()
            self._lock = None

    def announce(self, endpoint: Endpoint, kind: Kind | Literal["demo"]) -> None:
        """Tell other processes of the same user where our engine answers."""
        write_private(self._running_file, json.dumps(asdict(Running(endpoint, os.getpid(), kind))))

    def running(self) -> Running | None:
        """The engine that another process announced and that is still alive; None while there is none."""
        try:
            said = json.loads(self._running_file.read_text(encoding="utf-8"))
            running = Running(Endpoint(**said["endpoint"]), int(said["owner"]), str(said["kind"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
        return running if _is_alive(running.owner) and _is_alive(running.endpoint.pid) else None

    @property
    def _running_file(self) -> Path:
        return self.path / "running.json"


@asynccontextmanager
async def open_engine(data: Path, kind: Kind, *, share: bool, heap: str | None = None) -> AsyncIterator[Endpoint]:
    """An engine over `data`, started for the caller, or with `share` that of a running `serve` or `demo`.

    A command's engine is not shared, since it ends with its command: its end is waited for. EngineError when another
    process has the folder and `share` is off, or has it for 20 seconds without an engine to share.
    """
    folder = DataFolder(data)
    shared = await running_elsewhere(folder, share)
    if shared is not None:
        yield shared
        return
    try:
        inside = folder.path / "engine"
        engine = EmbeddedEngine(inside, heap=heap, on_start=lambda endpoint: folder.announce(endpoint, kind))
        async with engine:
            yield engine.endpoint
    finally:
        folder.release()


async def running_elsewhere(folder: DataFolder, share: bool) -> Endpoint | None:
    """Take the folder (None), or with `share` find the engine of the process that has it; EngineError as above."""
    end = asyncio.get_running_loop().time() + (_SHARE_SECONDS if share else 0)
    while not folder.acquire():
        running = folder.running()
        if share and running is not None and running.kind != "command":
            return running.endpoint
        if asyncio.get_running_loop().time() >= end:
            raise EngineError(_in_use(folder.path, running))
        await asyncio.sleep(_LOOK_EVERY_SECONDS)
    return None


def _in_use(path: Path, running: Running | None) -> str:
    if running is None:
        who = "another peernet process that is starting or stopping"
    else:
        name = "a peernet command" if running.kind == "command" else f"peernet {running.kind}"
        who = f"{name} (process {running.owner})"
    return f"The folder {path} is in use by {who}. Stop it, or set PEERNET_DATA to another folder."


if sys.platform == "win32":
    import msvcrt

    def _lock_at_once(lock: BinaryIO) -> bool:
        try:
            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _is_alive(_pid: int) -> bool:
        return True  # signal 0 would end a process on Windows; the lock has to do

else:
    import fcntl

    def _lock_at_once(lock: BinaryIO) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _is_alive(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True
