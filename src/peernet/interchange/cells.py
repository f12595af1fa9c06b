"""Cells of the import format: the text of one cell as a checked value.

Each function takes the cell's text and returns its value; an empty cell gives the default. BadInput says what would be
right. Cells that repeat a great deal (dates, languages, hours) are remembered: files have millions of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from babel import Locale

from peernet.errors import BadInput
from peernet.model import audience
from peernet.model.community_settings import MOST_DAYS
from peernet.model.hours import parse_hours
from peernet.model.moment import within_reach
from peernet.model.person import CONTACT_LENGTH, MAX_CAPACITY
from peernet.model.text import UNRULY_IN_LINES, unseen

Cell = Callable[[str], Any]

MOST_ID = 200
MOST_NAME = 500
MOST_TEXT = 10_000
MOST_ITEMS = 200

_CONTROL = re.compile(rf"[\x00-\x1f\x7f-\x9f{UNRULY_IN_LINES}]")
_CONTROL_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_WHOLE = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,3})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
# RFC 5646, section 2.1, without its grandfathered tags: language, script, region, variants, extensions, private use.
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(-[a-wy-z\d](-[a-z\d]{2,8})+)*(-x(-[a-z\d]{1,8})+)?",
    re.ASCII | re.IGNORECASE,
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What the locale data names beside ISO 3166-1's codes; XK (Kosovo) stays, since people live there.
_NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})

# Files beside the zones: one means something else on every machine, the other that nobody has chosen yet.
_NOT_ZONES = frozenset({"localtime", "Factory"})


def identity(text: str) -> str:
    """An id: 1 to 200 characters, neither control characters nor `;`, which separates ids in lists."""
    return one_id(text) or _refuse("is empty")


def one_id(text: str) -> str | None:
    """An id, or None for an empty cell."""
    text = text.strip()
    if len(text) > MOST_ID:
        _refuse(f"is longer than {MOST_ID} characters")
    if not text.isalnum() and (_CONTROL.search(text) or ";" in text):
        _refuse("holds a `;`" if ";" in text else "holds a control character")
    return text or None


def ids(text: str) -> list[str]:
    """Ids separated by `;`, each once, at most 200."""
    return [identity(part) for part in _parts(text)]


def name(text: str) -> str:
    """A name: 1 to 500 characters on one line."""
    found = line(text)
    return _refuse("is empty") if unseen(found) else found


def line(text: str) -> str:
    """A name, or an empty text."""
    text = text.strip()
    if len(text) > MOST_NAME:
        _refuse(f"is longer than {MOST_NAME} characters")
    if _CONTROL.search(text):
        _refuse("holds a control character")
    return text


def names(text: str) -> list[str]:
    """Names separated by `;`, each once, at most 200."""
    return [line(part) for part in _parts(text)]


def prose(text: str) -> str:
    """Up to 10,000 characters, line breaks and tabs among them."""
    if len(text) > MOST_TEXT:
        _refuse(f"is longer than {MOST_TEXT:,} characters")
    if _CONTROL_IN_TEXT.search(text):
        _refuse("holds a control character")
    return text


@lru_cache(maxsize=65_536)
def moment(text: str) -> int | None:
    """An ISO 8601 date or time from 1900 to 2200 in epoch milliseconds; without an offset it is UTC."""
    text = text.strip()
    if not text:
        return None
    if not _DATE.fullmatch(text):
        _refuse(f"{text[:40]!r} is not a date like 2026-11-24 or a time like 2026-11-24T18:30:00Z")
    try:
        parsed = datetime.fromisoformat(text)
        at = parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, OverflowError):
        _refuse(f"{text[:40]!r} is not a date of the calendar")
    if not within_reach(at):
        _refuse(f"{text[:40]!r} is not between 1900 and 2200")
    since = at - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000


@lru_cache(maxsize=4096)
def languages(text: str) -> list[str]:
    """BCP 47 tags separated by `;`, each once, in their usual spelling."""
    return list(dict.fromkeys(tag(part) for part in _parts(text)))


@lru_cache(maxsize=4096)
def language(text: str) -> str:
    """One BCP 47 tag in its usual spelling, `en` unless said."""
    return tag(text.strip() or "en")


@lru_cache(maxsize=1024)
def country(text: str) -> str:
    """An ISO 3166 alpha-2 code in capitals, or nothing."""
    code = text.strip().upper()
    if code and code not in _countries():
        _refuse(f"{text[:20]!r} is not an ISO 3166 country code like ES")
    return code


@lru_cache(maxsize=1024)
def time_zone(text: str) -> str:
    """An IANA time zone, or nothing."""
    zone = text.strip()
    if zone and zone not in _zones():
        _refuse(f"there is no time zone {zone[:60]!r}; a known one is Europe/Madrid")
    return zone


@lru_cache(maxsize=16_384)
def hours(text: str) -> list[str]:
    """Weekly windows separated by `;`, as `model/hours.py` reads them."""
    windows = _parts(text)
    parse_hours(windows)
    return windows


def whole(text: str, least: int, most: int) -> int:
    """A whole number within bounds."""
    text = text.strip()
    number = int(text) if _WHOLE.fullmatch(text) else None
    if number is None or not least <= number <= most:
        _refuse(f"{text[:40]!r} is not a whole number from {least} to {most:,}")
    return int(text)


@lru_cache(maxsize=4096)
def level(text: str) -> int | None:
    """A level from 1 to 5, or None."""
    return whole(text, 1, 5) if text.strip() else None


@lru_cache(maxsize=4096)
def offered_level(text: str) -> int:
    """A level from 1 to 5, 3 unless said."""
    return level(text) or 3


@lru_cache(maxsize=4096)
def capacity(text: str) -> int:
    """How many mentees at once, 0 to MAX_CAPACITY, 1 unless said."""
    return whole(text, 0, MAX_CAPACITY) if text.strip() else 1


@lru_cache(maxsize=4096)
def days(text: str) -> int | None:
    """Days, 0 for never, or None."""
    return whole(text, 0, MOST_DAYS) if text.strip() else None


@lru_cache(maxsize=16_384)
def strength(text: str) -> float:
    """0 to 1, 0.5 unless said."""
    number = _number(text) if text.strip() else 0.5
    return number if 0 <= number <= 1 else _refuse(f"{text[:40]!r} is not from 0 to 1")


@lru_cache(maxsize=16_384)
def share(text: str) -> float:
    """0 to 1."""
    return strength(text) if text.strip() else _refuse("is empty")


@lru_cache(maxsize=16_384)
def weight(text: str) -> float:
    """Above 0 and at most a million, 1 unless said."""
    number = _number(text) if text.strip() else 1.0
    return number if 0 < number <= 1e6 else _refuse(f"{text[:40]!r} is not above 0 and at most 1,000,000")


def word(*allowed: str, default: str | None = None) -> Cell:
    """A reader of cells that hold one of the `allowed` words; an empty one is `default`, refused where that is None."""
    known = {text: text for text in allowed}
    if default is not None:
        known[""] = default

    def read(text: str) -> str:
        return (
            known.get(text) or known.get(text.strip()) or _refuse(f"{text[:40]!r} is not one of {', '.join(allowed)}")
        )

    return read


def optional_word(*allowed: str) -> Cell:
    """As `word`, with None for an empty cell."""
    read = word(*allowed)
    return lambda text: read(text) if text.strip() else None


def optional_choice(text: str) -> bool | None:
    """Yes or no as a boolean, or None."""
    return {"yes": True, "no": False, None: None}[optional_word("yes", "no")(text)]


def kind_of_tie(text: str) -> str:
    """How two people know each other, in one line; `knows` unless said."""
    return line(text) or "knows"


def contact(text: str) -> str | None:
    """How somebody is reached, in one line, or None for an empty cell."""
    found = line(text)
    return _refuse(f"is longer than {CONTACT_LENGTH} characters") if len(found) > CONTACT_LENGTH else found or None


@lru_cache(maxsize=4096)
def shown_to(text: str) -> list[str] | None:
    """To whom which aspects are shown, `hours:communities;ties:nobody`, those shown as usual left out; or None."""
    if not text.strip():
        return None
    said = audience.read(_parts(text))
    audience.stored(said)
    return audience.unusual(said)


def source(text: str) -> str:
    """Where a skill comes from, in one line; `own` unless said."""
    return line(text) or "own"


def _refuse(reason: str) -> Any:
    raise BadInput(reason)


def _parts(text: str) -> list[str]:
    parts = list(dict.fromkeys(part for raw in text.split(";") if (part := raw.strip())))
    return parts if len(parts) <= MOST_ITEMS else _refuse(f"has {len(parts)} items; {MOST_ITEMS} are the most")


def tag(text: str) -> str:
    """One BCP 47 tag in its usual spelling."""
    if len(text) > 60 or not _LANGUAGE.fullmatch(text):
        _refuse(f"{text[:40]!r} is not a language tag like en or pt-BR (BCP 47)")
    first, *others = text.lower().split("-")
    spelled, single = [first], False
    for part in others:
        single = single or len(part) == 1  # after a singleton every subtag is lower case: RFC 5646, section 2.1.1
        spelled.append(part if single else part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part)
    return "-".join(spelled)


def _number(text: str) -> float:
    text = text.strip()
    number = float(text) if _NUMBER.fullmatch(text) else math.nan
    return number if math.isfinite(number) else float(_refuse(f"{text[:40]!r} is not a number"))


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones()) - _NOT_ZONES


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    named = map(str, Locale("en").territories)
    return frozenset(code for code in named if len(code) == 2 and code.isalpha()) - _NOT_COUNTRIES
