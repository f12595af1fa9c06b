"""The demo's engine: on a fresh folder each time, into which what an earlier demo had loaded is put back where it fits.

A demo begins as if nobody had used it. So once the first one has loaded its network, and before anybody else may reach
it, the engine's own backup of that moment is kept, under a digest of everything that it was made of; the next demo with
the same digest begins with it. Nothing that a member does in a demo ever comes into it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import time
import zipfile
import zlib
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from peernet.errors import EngineError
from peernet.graph.data_folder import DataFolder, running_elsewhere
from peernet.graph.embedded import EmbeddedEngine
from peernet.graph.embedded_child import DATABASE
from peernet.graph.endpoint import Endpoint, credentials_of, make_private_folder

KEPT_SECONDS = 7 * 86_400
"""A network is a little other when it is loaded later: what somebody's word counts fades, needs come to their end."""
_MADE_OF = ("*.py", "*.cypher", "*.csv")
_BESIDE = "demo-loaded"

logger = logging.getLogger("peernet.demo")


class KeptNetwork:
    """A loaded network in `folder`, of what `digest` stands for: one ZIP file, or none yet."""

    def __init__(self, folder: Path, digest: str) -> None:
        self._folder = folder
        self._file = folder / f"{digest}.zip"

    def put_into(self, engine: Path) -> bool:
        """Unpacks it into an engine's fresh folder; False when there is none that is whole and new enough."""
        database = engine / "databases" / DATABASE
        try:
            if time.time() - self._file.stat().st_mtime > KEPT_SECONDS:
                return False
            with zipfile.ZipFile(self._file) as kept:  # which compares checksums
                make_private_folder(database)
                kept.extractall(database)
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            shutil.rmtree(database, ignore_errors=True)
            if not isinstance(error, FileNotFoundError):
                logger.warning("what an earlier demo had loaded cannot be used: %s", error)
            return False
        return True

    async def keep(self, engine: EmbeddedEngine) -> None:
        """Takes the place of what was kept before; EngineError or OSError when it cannot be written."""
        make_private_folder(self._folder)
        unfinished = self._file.with_suffix(".part")
        for former in self._folder.iterdir():
            former.unlink()
        await engine.back_up(unfinished)
        unfinished.replace(self._file)


class Demo:
    """A demo's running engine; `restored` when it holds a loaded network already."""

    def __init__(self, folder: DataFolder, kept: KeptNetwork, restored: bool) -> None:
        self.restored = restored
        self._folder = folder
        self._kept = kept
        self._whole = False
        self.engine = EmbeddedEngine(folder.path / "demo", on_start=self._announce)

    async def whole(self) -> None:
        """To be called when the network is loaded and nobody writes: keeps it for the next demo, and lets others in.

        A demo that cannot be kept is a demo all the same.
        """
        if not self.restored:
            try:
                await self._kept.keep(self.engine)
            except (EngineError, OSError) as error:
                logger.warning("the next demo will have to load its network again: %s", error)
        self._whole = True
        self._announce(self.engine.endpoint)

    def _announce(self, endpoint: Endpoint) -> None:
        if self._whole:
            self._folder.announce(endpoint, "demo")


@asynccontextmanager
async def open_demo_engine(data: Path, made_of: Iterable[Path]) -> AsyncIterator[Demo]:
    """A demo's engine in a folder of its own beside the real one; other commands share it once it is `whole`.

    made_of: folders whose code, statements and rows make the network what it is. EngineError when another process has
    the folder, or when in the demo's place there is something else.
    """
    folder = DataFolder(data)
    await running_elsewhere(folder, share=False)
    try:
        inside = _fresh(folder.path / "demo")
        # Without a thread, though it takes a tenth of a second: nothing else is under way, and what is to go on beside
        # the engine's start begins when we first wait, which is when the engine's process has begun.
        kept = KeptNetwork(folder.path / _BESIDE, _digest(made_of))
        demo = Demo(folder, kept, kept.put_into(inside))
        async with demo.engine:
            yield demo
    finally:
        folder.release()


def _fresh(folder: Path) -> Path:
    """`folder` as a demo's, without what an earlier one left; EngineError when what is there is not a demo's."""
    if (folder / "credentials.json").exists():
        shutil.rmtree(folder)
    elif folder.exists() and any(folder.iterdir()):
        raise EngineError(f"The folder {folder} holds something that is not a demo; move it, or set PEERNET_DATA.")
    make_private_folder(folder)
    credentials_of(folder)  # first of all: they say whose it is, should we be killed while it is filled
    return folder


def _digest(folders: Iterable[Path]) -> str:
    digest = hashlib.sha256(version("arcadedb-embedded").encode())
    for folder in folders:
        for file in sorted(file for pattern in _MADE_OF for file in folder.rglob(pattern)):
            digest.update(os.fsencode(f"\0{file.relative_to(folder)}\0") + file.read_bytes())
    return digest.hexdigest()[:32]
