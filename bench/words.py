"""Words to skills on the whole of ESCO: how often the right skill is found, how fast, and in how much memory."""

from __future__ import annotations

import csv
import gc
import multiprocessing
import os
import random
import re
import string
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.esco import esco_rows, esco_skills
from bench.machine import peak_mb, resident_mb
from bench.timing import shares
from peernet.graph.skills import catalogue
from peernet.model.skill import Skill
from peernet.recommend.tokens import words
from peernet.recommend.words import SkillIndex
from peernet.schema.wording import word_match

QUESTIONS = Path(__file__).with_name("words_questions.csv")
SAMPLE, SEED = 2_000, 6
_FIRST = 5
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_TRIES = 50
TYPED = (
    ("java", "en"),
    ("R for statistics", "en"),
    ("machine lerning", "en"),
    ("driving a fork lift", "en"),
    ("how do I give first aid", "en"),
    ("diseno grafico", "es"),
    ("quiero aprender a programar en python", "es"),
    ("comment tenir une comptabilité", "fr"),
    ("inteligence artificielle", "fr"),
    ("AI", "en"),
)
"""Ten questions typed as a member would."""


class Asked(NamedTuple):
    """A text in a language, and the ids of the skills that are right answers to it."""

    text: str
    language: str
    right: frozenset[str]
    never: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WordsFigures:
    """Of texts of one kind: the share whose right skill was found first, among the first three and five, and in how
    many milliseconds. `namesake` counts as first also another skill that has the very label that was asked for.
    """

    kind: str
    asked: int
    first: float
    namesake: float
    of_three: float
    of_five: float
    never_found: int
    p50: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True)
class IndexFigures:
    """The index and what is in it; seconds to build it, MB that a process grows by with the catalogue and the index,
    and that it grows by at most while the index is built a second time beside the first.
    """

    skills: int
    labels: int
    shared_alternatives: int
    build_seconds: float
    mb: float
    peak_mb: float


class Words:
    """ESCO and an index of it, to be asked."""

    def __init__(self, folder: Path) -> None:
        self.skills = esco_skills(folder)
        self.index = SkillIndex(self.skills)
        self._bearers: dict[str, set[str]] = defaultdict(set)
        for skill in self.skills:
            for _, label, _ in labels_of(skill):
                self._bearers[_plain(label)].add(skill.id)
        self._named: dict[str, set[str]] = defaultdict(set)
        for skill in self.skills:
            self._named[skill.labels.get("en", "")].add(skill.id)

    def samples(self) -> dict[str, list[Asked]]:
        """By kind, the same texts for the same catalogue."""
        chance = random.Random(SEED)
        every = [(skill.id, *label) for skill in self.skills for label in labels_of(skill)]
        others = [label for label in every if label[3]]
        long = [label for label in every if _LONG_WORD.search(label[2])]
        single = [label for label in long if len(words(label[2])) == 1]
        return {
            "alternative label": [_asked(label) for label in chance.sample(others, SAMPLE)],
            "one typo in a label": [_asked(label, mistyped, chance) for label in chance.sample(long, SAMPLE)],
            "one typo in a label of one word": [
                _asked(label, mistyped, chance) for label in chance.sample(single, min(SAMPLE, len(single)))
            ],
            "while typing a label": [_asked(label, begun, chance) for label in chance.sample(long, SAMPLE)],
            "hand-written questions": self.questions(),
        }

    def questions(self) -> list[Asked]:
        """Those of `words_questions.csv`, whose skills are named by their English labels."""
        with QUESTIONS.open(encoding="utf-8", newline="") as file:
            return [
                Asked(row["question"], row["language"], self._ids(row["expected"]), self._ids(row["never"]))
                for row in csv.DictReader(file)
            ]

    def shared(self) -> int:
        """How many alternative labels another skill has as well."""
        return sum(
            len(self._bearers[_plain(label)]) > 1
            for skill in self.skills
            for _, label, alternative in labels_of(skill)
            if alternative
        )

    def measure(self, kind: str, asked: Sequence[Asked]) -> tuple[WordsFigures, list[float]]:
        """The figures of one kind, and what each answer took in milliseconds."""
        found, taken = [], []
        for one in asked:
            began = time.perf_counter()
            found.append(self.index.find(one.text, [one.language], _FIRST))
            taken.append((time.perf_counter() - began) * 1000)
        times = shares(taken)
        ids = [[match.skill_id for match in matches] for matches in found]
        pairs = list(zip(asked, ids, strict=True))
        same = [one.right | self._namesakes(one.text) for one in asked]
        return WordsFigures(
            kind,
            len(asked),
            _share(any(each in one.right for each in got[:1]) for one, got in pairs),
            _share(any(each in right for each in got[:1]) for right, got in zip(same, ids, strict=True)),
            _share(any(each in one.right for each in got[:3]) for one, got in pairs),
            _share(any(each in one.right for each in got) for one, got in pairs),
            sum(any(each in one.never for each in got) for one, got in pairs),
            times.p50,
            times.p95,
            times.p99,
        ), taken

    def missed(self) -> Iterator[str]:
        """The hand-written questions whose first answer is no expected one, with what was found instead."""
        for one in self.questions():
            found = self.index.find(one.text, [one.language], 3)
            if not found or found[0].skill_id not in one.right:
                yield f"{one.text} ({one.language}): {'; '.join(match.label for match in found) or 'nothing'}"

    def told(self) -> Iterator[str]:
        """The ten questions of TYPED and what was found, as `peernet skills find` tells it."""
        for text, language in TYPED:
            yield f'"{text}" ({language})'
            for match in self.index.find(text, [language], 3):
                yield f"    {match.score:.2f}  {match.label}: {word_match(match, language)}"

    def _namesakes(self, text: str) -> set[str]:
        return self._bearers.get(_plain(text), set())

    def _ids(self, cell: str) -> frozenset[str]:
        labels = [label for label in cell.split("|") if label]
        unknown = [label for label in labels if label not in self._named]
        if unknown:
            raise ValueError(f"{QUESTIONS.name} names skills that ESCO has not: {unknown}")
        return frozenset(skill_id for label in labels for skill_id in self._named[label])


