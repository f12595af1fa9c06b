"""The data folder: one owner at a time, shared on request, and nothing outlives its owner."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import stat
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from peernet.errors import EngineError
from peernet.graph import data_folder
from peernet.graph.data_folder import DataFolder, open_engine
from peernet.graph.endpoint import Endpoint
from tests.engines.asking import answers, ask, is_gone, within

ROOT = Path(__file__).resolve().parents[2]


@asynccontextmanager
async def owner(folder: Path, kind: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, int]]:
    """Another process that owns `folder`, once its engine runs, and the engine's process id."""
    command = (sys.executable, "-m", "tests.engines.owner", str(folder), kind)
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, cwd=ROOT)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process, int(await process.stdout.readline())
    finally:
        process.stdin.close()
        await process.wait()


async def test_a_second_process_is_told_who_has_the_folder_or_shares_it(tmp_path: Path) -> None:
    """Without sharing: a sentence that names the owner. With it: the same engine. Kill the owner and all is free."""
    async with owner(tmp_path, "serve") as (process, engine_pid):
        sentence = f"in use by peernet serve \\(process {process.pid}\\). Stop it, or set PEERNET_DATA"
        with pytest.raises(EngineError, match=sentence):
            async with open_engine(tmp_path, "command", share=False):
                pass
        async with open_engine(tmp_path, "command", share=True) as shared:
            assert shared.pid == engine_pid
            await ask(shared, "CREATE (:Kept {text: 'shared'})")
        assert await answers(shared)  # leaving a shared engine does not stop it
        os.kill(process.pid, signal.SIGKILL)
        assert await within(5, lambda: is_gone(engine_pid))
        assert (tmp_path / "running.json").exists()  # the owner had no chance to remove it
    async with open_engine(tmp_path, "command", share=True) as own:
        assert own.pid != engine_pid
        assert await ask(own, "MATCH (k:Kept) RETURN k.text AS text") == [["shared"]]
        assert stat.S_IMODE((tmp_path / "running.json").stat().st_mode) == 0o600
    assert not (tmp_path / "running.json").exists()


async def test_a_command_waits_for_another_and_takes_over(tmp_path: Path) -> None:
    """A command's engine ends with its command, so the next one waits for the folder instead of sharing."""
    async with owner(tmp_path, "command") as (process, engine_pid):
        waiting = asyncio.create_task(_pid_of_shared(tmp_path))
        await asyncio.sleep(0.5)
        assert not waiting.done()
        assert process.stdin is not None
        process.stdin.close()
        assert await waiting != engine_pid


async def test_a_folder_in_use_for_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits in vain is told who has the folder."""
    monkeypatch.setattr(data_folder, "_SHARE_SECONDS", 0.2)
    holder = DataFolder(tmp_path)
    assert holder.acquire()
    with pytest.raises(EngineError, match="in use by another peernet process that is starting or stopping"):
        await _pid_of_shared(tmp_path)
    holder.announce(Endpoint("bolt://127.0.0.1:1", "root", "secret", os.getpid()), "command")
    with pytest.raises(EngineError, match=f"in use by a peernet command \\(process {os.getpid()}\\)"):
        await _pid_of_shared(tmp_path)
    holder.release()


def test_a_note_left_by_a_dead_owner_is_not_believed(tmp_path: Path) -> None:
    """`running.json` counts only while the owner and the engine it names are alive."""
    folder = DataFolder(tmp_path)
    assert folder.acquire()
    folder.announce(Endpoint("bolt://127.0.0.1:1", "root", "secret", os.getpid()), "serve")
    said = folder.running()
    assert said is not None
    assert (said.kind, said.owner) == ("serve", os.getpid())
    note = json.loads((tmp_path / "running.json").read_text())
    (tmp_path / "running.json").write_text(json.dumps(note | {"owner": 2**22 + 1}))
    assert folder.running() is None
    (tmp_path / "running.json").write_text("{")
    assert folder.running() is None
    folder.release()


def test_a_folder_that_cannot_be_made_gives_a_sentence(tmp_path: Path) -> None:
    """A file in the way is named, with what to do."""
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError, match=r"cannot be used: .* Set PEERNET_DATA"):
        DataFolder(tmp_path / "file" / "data").acquire()


async def _pid_of_shared(folder: Path) -> int:
    async with open_engine(folder, "command", share=True) as endpoint:
        return endpoint.pid
