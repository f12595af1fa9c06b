"""`mentorSuggestions` over HTTP with reasons: the time of one answer, and what it is made of."""

from __future__ import annotations

import asyncio
import csv
import json
import random
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from neo4j import GraphDatabase
from strawberry import relay

from bench.engines import Bench, EngineName, open_bench
from bench.importing import load
from bench.machine import machine, processor_seconds
from bench.networks import network_folder
from bench.serving import Client, Served, counted, serving
from bench.timing import Times, shares, timed

Skills = Literal["mixed", "typical", "hottest"]
KINDS: tuple[Skills, ...] = ("mixed", "typical", "hottest")
HOTTEST = 10
WARM_UP = 2500
"""Questions before any is timed: until then the engine's compiler is still at work."""
QUESTIONS = 300
ROUND_TRIPS = 300
DOCUMENT = """query ($skill: ID!) { mentorSuggestions(for: {skillId: $skill}, first: 10) {
  edges { person { id name } score reasons { kind text } } } }"""

Question = tuple[bytes, str]


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


async def measure_suggestions(name: EngineName, sizes: Sequence[int]) -> list[SuggestionFigures]:
    """Asks as random members, one question at a time, networks of all sizes in turns: what else the machine does falls
    on all of them alike. Engines are filled first where they have to be.
    """
    for people in sizes:
        await load(name, people)
    async with AsyncExitStack() as opened:
        asked = [await opened.enter_async_context(_asked(name, people)) for people in sizes]
        return await asyncio.to_thread(_measure, asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A network that answers; popular: the skill of every offer, those of the most offered skill first."""

    bench: Bench
    served: Served
    client: Client
    popular: Sequence[str]
    people: int


@asynccontextmanager
async def _asked(name: EngineName, people: int) -> AsyncIterator[_Asked]:
    async with open_bench(name, people) as bench, serving(bench) as served:
        yield _Asked(bench, served, Client(served.address), by_popularity(network_folder(people)), people)


def _measure(asked: Sequence[_Asked]) -> list[SuggestionFigures]:
    _ask_in_turns(asked, "mixed", WARM_UP, seed=0)
    bare = [(_bolt(one.bench), _http(one.client)) for one in asked]
    return [figures for kind in KINDS for figures in _kind(asked, bare, kind)]


def _kind(asked: Sequence[_Asked], bare: Sequence[tuple[float, float]], kind: Skills) -> list[SuggestionFigures]:
    before = [_spent(one) for one in asked]
    answers = _ask_in_turns(asked, kind, QUESTIONS, seed=1)
    return [
        _figures(one, kind, answered, spent, _spent(one), trips)
        for one, answered, spent, trips in zip(asked, answers, before, bare, strict=True)
    ]


class _Spent(NamedTuple):
    """Statements by name, and processor seconds of both processes, so far."""

    statements: Mapping[str, int]
    python: float
    engine: float


def _spent(one: _Asked) -> _Spent:
    return _Spent(counted(one.client), processor_seconds(one.served.pid), processor_seconds(one.served.engine_pid))


def _figures(
    one: _Asked, kind: Skills, answers: Sequence[_Answer], before: _Spent, after: _Spent, bare: tuple[float, float]
) -> SuggestionFigures:
    # The catalogue's version is looked at every few seconds, whoever asks.
    names = after.statements.keys() - {"catalogue_version"}
    ran = {name: after.statements[name] - before.statements.get(name, 0) for name in names}
    return SuggestionFigures(
        engine=one.bench.name,
        people=one.people,
        skills=kind,
        times=shares([answer.ms for answer in answers]),
        candidates_statements=ran.get("mentor_candidates", 0) / len(answers),
        all_statements=sum(ran.values()) / len(answers),
        suggestions=round(sum(answer.suggestions for answer in answers) / len(answers), 1),
        python_ms=round((after.python - before.python) / len(answers) * 1000, 1),
        engine_ms=round((after.engine - before.engine) / len(answers) * 1000, 1),
        bolt_ms=bare[0],
        http_ms=bare[1],
        load=machine().load,
    )


class _Answer(NamedTuple):
    """How long it took (ms), and how many suggestions it holds."""

    ms: float
    suggestions: int


def _ask_in_turns(asked: Sequence[_Asked], kind: Skills, count: int, *, seed: int) -> list[list[_Answer]]:
    """So many questions to each network, in the order of `asked`; each begins a turn as often as any other."""
    questions = [_questions(one.served, one.popular, one.people, kind, count, seed=seed) for one in asked]
    answers: list[list[_Answer]] = [[] for _ in asked]
    for number in range(count):
        for place in range(len(asked)):
            turn = (number + place) % len(asked)
            answers[turn].append(_ask(asked[turn].client, questions[turn][number]))
    return answers


def _ask(client: Client, question: Question) -> _Answer:
    began = time.perf_counter()
    answer = client.ask(*question)
    taken = (time.perf_counter() - began) * 1000
    assert "errors" not in answer, answer["errors"]
    return _Answer(taken, len(answer["data"]["mentorSuggestions"]["edges"]))


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


def _http(client: Client) -> float:
    return timed(lambda _: client.get("/"), range(ROUND_TRIPS)).p50


def _bolt(bench: Bench) -> float:
    endpoint = bench.endpoint()
    with (
        GraphDatabase.driver(endpoint.address, auth=(endpoint.user, endpoint.password)) as driver,
        driver.session() as session,
    ):
        return timed(lambda _: session.run("RETURN 1 AS one").consume(), range(ROUND_TRIPS)).p50
