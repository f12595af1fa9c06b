"""Text to words: one folding for the catalogue and for what people type.

Case, accents and width do not tell words apart. Marks do where they are part of a name: C, C++ and C# are three words,
`.NET` and `node.js` are one each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

# A leading dot belongs to a name (.NET) unless it follows a word or another dot: then it ends a sentence.
_WORD = re.compile(r"(?:(?<![\w.])\.)?[^\W_]+(?:\.[^\W_]+)*(?:(?:\+{1,2}|#)(?![^\W_]))?")
_CLAUSE_END = re.compile(r"[.,;:!?\u2026]+\s+|[()\[\]\n\r]+")
_COMBINING = re.compile("[\u0300-\u036f]+")


class Mention(NamedTuple):
    """A word of a text, folded, and as it was written."""

    word: str
    written: str


def fold(text: str) -> str:
    """The text without differences of case, width and Latin, Greek or Cyrillic accents (NFKC, then casefold)."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _COMBINING.sub("", unicodedata.normalize("NFD", plain))


def words(text: str) -> list[str]:
    """The folded words of a text in their order; empty when it holds neither letters nor digits."""
    return _WORD.findall(fold(text))


def mentions(text: str) -> list[Mention]:
    """The words of a text, each beside its written form, for names that only their capitals tell apart."""
    wide = unicodedata.normalize("NFKC", text)
    return [Mention(word, found) for found in _WORD.findall(wide) for word in words(found)]


def clauses(text: str) -> list[str]:
    """The text cut where a name cannot go on: "I like React. Native speakers ..." does not name React Native."""
    return _CLAUSE_END.split(text)


def squash(of_words: Sequence[str]) -> str:
    """The words as one: `front end`, `front-end` and `frontend` alike, `node.js` and `nodejs` too, `.net` not `net`."""
    return "".join(word[0] + word[1:].replace(".", "") for word in of_words)
