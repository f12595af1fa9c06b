"""Needs that go further than the community of whoever has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

NeedReach = Literal["local", "wider"]
NEED_REACHES: tuple[NeedReach, ...] = get_args(NeedReach)
"""How far a need goes: to those who share a community with its owner; or further, where nobody there can meet it."""


@dataclass(frozen=True, slots=True)
class BorrowedNeed:
    """A need that nobody in the chapter can meet, by the ids of both and the chapter's name."""

    id: str
    chapter_id: str
    chapter: str
