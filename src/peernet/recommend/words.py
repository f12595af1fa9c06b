"""Words to skills: which skills of the catalogue a text means, and why.

Lexical on purpose: whole words, beginnings, typos and alternative labels in every language of the catalogue take
milliseconds and can be explained. "AI" never meets "retail", since words are met whole or from their beginning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from peernet.model.skill import MatchKind, Skill, SkillHop, SkillMatch
from peernet.recommend.goal_words import meant
from peernet.recommend.label_score import (
    BESIDE_EXACT,
    GROUP,
    OTHER_LANGUAGE,
    Label,
    LabelScore,
    exact_score,
    inside_score,
)
from peernet.recommend.label_search import Hit, near
from peernet.recommend.neighbours import hops_of
from peernet.recommend.tokens import Mention, clauses, mentions, squash, words
from peernet.recommend.vocabulary import Vocabulary

LONGEST_TEXT, MOST_WORDS = 200, 16
LONGEST_GOAL, LONGEST_NAME = 2_000, 8
CLEAR_WINNER = 0.85
"""understand() keeps what scores at least this share of the best."""

_MOST_UNDERSTOOD = 3
_SHORTEST_SQUASHED = 4
_MOST_SAID = 1_000
"""Words of one clause that are looked at: a single character can stand for four of them (U+FDFA)."""
_MOST_WORDS_BESIDE = 4
"""Of longer names than this the exact ones are enough."""

# Everyday words of English, Spanish, French and Portuguese that are also names of skills (Go, AI, IT ...): inside a
# sentence such a name, like any of a single letter, counts only in the capitals of its label.
_EVERYDAY = """
    ai al am an ao as at au be by ce ci da de di do du el em en es et eu go ha he if il in is it je la le lo ma me mi
    my na ne ni no nu of on or os ou sa se si so su ta te to tu um un up us va vu we ya yo
