"""When somebody would have to be free to meet somebody else: the smallest window, on the clock of their own week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from peernet.model.hours import DAYS, SLOT_MINUTES, WEEK_SLOTS, Window, week_start, weekly_slots, zone

LEAST_MINUTES = 60
"""Less time than that in common is none."""
USUAL_MINUTES = 120
"""More than that is cut: who is free all day does not have to be met all day."""
AWAKE = tuple(f"{day} 07:00-22:00" for day in DAYS)
"""When people can be asked to meet, on their own clock."""
_EVENING = 18 * 60
_DAY = 24 * 60


class Run(NamedTuple):
    """Free time without a gap within one local day; slots: its half hours as a mask of model/hours.py."""

    window: Window
    slots: int


def waking_window(theirs: int, zones: tuple[str, str], at_ms: int) -> Run | None:
    """The `smallest_window` of what a mentor is free (`theirs`) at an hour when both are awake.

    zones: the asker's, then the mentor's. A mentor who says no other hours than those of their own night means them:
    then one of these. Nobody is asked to be free in the night of their own: None when there are no other hours.
    """
    mine = zones[0]
    theirs &= weekly_slots(AWAKE, mine, at_ms)
    by_day = theirs & weekly_slots(AWAKE, zones[1], at_ms)
    return smallest_window(by_day, mine, at_ms) or smallest_window(theirs, mine, at_ms)


def smallest_window(free: int, time_zone: str, at_ms: int) -> Run | None:
    """The shortest of the free half hours' runs (`free` is a mask of model/hours.py) that lasts at least an hour.

    Local to `time_zone` in the week of `at_ms` (epoch ms); one longer than two hours is cut to the two nearest to
    18:00. Of two as short the earlier in the week; None when every run is shorter. BadInput: an unknown time zone.
    """
    return _smallest(free, time_zone, week_start(at_ms))


# Hundreds of candidates share a few dozen sets of hours.
@lru_cache(maxsize=4096)
def _smallest(free: int, time_zone: str, monday_ms: int) -> Run | None:
    runs = [_cut(run) for run in _runs(free, time_zone, monday_ms)]
    fitting = [run for run in runs if run.window.end - run.window.start >= LEAST_MINUTES]
    return min(fitting, key=lambda run: (run.window.end - run.window.start, run.window), default=None)


def clock(minute: int) -> str:
    """A minute of the day as `18:00`."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _runs(free: int, time_zone: str, monday_ms: int) -> Iterator[Run]:
    """Every run; one that goes on past midnight is two, and a half hour across midnight belongs to neither."""
    local = _local_minutes(time_zone, monday_ms)
    # The week is a circle: it is cut open at a half hour that is not free, if there is one.
    gap = next((slot for slot in range(WEEK_SLOTS) if not free >> slot & 1), 0)
    run: Run | None = None
    for slot in ((gap + step) % WEEK_SLOTS for step in range(WEEK_SLOTS)):
        day, start = local[slot]
        if not free >> slot & 1 or start + SLOT_MINUTES > _DAY:
            continue
        if run is not None and (run.window.day, run.window.end) == (day, start):
            run = Run(run.window._replace(end=start + SLOT_MINUTES), run.slots | 1 << slot)
            continue
        if run is not None:
            yield run
        run = Run(Window(day, start, start + SLOT_MINUTES), 1 << slot)
    if run is not None:
        yield run


def _cut(run: Run) -> Run:
    """At most two hours of it."""
    day, start, end = run.window
    if end - start <= USUAL_MINUTES:
        return run
    at = min(max(start, _EVENING), end - USUAL_MINUTES)
    at -= (at - start) % SLOT_MINUTES
    first = (at - start) // SLOT_MINUTES
    numbers = list(_in_order(run.slots))[first : first + USUAL_MINUTES // SLOT_MINUTES]
    return Run(Window(day, at, at + USUAL_MINUTES), sum(1 << slot for slot in numbers))


def _in_order(slots: int) -> Iterator[int]:
    """The half hours of one run from its first, which may lie before the turn of the UTC week."""
    numbers = [slot for slot in range(WEEK_SLOTS) if slots >> slot & 1]
    turned = 0 in numbers and WEEK_SLOTS - 1 in numbers
    late = [slot for slot in numbers if turned and slot >= WEEK_SLOTS // 2]
    return iter([*late, *(slot for slot in numbers if slot not in late)])


@lru_cache(maxsize=512)
def _local_minutes(time_zone: str, monday_ms: int) -> tuple[tuple[int, int], ...]:
    """For each half hour of that UTC week the local weekday (0 Monday) and the minute of that day it begins at."""
    local = zone(time_zone)
    monday = datetime.fromtimestamp(monday_ms / 1000, UTC)
    moments = [(monday + timedelta(minutes=SLOT_MINUTES * slot)).astimezone(local) for slot in range(WEEK_SLOTS)]
    return tuple((moment.weekday(), moment.hour * 60 + moment.minute) for moment in moments)
