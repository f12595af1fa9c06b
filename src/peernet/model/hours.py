"""Weekly hours: `Mon 18:00-20:00` as people write them, and as half hours of a week in UTC to compare them.

A week is a mask of 336 bits; bit 0 is Monday 00:00 to 00:30 UTC. The week is a circle, so that Sunday late in Lima
meets Monday early in Tokyo.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)
_EASTERNMOST, _WESTERNMOST = timedelta(hours=15), timedelta(hours=13)
"""No clock is further ahead of UTC, or behind it: a local day lies between these."""
_WINDOW = re.compile(rf"({'|'.join(DAYS)}) ([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)", re.ASCII)


class Window(NamedTuple):
    """One window of a week: day 0 (Monday) to 6; start, end: minutes of the local day, 0 <= start < end <= 1440."""

    day: int
    start: int
    end: int


def parse_hours(windows: Sequence[str]) -> tuple[Window, ...]:
    """The windows in the order given; BadInput quotes the first that is wrong, or says that there are too many."""
    _check_number(windows)
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


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The IANA time zone of that name; BadInput when there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise BadInput(f"there is no time zone {name[:60]!r}; a known one is `Europe/Madrid`") from error


def _check_number(windows: Sequence[str]) -> None:
    if len(windows) > MOST_WINDOWS:
        raise BadInput(f"at most {MOST_WINDOWS} windows a week, not {len(windows)}")


@lru_cache(maxsize=4_096)  # there are few hours at which people meet
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
    zone(time_zone)
    _check_number(windows)
    spans = [span for window in windows for span in _utc_spans(window, time_zone, week)]
    if all(minute % SLOT_MINUTES == 0 for span in spans for minute in span):
        return _circle(spans, SLOT_MINUTES)
    return _wholly_covered(_circle(spans, 1))


def _circle(spans: Iterable[tuple[int, int]], unit: int) -> int:
    """The spans on the circle of a week, one bit for each `unit` minutes; they begin and end with a unit."""
    covered, week = 0, _WEEK_MINUTES // unit
    for start, length in spans:
        covered |= ((1 << length // unit) - 1) << start // unit
    return (covered | covered >> week) & ((1 << week) - 1)


# In a large network hardly any two people have all windows in common, but most of them have each with somebody.
@lru_cache(maxsize=16_384)
def _utc_spans(window: str, time_zone: str, week: int) -> tuple[tuple[int, int], ...]:
    """When the local clock shows a time within the window: first minutes in that UTC week, 0 to 10,079, and lengths.

    One span, which may reach into the next week, but for a day on which the clocks are put forward or back: an hour
    that they skip is not there, and one that they show twice is there twice.
    """
    parsed, monday, local = _parse_window(window), _FIRST_MONDAY + timedelta(weeks=week), zone(time_zone)
    midnight = datetime.combine(monday + timedelta(days=parsed.day), time(), UTC)
    earliest, latest = midnight - _EASTERNMOST, midnight + _DAY + _WESTERNMOST
    before, after = _offset(earliest, local), _offset(latest, local)
    first = parsed.day * _DAY_MINUTES + parsed.start
    if before == after:
        return (((first - before) % _WEEK_MINUTES, parsed.end - parsed.start),)
    change = _minutes(_changed(earliest, latest, local) - datetime.combine(monday, time(), UTC))
    last = parsed.day * _DAY_MINUTES + parsed.end
    parts = ((first - before, min(last - before, change)), (max(first - after, change), last - after))
    return tuple((start % _WEEK_MINUTES, end - start) for start, end in parts if start < end)


def _changed(earliest: datetime, latest: datetime, local: ZoneInfo) -> datetime:
    """The minute between these two at which the clocks change, there being one."""
    before = _offset(earliest, local)
    while latest - earliest > _MINUTE:
        middle = earliest + _minutes(latest - earliest) // 2 * _MINUTE
        earliest, latest = (middle, latest) if _offset(middle, local) == before else (earliest, middle)
    return latest


def _offset(at: datetime, local: ZoneInfo) -> int:
    """Minutes that the local clock is ahead of UTC at that time."""
    return _minutes(at.astimezone(local).utcoffset() or timedelta())


def _minutes(span: timedelta) -> int:
    return span // _MINUTE


def _wholly_covered(minutes: int) -> int:
    """The half hours all of whose minutes are set."""
    # After each step a bit says that it and so many of the next ones were set: 2, 4, 8, 16, and then 30.
    for further in (1, 2, 4, 8, SLOT_MINUTES - 16):
        minutes &= minutes >> further
    # Read as digits, the last of each thirty is the one that a slot begins with.
    return int(f"{minutes:0{_WEEK_MINUTES}b}"[SLOT_MINUTES - 1 :: SLOT_MINUTES], 2)
