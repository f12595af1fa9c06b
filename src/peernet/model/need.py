"""Needs: what a person wants to learn, in their own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

NeedState = Literal["open", "pooled", "met", "expired", "withdrawn"]
NEED_STATES: tuple[NeedState, ...] = get_args(NeedState)
MAX_OPEN_NEEDS = 20


@dataclass(frozen=True, slots=True)
class Need:
    """A need whose owner the viewer may see; level 1 to 5 is the one wanted; times in epoch milliseconds.

    reach: how far it goes (model/borrowing.py).
    """

    id: str
    person_id: str
    skill_id: str
    level: int | None
    goal: str
    state: str
    since: int
    until: int | None
    reach: str = "wider"
