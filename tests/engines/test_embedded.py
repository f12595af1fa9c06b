"""The embedded engine: private, durable, looked after, and gone with its parent."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import stat
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import neo4j
import psutil
import pytest
from neo4j.exceptions import AuthError

from peernet.errors import EngineError
from peernet.graph import embedded
from peernet.graph.embedded import EmbeddedEngine
from tests.engines.asking import answers, ask, is_gone, within


@pytest.fixture(scope="module")
async def engine(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[EmbeddedEngine]:
    """One engine for the tests that leave it running."""
    async with EmbeddedEngine(tmp_path_factory.mktemp("engine") / "inside", command_timeout_ms=1500) as running:
        yield running


async def test_it_answers_once_started(engine: EmbeddedEngine) -> None:
    """`start` returns when Bolt answers, with no database named."""
    assert engine.ready
    assert await ask(engine.endpoint, "RETURN 1 AS one") == [[1]]


async def test_it_listens_on_loopback_only(engine: EmbeddedEngine) -> None:
    """No socket of the engine is reachable from another machine."""
    listening = [c.laddr.ip for c in psutil.Process(engine.endpoint.pid).net_connections() if c.status == "LISTEN"]
    assert listening
    assert {address.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}


async def test_its_password_is_asked_for(engine: EmbeddedEngine) -> None:
    """Another local user who finds the port is refused without the password."""
    driver = neo4j.AsyncGraphDatabase.driver(engine.endpoint.address, auth=("root", "not the password"))
    async with driver:
        with pytest.raises(AuthError):
            await driver.verify_connectivity()


async def test_its_password_is_in_neither_arguments_nor_environment(engine: EmbeddedEngine) -> None:
    """What other users of the machine may list does not hold the secret."""
    child = psutil.Process(engine.endpoint.pid)
    assert engine.endpoint.password not in " ".join([*child.cmdline(), *child.environ().values()])
    assert engine.endpoint.password not in repr(engine.endpoint)


async def test_its_folder_and_files_are_for_the_owner_only(engine: EmbeddedEngine) -> None:
    """The folder is 0700; credentials, users and databases are readable by nobody else."""
    folder = engine._folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "credentials.json").stat().st_mode) == 0o600
    open_to_others = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    assert open_to_others == []


async def test_a_runaway_statement_is_ended(engine: EmbeddedEngine) -> None:
    """The ceiling for one statement holds in the engine, whatever the client does."""
    began = time.monotonic()
    with pytest.raises(neo4j.exceptions.Neo4jError, match=r"(?i)time"):
        await ask(engine.endpoint, "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(a + b) AS n")
    assert time.monotonic() - began < 10


async def test_a_statement_cannot_read_files_or_addresses(engine: EmbeddedEngine) -> None:
    """LOAD CSV reaches neither the disk nor the network."""
    for source in ("file:///etc/passwd", "http://127.0.0.1:9/x.csv"):
        with pytest.raises(neo4j.exceptions.Neo4jError):
            await ask(engine.endpoint, f"LOAD CSV FROM '{source}' AS row RETURN row")


async def test_a_killed_engine_comes_back_with_its_data(tmp_path: Path) -> None:
    """After kill -9 the supervisor starts it again at the same address; what was committed is there."""
    async with EmbeddedEngine(tmp_path / "engine") as engine:
        first = engine.endpoint
        await ask(first, "CREATE (:Kept {text: $text})", text="committed")
        os.kill(first.pid, signal.SIGKILL)
        assert await within(20, lambda: _restarted(engine))
        assert engine.endpoint.address == first.address
        assert engine.endpoint.pid != first.pid
        assert await ask(first, "MATCH (k:Kept) RETURN k.text AS text") == [["committed"]]


async def test_stop_is_quick_and_starts_nothing_again(tmp_path: Path) -> None:
    """`stop` ends the child in good order in under three seconds, and repeating it is harmless."""
    engine = EmbeddedEngine(tmp_path / "engine")
    await engine.start()
    pid = engine.endpoint.pid
    began = time.monotonic()
    await engine.stop()
    await engine.stop()
    assert time.monotonic() - began < 3
    assert await is_gone(pid)
    assert (engine.restarts, engine.ready) == (0, False)
    assert not await answers(engine.endpoint)


async def test_a_start_that_is_cancelled_leaves_no_process(tmp_path: Path) -> None:
    """Stopping during the start ends the child too."""
    engine = EmbeddedEngine(tmp_path / "engine")
    starting = asyncio.create_task(engine.start())
    await asyncio.sleep(0.6)
    pid = engine.endpoint.pid
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    assert await is_gone(pid)


async def test_the_port_and_password_stay_and_a_taken_port_is_replaced(tmp_path: Path) -> None:
    """A folder keeps its address from start to start, unless somebody else listens there by then."""
    async with EmbeddedEngine(tmp_path) as engine:
        first = engine.endpoint
    port = int(first.address.rpartition(":")[2])
    with socket.create_server(("127.0.0.1", port)):
        async with EmbeddedEngine(tmp_path) as engine:
            second = engine.endpoint
            assert await answers(second)
    assert second.address != first.address
    assert second.password == first.password
    assert json.loads((tmp_path / "credentials.json").read_text())["port"] == int(second.address.rpartition(":")[2])


async def test_a_lost_password_is_replaced(tmp_path: Path) -> None:
    """A folder whose credentials were deleted or damaged starts with new ones and keeps its data."""
    async with EmbeddedEngine(tmp_path) as engine:
        await ask(engine.endpoint, "CREATE (:Kept {text: 'still here'})")
    (tmp_path / "credentials.json").write_text("{")
    async with EmbeddedEngine(tmp_path) as engine:
        assert await ask(engine.endpoint, "MATCH (k:Kept) RETURN k.text AS text") == [["still here"]]


async def test_an_engine_that_does_not_flush_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the effective flush is not what durability needs, the engine is stopped and the operator told."""
    monkeypatch.setattr(embedded, "WAL_FLUSH_FSYNC", 1)
    engine = EmbeddedEngine(tmp_path)
    with pytest.raises(EngineError, match="would not flush commits to disk"):
        await engine.start()
    assert not engine.ready
    assert await is_gone(engine.endpoint.pid)


