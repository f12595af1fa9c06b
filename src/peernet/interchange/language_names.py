"""Languages as people write them, as tags: `es`, `pt-BR`, and their names in English, Spanish and French."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from babel import Locale

from peernet.errors import BadInput
from peernet.interchange import cells

_LOCALES = ("en", "es", "fr")


@lru_cache(maxsize=4096)
def language_tag(text: str) -> str:
    """The BCP 47 tag of a language given by its tag or its name; BadInput when it is neither."""
    known = _names().get(_plain(text))
    if known is not None:
        return known
    try:
        return cells.tag(text.strip())
    except BadInput as error:
        raise BadInput(f"{text.strip()[:40]!r} is neither a language tag like `es` nor a language's name") from error


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Tags by plain name. A name that means two languages in two tongues is left out, and so is told."""
    found: dict[str, set[str]] = {}
    for locale in _LOCALES:
        for tag, name in Locale(locale).languages.items():
            found.setdefault(_plain(name), set()).add(tag.replace("_", "-"))
    own = {tag: name for tag, name in ((tag, Locale(tag).languages.get(tag)) for tag in _OWN) if name}
    for tag, name in own.items():
        found.setdefault(_plain(name), {tag})
    return {name: next(iter(tags)) for name, tags in found.items() if len(tags) == 1}


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(mark for mark in apart if not unicodedata.combining(mark)).split())


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
    "ca",
)
