"""Hours as surveys hold them, become windows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peernet.errors import BadInput
from peernet.interchange.schedule_words import gridded_windows, listed_windows, marked, merged, slot_named
from peernet.model.hours import DAYS, parse_hours


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("Mon 18:00-20:00", ["Mon 18:00-20:00"]),
        ("Mon 18:00-20:00; Tue 09:00-12:00", ["Mon 18:00-20:00", "Tue 09:00-12:00"]),
        (
            "Mon, Wed 18-20, 21-22; Tue 9.30-12",
            [
                "Mon 18:00-20:00",
                "Wed 18:00-20:00",
                "Mon 21:00-22:00",
                "Wed 21:00-22:00",
                "Tue 09:30-12:00",
            ],
        ),
        ("Monday–Wednesday 9 to 10", ["Mon 09:00-10:00", "Tue 09:00-10:00", "Wed 09:00-10:00"]),
        ("Sat-Mon 9-10", ["Sat 09:00-10:00", "Sun 09:00-10:00", "Mon 09:00-10:00"]),
        ("Thursdays: 1-3pm", ["Thu 13:00-15:00"]),
        ("Fri 9am-1pm, 11-12pm", ["Fri 09:00-13:00", "Fri 11:00-12:00"]),
        ("Fri 12pm", ["Fri 12:00-13:00"]),
        ("lunes y miércoles 18h30-20h", ["Mon 18:30-20:00", "Wed 18:30-20:00"]),
        ("mardi 9h à 12h\nsam. 10h-11h", ["Tue 09:00-12:00", "Sat 10:00-11:00"]),
        ("Sun 22:00-02:00", ["Sun 22:00-24:00", "Mon 00:00-02:00"]),
        ("Fri 20-24", ["Fri 20:00-24:00"]),
        ("Fri 23:30", ["Fri 23:30-24:00", "Sat 00:00-00:30"]),
        ("", []),
    ],
)
def test_lists_of_hours_become_windows(text: str, windows: list[str]) -> None:
    assert listed_windows(text) == windows
    parse_hours(windows)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("18-20", "no day before its time"),
        ("Mon", "no time after its day"),
        ("Mon 9-10; Tue", "no time after its day"),
        ("Mon 24", "'24' is neither a day nor a time"),
        ("Moonday 9-10", "'Moonday 9-10' is neither a day nor a time"),
        ("Mon 25-26", "'25-26' is neither"),
        ("Mon 9-9", "'9-9' is neither"),
        ("Mon 13pm-14pm", "'13pm-14pm' is neither"),
        ("Mon 9:75-10", "neither"),
        ("Mon 9-10 whenever", "'whenever' is neither"),
    ],
)
def test_what_is_not_understood_is_quoted(text: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        listed_windows(text)


@pytest.mark.parametrize(
    ("column", "cell", "windows"),
    [
        ("Monday 9-12", "x", ["Mon 09:00-12:00"]),
        ("Monday 9-12", "Oui", ["Mon 09:00-12:00"]),
        ("Monday 9-12", " no ", []),
        ("Monday 9-12", "", []),
        ("When are you free? [Tue 18:00-20:00]", "1", ["Tue 18:00-20:00"]),
        (
            "On which days can you come at the weekend? [9-12]",
            "Saturday, Sunday",
            ["Sat 09:00-12:00", "Sun 09:00-12:00"],
        ),
        ("When are you free? [Wednesday]", "9:00; 14:00-16:00", ["Wed 09:00-10:00", "Wed 14:00-16:00"]),
        ("Mon-Wed 9am", "yes", ["Mon 09:00-10:00", "Tue 09:00-10:00", "Wed 09:00-10:00"]),
        ("Jeudi", "none", []),
    ],
)
def test_grids_are_read_by_the_names_of_their_columns(column: str, cell: str, windows: list[str]) -> None:
    assert gridded_windows(slot_named(column), cell) == windows


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        ("Q7", "x", "says neither a day nor a time"),
        ("Monday 9-12", "maybe", "'maybe' says neither yes nor no"),
        ("Monday", "Tuesday", "'Tuesday' is not a list of times"),
        ("[9-12]", "10-11", "'10-11' is not a list of days"),
    ],
)
def test_a_grid_s_cell_that_means_nothing_is_refused(column: str, cell: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        gridded_windows(slot_named(column), cell)


def test_slots_that_follow_each_other_are_one_window() -> None:
    slots = [f"Mon {hour:02}:00-{hour + 1:02}:00" for hour in (9, 10, 14, 8)]
    assert merged([*slots, "Tue 08:00-09:00", slots[0]]) == ("Mon 08:00-11:00", "Mon 14:00-15:00", "Tue 08:00-09:00")


WORDS = (
    *DAYS,
    "lunes",
    "mardi",
    "Thursdays",
    "9",
    "18:30",
    "9am",
    "12pm",
    "24",
    "25",
    "0-24",
    "22-02",
    "9-9",
    "18h-20h",
)
MARKS = ("-", ",", ";", "to", "a", "\n", "[", "]", "x", "no", "maybe", "\x00", "é")
Read = TypeVar("Read")
texts = st.text(max_size=40) | st.lists(st.sampled_from(WORDS + MARKS), max_size=12).map(" ".join)


def read_or_refused(read: Callable[[], Read]) -> Read | str:
    """What is read, or the words of the refusal."""
    try:
        return read()
    except BadInput as refused:
        return refused.message


@settings(max_examples=400)
@given(texts)
def test_any_text_is_read_into_windows_of_a_week_or_refused(text: str) -> None:
    windows = read_or_refused(lambda: listed_windows(text))
    if isinstance(windows, str):
        assert windows
        assert text.strip()
        return
    strict = merged(windows)
    assert len(parse_hours(strict)) == len(strict)
    assert merged(strict) == strict


@settings(max_examples=400)
@given(texts, texts)
def test_any_column_and_cell_of_a_grid_give_windows_of_a_week_or_are_refused(column: str, cell: str) -> None:
    slot = read_or_refused(lambda: slot_named(column))
    if isinstance(slot, str):
        assert "neither a day nor a time" in slot
        return
    assert slot.days or slot.spans
    windows = read_or_refused(lambda: gridded_windows(slot, cell))
    if isinstance(windows, str):
        assert windows
        assert cell.strip()
        return
    strict = merged(windows)
    assert len(parse_hours(strict)) == len(strict)
    if slot.days and slot.spans:
        assert bool(windows) == marked(cell)


@given(st.sampled_from(DAYS), st.integers(0, 47), st.integers(1, 48))
def test_strict_windows_stay_as_they_are(day: str, start: int, length: int) -> None:
    end = min(48, start + length)
    window = f"{day} {start // 2:02}:{start % 2 * 30:02}-{end // 2:02}:{end % 2 * 30:02}"
    assert listed_windows(window) == [window]
