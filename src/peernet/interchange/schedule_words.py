"""Weekly hours as surveys hold them: lists like `Mon, Wed 18-20; Tue 9:30-12`, and grids whose columns name a slot.

What is read becomes the strict windows of `model/hours.py`. Days are known in English, Spanish and French, whole or
short; times by the clock of 24 hours, with `h`, or with am and pm.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from peernet.errors import BadInput
from peernet.model.hours import DAYS

LOCALES = ("en", "es", "fr")
SLOT_MINUTES = 60
"""How long a slot lasts of which only the start is said: `9:00` is 9:00 to 10:00."""
_DAY_MINUTES = 24 * 60
_NOON = 12 * 60
_LEAST_LETTERS = 2

_TIME = r"(?<![a-z\d])(\d{1,2})(?:\s*[:.h]\s*(\d\d)|\s*h)?\s*([ap])?(?:\.?m\b\.?)?"
_SPAN = re.compile(rf"{_TIME}\s*(?:-|to|a|until|hasta)\s*{_TIME}", re.ASCII)
_START = re.compile(_TIME, re.ASCII)
_WORD = re.compile(r"[a-z]+\.?", re.ASCII)
_BETWEEN = re.compile(r"(?:[\s;,/&|]|and\b|y\b|et\b)+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_BRACKETED = re.compile(r"\[([^\[\]]+)\]\s*$")


@dataclass(frozen=True, slots=True)
class Slot:
    """What a grid's column is called after: days (0 is Monday), minutes from and to; either may be left to cells."""

    days: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def listed_windows(text: str) -> list[str]:
    """The windows that a list of days and times names; BadInput quotes what is not understood."""
    windows: list[str] = []
    days: list[int] = []
    timed = True
    for kind, found in _pieces(_plain(text), text):
        if kind == "day":
            days = [*([] if timed else days), *found]
            timed = False
        elif not days:
            raise BadInput(f"{text[:60]!r} says no day before its time")
        else:
            timed = True
            for start, end in _pairs(found):
                windows += _windows(days, start, end)
    if not timed:
        raise BadInput(f"{text[:60]!r} says no time after its day, like `Mon 18:00-20:00`")
    return windows


def slot_named(text: str) -> Slot:
    """What the name of a column says, of its last [brackets] alone where it has some; BadInput when it says neither."""
    bracketed = _BRACKETED.search(text)
    plain = _plain(bracketed[1] if bracketed else text)
    days = [day for word in _WORD.finditer(plain) if (day := _day(word[0])) is not None]
    ranged = re.search(r"([a-z]+)\.?\s*-\s*([a-z]+)", plain)
    if ranged is not None and len(days) == 2:
        days = _days_between(days[0], days[1])
    spans = [span for match in _SPAN.finditer(plain) if (span := _span(match)) is not None]
    if not spans and (start := _START.search(plain)) and (minute := _start(*start.groups())) is not None:
        spans = [(minute, minute + SLOT_MINUTES)]
    if not days and not spans:
        raise BadInput(f"the column's name {text[:60]!r} says neither a day nor a time; say it by `when`")
    return Slot(tuple(dict.fromkeys(days)), tuple(spans))


def gridded_windows(slot: Slot, cell: str) -> list[str]:
    """The windows that a cell of a grid means: a mark, or the days or times that the column's name leaves open."""
    if slot.days and slot.spans:
        return [each for span in slot.spans for each in _windows(slot.days, *span)] if marked(cell) else []
    if not cell.strip() or _plain(cell) in _NO:
        return []
    wanted = "time" if slot.days else "day"
    found = [piece for kind, piece in _pieces(_plain(cell), cell) if kind == wanted or _not_a(wanted, cell)]
    if slot.days:
        return [each for piece in found for span in _pairs(piece) for each in _windows(slot.days, *span)]
    return [each for piece in found for span in slot.spans for each in _windows(piece, *span)]


def merged(windows: Sequence[str]) -> tuple[str, ...]:
    """The same hours in as few windows as can be: a grid of single hours is many, and a week may have 56."""
    whole: list[tuple[int, int, int]] = []
    for day, start, end in sorted({_parsed(window) for window in windows}):
        if whole and whole[-1][0] == day and start <= whole[-1][2]:
            whole[-1] = (day, whole[-1][1], max(end, whole[-1][2]))
        else:
            whole.append((day, start, end))
    return tuple(_window(*each) for each in whole)


def marked(cell: str) -> bool:
    """Whether a cell says yes; BadInput when it says neither yes nor no."""
    plain = _plain(cell)
    if plain in _NO:
        return False
    if plain in _YES:
        return True
    raise BadInput(f"{cell.strip()[:60]!r} says neither yes nor no")


def _not_a(wanted: str, cell: str) -> bool:
    raise BadInput(f"{cell.strip()[:60]!r} is not a list of {wanted}s")


