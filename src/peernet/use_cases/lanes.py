"""Work in lanes: what is put in one lane waits for what was put there before, and for nothing else."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Sequence

from peernet.graph.session import together

Work = Callable[[], Coroutine[object, object, None]]
_DEPTH = 2
"""Rounds under way or waiting: with one of them waiting no lane is ever idle because another has not ended."""


class Lanes:
    """So many lanes side by side. A piece of work that failed is not followed by another in its lane."""

    def __init__(self, count: int) -> None:
        self._last: Sequence[asyncio.Task[None] | None] = [None] * count
        self._rounds: deque[list[asyncio.Task[None]]] = deque()

    async def add(self, works: Sequence[Work]) -> None:
        """One piece of work for each lane; or a single one, for which all lanes wait, and which waits for all of them.

        Waits while enough is under way, and raises what a piece of work has raised that was added earlier.
        """
        if len(self._rounds) == _DEPTH:
            await together(*self._rounds.popleft())
        if len(works) == len(self._last):
            tasks = [_follow([before], work) for before, work in zip(self._last, works, strict=True)]
            self._last = tasks
        else:
            (work,) = works
            tasks = [_follow(self._last, work)]
            self._last = tasks * len(self._last)
        self._rounds.append(tasks)

    async def ended(self) -> None:
        """Waits for all that was added; raises the first fault when the last piece of work has ended."""
        under_way = [task for tasks in self._rounds for task in tasks]
        self._rounds.clear()
        await together(*under_way)


def _follow(before: Iterable[asyncio.Task[None] | None], work: Work) -> asyncio.Task[None]:
    earlier = [task for task in before if task is not None]

    async def in_turn() -> None:
        for task in earlier:
            await task
        await work()

    return asyncio.create_task(in_turn())
