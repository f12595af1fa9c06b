"""What keeping fronts true costs: writes a second with and without them, for each kind of change that moves a front."""

from __future__ import annotations

import asyncio
import csv
import random
import shutil
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from prometheus_client import REGISTRY

from bench.engines import Bench, EngineName, open_bench
from bench.importing import load
from bench.machine import machine, processor_seconds
from bench.networks import CACHE, engine_folder, forget, network_folder
from peernet.app import open_network
from peernet.graph import blocks, bulk, fronts, people, skills
from peernet.model.lifetime import DAY_MS
from peernet.recommend.standing import increment
from peernet.settings import read_settings
from peernet.use_cases.network import Network
from peernet.use_cases.offer_skill import MOST_OFFERS

HOTTEST = 10
WARM_UP = 40
MENTORS = 120
_TURN = 20

Write = Callable[[Network, "_Mentor", bool], Awaitable[Sequence[str]]]
"""Changes something of a mentor, or undoes the change; gives whose fronts follow."""


@dataclass(frozen=True, slots=True)
class WriteFigures:
    """One kind of write on one engine, by one writer: how many a second, with and without what keeps fronts true.

    p50_ms, p99_ms: of a write with fronts, those that make one anew included; made_anew: such writes among a hundred;
    engine_ms: processor time of the engine for each write, with fronts and without.
    """

    engine: str
    people: int
    write: str
    per_second: float
    per_second_without: float
    p50_ms: float
    p99_ms: float
    made_anew: float
    engine_ms: float
    engine_ms_without: float
    load: float


class _Mentor(NamedTuple):
    """Somebody who offers one of the hottest skills, and somebody else."""

    id: str
    skill_id: str
    other_id: str


class _Spent(NamedTuple):
    """Milliseconds of each write, and processor seconds of the engine for all."""

    times: list[float]
    engine: float


async def measure_writes(name: EngineName, size: int) -> list[WriteFigures]:
    """Writes as members do, to a copy of the filled engine: people of the hottest skills, whose fronts are longest."""
    await load(name, size)
    copied = CACHE / f"written-{name}-{size}"
    forget(copied)
    await asyncio.to_thread(shutil.copytree, engine_folder(name, size), copied)
    try:
        async with (
            open_bench(name, size, copied) as bench,
            open_network(read_settings(bench.environment), "serve") as network,
        ):
            return [await _kind(bench, network, size, kind) for kind in WRITES]
    finally:
        forget(copied)


async def _kind(bench: Bench, network: Network, size: int, kind: str) -> WriteFigures:
    mentors = _mentors(network_folder(size), WARM_UP + MENTORS)
    await _written(bench, network, mentors[:WARM_UP], kind, kept=True)
    spent = {False: _Spent([], 0.0), True: _Spent([], 0.0)}
    before = _made_anew()
    for start in range(WARM_UP, len(mentors), _TURN):
        for kept in (False, True):
            more = await _written(bench, network, mentors[start : start + _TURN], kind, kept=kept)
            spent[kept] = _Spent(spent[kept].times + more.times, spent[kept].engine + more.engine)
    return _figures(bench.name, size, kind, spent[True], spent[False], _made_anew() - before)


def _figures(engine: str, size: int, kind: str, kept: _Spent, bare: _Spent, made: float) -> WriteFigures:
    ordered, count = sorted(kept.times), len(kept.times)
    return WriteFigures(
        engine=engine,
        people=size,
        write=kind,
        per_second=round(1000 * count / sum(ordered), 1),
        per_second_without=round(1000 * count / sum(bare.times), 1),
        p50_ms=round(ordered[count // 2], 1),
        p99_ms=round(ordered[count * 99 // 100], 1),
        made_anew=round(100 * made / count, 1),
        engine_ms=round(1000 * kept.engine / count, 1),
        engine_ms_without=round(1000 * bare.engine / count, 1),
        load=machine().load,
    )


async def _written(bench: Bench, network: Network, mentors: Sequence[_Mentor], kind: str, *, kept: bool) -> _Spent:
    """Each mentor's change and its undoing; kept: with what follows a member's change before they are answered."""
    pid = bench.endpoint().pid
    times, before = [], processor_seconds(pid)
    for mentor in mentors:
        for undo in (False, True):
            began = time.perf_counter()
            moved = await WRITES[kind](network, mentor, undo)
            if kept:
                await fronts.refresh(network.graph, moved, network.clock())
            times.append((time.perf_counter() - began) * 1000)
    return _Spent(times, processor_seconds(pid) - before)


async def _offer(network: Network, mentor: _Mentor, undo: bool) -> Sequence[str]:
    now = network.clock()
    if undo:
        claim = increment("said", 1, now)
        await skills.offer_skill(
            network.graph,
            mentor.id,
            mentor.skill_id,
            level=3,
            until=None,
            usual=network.lifetimes.offer * DAY_MS,
            now=now,
            claim=claim,
            most=MOST_OFFERS,
        )
    else:
        await skills.withdraw_offer(network.graph, mentor.id, mentor.skill_id)
    return [mentor.id]


async def _evidence(network: Network, mentor: _Mentor, undo: bool) -> Sequence[str]:
    now, weight = network.clock(), 1.0 if undo else 5.0
    row = {"person_id": mentor.id, "skill_id": mentor.skill_id, "kind": "answered", "weight": weight, "at": now}
    row |= {"id": f"bench-{mentor.id}", "increment": increment("answered", weight, now)}
    await bulk.put_columns(network.graph, "put_evidence", {column: [value] for column, value in row.items()})
    return [mentor.id]


async def _places(network: Network, mentor: _Mentor, undo: bool) -> Sequence[str]:
    await people.update_profile(network.graph, mentor.id, {"capacity": 9 if undo else 0}, network.clock())
    return [mentor.id]


async def _languages(network: Network, mentor: _Mentor, undo: bool) -> Sequence[str]:
    spoken = ["en", "es", "fr"] if undo else ["en"]
    await people.update_profile(network.graph, mentor.id, {"languages": spoken, "speaks": spoken}, network.clock())
    return [mentor.id]


async def _block(network: Network, mentor: _Mentor, undo: bool) -> Sequence[str]:
    if undo:
        await blocks.unblock(network.graph, mentor.id, mentor.other_id)
        return []
    row = await blocks.block(network.graph, mentor.id, mentor.other_id, network.clock())
    return [] if row is None else row.freed


WRITES: Mapping[str, Write] = {
    "offers": _offer,
    "evidence": _evidence,
    "places": _places,
    "languages": _languages,
    "blocks": _block,
}


def _mentors(folder: Path, count: int) -> list[_Mentor]:
    with (folder / "offers.csv").open(encoding="utf-8", newline="") as file:
        offers = [(row["person_id"], row["skill_id"]) for row in csv.DictReader(file)]
    hottest = {skill_id for skill_id, _ in Counter(skill_id for _, skill_id in offers).most_common(HOTTEST)}
    drawn = random.Random(1).sample([offer for offer in offers if offer[1] in hottest], count + 1)
    return [_Mentor(*offer, other_id=other[0]) for offer, other in pairwise(drawn)]


def _made_anew() -> float:
    """How many statements that make fronts anew this process has run."""
    labels = {"statement": "front_rebuild", "outcome": "answered"}
    return REGISTRY.get_sample_value("peernet_statements_total", labels) or 0.0
