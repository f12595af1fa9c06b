"""How well one label answers the words that were typed.

share: of what was typed, how much the label holds; coverage: of the label, how much was typed; both weighted by how
telling each word is (inverse document frequency), so that `de` and `the` count for next to nothing. The bands below
keep kinds of match mostly apart: a whole word beats another form of it, that a beginning, a beginning a typo.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from peernet.model.skill import MatchKind
from peernet.recommend.vocabulary import Reading

EXACT, EXACT_ALTERNATIVE = 1.0, 0.95
OTHER_SPELLING = 0.98
"""Factor for `frontend` where the label says `front end`."""
ALTERNATIVE = 0.98
"""Factor for alternative labels that are met only in part."""
NAME_INSIDE = 0.4
"""Factor for a label that is a part of what was typed, where nothing answers the whole of it."""
BESIDE_EXACT = 0.8
"""Factor for labels that hold the words and more, where others are the words exactly."""
SPELLED_OUT = 0.95
"""Factor for labels that hold what was written short."""
OTHER_LANGUAGE = 0.9
"""Factor for labels in languages that the asker did not name: a label there comes after an alternative one here."""
GROUP = 0.98
"""Factor for what others are gathered under: of a skill and a group of one name the skill comes first."""

# A match is only as sure as its least sure word: the first kind below that occurs names it.
_BANDS = (
    (0.35, 0.3, MatchKind.TYPO),
    (0.45, 0.3, MatchKind.PREFIX),
    (0.55, 0.33, MatchKind.FORM),
    (0.6, 0.3, MatchKind.WORDS),
)
_PART_FLOOR, _PART_SPAN = 0.1, 0.3
LEAST_SHARE = 0.4
"""Of what was typed, the least that a label has to hold."""
_SURE = frozenset({MatchKind.WORDS, MatchKind.FORM})
_ALL = 1 - 1e-9


class Label(NamedTuple):
    """One label of a skill: `skill` is the skill's number, `words` are the word ids without repeats.

    spelled: the word ids as written, repeats and all; weight: of all `words` together, above 0.
    """

    skill: int
    language: str
    text: str
    alternative: bool
    words: tuple[int, ...]
    spelled: tuple[int, ...]
    weight: float


class LabelScore(NamedTuple):
    """score: 0 to 1."""

    score: float
    why: MatchKind


def exact_score(label: Label, *, other_spelling: bool) -> LabelScore:
    """For a label that is the typed words themselves, perhaps with other gaps (`front end`, `frontend`)."""
    score = EXACT_ALTERNATIVE if label.alternative else EXACT
    why = MatchKind.ALTERNATIVE_LABEL if label.alternative else MatchKind.LABEL
    return LabelScore(score * OTHER_SPELLING if other_spelling else score, why)


def inside_score(exact: LabelScore) -> LabelScore:
    """For a label whose words stand, as they are, inside a longer text that nothing answers as a whole."""
    return LabelScore(exact.score * NAME_INSIDE, MatchKind.PART)


def score_label(label: Label, readings: Sequence[Reading], weights: Sequence[float]) -> LabelScore | None:
    """How the label answers all readings; None when it holds less than two fifths of what was typed.

    `weights` are the vocabulary's, by word id.
    """
    asked = found = covered = 0.0
    hows: set[MatchKind] = set()
    for reading in readings:
        asked += reading.weight
        met, strength, how = _met(label.words, reading)
        if met >= 0:
            found += reading.weight
            covered += weights[met] * strength
            hows.add(how)
    judged = _judged(found / asked, min(1.0, covered / label.weight), hows)
    if judged is None or not label.alternative:
        return judged
    return LabelScore(judged.score * ALTERNATIVE, judged.why)


def _judged(share: float, coverage: float, hows: set[MatchKind]) -> LabelScore | None:
    if share > _ALL:
        floor, span, why = next(band for band in _BANDS if band[2] in hows)
        return LabelScore(floor + span * coverage, why)
    if share < LEAST_SHARE or not hows & _SURE:
        return None
    return LabelScore(_PART_FLOOR + _PART_SPAN * share * coverage, MatchKind.PART)


def _met(label_words: tuple[int, ...], reading: Reading) -> tuple[int, float, MatchKind]:
    """(word id, strength, how) of the label's word that meets the reading best; word id -1 when none does."""
    if reading.whole in label_words:
        return reading.whole, 1.0, MatchKind.WORDS
    best, strength, how = -1, 0.0, MatchKind.TYPO
    for word in label_words:
        near = reading.near.get(word)
        if near is not None and near.strength > strength:
            best, (strength, how) = word, near
    return best, strength, how
