"""When to stop: after the seconds allowed, or when somebody says so."""

from __future__ import annotations

from collections.abc import Callable

Clock = Callable[[], float]
"""Seconds since some moment, never going back: `time.monotonic`."""


class Until:
    """The end of a search; `cut` says whether it came before the work was done."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._began = clock()
        self.seconds = seconds
        self._ended = False
        self.cut = False

    @property
    def gone(self) -> float:
        """Seconds since the search began."""
        return self._clock() - self._began

    @property
    def left(self) -> float:
        """Seconds that are left, none once somebody has ended it."""
        return 0.0 if self._ended else max(0.0, self.seconds - self.gone)

    def end(self) -> None:
        """Let it be over now."""
        self._ended = True

    def over(self, kept: float = 0.0) -> bool:
        """Whether it is over but for `kept` seconds; whoever asks stops then, so it is noted."""
        self.cut = self.cut or self.left <= kept
        return self.cut
