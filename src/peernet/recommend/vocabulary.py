"""The words of all labels: which labels hold a word, and which words somebody may have meant by what they typed."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from peernet.model.skill import MatchKind
from peernet.recommend.asked_words import is_short_form
from peernet.recommend.forms import Forms
from peernet.recommend.tokens import Mention, unspaced

MOST_PREFIX_WORDS = 64
MOST_BEGINNING = 200
MOST_TYPO_WORDS = 8
_SHORTEST_PREFIX = 2
_SHORTEST_TYPO = 4
_LONG_WORD = 8
_SHORTEST_PART = 3
_FORM, _ONE_TYPO, _TWO_TYPOS, _FORM_OF_TYPO = 0.9, 0.8, 0.65, 0.9
# What a language is called that is another one's name and more: Java is no beginning of JavaScript, also where the
# catalogue has no Java.
_ENDS_OF_OTHER_NAMES = frozenset({"script"})
_AFTER_ALL_LETTERS = "\U0010ffff"


class Near(NamedTuple):
    """How a word that was not typed answers one that was: strength 0 to 1."""

    strength: float
    how: MatchKind


@dataclass(frozen=True, slots=True)
class Reading:
    """What a typed word may mean: itself (`whole`, -1 when no label holds it), and other words by their ids.

    weight: how telling the typed word is, with all its forms (Vocabulary.weights).
    """

    whole: int
    near: Mapping[int, Near]
    weight: float


class Vocabulary:
    """Words numbered in order of first appearance; labels are numbered by the caller, shortest first.

    weights: by word id, log(1 + labels / labels with the word): small for `de` and `the`, great for what is rare
    (inverse document frequency; K. Sparck Jones, Journal of Documentation 28, 1972).
    """

    def __init__(self, labels: Sequence[tuple[str, Sequence[Mention]]]) -> None:
        """`labels` holds the language (its primary tag) and the words of each label, by label number."""
        self._ids: dict[str, int] = {}
        postings: list[list[int]] = []
        written: dict[tuple[str, str], int] = {}
        for number, (language, label) in enumerate(labels):
            for mention in dict.fromkeys(label):
                word_id = self._ids.setdefault(mention.word, len(postings))
                if word_id == len(postings):
                    postings.append([])
                if not postings[word_id] or postings[word_id][-1] != number:
                    postings[word_id].append(number)
                written[language, mention.written] = word_id
        self._postings = tuple(tuple(numbers) for numbers in postings)
        self._labels = len(labels)
        self.weights = tuple(math.log(1 + len(labels) / len(numbers)) for numbers in postings)
        self._forms = Forms((language, word, word_id) for (language, word), word_id in written.items())
        self._sorted = sorted(self._ids)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._sorted:
            if len(word) >= _SHORTEST_TYPO:
                self._by_length[len(word)].append(word)

    def __contains__(self, word: object) -> bool:
        """Whether some label holds the word."""
        return word in self._ids

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

    def parts(self, word: str) -> tuple[str, str] | None:
        """Two words of labels that are this one together, as evenly long as can be; None for a word of a label."""
        if word in self._ids:
            return None
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        return next(
            (
                (word[:cut], word[cut:])
                for cut in sorted(cuts, key=lambda cut: abs(len(word) - 2 * cut))
                if word[:cut] in self._ids and word[cut:] in self._ids
            ),
            None,
        )

    def read(self, said: Mention, *, last: bool) -> Reading:
        """What a word may mean: itself and its forms; while typing, the `last` also what it begins; else a typo."""
        whole = self._ids.get(said.word, -1)
        forms = self._forms.of(said.written) - {whole}
        near = {number: Near(_FORM, MatchKind.FORM) for number in forms}
        if last and len(said.word) >= (1 if unspaced(said.word) else _SHORTEST_PREFIX):
            near = self._begun(said, whole >= 0) | near
        if whole < 0 and len(near) == len(forms):  # it begins nothing
            near = self._mistyped(said.word) | near
        return Reading(whole, MappingProxyType(near), self._weight(forms if whole < 0 else forms | {whole}))

    def _weight(self, family: set[int]) -> float:
        """Of a word and its forms together; of one that no label has, as of the rarest."""
        labels = sum(len(self._postings[word]) for word in family)
        return math.log(1 + self._labels / max(1, labels))

    def _begun(self, said: Mention, whole: bool) -> dict[int, Near]:
        word = said.word
        if len(word) == _SHORTEST_PREFIX and (whole or said.written.isupper() or is_short_form(word)):
            return {}  # AI and UX are names already
        start = bisect_left(self._sorted, word)
        end = bisect_left(self._sorted, word + _AFTER_ALL_LETTERS)
        begun = nsmallest(MOST_PREFIX_WORDS + 1, self._sorted[start:end], key=len)
        return {
            self._ids[full]: Near(0.5 + 0.5 * len(word) / len(full), MatchKind.PREFIX)
            for full in begun
            if full != word and not self._another(full[len(word) :], whole)
        }

    def _another(self, rest: str, whole: bool) -> bool:
        """Whether a word with this after it is another word, not what it begins: `Java` and `JavaScript`."""
        return rest in _ENDS_OF_OTHER_NAMES or (whole and len(rest) >= _SHORTEST_PART and rest in self._ids)

    def _mistyped(self, word: str) -> dict[int, Near]:
        if len(word) < _SHORTEST_TYPO:
            return {}
        most = 2 if len(word) >= _LONG_WORD else 1
        found: list[tuple[float, str]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            near = process.extract(word, self._of_length(length), scorer=OSA.distance, score_cutoff=most, limit=None)
            found.extend((distance, full) for full, distance, _ in near)
        meant: dict[int, Near] = {}
        for distance, full in reversed(nsmallest(MOST_TYPO_WORDS, found)):
            strength = _ONE_TYPO if distance == 1 else _TWO_TYPOS
            for form in self._forms.of(full):
                meant.setdefault(form, Near(strength * _FORM_OF_TYPO, MatchKind.TYPO))
            meant[self._ids[full]] = Near(strength, MatchKind.TYPO)
        return meant

    def _of_length(self, length: int) -> Sequence[str]:
        return self._by_length.get(length, ())
