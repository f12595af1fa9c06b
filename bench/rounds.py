"""Matching rounds: seconds, processor time and memory, each in a process of its own, and whether they are proved."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import numpy as np
import orjson

from bench.machine import peak_mb
from peernet.model.round import RoundResult, RoundRules
from peernet.recommend.rounds.match import match_round
from peernet.recommend.rounds.table import Pairs, RoundTable, round_table
from peernet.recommend.rounds.verify import violations

_SEED = 20_261_124


@dataclass(frozen=True, slots=True)
class RoundSize:
    """A made round: people, candidates of each mentee, the most places of a mentor (from 0, or 1 where it is 1)."""

    mentees: int
    mentors: int
    candidates: int
    places: int


SIZES = (RoundSize(400, 400, 400, 1), RoundSize(10_000, 4_000, 50, 5), RoundSize(100_000, 40_000, 50, 5))


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """One round. seconds: from the table to the certificate; judged: the verifier's beside; peak_mb of the process."""

    mentees: int
    mentors: int
    pairs: int
    rules: str
    seconds: float
    processor: float
    judged: float
    matched: int
    maximum: int
    proved: str
    peak_mb: float


def measure_rounds() -> Iterator[RoundFigures]:
    """Every size by quality, and one of them stable."""
    for size in SIZES:
        yield _measured(size, "optimum")
    yield _measured(SIZES[1], "stable")


def made_round(size: RoundSize) -> RoundTable:
    """A round where many want the same few; where all are candidates of all, rules leave one pair in eighty."""
    chance = np.random.default_rng(_SEED)
    mentee = np.repeat(np.arange(size.mentees, dtype=np.int32), size.candidates)
    if size.candidates == size.mentors:
        mentor = np.tile(np.arange(size.mentors, dtype=np.int32), size.mentees)
        kept = chance.random(len(mentee)) < 1 / 80
    else:
        mentor = chance.integers(0, size.mentors, len(mentee)).astype(np.int32)
        kept = np.zeros(len(mentee), np.bool_)
        kept[np.unique(mentee.astype(np.int64) * size.mentors + mentor, return_index=True)[1]] = True
    mentee, mentor = mentee[kept], mentor[kept]
    # What a mentor is worth to all, and to each: so that many want the same few.
    quality = 0.5 * chance.random(size.mentors)[mentor] + 0.5 * chance.random(len(mentee))
    places = chance.integers(1 if size.places == 1 else 0, size.places + 1, size.mentors)
    mentors = {f"m{number:06}": int(room) for number, room in enumerate(places)}
    return round_table({f"e{number:06}": 1 for number in range(size.mentees)}, mentors, Pairs(mentee, mentor, quality))


def _measured(size: RoundSize, rules: str) -> RoundFigures:
    sizes = [str(each) for each in asdict(size).values()]
    said = subprocess.run([sys.executable, "-m", "bench.rounds", rules, *sizes], check=True, capture_output=True).stdout
    return RoundFigures(**orjson.loads(said))


def _measure(size: RoundSize, rules: str) -> RoundFigures:
    table = made_round(size)
    began, used = time.perf_counter(), time.process_time()
    asked = RoundRules(stable=rules == "stable")
    result = match_round(table, asked)
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    peak = peak_mb()
    used = time.process_time()
    wrong = violations(table, asked, result)
    assert not wrong, wrong[:3]
    return _figures(size, rules, table, result, (seconds, processor, time.process_time() - used, peak))


def _figures(
    size: RoundSize, rules: str, table: RoundTable, result: RoundResult, measured: tuple[float, float, float, float]
) -> RoundFigures:
    seconds, processor, judged, peak = measured
    certificate = result.certificate
    return RoundFigures(
        size.mentees,
        size.mentors,
        len(table.mentee),
        rules,
        round(seconds, 2),
        round(processor, 2),
        round(judged, 2),
        certificate.matched,
        certificate.maximum,
        "yes" if certificate.proved else "no",
        round(peak),
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(orjson.dumps(asdict(_measure(RoundSize(*map(int, sys.argv[2:])), sys.argv[1]))))
