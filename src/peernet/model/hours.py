"""Weekly hours: `Mon 18:00-20:00` as people write them, and as half hours of a week in UTC to compare them.

A week is a mask of 336 bits; bit 0 is Monday 00:00 to 00:30 UTC. The week is a circle, so that Sunday late in Lima
meets Monday early in Tokyo.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from peernet.errors import BadInput

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MOST_WINDOWS = 56
SLOT_MINUTES = 30
WEEK_SLOTS = 7 * 24 * 60 // SLOT_MINUTES

_DAY_MINUTES = 24 * 60
_WEEK_MINUTES = 7 * _DAY_MINUTES
_WEEK_MS = _WEEK_MINUTES * 60_000
_FIRST_MONDAY = date(1969, 12, 29)
_FIRST_MONDAY_MS = -3 * _DAY_MINUTES * 60_000
_WHOLE_WEEK = (1 << _WEEK_MINUTES) - 1
_WHOLE_SLOT = (1 << SLOT_MINUTES) - 1
_WINDOW = re.compile(rf"({'|'.join(DAYS)}) ([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)", re.ASCII)


class Window(NamedTuple):
    """One window of a week: day 0 (Monday) to 6; start, end: minutes of the local day, 0 <= start < end <= 1440."""

    day: int
    start: int
    end: int


def parse_hours(windows: Sequence[str]) -> tuple[Window, ...]:
    """The windows in the order given; BadInput quotes the first that is wrong, or says that there are too many."""
    if len(windows) > MOST_WINDOWS:
        raise BadInput(f"at most {MOST_WINDOWS} windows a week, not {len(windows)}")
    return tuple(_parse_window(window) for window in windows)


def weekly_slots(windows: tuple[str, ...], time_zone: str, at_ms: int) -> int:
    """The half hours of a UTC week that the windows cover wholly, in the week (from Monday UTC) of `at_ms` (epoch ms).

    Clocks are put forward and back, so the same windows can give another mask in another week.
    BadInput: a malformed window, an unknown time zone.
    """
    return _slots_of_week(windows, time_zone, (at_ms - _FIRST_MONDAY_MS) // _WEEK_MS)


def week_start(at_ms: int) -> int:
    """When the week of `at_ms` begins: Monday 00:00 UTC, both epoch ms."""
    return at_ms - (at_ms - _FIRST_MONDAY_MS) % _WEEK_MS


def overlap_hours(a: int, b: int) -> float:
    """Hours a week that two masks have in common, 0 to 168 by halves."""
    return (a & b).bit_count() * SLOT_MINUTES / 60


def zone(name: str) -> ZoneInfo:
    """The IANA time zone of that name; BadInput when there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise BadInput(f"there is no time zone {name[:60]!r}; a known one is `Europe/Madrid`") from error


def _parse_window(window: str) -> Window:
    found = _WINDOW.fullmatch(window)
    if found is not None:
        day, *clock = found.groups()
        from_hour, from_minute, to_hour, to_minute = map(int, clock)
        start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
        if start < end <= _DAY_MINUTES:
            return Window(DAYS.index(day), start, end)
    raise BadInput(
        f"{window[:60]!r} is not a window like `Mon 18:00-20:00` (Mon to Sun, end after start, 24:00 at most)"
    )


# The week's number, not the instant, is the key: thousands of candidates share a few hundred sets of hours.
@lru_cache(maxsize=16_384)
def _slots_of_week(windows: tuple[str, ...], time_zone: str, week: int) -> int:
    minutes = 0
    monday = _FIRST_MONDAY + timedelta(weeks=week)
    local = zone(time_zone)
    for window in parse_hours(windows):
        minutes |= _utc_minutes(window, monday, local)
    return _wholly_covered(minutes)


def _utc_minutes(window: Window, monday: date, local: ZoneInfo) -> int:
    """The window as a circular mask of the week's 10,080 minutes, in UTC."""
    start = _minutes_since(monday, window.day, window.start, local)
    length = max(0, _minutes_since(monday, window.day, window.end, local) - start)
    span = ((1 << length) - 1) << (start % _WEEK_MINUTES)
    return (span | span >> _WEEK_MINUTES) & _WHOLE_WEEK


def _minutes_since(monday: date, day: int, minute: int, local: ZoneInfo) -> int:
    """Minutes from Monday 00:00 UTC to that minute of that local day; negative before it."""
    midnight = datetime.combine(monday + timedelta(days=day), time())
    instant = (midnight + timedelta(minutes=minute)).replace(tzinfo=local).astimezone(UTC)
    return int((instant - datetime.combine(monday, time(), UTC)).total_seconds()) // 60


def _wholly_covered(minutes: int) -> int:
    slots = 0
    for slot in range(_WEEK_MINUTES // SLOT_MINUTES):
        if (minutes >> slot * SLOT_MINUTES) & _WHOLE_SLOT == _WHOLE_SLOT:
            slots |= 1 << slot
    return slots
