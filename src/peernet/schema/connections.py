"""Global ids, opaque cursors and pages."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Callable, Sequence
from typing import TypeGuard, TypeVar

import orjson
from strawberry import relay

from peernet.errors import BadInput

Scalar = str | int | float | None
Row = TypeVar("Row")

_VERSION = 1
_LONGEST_ID = 2048
_LONGEST_CURSOR = 16_384
"""One of a ranked list holds what was shown before it."""
_INT64 = 2**63


def cursor(connection: str, *position: Scalar) -> str:
    """An opaque cursor for the row at `position`: the values of the columns that the connection is ordered by."""
    return _encode(orjson.dumps([_VERSION, connection, *position]))


def position_after(connection: str, after: str | None, *shape: type[str] | type[int] | type[float]) -> list[Scalar]:
    """The position that a cursor of `connection` holds, one value of each type in `shape`; all None without a cursor.

    BadInput for a cursor that is corrupt, of another version, or of another connection.
    """
    if after is None:
        return [None] * len(shape)
    match _decoded(after, "after"):
        case [version, name, *values] if version == _VERSION and name == connection and len(values) == len(shape):
            position: list[Scalar] = [value for value, kind in zip(values, shape, strict=True) if _fits(value, kind)]
            if len(position) == len(shape):
                return position
    raise BadInput("is not a cursor of this list", "after")


def page(
    rows: Sequence[Row], first: int, after: str | None, cursor_of: Callable[[Row], str]
) -> tuple[Sequence[Row], relay.PageInfo]:
    """The first `first` of rows that were asked for with `first` + 1, and whether there are more."""
    kept = rows[:first]
    return kept, relay.PageInfo(
        has_next_page=len(rows) > first,
        has_previous_page=after is not None,
        start_cursor=cursor_of(kept[0]) if kept else None,
        end_cursor=cursor_of(kept[-1]) if kept else None,
    )


def global_id(type_name: str, local: str) -> relay.GlobalID:
    """The Relay id of the thing that the store knows as `local`."""
    return relay.GlobalID(type_name=type_name, node_id=local)


def local_id(value: relay.GlobalID | str, type_name: str, where: str) -> str:
    """The store's id in a Relay id; BadInput names the argument `where` when it is malformed or of another type."""
    given = value if isinstance(value, relay.GlobalID) else parse_id(value, where)
    if given.type_name != type_name or not given.node_id:
        raise BadInput(f"is not the id of a {type_name}", where)
    return given.node_id


def parse_id(value: str, where: str) -> relay.GlobalID:
    """A Relay id taken apart; BadInput names the argument `where` when it is malformed."""
    try:
        text = base64.b64decode(value, validate=True).decode() if len(value) <= _LONGEST_ID else ""
    except (binascii.Error, ValueError):
        text = ""
    type_name, colon, local = text.partition(":")
    if not colon or not type_name or not _storable(local):
        raise BadInput("is not an id", where)
    return relay.GlobalID(type_name=type_name, node_id=local)


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decoded(text: str, where: str) -> object:
    if len(text) <= _LONGEST_CURSOR:
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            # One position has one cursor: base64 with stray low bits would be a second spelling of it.
            if _encode(raw) == text:
                parsed: object = orjson.loads(raw)
                return parsed
        except ValueError:  # not ASCII, not base64, not JSON: their errors are all ValueErrors
            pass
    raise BadInput("is not a cursor of this list", where)


def _fits(value: object, kind: type) -> TypeGuard[str | int | float]:
    if isinstance(value, bool):
        return False
    if kind is float:
        return isinstance(value, int | float) and math.isfinite(value)
    if kind is int:
        return isinstance(value, int) and -_INT64 <= value < _INT64
    return isinstance(value, str) and _storable(value)


def _storable(text: str) -> bool:
    return "\0" not in text