"""
_EVERYDAY_WORDS = frozenset(_EVERYDAY.split())


class _Written(NamedTuple):
    """A label before its words are numbered."""

    words: tuple[str, ...]
    said: tuple[Mention, ...]
    skill: int
    language: str
    text: str
    alternative: bool


class SkillIndex:
    """An immutable index over a catalogue; build it off the event loop (seconds for tens of thousands of labels)."""

    def __init__(self, skills: Iterable[Skill]) -> None:
        self._skills = tuple(sorted(skills, key=lambda skill: skill.id))
        self._numbers = {
            skill_id: number for number, skill in enumerate(self._skills) for skill_id in (skill.id, *skill.former_ids)
        }
        self._hops = hops_of(self._skills)
        written = _shortest_first(_written_labels(self._skills))
        self._vocabulary = Vocabulary([(_primary(label.language), label.said) for label in written])
        self._labels = tuple(self._label(label) for label in written)
        self._by_squash: dict[str, list[int]] = {}
        for number, label in enumerate(written):
            self._by_squash.setdefault(squash(label.words), []).append(number)

    def __contains__(self, skill_id: object) -> bool:
        """Whether the catalogue has a skill of this id."""
        return skill_id in self._numbers

    def skill(self, skill_id: str) -> Skill | None:
        """The skill of this id; None when the catalogue has none."""
        number = self._numbers.get(skill_id)
        return None if number is None else self._skills[number]

    def skills(self) -> Sequence[Skill]:
        """All of the catalogue, in the order of ids."""
        return self._skills

    def labelled(self, text: str) -> list[Skill]:
        """The skills that have this very label, in any language."""
        numbers = self._by_squash.get(squash(words(text[:LONGEST_TEXT])), [])
        found = {self._labels[number].skill for number in numbers if self._labels[number].text == text}
        return [self._skills[number] for number in sorted(found)]

    def first(self) -> Skill | None:
        """The skill whose id comes first; None for an empty catalogue."""
        return self._skills[0] if self._skills else None

    def find(self, text: str, languages: Sequence[str], first: int) -> list[SkillMatch]:
        """At most `first` skills that the text means: by score falling, then label, then id.

        Where the text is exactly a label, such labels come first, and after them only labels that hold all its words:
        "Java" is not "JavaScript". Otherwise the last word may be a beginning. `languages` (BCP 47) are the asker's.
        Only the first 200 characters and 16 words are read.
        """
        said = mentions(text[:LONGEST_TEXT])[:MOST_WORDS]
        exact = self._exact([mention.word for mention in said])
        if exact:
            scored = [*self._beside(said), *exact]
        else:
            scored = self._whole_or_named(near(said, self._labels, self._vocabulary), self._inside(said))
        return self._matches(scored, languages)[: max(0, first)]

    def skills_in(self, goal: str, languages: Sequence[str], first: int) -> list[SkillMatch]:
        """At most `first` skills whose names stand inside a longer text, the longest name where names overlap.

        Same order as `find`; only the first 2,000 characters are read.
        """
        scored = [hit for clause in clauses(goal[:LONGEST_GOAL]) for hit in self._named(mentions(clause)[:_MOST_SAID])]
        return self._matches(scored, languages)[: max(0, first)]

    def meant_in(self, goal: str, languages: Sequence[str], first: int) -> list[SkillMatch]:
        """At most `first` skills that a goal is about without naming them (goal_words.py): the clear winners.

        Same order as `find`; only the first 2,000 characters are read.
        """
        found = self._matches(meant(goal[:LONGEST_GOAL], self._labels, self._vocabulary), languages)
        return [match for match in found if match.score >= CLEAR_WINNER * found[0].score][: max(0, first)]

    def understand(self, texts: Sequence[str], goal: str | None, languages: Sequence[str]) -> list[SkillMatch]:
        """What is asked for: of each text the clear winners (at most three), and the skills that the goal names.

        A skill that comes up twice keeps its best match; same order as `find`.
        """
        best: dict[str, SkillMatch] = {}
        found = [match for text in texts[:MOST_WORDS] for match in self._clear(text, languages)]
        for match in found + (self.skills_in(goal, languages, MOST_WORDS) if goal else []):
            if match.skill_id not in best or match.score > best[match.skill_id].score:
                best[match.skill_id] = match
        return sorted(best.values(), key=_order)

    def spellings(self) -> Mapping[str, Sequence[int]]:
        """Every label run together, as `frontend`, and its numbers for `spelled`."""
        return self._by_squash

    def spelled(self, scores: Mapping[int, float], languages: Sequence[str]) -> list[SkillMatch]:
        """The skills of labels that are spelled about like a text, by score (0 to 1) falling."""
        return self._matches(
            ((number, LabelScore(score, MatchKind.TYPO)) for number, score in scores.items()), languages
        )

    def neighbours(self, skill_id: str) -> tuple[SkillHop, ...]:
        """The skills one hop away, closest first, at most thirty; none for an id that is not in the catalogue."""
        skill = self.skill(skill_id)
        return () if skill is None else self._hops.get(skill.id, ())

    def label(self, skill_id: str, languages: Sequence[str]) -> str:
        """The skill's label in the first language that it has one in, else in English, else its first; else the id."""
        number = self._numbers.get(skill_id)
        return skill_id if number is None else label_in(self._skills[number], languages)

    def _clear(self, text: str, languages: Sequence[str]) -> list[SkillMatch]:
        found = self.find(text, languages, _MOST_UNDERSTOOD)
        return [match for match in found if match.score >= CLEAR_WINNER * found[0].score]

    def _exact(self, typed: Sequence[str]) -> list[Hit]:
        """Labels that are the words, as they stand; where there are none, those with other gaps between the words."""
        squashed = squash(typed)
        numbers = self._by_squash.get(squashed, [])
        ids = self._vocabulary.numbers(typed)
        same = [number for number in numbers if self._labels[number].spelled == ids]
        if same or len(squashed) < _SHORTEST_SQUASHED:
            return [(number, exact_score(self._labels[number], other_spelling=False)) for number in same]
        return [(number, exact_score(self._labels[number], other_spelling=True)) for number in numbers]

    def _beside(self, said: Sequence[Mention]) -> list[Hit]:
        """Labels that hold all words of a name and more: `provide first aid` beside `first aid`."""
        if len(said) > _MOST_WORDS_BESIDE:
            return []
        return [
            (number, LabelScore(score.score * BESIDE_EXACT, score.why))
            for number, score in near(said, self._labels, self._vocabulary)
            if score.why in (MatchKind.WORDS, MatchKind.FORM)
        ]

    def _whole_or_named(self, whole: Sequence[Hit], inside: Sequence[Hit]) -> list[Hit]:
        """What answers all words; else the names inside, with those labels that answer a part and hold every name.

        "programming in Python" is about Python, however much of it stands in "Programming in C".
        """
        if not inside or any(score.why is not MatchKind.PART for _, score in whole):
            return list(whole or inside)
        names = {word for number, _ in inside for word in self._labels[number].words}
        return [*inside, *(hit for hit in whole if names <= set(self._labels[hit[0]].words))]

    def _inside(self, said: Sequence[Mention]) -> list[Hit]:
        return [(number, inside_score(score)) for number, score in self._named(said)]

    def _named(self, said: Sequence[Mention]) -> list[Hit]:
        """The names in one clause, from left to right, the longest where several begin at one word."""
        hits: list[Hit] = []
        at = 0
        while at < len(said):
            length, found = self._longest_name(said[at : at + LONGEST_NAME])
            hits.extend(found)
            at += length
        return hits

    def _longest_name(self, said: Sequence[Mention]) -> tuple[int, list[Hit]]:
        for length in range(len(said), 0, -1):
            found = self._exact([mention.word for mention in said[:length]])
            if length == 1:
                found = [hit for hit in found if _is_name(said[0], self._labels[hit[0]].text)]
            if found:
                return length, found
        return 1, []

    def _matches(self, hits: Iterable[Hit], languages: Sequence[str]) -> list[SkillMatch]:
        """The best label of each skill, in the order that `find` promises."""
        spoken = {_primary(language) for language in languages}
        best: dict[int, tuple[float, MatchKind, str]] = {}
        for number, (score, why) in hits:
            label = self._labels[number]
            if spoken and _primary(label.language) not in spoken:
                score *= OTHER_LANGUAGE
            if self._skills[label.skill].kind == "group":
                score *= GROUP
            if label.skill not in best or score > best[label.skill][0]:
                best[label.skill] = (score, why, label.text)
        found = [self._match(number, score, why, text, languages) for number, (score, why, text) in best.items()]
        return sorted(found, key=_order)

    def _match(self, number: int, score: float, why: MatchKind, text: str, languages: Sequence[str]) -> SkillMatch:
        skill = self._skills[number]
        return SkillMatch(skill.id, label_in(skill, languages), score, why, text)

    def _label(self, written: _Written) -> Label:
        spelled = self._vocabulary.numbers(written.words)
        distinct = tuple(dict.fromkeys(spelled))
        weight = sum(self._vocabulary.weights[word] for word in distinct)
        return Label(written.skill, written.language, written.text, written.alternative, distinct, spelled, weight)


