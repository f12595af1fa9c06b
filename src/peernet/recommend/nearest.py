"""Did you mean: the labels spelled most like words that mean no skill."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from peernet.model.skill import SkillMatch
from peernet.recommend.tokens import squash, words
from peernet.recommend.words import LONGEST_TEXT, SkillIndex

LEAST_ALIKE = 55.0
"""Of 100, the least that is still told: `quilting` may mean `knitting`, not `Python`."""


def nearest(
    index: SkillIndex, texts: Sequence[str], languages: Sequence[str], first: int, least: float = LEAST_ALIKE
) -> list[SkillMatch]:
    """At most `first` skills by how much of their label's spelling a text has, then by label and id."""
    scores: dict[int, float] = {}
    for text in texts:
        typed = squash(words(text[:LONGEST_TEXT]))
        alike = process.extract(typed, index.spellings().keys(), scorer=fuzz.ratio, score_cutoff=least, limit=20)
        for spelling, score, _ in alike if typed else ():
            for number in index.spellings()[spelling]:
                scores[number] = max(scores.get(number, 0.0), score / 100)
    return index.spelled(scores, languages)[: max(0, first)]
