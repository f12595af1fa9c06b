"""`mentorSuggestions` over HTTP with reasons: the time of one answer, and what it is made of."""

from __future__ import annotations

import asyncio
import csv
import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from neo4j import GraphDatabase
from strawberry import relay

from bench.engines import Bench, EngineName, open_bench
from bench.importing import load
from bench.machine import machine, processor_seconds
from bench.networks import network_folder
from bench.serving import Client, Served, counted, serving

Skills = Literal["mixed", "typical", "hottest"]
KINDS: tuple[Skills, ...] = ("mixed", "typical", "hottest")
HOTTEST = 10
WARM_UP = 1500
"""Questions before any is timed: until then the engine's compiler is still at work."""
QUESTIONS = 300
ROUND_TRIPS = 300
DOCUMENT = """query ($skill: ID!) { mentorSuggestions(for: {skillId: $skill}, first: 10) {
  edges { person { id name } score reasons { kind text } } } }"""

Question = tuple[bytes, str]


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds that half, 95 and 99 of a hundred answers stay below."""

    p50: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True)
class SuggestionFigures:
    """One engine, one size, one kind of skills.

    candidates_statements, all_statements: for each request; python_ms, engine_ms: processor time for each request;
    bolt_ms, http_ms: half of the bare round trips take less (`RETURN 1`, and a page that asks no engine).
    """

    engine: str
    people: int
    skills: str
    times: Times
    candidates_statements: float
    all_statements: float
    suggestions: float
    python_ms: float
    engine_ms: float
    bolt_ms: float
    http_ms: float
    load: float


async def measure_suggestions(name: EngineName, people: int) -> list[SuggestionFigures]:
    """Asks as random members, one question at a time; the engine is filled first when it has to be."""
    await load(name, people)
    folder = network_folder(people)
    async with open_bench(name, people) as bench, serving(bench) as served:
        return await asyncio.to_thread(_measure, bench, served, people, folder)


def _measure(bench: Bench, served: Served, people: int, folder: Path) -> list[SuggestionFigures]:
    client = Client(served.address)
    popular = by_popularity(folder)
    for body, token in _questions(served, popular, people, "mixed", WARM_UP, seed=0):
        client.ask(body, token)
    bolt, http = _bolt(bench), _times(lambda _: client.get("/"), range(ROUND_TRIPS)).p50
    return [_kind(bench, served, client, popular, people, kind, bolt, http) for kind in KINDS]


def _kind(
    bench: Bench,
    served: Served,
    client: Client,
    popular: Sequence[str],
    people: int,
    kind: Skills,
    bolt: float,
    http: float,
) -> SuggestionFigures:
    questions = _questions(served, popular, people, kind, QUESTIONS, seed=1)
    answers: list[int] = []
    before, python, engine = counted(client), processor_seconds(served.pid), processor_seconds(served.engine_pid)
    times = _times(lambda number: answers.append(_ask(client, questions[number])), range(QUESTIONS))
    python, engine = processor_seconds(served.pid) - python, processor_seconds(served.engine_pid) - engine
    after = counted(client)
    # The catalogue's version is looked at every few seconds, whoever asks.
    ran = {each: after[each] - before.get(each, 0) for each in after if each != "catalogue_version"}
    return SuggestionFigures(
        engine=bench.name,
        people=people,
        skills=kind,
        times=times,
        candidates_statements=ran.get("mentor_candidates", 0) / QUESTIONS,
        all_statements=sum(ran.values()) / QUESTIONS,
        suggestions=round(sum(answers) / QUESTIONS, 1),
        python_ms=round(python / QUESTIONS * 1000, 1),
        engine_ms=round(engine / QUESTIONS * 1000, 1),
        bolt_ms=bolt,
        http_ms=http,
        load=machine().load,
    )


def _ask(client: Client, question: Question) -> int:
    answer = client.ask(*question)
    assert "errors" not in answer, answer["errors"]
    return len(answer["data"]["mentorSuggestions"]["edges"])


def _questions(
    served: Served, popular: Sequence[str], people: int, kind: Skills, count: int, *, seed: int
) -> list[Question]:
    """Each by another member; a typical skill is drawn as often as it is offered, a hottest one from the first ten."""
    chance = random.Random(f"{kind} {seed}")
    hottest = list(dict.fromkeys(popular))[:HOTTEST]
    questions = []
    for _ in range(count):
        hot = kind == "hottest" or (kind == "mixed" and chance.random() < 0.5)
        skill = chance.choice(hottest if hot else popular)
        variables = {"skill": global_id(skill)}
        token = served.token(f"p{chance.randint(1, people):07d}")
        questions.append((json.dumps({"query": DOCUMENT, "variables": variables}).encode(), token))
    return questions


def global_id(skill_id: str) -> str:
    """The skill's id as clients send it."""
    return str(relay.GlobalID("Skill", skill_id))


def by_popularity(folder: Path) -> list[str]:
    """The skill of every offer, those of the most offered skill first."""
    with (folder / "offers.csv").open(encoding="utf-8", newline="") as file:
        offered = [row["skill_id"] for row in csv.DictReader(file)]
    count: dict[str, int] = {}
    for skill in offered:
        count[skill] = count.get(skill, 0) + 1
    return sorted(offered, key=lambda skill: (-count[skill], skill))


def _bolt(bench: Bench) -> float:
    endpoint = bench.endpoint()
    with (
        GraphDatabase.driver(endpoint.address, auth=(endpoint.user, endpoint.password)) as driver,
        driver.session() as session,
    ):
        return _times(lambda _: session.run("RETURN 1 AS one").consume(), range(ROUND_TRIPS)).p50


def _times(act: Callable[[int], object], numbers: range) -> Times:
    taken = []
    for number in numbers:
        began = time.perf_counter()
        act(number)
        taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    return Times(*(round(taken[min(len(taken) - 1, int(len(taken) * share))], 2) for share in (0.5, 0.95, 0.99)))
