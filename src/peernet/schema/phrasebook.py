"""Sentences in the languages that peernet speaks: every .po file of a locale folder, read once and compiled in memory.

The message ids are the English sentences with {named} facts. To add sentences, add a .po file of one name to every
locale; to add a language, add a folder with every .po file and its name to LOCALES.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from peernet.model.hours import DAYS

LOCALES = ("en", "es", "fr")
UNNAMED = "A member"
LOCALE_FOLDER = Path(__file__).parent.parent / "locale"


class Phrasebook:
    """What can be said in one language; `locale` is one of LOCALES."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self._babel = Locale(locale)
        self._translations = _compiled(locale, sorted((LOCALE_FOLDER / locale).glob("*.po")))

    def say(self, message: str, **facts: str) -> str:
        """The sentence with its facts put in; the facts are text already, and empty where somebody shows no name."""
        return self._translations.gettext(message).format(**self._told(facts))

    def count(self, one: str, more: str, counted: float, **facts: str) -> str:
        """The form of the sentence that `counted` needs: French says `1,5 heure`, English `1.5 hours`."""
        form = 1 if _plural(self._babel, counted) == "one" else 2
        return self._translations.ngettext(one, more, form).format(**self._told(facts))

    @property
    def unnamed(self) -> str:
        """What somebody is called who does not show their name."""
        return self._translations.gettext(UNNAMED)

    def _told(self, facts: Mapping[str, str]) -> Mapping[str, str]:
        return facts if all(facts.values()) else {name: text or self.unnamed for name, text in facts.items()}

    def number(self, value: float) -> str:
        """The number as this language writes it, with at most one decimal."""
        return _decimal(value, self.locale)

    def language(self, tag: str) -> str:
        """What this language calls the language of that tag; the tag itself where it has no name."""
        return str(self._babel.languages.get(tag.replace("-", "_"), tag))

    def date(self, day: date) -> str:
        """The day as this language writes it: `3 de mayo de 2026`."""
        return str(format_date(day, format="long", locale=self.locale))

    def day(self, name: str) -> str:
        """What this language calls a day of the week: `martes` for `Tue`."""
        return str(self._babel.days["stand-alone"]["wide"][DAYS.index(name)])


# One list of suggestions holds a hundred numbers, and few different ones.
@lru_cache(maxsize=4096)
def _decimal(value: float, locale: str) -> str:
    return format_decimal(value, format="#,##0.#", locale=locale)


@lru_cache(maxsize=4096)
def _plural(locale: Locale, counted: float) -> str:
    return str(locale.plural_form(counted))


def negotiate(languages: Sequence[str]) -> str:
    """The first of `languages` (BCP 47) that peernet speaks, by primary subtag; English when it speaks none."""
    return _negotiated(tuple(languages))


# Every reason of a list asks for it again.
@lru_cache(maxsize=4096)
def _negotiated(languages: tuple[str, ...]) -> str:
    for language in languages:
        primary = language.strip().lower().replace("_", "-").partition("-")[0]
        if primary in LOCALES:
            return primary
    return LOCALES[0]


def phrasebook(locale: str) -> Phrasebook:
    """The phrasebook for a locale, or for what `negotiate` makes of it."""
    return _BOOKS[locale] if locale in _BOOKS else _BOOKS[negotiate([locale])]


def _compiled(locale: str, files: Sequence[Path]) -> GNUTranslations:
    """The sentences of all files as one catalogue, so that each is found at the first look; the first file wins."""
    together = Catalog(locale)
    for file in reversed(files):
        with file.open("rb") as source:
            for message in read_po(source):
                if message.id:
                    together[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, together)
    compiled.seek(0)
    return GNUTranslations(compiled)


_BOOKS = {locale: Phrasebook(locale) for locale in LOCALES}
