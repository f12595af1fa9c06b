"""Text to words: one folding for the catalogue and for what people type.

Case, accents and width do not tell words apart. Marks do where they are part of a name: C, C++ and C# are three words,
`.NET` and `node.js` are one each. Scripts that put no spaces between words (Chinese, Japanese, Thai and their kin) are
cut into pairs of neighbouring letters, so that a word is found wherever it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

# Vowels and tones of many scripts are marks on their letters: without these Hindi would fall into single consonants.
# The planes above hold none that a living language is written in.
_MARKS = "".join(chr(code) for code in range(0x300, 0xFFF0) if unicodedata.category(chr(code)) in ("Mn", "Mc"))
# A leading dot belongs to a name (.NET) unless it follows a word or another dot: then it ends a sentence.
_WORD = re.compile(rf"(?:(?<![\w.])\.)?[\w{_MARKS}]+(?:\.[\w{_MARKS}]+)*(?:\+\+(?![^\W\d])|\+(?![\w+])|#(?!\w))?")
_CLAUSE_END = re.compile(r"[.,;:!?\u2026\u3001\u3002\uff01\uff0c\uff1f]+\s+|[\u3001\u3002()\[\]\n\r]+")
# What is optional in writing: accents of Latin, Greek and Cyrillic letters, vowel points of Hebrew and Arabic.
_OPTIONAL = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0655\u0670]+")
# Letters that Unicode does not take apart, and those of Arabic and Persian that people write for each other.
_LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n",
        "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا",
    }
)  # fmt: skip
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff]+)"
)
_LONGEST_KEPT = 40


class Mention(NamedTuple):
    """A word of a text, folded, and as it was written."""

    word: str
    written: str


def fold(text: str) -> str:
    """The text without differences of case, width, accents and vowel points (NFKC, then casefold)."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    return unicodedata.normalize("NFC", _OPTIONAL.sub("", unicodedata.normalize("NFD", plain)))


def words(text: str) -> list[str]:
    """The folded words of a text in their order; empty when it holds neither letters nor digits."""
    return [mention.word for mention in mentions(text)]


def mentions(text: str) -> list[Mention]:
    """The words of a text, each beside its written form, for names that only their capitals tell apart."""
    wide = unicodedata.normalize("NFKC", text).replace("_", " ")
    return [mention for written in _WORD.findall(wide) for mention in _folded(written)]


def clauses(text: str) -> list[str]:
    """The text cut where a name cannot go on: "I like React. Native speakers ..." does not name React Native."""
    return _CLAUSE_END.split(text)


def squash(of_words: Sequence[str]) -> str:
    """The words as one: `front end`, `front-end` and `frontend` alike, `node.js` and `nodejs` too, `.net` not `net`."""
    return "".join(word[0] + word[1:].replace(".", "") for word in of_words)


def unspaced(word: str) -> bool:
    """Whether it is of a script that puts no spaces between words: a piece of a text rather than a word."""
    return _UNSPACED.match(word) is not None


def _folded(written: str) -> tuple[Mention, ...]:
    """The words in what stands between two spaces: mostly one. Short ones are remembered, since most come again."""
    return _remembered(written) if len(written) <= _LONGEST_KEPT else _taken_apart(written)


@lru_cache(maxsize=1 << 16)
def _remembered(written: str) -> tuple[Mention, ...]:
    return _taken_apart(written)


def _taken_apart(written: str) -> tuple[Mention, ...]:
    word = fold(written)
    if _UNSPACED.search(word) is None:
        return (Mention(word, written),) if word else ()
    parts = [part for part in _UNSPACED.split(word) if part]
    return tuple(Mention(piece, piece) for part in parts for piece in (_pairs(part) if unspaced(part) else [part]))


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(max(1, len(run) - 1))]
