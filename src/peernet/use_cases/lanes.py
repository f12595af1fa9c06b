"""Work in lanes: what is put in one lane waits for what was put there before, hardly ever for another lane."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Sequence
from types import TracebackType

from peernet.graph.session import together

Work = Callable[[], Coroutine[object, object, None]]
_DEPTH = 2
"""Rounds under way or waiting: a lane may be one round ahead of another."""


class Lanes:
    """So many lanes side by side; leaving the block waits for all work, and raises what was not told yet.

    A piece of work that failed is not followed by another in its lane. When the block is left by an exception nothing
    begins any more, and what has begun is waited for.
    """

    def __init__(self, count: int) -> None:
        self._last: Sequence[asyncio.Task[None] | None] = [None] * count
        self._rounds: deque[list[asyncio.Task[None]]] = deque()
        self._closed = False

    async def __aenter__(self) -> Lanes:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        self._closed = kind is not None
        under_way = [task for tasks in self._rounds for task in tasks]
        if self._closed:
            await asyncio.gather(*under_way, return_exceptions=True)
        else:
            await together(*under_way)

    async def add(self, works: Sequence[Work]) -> None:
        """One piece of work for each lane; or a single one, for which all lanes wait, and which waits for all of them.

        Waits while enough is under way, and raises what a piece of work has raised that was added earlier.
        """
        if len(self._rounds) == _DEPTH:
            await together(*self._rounds.popleft())
        if len(works) == len(self._last):
            tasks = [self._follow([before], work) for before, work in zip(self._last, works, strict=True)]
            self._last = tasks
        else:
            (work,) = works
            tasks = [self._follow(self._last, work)]
            self._last = tasks * len(self._last)
        self._rounds.append(tasks)

    def _follow(self, before: Iterable[asyncio.Task[None] | None], work: Work) -> asyncio.Task[None]:
        earlier = [task for task in before if task is not None]

        async def in_turn() -> None:
            for task in earlier:
                await task
            if not self._closed:
                await work()

        return asyncio.create_task(in_turn())
