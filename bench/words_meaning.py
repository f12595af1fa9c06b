"""The hundred hand-written questions by words alone and with meaning, on the whole of ESCO, by the product's process.

The figures of `recommend/meaning.py` were chosen on every second question, beginning with the first; the others judge.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.timing import shares
from bench.words import Asked, Words
from peernet.meaning.encoder import Encoder
from peernet.model.skill import SkillMatch
from peernet.recommend.meaning import LEAST_BY_WORDS, MOST_ALIKE, embedded_label, is_weak, with_meaning

_FIRST = 5


@dataclass(frozen=True, slots=True)
class EncoderFigures:
    """Labels embedded; seconds until the process had embedded them all, and until another had them from the file; MB of
    that one, and of the file.
    """

    labels: int
    embedded_seconds: float
    again_seconds: float
    mb: float
    file_mb: float


@dataclass(frozen=True, slots=True)
class MeaningFigures:
    """Of one half of the questions: the share whose right skill came first, among three and five, by words and with
    meaning; how many were asked by meaning, and in how many milliseconds that was answered.
    """

    half: str
    asked: int
    first_by_words: float
    first: float
    of_three_by_words: float
    of_three: float
    of_five_by_words: float
    of_five: float
    never_found: int
    by_meaning: int
    p50: float
    p99: float


async def measure_meaning(known: Words) -> tuple[EncoderFigures, list[MeaningFigures]]:
    """Embeds the labels in a fresh folder, starts again from it, and asks both halves."""
    labels = list(dict.fromkeys(embedded_label(skill) for skill in known.skills))
    with tempfile.TemporaryDirectory(prefix="peernet-bench-") as folder:
        embedded, _ = await _followed(Encoder(Path(folder)), labels, [])
        encoder = Encoder(Path(folder))
        again, mb = await _followed(encoder, labels, known.questions())
        kept = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
        try:
            questions = known.questions()
            halves = [
                await _half("chosen on", known, encoder, questions[::2]),
                await _half("judged on", known, encoder, questions[1::2]),
            ]
        finally:
            await encoder.stop()
    return EncoderFigures(len(labels), round(embedded, 1), round(again, 1), round(mb), round(kept, 1)), halves


async def _followed(encoder: Encoder, labels: Sequence[str], warm: Sequence[Asked]) -> tuple[float, float]:
    """Seconds until the labels could be asked, and then MB; without questions to warm up by, it ends again."""
    began = time.perf_counter()
    await encoder.follow(labels)
    seconds = time.perf_counter() - began
    for one in warm[:10]:
        await encoder.near(one.text, 1)
    mb = sum(each.memory_info().rss for each in psutil.Process().children()) / 1e6
    if not warm:
        await encoder.stop()
    return seconds, mb


async def _half(name: str, known: Words, encoder: Encoder, questions: Sequence[Asked]) -> MeaningFigures:
    taken, both = [], []
    for one in questions:
        found = known.index.find(one.text, [one.language], LEAST_BY_WORDS)
        joined = found
        if is_weak(found):
            began = time.perf_counter()
            near = await encoder.near(one.text, MOST_ALIKE)
            taken.append((time.perf_counter() - began) * 1000)
            pairs = [(each.label, each.cosine) for each in near]
            joined = with_meaning(known.index, found, pairs, [one.language])
        both.append((one, found, joined))
    times = shares(taken)
    words, meaning = [(one, found) for one, found, _ in both], [(one, joined) for one, _, joined in both]
    return MeaningFigures(
        name,
        len(both),
        first_by_words=_share(words, 1),
        first=_share(meaning, 1),
        of_three_by_words=_share(words, 3),
        of_three=_share(meaning, 3),
        of_five_by_words=_share(words, _FIRST),
        of_five=_share(meaning, _FIRST),
        never_found=sum(any(match.skill_id in one.never for match in found[:_FIRST]) for one, found in meaning),
        by_meaning=len(taken),
        p50=times.p50,
        p99=times.p99,
    )


def _share(answers: Sequence[tuple[Asked, list[SkillMatch]]], most: int) -> float:
    """Of the questions those with a right skill among so many first ones."""
    right = [any(match.skill_id in one.right for match in found[:most]) for one, found in answers]
    return round(sum(right) / len(right), 4)
