"""The demo's engine: fresh each time, with what an earlier demo had loaded put back, and nothing else of it."""

from __future__ import annotations

import logging
import os
import stat
import time
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from peernet.errors import EngineError
from peernet.graph.data_folder import DataFolder, open_engine
from peernet.graph.demo_engine import KEPT_SECONDS, Demo, KeptNetwork, open_demo_engine
from peernet.graph.embedded_child import DATABASE
from tests.engines.asking import ask


@pytest.fixture
def made_of(tmp_path: Path) -> Path:
    """A folder that stands for the code and the rows that the network is made of."""
    folder = tmp_path / "made-of"
    folder.mkdir()
    (folder / "people.csv").write_text("id\nada\n")
    return folder


@asynccontextmanager
async def opened(data: Path, made_of: Path) -> AsyncIterator[tuple[Demo, list[str]]]:
    """A demo's engine and the texts that are in it."""
    async with open_demo_engine(data, [made_of]) as demo:
        rows = await ask(demo.engine.endpoint, "MATCH (m:Made) RETURN m.text AS text ORDER BY text")
        yield demo, [text for (text,) in rows]


async def make(demo: Demo, text: str) -> None:
    await ask(demo.engine.endpoint, "CREATE (:Made {text: $text})", text=text)


def kept(data: Path) -> list[Path]:
    return list((data / "demo-loaded").iterdir())


async def test_the_next_demo_begins_with_what_was_loaded_and_with_nothing_that_was_done_later(
    tmp_path: Path, made_of: Path
) -> None:
    """The real data beside it stays as it is; what is kept is for the owner only."""
    data = tmp_path / "data"
    async with open_engine(data, "command", share=False) as real:
        await ask(real, "CREATE (:Made {text: 'real'})")
    async with opened(data, made_of) as (demo, texts):
        assert (demo.restored, texts) == (False, [])
        await make(demo, "loaded")
        await demo.whole()
        await make(demo, "by a member")
    for _ in range(2):
        async with opened(data, made_of) as (demo, texts):
            assert (demo.restored, texts) == (True, ["loaded"])
            await demo.whole()
            await make(demo, "by another member")
    (file,) = kept(data)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    async with open_engine(data, "command", share=False) as real:
        assert await ask(real, "MATCH (m:Made) RETURN m.text AS text") == [["real"]]


async def test_a_demo_of_other_code_or_after_one_that_was_killed_while_it_loaded_starts_empty(
    tmp_path: Path, made_of: Path
) -> None:
    """What it loads takes the place of what was there."""
    data = tmp_path / "data"
    async with opened(data, made_of) as (demo, _):
        await demo.whole()
    former = kept(data)
    (data / "demo-loaded" / "unfinished.part").write_text("half")
    (made_of / "people.csv").write_text("id\ngrace\n")
    async with opened(data, made_of) as (demo, texts):
        assert (demo.restored, texts) == (False, [])
        await make(demo, "loaded")
    async with opened(data, made_of) as (demo, texts):  # the last one was not whole
        assert (demo.restored, texts) == (False, [])
        await demo.whole()
    assert [file.suffix for file in kept(data)] == [".zip"]
    assert kept(data) != former


@pytest.mark.parametrize("what", ["whole", "old", "cut off", "damaged", "missing"])
def test_what_is_too_old_or_damaged_is_not_put_back(what: str, tmp_path: Path) -> None:
    file = tmp_path / "digest.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("schema.json", "".join(map(str, range(999))))
    whole = file.read_bytes()
    match what:
        case "old":
            os.utime(file, (0, time.time() - KEPT_SECONDS - 60))
        case "cut off":
            file.write_bytes(whole[:-30])
        case "damaged":
            file.write_bytes(whole[:110] + bytes(40) + whole[150:])
        case "missing":
            file.unlink()
    assert KeptNetwork(tmp_path, "digest").put_into(tmp_path / "engine") == (what == "whole")
    assert (tmp_path / "engine" / "databases" / DATABASE).exists() == (what == "whole")


async def test_others_share_a_demo_when_it_is_whole_even_where_it_cannot_be_kept(
    tmp_path: Path, made_of: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Until then they find nobody's engine: what they wrote would be kept for every later demo."""
    (tmp_path / "demo-loaded").write_text("in the way")
    caplog.set_level(logging.WARNING, "peernet.demo")
    async with opened(tmp_path, made_of) as (demo, _):
        assert DataFolder(tmp_path).running() is None
        await demo.whole()
        running = DataFolder(tmp_path).running()
        assert running is not None
        assert (running.kind, running.endpoint) == ("demo", demo.engine.endpoint)
    assert "the next demo will have to load its network again" in caplog.text


async def test_a_demo_does_not_wipe_what_is_not_a_demo(tmp_path: Path, made_of: Path) -> None:
    """A folder named `demo` with somebody's files in it is refused, and stays."""
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "thesis.txt").write_text("mine")
    with pytest.raises(EngineError, match="holds something that is not a demo"):
        async with open_demo_engine(tmp_path, [made_of]):
            pass
    assert (tmp_path / "demo" / "thesis.txt").read_text() == "mine"
    folder = DataFolder(tmp_path)
    assert folder.acquire()  # and the refusal left it free
    folder.release()
