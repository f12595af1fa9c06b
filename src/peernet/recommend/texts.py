"""How alike two texts are: the cosine of their words and pieces of words, rare ones counting more (TF-IDF).

Pieces of four letters let "parser" meet "parsing", and compounds their parts, in any language. A word or
piece is known by its place in a table of fixed size (the hashing trick: Weinberger, Dasgupta, Langford, Smola and
Attenberg, "Feature Hashing for Large Scale Multitask Learning", ICML 2009), so that memory is bounded and what was
learned of millions of texts is one array. How often a word stands in one text does not count: goals are one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from peernet.recommend.tokens import words

PLACES = 1 << 18
"""Two of a text's hundred pieces meet by chance in one of fifty texts, and then mostly common ones."""

MOST_LETTERS = 2_000
"""Of longer texts the beginning counts: bounds the time for each."""

_PIECE = 4
_KEPT = 30_000

Terms = Callable[[str], Iterable[str]]


class Prepared(NamedTuple):
    """A text as the places of its terms, each once and rising, and the length of its vector, 0 for an empty one."""

    places: NDArray[np.int32]
    length: float


def words_of(text: str) -> Iterable[str]:
    """The folded words."""
    return words(text[:MOST_LETTERS])


def pieces_of(text: str) -> Iterable[str]:
    """All runs of four letters, word boundaries counting as a letter."""
    spaced = f" {' '.join(words(text[:MOST_LETTERS]))} "
    return (spaced[start : start + _PIECE] for start in range(len(spaced) - _PIECE + 1))


def words_and_pieces(text: str) -> Iterable[str]:
    """Both; a whole word is told apart from the same letters inside another."""
    yield from (f"\x00{word}" for word in words_of(text))
    yield from pieces_of(text)


class Rarity:
    """How rare each term is, learned from texts: the square of ln((1 + texts) / (1 + those with it)) + 1.

    The square, since the goals of one network are short and share a jargon: what is in many of them ("API", "support")
    says next to nothing of who fits, and a hundred such pieces outweigh the one name that does.
    """

    def __init__(self, texts: Iterable[str] = (), terms: Terms = words_and_pieces) -> None:
        self._terms = terms
        counts, seen = np.zeros(PLACES, dtype=np.int32), 0
        for text in texts:
            counts[self._places(text)] += 1
            seen += 1
        self.weights: NDArray[np.float32] = ((np.log((1 + seen) / (1 + counts)) + 1) ** 2).astype(np.float32)
        self.prepare = lru_cache(maxsize=_KEPT)(self._prepare)

    def cosines(self, text: str, others: Sequence[Prepared]) -> NDArray[np.float32]:
        """How alike the text is to each of the others, prepared here: 0 to 1; one pass over all of their terms."""
        own = self.prepare(text)
        if not others or not own.length:
            return np.zeros(len(others), dtype=np.float32)
        squares = np.zeros(PLACES, dtype=np.float32)
        squares[own.places] = self.weights[own.places] ** 2
        sums = np.zeros(len(others), dtype=np.float32)
        filled = [number for number, other in enumerate(others) if other.length]
        if filled:
            starts = np.cumsum([0, *(len(others[number].places) for number in filled[:-1])])
            found = squares[np.concatenate([others[number].places for number in filled])]
            lengths = np.array([others[number].length for number in filled], dtype=np.float32)
            sums[filled] = np.add.reduceat(found, starts) / (lengths * own.length)
        return np.clip(sums, 0.0, 1.0)

    def _prepare(self, text: str) -> Prepared:
        places = self._places(text)
        return Prepared(places, float(np.sqrt(np.sum(self.weights[places] ** 2))))

    def _places(self, text: str) -> NDArray[np.int32]:
        found = {crc32(term.encode()) % PLACES for term in self._terms(text)}
        return np.array(sorted(found), dtype=np.int32)
