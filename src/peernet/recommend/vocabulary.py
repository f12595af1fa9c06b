"""The words of all labels: which labels hold a word, and which words somebody may have meant by what they typed."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST_PREFIX_WORDS = 64
MOST_BEGINNING = 200
MOST_TYPO_WORDS = 8
_SHORTEST_PREFIX = 2
_SHORTEST_TYPO = 4
_LONG_WORD = 8
_ONE_TYPO, _TWO_TYPOS = 0.8, 0.65
_AFTER_ALL_LETTERS = "\U0010ffff"
_NO_WORDS: Mapping[int, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a typed word may mean: word ids with a strength, 0 to 1.

    whole: the word itself, -1 when no label holds it; weight: how telling the typed word is (Vocabulary.weights).
    """

    whole: int
    prefixes: Mapping[int, float]
    typos: Mapping[int, float]
    weight: float


class Vocabulary:
    """Words numbered in order of first appearance; labels are numbered by the caller, shortest first.

    weights: by word id, log(1 + labels / labels with the word): small for `de` and `the`, great for what is rare
    (inverse document frequency; K. Sparck Jones, Journal of Documentation 28, 1972).
    """

    def __init__(self, labels: Sequence[Sequence[str]]) -> None:
        """`labels` holds the folded words of each label, by label number."""
        self._ids: dict[str, int] = {}
        postings: list[list[int]] = []
        for number, label in enumerate(labels):
            for word in dict.fromkeys(label):
                if word not in self._ids:
                    self._ids[word] = len(postings)
                    postings.append([])
                postings[self._ids[word]].append(number)
        self._postings = tuple(tuple(numbers) for numbers in postings)
        self._rarest = math.log(1 + len(labels))
        self.weights = tuple(math.log(1 + len(labels) / len(numbers)) for numbers in postings)
        self._sorted = sorted(self._ids)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._sorted:
            if len(word) >= _SHORTEST_TYPO:
                self._by_length[len(word)].append(word)

    def numbers(self, words: Sequence[str]) -> tuple[int, ...]:
        """The ids of the words; one that no label holds is -1."""
        return tuple(self._ids.get(word, -1) for word in words)

    def labels_with(self, word_id: int) -> tuple[int, ...]:
        """Numbers of the labels that hold the word, ascending."""
        return self._postings[word_id]

    def beginning_with(self, start: str) -> Iterator[tuple[int, str]]:
        """The ids and the words that begin so, in the order of the alphabet, a bounded number of them."""
        first, end = bisect_left(self._sorted, start), bisect_left(self._sorted, start + _AFTER_ALL_LETTERS)
        for full in self._sorted[first : min(end, first + MOST_BEGINNING)]:
            yield self._ids[full], full

    def read(self, word: str, *, last: bool) -> Reading:
        """What the word may mean: itself; while typing, the `last` also what it begins; a typo only when neither."""
        whole = self._ids.get(word, -1)
        prefixes = self._begun(word) if last and len(word) >= _SHORTEST_PREFIX else _NO_WORDS
        typos = self._mistyped(word) if whole < 0 and not prefixes else _NO_WORDS
        weight = self._rarest if whole < 0 else self.weights[whole]
        return Reading(whole, prefixes, typos, weight)

    def _begun(self, word: str) -> Mapping[int, float]:
        start = bisect_left(self._sorted, word)
        end = bisect_left(self._sorted, word + _AFTER_ALL_LETTERS)
        begun = nsmallest(MOST_PREFIX_WORDS + 1, self._sorted[start:end], key=len)
        return {self._ids[full]: 0.5 + 0.5 * len(word) / len(full) for full in begun if full != word}

    def _mistyped(self, word: str) -> Mapping[int, float]:
        if len(word) < _SHORTEST_TYPO:
            return _NO_WORDS
        most = 2 if len(word) >= _LONG_WORD else 1
        found: list[tuple[float, str]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            near = process.extract(word, self._of_length(length), scorer=OSA.distance, score_cutoff=most, limit=None)
            found.extend((distance, full) for full, distance, _ in near)
        best = nsmallest(MOST_TYPO_WORDS, found)
        return {self._ids[full]: _ONE_TYPO if distance == 1 else _TWO_TYPOS for distance, full in best}

    def _of_length(self, length: int) -> Sequence[str]:
        return self._by_length.get(length, ())
