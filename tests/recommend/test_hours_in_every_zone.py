"""Weekly hours in every time zone that the database knows, in weeks in which its clocks change, minute by minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from peernet.interchange.cells import time_zone
from peernet.model.hours import DAYS, WEEK_SLOTS, parse_hours, weekly_slots

ZONES = sorted(available_timezones())
YEARS = (2011, 2026)
"""2011: Samoa left a whole day out when it moved across the date line."""
QUARTER = timedelta(minutes=15)
WINDOWS = (
    "Mon 00:00-01:00",
    "Thu 22:00-24:00",
    "Fri 00:00-24:00",
    "Sat 23:30-24:00",
    "Sun 00:00-03:00",
    "Sun 01:30-02:00",
)


def utc_week(at: datetime) -> datetime:
    """The Monday, 00:00 UTC, before a time."""
    return datetime(at.year, at.month, at.day, tzinfo=UTC) - timedelta(days=at.weekday())


def changing_weeks(local: ZoneInfo, year: int) -> Iterator[datetime]:
    """The Mondays of the UTC weeks in which, or beside which, the clocks of a zone change."""
    day, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    found = set()
    while day < end:
        following = day + timedelta(days=1)
        if day.astimezone(local).utcoffset() != following.astimezone(local).utcoffset():
            found |= {utc_week(day), utc_week(following)}
        day = following
    yield from sorted(found)


def shown_by_the_clock(windows: tuple[str, ...], local: ZoneInfo, monday: datetime) -> int:
    """The slots in which, at each quarter of an hour, the local clock shows a day and a time within a window."""
    first = monday.replace(tzinfo=None)
    wanted = [(first + timedelta(days=each.day), each.start, each.end) for each in parse_hours(windows)]
    quarters = set()
    for number in range(-4 * 16, 7 * 96 + 4 * 16):  # a local week begins and ends up to so much apart from one in UTC
        shown = (monday + number * QUARTER).astimezone(local).replace(tzinfo=None)
        minute = (shown.hour * 60) + shown.minute
        if any(day.date() == shown.date() and start <= minute < end for day, start, end in wanted):
            quarters.add(number % (7 * 96))
    return sum(1 << slot for slot in range(WEEK_SLOTS) if {2 * slot, 2 * slot + 1} <= quarters)


@pytest.mark.parametrize("year", YEARS)
def test_hours_are_what_the_local_clock_shows_in_every_zone_and_every_week_in_which_it_changes(year: int) -> None:
    looked = 0
    for name in ZONES:
        local = ZoneInfo(name)
        for monday in changing_weeks(local, year):
            at = int((monday + timedelta(days=3)).timestamp() * 1000)
            assert weekly_slots(WINDOWS, name, at) == shown_by_the_clock(WINDOWS, local, monday), (name, monday)
            looked += 1
    assert looked > 200


def test_hours_are_what_the_local_clock_shows_in_every_zone_in_a_week_like_any_other() -> None:
    monday = datetime(2026, 2, 2, tzinfo=UTC)
    at = int((monday + timedelta(days=3)).timestamp() * 1000)
    for name in ZONES:
        found = weekly_slots(WINDOWS, name, at)
        assert found == shown_by_the_clock(WINDOWS, ZoneInfo(name), monday), name


def test_every_zone_of_a_place_can_be_put_into_a_profile() -> None:
    refused = {"localtime", "Factory"} | {each for each in ZONES if each.startswith(("posix/", "right/"))}
    for name in set(ZONES) - refused:
        assert time_zone(name) == name


@pytest.mark.parametrize(
    ("zone", "window", "week", "hours"),
    [
        ("Europe/Madrid", "Sun 01:00-04:00", datetime(2026, 3, 27, tzinfo=UTC), 2),
        ("Europe/Madrid", "Sun 01:00-04:00", datetime(2026, 10, 21, tzinfo=UTC), 4),
        ("Europe/Madrid", "Sun 02:30-03:00", datetime(2026, 10, 21, tzinfo=UTC), 1),
        ("Australia/Lord_Howe", "Sun 00:00-24:00", datetime(2026, 4, 3, tzinfo=UTC), 24.5),
        ("Pacific/Apia", "Fri 00:00-24:00", datetime(2011, 12, 28, tzinfo=UTC), 0),
        ("Pacific/Apia", "Sat 00:00-24:00", datetime(2011, 12, 28, tzinfo=UTC), 24),
    ],
)
def test_a_day_of_change_is_as_long_as_it_is(zone: str, window: str, week: datetime, hours: float) -> None:
    found = weekly_slots((window,), zone, int(week.timestamp() * 1000))
    assert found.bit_count() / 2 == hours


def test_neighbours_across_the_date_line_have_the_same_hour_on_different_days() -> None:
    at = int(datetime(2026, 7, 15, tzinfo=UTC).timestamp() * 1000)
    for day, before in zip(DAYS, (*DAYS[-1:], *DAYS[:-1]), strict=True):
        kiribati = weekly_slots((f"{day} 09:00-10:00",), "Pacific/Kiritimati", at)
        assert kiribati == weekly_slots((f"{before} 09:00-10:00",), "Pacific/Honolulu", at)
