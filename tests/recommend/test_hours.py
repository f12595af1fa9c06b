"""Weekly hours: what may be written, and how weeks in different places compare."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.errors import BadInput
from peernet.model.hours import DAYS, overlap_hours, parse_hours, weekly_slots

WINTER = int(datetime(2026, 1, 14, 12, tzinfo=UTC).timestamp() * 1000)
SUMMER = int(datetime(2026, 7, 15, 12, tzinfo=UTC).timestamp() * 1000)


def slots(*windows: str, zone: str = "UTC", at: int = WINTER) -> int:
    return weekly_slots(windows, zone, at)


def test_a_window_is_read_as_day_and_minutes() -> None:
    assert parse_hours(["Mon 18:00-20:00", "Sun 22:15-24:00"]) == ((0, 1080, 1200), (6, 1335, 1440))


@pytest.mark.parametrize(
    "window",
    ["", "mon 18:00-20:00", "Mon 18-20", "Mon 20:00-18:00", "Mon 18:00-18:00", "Mon 10:00-24:30", "Mon 24:00-24:00",
     "Mon 18:60-20:00", "Mon 25:00-26:00", "Mon 18:00-20:00 ", "Mon 18:00-20:00\n", "Mon ١٨:00-20:00",
     "Lun 18:00-20:00"],
)  # fmt: skip
def test_a_malformed_window_is_bad_input_and_quoted(window: str) -> None:
    with pytest.raises(BadInput, match="Mon 18:00-20:00") as refused:
        parse_hours(["Tue 09:00-10:00", window])
    assert repr(window) in str(refused.value)


def test_a_week_of_too_many_windows_is_bad_input() -> None:
    with pytest.raises(BadInput, match="at most 56"):
        parse_hours(["Mon 18:00-20:00"] * 57)


@pytest.mark.parametrize("name", ["Mars/Base", "", "../etc/passwd", "A" * 5000, "Europe\0", "Europe"])
def test_an_unknown_time_zone_is_bad_input(name: str) -> None:
    with pytest.raises(BadInput, match="no time zone"):
        slots("Mon 18:00-20:00", zone=name)


def test_monday_midnight_is_the_first_bit_and_only_slots_wholly_covered_count() -> None:
    assert slots("Mon 00:00-01:00") == 0b11
    assert slots("Mon 00:15-01:15") == 0b10
    assert slots("Mon 00:15-00:45") == 0


def test_windows_that_touch_cover_the_slot_between_them() -> None:
    assert slots("Mon 00:00-00:15", "Mon 00:15-00:30") == 0b1


def test_summer_time_moves_the_same_local_window_by_an_hour() -> None:
    window = ("Wed 18:00-19:00",)
    winter, summer = (weekly_slots(window, "Europe/Madrid", at) for at in (WINTER, SUMMER))
    assert winter == slots("Wed 17:00-18:00")
    assert summer == slots("Wed 16:00-17:00")


def test_the_week_is_a_circle_across_the_date_line() -> None:
    sunday_in_lima = slots("Sun 20:00-22:00", zone="America/Lima")
    monday_in_tokyo = slots("Mon 10:00-12:00", zone="Asia/Tokyo")
    assert sunday_in_lima == monday_in_tokyo == slots("Mon 01:00-03:00")
    assert slots("Mon 00:00-01:00", zone="Asia/Tokyo") == slots("Sun 15:00-16:00")


def test_an_hour_that_the_clocks_skip_is_not_there_and_the_next_days_are_right() -> None:
    spring = int(datetime(2026, 3, 27, tzinfo=UTC).timestamp() * 1000)
    assert slots("Sun 02:00-03:00", zone="Europe/Madrid", at=spring) == 0
    assert slots("Sun 10:00-11:00", zone="Europe/Madrid", at=spring) == slots("Sun 08:00-09:00")
    assert slots("Sat 10:00-11:00", zone="Europe/Madrid", at=spring) == slots("Sat 09:00-10:00")


def test_common_hours_are_counted_in_halves() -> None:
    assert overlap_hours(slots("Mon 18:00-20:00"), slots("Mon 18:30-21:00")) == 1.5
    assert overlap_hours(slots("Mon 18:00-20:00"), slots("Tue 18:00-20:00")) == 0


halves = st.integers(0, 47)
windows = st.tuples(st.sampled_from(DAYS), halves, st.integers(1, 48)).filter(lambda window: window[1] < window[2])


@given(windows, st.sampled_from(["UTC", "Europe/Madrid", "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Pago_Pago"]))
def test_a_window_keeps_its_length_wherever_it_is_up_to_one_slot(window: tuple[str, int, int], zone: str) -> None:
    day, start, end = window
    text = f"{day} {start // 2:02}:{start % 2 * 30:02}-{end // 2:02}:{end % 2 * 30:02}"
    found = slots(text, zone=zone).bit_count()
    assert end - start - (zone == "Asia/Kathmandu") == found