def _written_labels(skills: Sequence[Skill]) -> Iterator[_Written]:
    """Every label that holds a word; an alternative that repeats the label is left out."""
    for number, skill in enumerate(skills):
        for language, text in skill.labels.items():
            yield from _written(number, language, text, alternative=False)
        for language, texts in skill.alt_labels.items():
            for text in texts:
                if text != skill.labels.get(language):
                    yield from _written(number, language, text, alternative=True)


def _shortest_first(labels: Iterable[_Written]) -> list[_Written]:
    """In steps that are each short: one sort of all would keep every other thread waiting."""
    by_length: dict[int, list[_Written]] = defaultdict(list)
    for label in labels:
        by_length[len(label.words)].append(label)
    return [label for length in sorted(by_length) for label in by_length[length]]


def _written(skill: int, language: str, text: str, *, alternative: bool) -> Iterator[_Written]:
    said = tuple(mentions(text[:LONGEST_TEXT]))
    if said:
        yield _Written(tuple(mention.word for mention in said), said, skill, language, text, alternative)


def _is_name(mention: Mention, label: str) -> bool:
    """Whether one word inside a sentence is meant as the name: `Go` is, `go` is not; `react` is as good as `React`."""
    if len(mention.word) > 1 and mention.word not in _EVERYDAY_WORDS:
        return True
    return mention.written == label and mention.written != mention.written.lower()


def label_in(skill: Skill, languages: Sequence[str]) -> str:
    """Its label in the first of the languages that it has one in, else in English, else its first; else its id."""
    by_primary: dict[str, str] = {}
    for language, text in skill.labels.items():
        by_primary.setdefault(_primary(language), text)
    for language in (*languages, "en"):
        found = skill.labels.get(language) or by_primary.get(_primary(language))
        if found:
            return found
    return next(iter(skill.labels.values()), skill.id)


def _primary(language: str) -> str:
    return language.lower().partition("-")[0]


def _order(match: SkillMatch) -> tuple[float, str, str]:
    return (-match.score, match.label, match.skill_id)
