"""Languages and countries as people write them, as tags and codes: by names in three languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from babel import Locale

from peernet.errors import BadInput
from peernet.interchange import cells

_LOCALES = ("en", "es", "fr")
# Languages that people name in their own words.
_OWN = (
    "de",
    "it",
    "pt",
    "nl",
    "pl",
    "ro",
    "sv",
    "da",
    "fi",
    "cs",
    "tr",
    "ru",
    "uk",
    "el",
    "ar",
    "hi",
    "zh",
    "ja",
    "ko",
)


@lru_cache(maxsize=4096)
def language_tag(text: str) -> str:
    """The BCP 47 tag of a language given by its tag or its name; BadInput when it is neither."""
    known = _languages().get(_plain(text))
    if known is not None:
        return known
    try:
        return cells.tag(text.strip())
    except BadInput as error:
        raise BadInput(f"{text.strip()[:40]!r} is neither a language tag like `es` nor a language's name") from error


@lru_cache(maxsize=4096)
def country_code(text: str) -> str:
    """The ISO 3166 code of a country given by its code or its name; any other place as it stands."""
    return _countries().get(_plain(text), text.strip())


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    own = [(tag, name) for tag in _OWN if (name := Locale(tag).languages.get(tag))]
    return _unequivocal([*_named("languages"), *own])


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    named = [(code, name) for code, name in _named("territories") if len(code) == 2 and code.isalpha()]
    return _unequivocal([*named, *((code, code) for code, _ in named)])


def _named(kind: str) -> Iterator[tuple[str, str]]:
    for locale in _LOCALES:
        yield from getattr(Locale(locale), kind).items()


def _unequivocal(named: list[tuple[str, str]]) -> dict[str, str]:
    """Codes by plain name, without those names that mean two things in two languages."""
    found: dict[str, set[str]] = {}
    for code, name in named:
        found.setdefault(_plain(name), set()).add(code.replace("_", "-"))
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(mark for mark in apart if not unicodedata.combining(mark)).split())
