"""The engine that needs nothing installed: ArcadeDB in a child process, looked after for as long as it is wanted."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from peernet.errors import EngineError
from peernet.graph.embedded_child import WAL_FLUSH_FSYNC
from peernet.graph.endpoint import Credentials, Endpoint, credentials_of, make_private_folder, open_private

_log = logging.getLogger(__name__)

_START_SECONDS = 60.0
_STOP_SECONDS = 8.0
_BACK_UP_SECONDS = 20.0
_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 5.0
_FAILED_STARTS_TO_GIVE_UP = 5
# MB. Below the first, the pages of 100,000 people do not stay in memory and a suggestion costs three times as much;
# what a small network does not need is not taken: 900 people stay at 0.2 GB for the whole process whatever the ceiling.
_LEAST_HEAP = 512
_MOST_HEAP = 2048
# Flags that others put into the environment would reach the engine past our own.
_NOT_INHERITED = ("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "ARCADEDB_JVM_ARGS")


class EmbeddedEngine:
    """An ArcadeDB server in a child process over `folder`; an async context manager.

    It listens on loopback only, and starts again by itself, on the same port, when it dies (meanwhile connections
    are refused). `command_timeout_ms` is the ceiling for one statement; `heap` the most memory the Java heap takes, in
    Java's notation (unless said, an eighth of the machine's, 512 MB to 2 GB); `on_start` is called after every start,
    with the endpoint. Nobody else may use the folder: see `data_folder`.
    """

    def __init__(
        self,
        folder: Path,
        *,
        command_timeout_ms: int = 30_000,
        heap: str | None = None,
        on_start: Callable[[Endpoint], None] = lambda _: None,
    ) -> None:
        self.restarts = 0
        self.ready = False
        self._folder = folder.absolute()
        self._limits = (heap or _default_heap(), str(command_timeout_ms))
        self._on_start = on_start
        self._credentials: Credentials | None = None
        self._child: asyncio.subprocess.Process | None = None
        self._supervisor: asyncio.Task[None] | None = None

    @property
    def endpoint(self) -> Endpoint:
        """Where the engine answers; EngineError before the first start."""
        if self._credentials is None or self._child is None:
            raise EngineError("The embedded engine has not been started.")
        return self._credentials.endpoint(self._child.pid)

    async def start(self) -> None:
        """Return once the engine answers; EngineError says why it does not."""
        make_private_folder(self._folder)
        self._credentials = credentials_of(self._folder)
        async with contextlib.AsyncExitStack() as undoing:
            undoing.push_async_callback(self._stop_child)
            await self._start_child()
            undoing.pop_all()
        self._supervisor = asyncio.create_task(self._supervise(), name="embedded engine's supervisor")

    async def stop(self) -> None:
        """Stop the engine in good order, by force after a few seconds; safe to repeat."""
        supervisor, self._supervisor = self._supervisor, None
        if supervisor is not None:
            supervisor.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await supervisor
        await self._stop_child()

    async def back_up(self, file: Path) -> None:
        """Writes the database, as it is at one moment, to `file`, a ZIP file that must be new; one call at a time.

        EngineError when it cannot be written, or the engine is not up.
        """
        child = self._child
        if not self.ready or child is None or child.stdin is None:
            raise EngineError(f"The embedded engine in {self._folder} is not up, so it was not backed up.")
        child.stdin.write(os.fsencode(file.absolute()) + b"\n")
        told = await self._report_of(child, _BACK_UP_SECONDS, "back up")
        if told.get("fault"):
            raise EngineError(self._failure(f"was not backed up ({told['fault']})"))

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _supervise(self) -> None:
        """Start the engine again whenever it dies, with growing pauses; give up after too many failed starts."""
        pause, failures = _FIRST_PAUSE, 0
        while failures < _FAILED_STARTS_TO_GIVE_UP:
            if self._child is not None and failures == 0:
                code = await self._child.wait()
                self.ready = False
                _log.warning("The embedded engine stopped by itself (exit code %s); starting it again.", code)
            await asyncio.sleep(pause)
            try:
                await self._start_child()
            except (EngineError, OSError) as error:
                await self._stop_child()
                failures, pause = failures + 1, min(2 * pause, _LONGEST_PAUSE)
                _log.warning("%s", error)
            else:
                self.restarts, failures, pause = self.restarts + 1, 0, _FIRST_PAUSE
        _log.error(
            "The embedded engine failed to start %d times in a row and is left stopped. Its log is %s; restart peernet "
            "once the cause is mended.",
            failures,
            self._log_file,
        )

    async def _start_child(self) -> None:
        self._child = child = await self._spawn()
        report = await self._report_of(child, _START_SECONDS, "start")
        if report.get("wal_flush") != WAL_FLUSH_FSYNC:
            raise EngineError(
                f"The embedded engine would not flush commits to disk (txWalFlush is {report.get('wal_flush')}, "
                f"{WAL_FLUSH_FSYNC} is needed), so it was stopped before it could lose any."
            )
        self.ready = True
        self._on_start(self.endpoint)

    async def _spawn(self) -> asyncio.subprocess.Process:
        assert self._credentials is not None
        make_private_folder(self._log_file.parent)
        with open_private(self._log_file) as log:
            child = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",  # a folder named `java` or `com` where we happen to be would shadow the bridge to Java
                *("-m", "peernet.graph.embedded_child", str(self._folder), str(self._credentials.port), *self._limits),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                env={name: value for name, value in os.environ.items() if name not in _NOT_INHERITED},
                start_new_session=True,  # ctrl-C in a terminal reaches us, and we stop the engine
            )
        assert child.stdin is not None
        child.stdin.write(self._credentials.password.encode() + b"\n")
        return child

    async def _report_of(self, child: asyncio.subprocess.Process, seconds: float, what: str) -> dict[str, object]:
        assert child.stdout is not None
        try:
            line = await asyncio.wait_for(child.stdout.readline(), seconds)
            report: dict[str, object] = json.loads(line)
        except TimeoutError as error:
            raise EngineError(self._failure(f"did not {what} within {seconds:.0f} seconds")) from error
        except ValueError as error:
            raise EngineError(self._failure(f"did not {what}")) from error
        return report

    def _failure(self, what: str) -> str:
        lines = self._log_file.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        said = f" Its last words: {lines[-1].strip()}" if lines else ""
        return f"The embedded engine in {self._folder} {what}.{said} Its log is {self._log_file}."

    async def _stop_child(self) -> None:
        self.ready = False
        child = self._child
        if child is None or child.returncode is not None:
            return
        assert child.stdin is not None
        child.stdin.close()
        try:
            await asyncio.wait_for(child.wait(), _STOP_SECONDS)
        except TimeoutError:
            child.kill()  # commits are on disk: the next start recovers them
            await child.wait()

    @property
    def _log_file(self) -> Path:
        return self._folder / "log" / "console.log"


def _default_heap() -> str:
    if sys.platform == "win32":
        return f"{_LEAST_HEAP}m"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
    return f"{min(max(memory // 8, _LEAST_HEAP), _MOST_HEAP)}m"
