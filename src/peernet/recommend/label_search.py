"""Labels that hold what was typed, or most of it: gathered by their words, then scored one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from peernet.model.skill import MatchKind
from peernet.recommend.asked_words import spelled_out, telling
from peernet.recommend.label_score import LEAST_SHARE, OTHER_SPELLING, SPELLED_OUT, Label, LabelScore, score_label
from peernet.recommend.tokens import Mention
from peernet.recommend.vocabulary import Reading, Vocabulary

Hit = tuple[int, LabelScore]
"""A label's number, and how it answers."""

_MOST_GATHERED, _MOST_SCORED = 3_000, 150
_MOST_PER_NEAR_WORD = 60
_SHORTEST_TOGETHER = 5
_SHORTEST_BEGUN = 4
_MOST_WAYS = 4


def near(said: Sequence[Mention], labels: Sequence[Label], vocabulary: Vocabulary) -> list[Hit]:
    """The labels that answer the words as they are; or written together or apart; or, of an abbreviation, spelled out.

    A label that answers in several ways keeps its best.
    """
    best = dict(_answering(said, labels, vocabulary))
    ways: list[tuple[Sequence[Mention], float, MatchKind | None]]
    ways = [(other, OTHER_SPELLING, None) for other in _respelled(said, vocabulary)]
    if said and len(said[-1].word) >= _SHORTEST_BEGUN and said[-1] not in telling(said):
        ways.append((said, 1.0, None))
    ways += [(other, SPELLED_OUT, MatchKind.ABBREVIATION) for other in spelled_out(said)]
    for other, factor, why in ways[:_MOST_WAYS]:
        for number, score in _answering(other, labels, vocabulary, typing=other is said):
            if why is not None and score.why not in (MatchKind.WORDS, MatchKind.FORM):
                continue
            found = LabelScore(score.score * factor, why or score.why)
            if number not in best or found.score > best[number].score:
                best[number] = found
    return list(best.items())


def _answering(
    said: Sequence[Mention], labels: Sequence[Label], vocabulary: Vocabulary, *, typing: bool = False
) -> Iterator[Hit]:
    """What answers the telling words, and with `typing` the last word too: `skill` may become `skilled`."""
    asked = telling(said)
    asked += [said[-1]] if typing and said[-1] not in asked else []
    readings = [vocabulary.read(mention, last=mention == said[-1]) for mention in asked]
    for number in _gathered(readings, vocabulary):
        score = score_label(labels[number], readings, vocabulary.weights)
        if score is not None:
            yield number, score


def _gathered(readings: Sequence[Reading], vocabulary: Vocabulary) -> list[int]:
    """Numbers of labels worth scoring: those that meet most of what was typed first, then the shortest."""
    met: dict[int, float] = defaultdict(float)
    for reading in readings:
        for number in set(_labels_of(reading, vocabulary)):
            met[number] += reading.weight
    least = LEAST_SHARE * sum(reading.weight for reading in readings)
    worth = sorted(number for number, weight in met.items() if weight >= least)
    return sorted(worth, key=met.__getitem__, reverse=True)[:_MOST_SCORED]


def _labels_of(reading: Reading, vocabulary: Vocabulary) -> Iterator[int]:
    if reading.whole >= 0:
        yield from vocabulary.labels_with(reading.whole)[:_MOST_GATHERED]
    for word in reading.near:
        yield from vocabulary.labels_with(word)[:_MOST_PER_NEAR_WORD]


def _respelled(said: Sequence[Mention], vocabulary: Vocabulary) -> Iterator[list[Mention]]:
    """`fork lift` as `forklift`, and `webdesign` as `web design`, where labels have those words."""
    for place, (one, other) in enumerate(pairwise(said)):
        together = one.word + other.word
        if len(together) >= _SHORTEST_TOGETHER and together in vocabulary:
            yield [*said[:place], Mention(together, together), *said[place + 2 :]]
    for place, mention in enumerate(said):
        parts = vocabulary.parts(mention.word)
        if parts is not None:
            yield [*said[:place], *(Mention(part, part) for part in parts), *said[place + 1 :]]
