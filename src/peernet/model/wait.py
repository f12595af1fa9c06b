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
    """How many whole weeks until a place is open: one in ten waits at most `least`, one in two at most `likely`.

    most: nine in ten wait no longer; None where that is beyond two years. 0 <= least <= likely <= most.
    """

    least: int
    likely: int
    most: int | None