async def test_a_heap_that_java_cannot_read_gives_a_sentence(tmp_path: Path) -> None:
    """A start that fails names the folder, the engine's last words and its log."""
    with pytest.raises(EngineError, match=r"did not start\. Its last words: .+ Its log is .+console\.log"):
        await EmbeddedEngine(tmp_path, heap="plenty").start()


async def test_starts_that_keep_failing_are_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """After five failed starts in a row the supervisor says so and leaves the engine stopped."""
    monkeypatch.setattr(embedded, "_LONGEST_PAUSE", 0.2)
    async with EmbeddedEngine(tmp_path) as engine:
        engine._limits = ("plenty", "1000")
        os.kill(engine.endpoint.pid, signal.SIGKILL)
        assert await within(20, lambda: _given_up(engine))
    assert "failed to start 5 times in a row" in caplog.text
    assert not engine.ready


async def test_a_child_goes_with_its_parent_even_when_its_input_stays_open(tmp_path: Path) -> None:
    """Where some other process still holds the pipe, the child sees that its parent is another one now."""
    child = f"{sys.executable} -P -m peernet.graph.embedded_child {tmp_path / 'engine'} 0 512m 1000"
    pipe = asyncio.subprocess.PIPE
    shell = await asyncio.create_subprocess_exec(
        *("sh", "-c", f"exec 3<&0; {child} <&3 2>{tmp_path / 'log'} & echo $!; wait"), stdin=pipe, stdout=pipe
    )
    assert shell.stdin is not None
    assert shell.stdout is not None
    shell.stdin.write(b"a password of some length\n")
    pid = int(await shell.stdout.readline())
    assert json.loads(await shell.stdout.readline())["ready"]
    shell.kill()
    assert await within(6, lambda: is_gone(pid))
    shell.stdin.close()
    await shell.wait()


async def _restarted(engine: EmbeddedEngine) -> bool:
    return engine.ready and engine.restarts == 1


async def _given_up(engine: EmbeddedEngine) -> bool:
    return engine._supervisor is not None and engine._supervisor.done()
