"""Rows divided into turns of two halves, such that the halves of a turn have no node in common.

Two statements that write ties at the same node wait for each other, or stop each other; at different nodes they run
side by side. Every node belongs to one of four classes, so a row is a meeting of two classes, and a turn is a round of
a tournament among four: in each, every class meets one other (or itself), and no class is in both halves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, TypeVar
from zlib import crc32

Answer = TypeVar("Answer")
Rows = list[Mapping[str, Any]]


def turns(rows: Sequence[Mapping[str, Any]], ends: Sequence[str]) -> list[tuple[Rows, Rows]]:
    """All rows, each in one half of one of four turns; `ends`: the one or two columns that name the nodes of a row.

    A row whose second column is None has only one end.
    """
    divided: list[tuple[Rows, Rows]] = [([], []) for _ in range(4)]
    first, second = ends[0], ends[-1]
    for row in rows:
        one = _class(row[first])
        turn = one ^ (one if row[second] is None else _class(row[second]))
        divided[turn][_half(one, turn)].append(row)
    return divided


async def together(*statements: Coroutine[Any, Any, Answer]) -> list[Answer]:
    """What all of them answer, at once; the first fault is raised when the last of them has ended."""
    answers = await asyncio.gather(*statements, return_exceptions=True)
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
    return [answer for answer in answers if not isinstance(answer, BaseException)]


def _class(node_id: str) -> int:
    return crc32(node_id.encode()) & 3


def _half(one: int, turn: int) -> int:
    """The half of the turn in which this class meets `one ^ turn`: the same for both of them."""
    return (one >> 1, one >> 1, one & 1, (one ^ one >> 1) & 1)[turn]
