"""Levels: how well somebody can do something, from 1 to 5; their words are in the viewer's language (schema)."""

from __future__ import annotations

from peernet.errors import BadInput

LEVELS = (1, 2, 3, 4, 5)


def level(value: int) -> int:
    """The level itself; BadInput for one that there is not."""
    if value not in LEVELS:
        raise BadInput("must be from 1 to 5", "level")
    return value
