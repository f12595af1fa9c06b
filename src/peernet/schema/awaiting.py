"""Values that are here already, or have to be waited for: a field that is here must not cost a task of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any, Generic, TypeAlias, TypeVar

T = TypeVar("T")
U = TypeVar("U")
Soon: TypeAlias = T | Awaitable[T]


def then(value: Soon[T], step: Callable[[T], U]) -> Soon[U]:
    """What `step` makes of the value, as soon as it is here."""
    return _After(value, step) if isinstance(value, Awaitable) else step(value)


async def soon(value: Soon[T]) -> T:
    """The value, once it is here."""
    return await value if isinstance(value, Awaitable) else value


class _After(Generic[T, U]):
    """A step that waits. Unlike a coroutine it may be left alone: executing.py looks and takes another way."""

    __slots__ = ("_step", "_value")

    def __init__(self, value: Awaitable[T], step: Callable[[T], U]) -> None:
        self._value, self._step = value, step

    def __await__(self) -> Generator[Any, Any, U]:
        return self._step((yield from self._value.__await__()))