def labels_of(skill: Skill) -> Iterator[tuple[str, str, bool]]:
    """Every label with its language, and whether it is an alternative one."""
    for language, label in skill.labels.items():
        yield language, label, False
    for language, labels in skill.alt_labels.items():
        for label in labels:
            if label != skill.labels.get(language):
                yield language, label, True


def mistyped(text: str, chance: random.Random) -> str:
    """The text with one letter too many, one too few, another one, or two in the wrong order, in a long word."""
    word = chance.choice(list(_LONG_WORD.finditer(text)))
    for _ in range(_TRIES):
        wrong = _wrong(word[0], chance)
        if wrong != word[0]:
            return text[: word.start()] + wrong + text[word.end() :]
    raise ValueError(f"no typo can be made in {text!r}")


def begun(text: str, chance: random.Random) -> str:
    """The text as far as somebody has typed it who is in the middle of its last long word."""
    word = list(_LONG_WORD.finditer(text))[-1]
    return text[: word.start() + chance.randint(3, len(word[0]) - 1)]


def index_figures(folder: Path) -> IndexFigures:
    """Measured in a process of its own, so that nothing else is counted."""
    with multiprocessing.get_context("spawn").Pool(1) as alone:
        return alone.apply(_weighed, (folder,))


def _weighed(folder: Path) -> IndexFigures:
    gc.collect()
    empty = resident_mb(os.getpid())
    rows = esco_rows(folder)  # which every worker keeps, to read only what changes
    began = time.perf_counter()
    index = SkillIndex(catalogue(rows))
    seconds = time.perf_counter() - began
    gc.collect()
    held = resident_mb(os.getpid()) - empty
    again = SkillIndex(catalogue(rows))
    assert again.first() == index.first()
    peak = peak_mb() - empty
    known = Words(folder)
    labels = sum(1 for skill in known.skills for _ in labels_of(skill))
    return IndexFigures(len(known.skills), labels, known.shared(), round(seconds, 2), round(held), round(peak))


def _wrong(word: str, chance: random.Random) -> str:
    at, letter = chance.randrange(len(word)), chance.choice(string.ascii_lowercase)
    match chance.randrange(4):
        case 0:
            return word[:at] + letter + word[at:]
        case 1:
            return word[:at] + word[at + 1 :]
        case 2:
            return word[:at] + letter + word[at + 1 :]
        case _:
            return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def _asked(
    label: tuple[str, str, str, bool],
    change: Callable[[str, random.Random], str] = lambda text, _: text,
    chance: random.Random | None = None,
) -> Asked:
    skill_id, language, text, _ = label
    return Asked(change(text, chance or random.Random(SEED)), language, frozenset([skill_id]))


def _plain(label: str) -> str:
    return " ".join(words(label))


def _share(right: Iterator[bool]) -> float:
    answers = list(right)
    return round(sum(answers) / len(answers), 4)