def _pieces(plain: str, text: str) -> Iterator[tuple[str, Sequence[int]]]:
    """The days ("day", numbers from 0) and times ("time", start and end in minutes) of a text, in their order."""
    at = 0
    while at < len(plain):
        gap = _BETWEEN.match(plain, at)
        if gap is not None:
            at = gap.end()
            continue
        kind, found, at = _piece(plain, at, text)
        yield kind, found


def _piece(plain: str, at: int, text: str) -> tuple[str, Sequence[int], int]:
    word = _WORD.match(plain, at)
    first = None if word is None else _day(word[0])
    if word is not None and first is not None:
        last = re.compile(r"\s*(?:-|to|a)\s*([a-z]+\.?)").match(plain, word.end())
        until = None if last is None else _day(last[1])
        if last is not None and until is not None:
            return "day", _days_between(first, until), last.end()
        colon = re.compile(r"\s*:").match(plain, word.end())
        return "day", (first,), word.end() if colon is None else colon.end()
    span = _SPAN.match(plain, at)
    if span is not None and (minutes := _span(span)) is not None:
        return "time", minutes, span.end()
    start = _START.match(plain, at)
    if span is None and start is not None and (minute := _start(*start.groups())) is not None:
        return "time", (minute, minute + SLOT_MINUTES), start.end()
    # Without its accents a text can be of another length; then its plain form is quoted.
    rest = (text if len(text) == len(plain) else plain)[at : at + 60]
    raise BadInput(f"{rest!r} is neither a day nor a time, like `Mon 18:00-20:00`")


def _pairs(times: Sequence[int]) -> Iterator[tuple[int, int]]:
    return zip(times[::2], times[1::2], strict=True)


def _windows(days: Sequence[int], start: int, end: int) -> list[str]:
    """Strict windows; one that goes past midnight goes on the next day."""
    if start < end <= _DAY_MINUTES:
        return [_window(day, start, end) for day in days]
    late = [_window(day, start, _DAY_MINUTES) for day in days]
    return late + ([_window((day + 1) % 7, 0, end % _DAY_MINUTES) for day in days] if end else [])


def _window(day: int, start: int, end: int) -> str:
    return f"{DAYS[day]} {start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"


def _parsed(window: str) -> tuple[int, int, int]:
    day, start, end = window[:3], window[4:9], window[10:]
    return DAYS.index(day), int(start[:2]) * 60 + int(start[3:]), int(end[:2]) * 60 + int(end[3:])


def _span(match: re.Match[str]) -> tuple[int, int] | None:
    hour, minute, half, end_hour, end_minute, end_half = match.groups()
    start = _start(hour, minute, half or _half_like(hour, end_hour, end_half))
    end = _minute(end_hour, end_minute, end_half)
    return None if start is None or end is None or start == end else (start, end)


def _start(hour: str, minute: str | None, half: str | None) -> int | None:
    """Minutes from midnight at which something can begin: nothing begins at the end of a day."""
    start = _minute(hour, minute, half)
    return None if start == _DAY_MINUTES else start


def _half_like(hour: str, end_hour: str, end_half: str | None) -> str | None:
    """`1-3pm` begins in the afternoon as well, `9-1pm` and `11-12pm` in the morning."""
    if end_half is None:
        return None
    within = int(hour) % 12 < int(end_hour) % 12
    return end_half if within else {"a": "p", "p": "a"}[end_half]


def _minute(hour: str, minute: str | None, half: str | None) -> int | None:
    """Minutes from midnight; None for a time that no clock shows."""
    hours, minutes = int(hour), int(minute or 0)
    if half is not None:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "p" else 0)
    total = hours * 60 + minutes
    return total if minutes < 60 and total <= _DAY_MINUTES else None


def _days_between(first: int, last: int) -> list[int]:
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _day(word: str) -> int | None:
    return _day_names().get(word.rstrip("."))


@lru_cache(maxsize=1)
def _day_names() -> dict[str, int]:
    """Every usual name of each day without accents: whole, short, and in the plural (`lunes`, `Tuesdays`)."""
    names: dict[str, int] = {}
    for locale in LOCALES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale(locale).days["format"][width].items():
                plain = _plain(name).rstrip(".")
                names |= {plain: number, f"{plain}s": number} if len(plain) > _LEAST_LETTERS else {}
    return names | {"tues": 1, "thur": 3, "thurs": 3}


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Lower case without accents, every dash a hyphen."""
    apart = unicodedata.normalize("NFKD", text.translate(_DASHES)).casefold()
    return "".join(mark for mark in apart if not unicodedata.combining(mark)).strip()


_YES = frozenset(
    {"x", "✓", "✔", "☑", "yes", "y", "true", "1", "free", "available", "ok", "si", "s", "libre", "oui", "o"}
)
_NO = frozenset(
    {"", "no", "n", "non", "false", "0", "-", "☐", "✗", "✘", "busy", "none", "unavailable", "occupe", "ocupado"}
)
