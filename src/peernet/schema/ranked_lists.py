"""Cursors of lists that are ranked anew for every page: each holds what was shown up to it."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from strawberry import relay

from peernet.errors import BadInput
from peernet.model.shown import MARK, Shown
from peernet.schema.connections import cursor, position_after

Row = TypeVar("Row")

MOST_FOUND = 1000
"""How far a ranked list can be paged through: beyond that no answer is of any use."""


def shown_before(connection: str, after: str | None, question: str = "") -> Shown:
    """What was shown up to a cursor of this list; `question` tells its question from others.

    BadInput for a cursor that is none, of another question, or at the end of what is told.
    """
    asked, marks = position_after(connection, after, str, str)
    if not isinstance(asked, str) or not isinstance(marks, str):
        return Shown()
    if asked != question:
        raise BadInput("is a cursor of another question: ask this one from its beginning", "after")
    shown = Shown(_bytes(marks))
    if not 0 < len(shown) <= MOST_FOUND or len(shown.marks) % MARK:
        raise BadInput(f"must be within the first {MOST_FOUND:,} of this list", "after")
    return shown


def placed(
    connection: str, rows: Sequence[Row], shown: Shown, id_of: Callable[[Row], str], question: str = ""
) -> Iterator[tuple[str, Row]]:
    """Each row of a page with its cursor."""
    for row in rows:
        shown = shown.then(id_of(row))
        yield cursor(connection, question, base64.b64encode(shown.marks).decode()), row


def page_info(cursors: Sequence[str], after: str | None, *, more: bool) -> relay.PageInfo:
    """Of a page whose rows have these cursors; more: whether others follow."""
    return relay.PageInfo(
        has_next_page=more,
        has_previous_page=after is not None,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


def _bytes(marks: str) -> bytes:
    try:
        return base64.b64decode(marks, validate=True)
    except ValueError:  # binascii's error is one
        return b""
