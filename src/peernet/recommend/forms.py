"""Which words are forms of one another (`accounting`, `accountant`), by Snowball's rules for each language.

M. F. Porter's suffix stripping (Program 14, 1980) and its kin for thirty languages. A language that has no rules has no
forms: its words are met whole, from their beginning, or with a typo.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from types import MappingProxyType

from Stemmer import Stemmer

from peernet.recommend.tokens import fold

SHORTEST = 4
"""Letters of the shortest word that has forms: names such as Go, R or Java2D have none by accident."""

_RULES = MappingProxyType(
    {
        "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
        "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
        "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
        "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
        "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
        "ta": "tamil", "tr": "turkish",
    }
)  # fmt: skip


class Forms:
    """The words of a catalogue by their stems, each language by itself."""

    def __init__(self, words: Iterable[tuple[str, str, int]]) -> None:
        """Of each word its language (BCP 47, the primary tag), how it is written, and its number; repeats are fine."""
        by_language: dict[str, dict[str, int]] = defaultdict(dict)
        for language, written, number in words:
            if len(written) >= SHORTEST and language in _RULES:
                by_language[language][written.lower()] = number
        self._stemmers = [(Stemmer(_RULES[language], 0), language) for language in sorted(by_language)]
        self._by_stem: dict[str, dict[str, tuple[int, ...]]] = {}
        for stemmer, language in self._stemmers:
            numbers: dict[str, set[int]] = defaultdict(set)
            for written, number in by_language[language].items():
                for stem in _stems(stemmer, written):
                    numbers[stem].add(number)
            self._by_stem[language] = {stem: tuple(sorted(found)) for stem, found in numbers.items()}

    def of(self, written: str) -> set[int]:
        """The numbers of the words that are forms of this one in any of the languages, itself among them."""
        if len(written) < SHORTEST or not written.isalpha():
            return set()
        return {
            number
            for stemmer, language in self._stemmers
            for stem in _stems(stemmer, written.lower())
            for number in self._by_stem[language].get(stem, ())
        }


def _stems(stemmer: Stemmer, written: str) -> set[str]:
    """The stem of the word as it is written, and of the word without its accents, which many leave out."""
    plain = fold(written)
    return {fold(stemmer.stemWord(written)), stemmer.stemWord(plain)}
