"""What every resolver of one request shares."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import lru_cache

from peernet.model.viewer import Viewer

_LONGEST_HEADER = 500
_MOST_LANGUAGES = 10


def now_ms() -> int:
    """Epoch milliseconds, UTC."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Context:
    """One request: who asks, in which languages (BCP 47, best first), and when (epoch milliseconds)."""

    viewer: Viewer
    accept_languages: tuple[str, ...] = ()
    at_ms: int = field(default_factory=now_ms)


def parse_languages(header: str) -> tuple[str, ...]:
    """The language tags of an Accept-Language header (RFC 9110), the most wanted first; what is malformed is skipped.

    `en-GB,es;q=0.9,*;q=0.1` gives `("en-GB", "es")`.
    """
    # Cut before it is remembered, so that long headers cannot fill the memory.
    return _parse_languages(header[:_LONGEST_HEADER])


@lru_cache(maxsize=512)
def _parse_languages(header: str) -> tuple[str, ...]:
    wanted = [_range(part) for part in header.split(",")]
    ranked = sorted((entry for entry in wanted if entry[0] > 0), key=lambda entry: -entry[0])
    return tuple(dict.fromkeys(tag for _, tag in ranked))[:_MOST_LANGUAGES]


def _range(text: str) -> tuple[float, str]:
    tag, *parameters = (part.strip() for part in text.split(";"))
    subtags = tag.split("-")
    if not all(part.isascii() and part.isalnum() and len(part) <= 8 for part in subtags) or not subtags[0].isalpha():
        return 0.0, tag
    return quality(parameters), "-".join([subtags[0].lower(), *subtags[1:]])


def quality(parameters: list[str]) -> float:
    """The `q` among a header entry's parameters: 0 to 1, 1 when there is none, 0 when it is malformed."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            digits = value.strip()
            return min(float(digits), 1.0) if digits.replace(".", "", 1).isdecimal() and digits.isascii() else 0.0
    return 1.0
