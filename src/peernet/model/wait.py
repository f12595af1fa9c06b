"""How busy a mentor is, and how long a wait for a place of theirs may be: facts without people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Load:
    """A mentor's mentorships, as far as a wait depends on them.

    started: when the active ones began (epoch ms); lasted: how long completed ones took (ms, above 0);
    waiting: how many requests are unanswered.
    """

    started: tuple[int, ...] = ()
    lasted: tuple[int, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Wait:
    """In half of all cases like this a place opens within this span; whole weeks from now, 0 <= least <= most."""

    least: int
    most: int
