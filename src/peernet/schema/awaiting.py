"""Values that are here already, or have to be waited for: a field that is here must not cost a task of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias, TypeVar

T = TypeVar("T")
U = TypeVar("U")
Soon: TypeAlias = T | Awaitable[T]


def then(value: Soon[T], step: Callable[[T], U]) -> Soon[U]:
    """What `step` makes of the value, as soon as it is here."""
    return _after(value, step) if isinstance(value, Awaitable) else step(value)


async def soon(value: Soon[T]) -> T:
    """The value, once it is here."""
    return await value if isinstance(value, Awaitable) else value


async def _after(value: Awaitable[T], step: Callable[[T], U]) -> U:
    return step(await value)
