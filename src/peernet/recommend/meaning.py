"""Skills by what a text means, where its words alone say little: which labels are compared, when, and what comes of it.

The figures were chosen on every second one of the hundred hand-written questions in `bench/`, and judged on the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from peernet.model.skill import MatchKind, Skill, SkillMatch
from peernet.recommend.words import CLEAR_WINNER, SkillIndex, label_in

ALIKE = 0.55
"""Cosine from which a label means nearly the same as a text."""
MOST_ALIKE = 5
"""Labels that are looked at: beyond the nearest few meaning gives kin rather than answers."""
LEAST_BY_WORDS = 10
"""Skills that are looked for by words beside them, however few are asked for: what both find comes first."""
LONGEST_MEANT = 200
_SHARE = 0.5
"""How much a cosine of 1 counts beside a word's score of 1; anything from 0.3 to 0.6 did equally well."""
_MOST_WINNERS = 3
_WEAK = frozenset({MatchKind.PART, MatchKind.WORDS, MatchKind.FORM})


def embedded_label(skill: Skill) -> str:
    """The one label of a skill that is embedded: the encoder brings languages together, so one is enough."""
    return label_in(skill, ())


def is_weak(found: Sequence[SkillMatch]) -> bool:
    """Whether words found nothing, or no name, short form, beginning or misspelling, but only labels that share words.

    A name is never second-guessed: "Java" means Java.
    """
    return not found or found[0].why in _WEAK


def with_meaning(
    index: SkillIndex, found: Sequence[SkillMatch], near: Iterable[tuple[str, float]], languages: Sequence[str]
) -> list[SkillMatch]:
    """What words found, with the skills whose embedded labels are `near` (with their cosines) to the same text.

    What both found comes before what one found, and keeps the reason that words gave; scores are of both together, as
    shares of what is most. By score falling, then label, then id. Where nothing is near enough all stays as it was.
    """
    alike = {
        skill.id: cosine
        for label, cosine in near
        if cosine >= ALIKE
        for skill in index.labelled(label)
        if embedded_label(skill) == label
    }
    if not alike:
        return list(found)
    by_words = {match.skill_id: match for match in found}
    joined = [
        _joined(by_words.get(skill_id) or _meant(index, skill_id, languages), alike.get(skill_id, 0.0))
        for skill_id in by_words | alike
    ]
    return sorted(joined, key=_order)


def joined_winners(answers: Iterable[Sequence[SkillMatch]]) -> list[SkillMatch]:
    """Of what several texts were taken for the clear winners of each, at most three; a skill's best match counts."""
    best: dict[str, SkillMatch] = {}
    for found in answers:
        for match in found[:_MOST_WINNERS]:
            clear = match.score >= CLEAR_WINNER * found[0].score
            if clear and (match.skill_id not in best or match.score > best[match.skill_id].score):
                best[match.skill_id] = match
    return sorted(best.values(), key=_order)


def _order(match: SkillMatch) -> tuple[float, str, str]:
    return (-match.score, match.label, match.skill_id)


def _meant(index: SkillIndex, skill_id: str, languages: Sequence[str]) -> SkillMatch:
    label = index.label(skill_id, languages)
    return SkillMatch(skill_id, label, 0.0, MatchKind.MEANING, label)


def _joined(match: SkillMatch, cosine: float) -> SkillMatch:
    score = (match.score + _SHARE * cosine) / (1 + _SHARE)
    return SkillMatch(match.skill_id, match.label, score, match.why, match.matched)
