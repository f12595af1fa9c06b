"""The other direction over HTTP: needs for a mentor, learning rings, and what an organiser is told of a community."""

from __future__ import annotations

import asyncio
import csv
import json
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from strawberry import relay

from bench.engines import Bench, EngineName, open_bench
from bench.importing import load
from bench.machine import machine, processor_seconds
from bench.networks import network_folder
from bench.serving import Client, Served, serving
from bench.timing import Times, timed
from peernet.model.viewer import Role

WARM_UP, QUESTIONS = 150, 100
HELP_WANTED = "{ helpWanted(first: 10) { edges { node { id } score reasons { kind text } } } }"
RINGS = "{ learningRings(first: 10) { worth members { person { id name } gives { id label } } } }"
INSIGHTS = """query ($community: ID!) { communityInsights(communityId: $community) { ... on CommunityInsights {
  members connectors { person { id } between } bridges { one { id } other { id } beyond } aloneTotal
  loneSkills { skill { id } needs } } } }"""


@dataclass(frozen=True, slots=True)
class DirectionFigures:
    """One engine, one size, one field; times in milliseconds, processor time for each answer.

    found: needs, rings or members in an answer, on average; failed: answers that were no answer.
    """

    engine: str
    people: int
    field: str
    times: Times
    found: float
    failed: int
    python_ms: float
    engine_ms: float
    load: float


class Question(NamedTuple):
    """What is asked, by whom, and how the answer is counted."""

    body: bytes
    token: str
    count: Callable[[Mapping[str, object]], int]


async def measure_direction(name: EngineName, people: int) -> list[DirectionFigures]:
    """Asks one thing at a time; the engine is filled first when it has to be."""
    await load(name, people)
    async with open_bench(name, people) as bench, serving(bench) as served:
        return await asyncio.to_thread(_measure, bench, served, people, network_folder(people))


def _measure(bench: Bench, served: Served, people: int, folder: Path) -> list[DirectionFigures]:
    mentors = {row["person_id"] for row in _rows(folder / "offers.csv")}
    learners = {row["person_id"] for row in _rows(folder / "needs.csv") if row["state"] == "open"}
    teaching, both = sorted(mentors), sorted(mentors & learners)
    largest = Counter(row["community_id"] for row in _rows(folder / "memberships.csv")).most_common(20)
    chance = random.Random(1)
    kinds = {
        "helpWanted": [_asks(served, chance.choice(teaching), HELP_WANTED) for _ in range(WARM_UP + QUESTIONS)],
        "learningRings": [_asks(served, chance.choice(both), RINGS) for _ in range(WARM_UP + QUESTIONS)],
        # The largest ones in turn; each answer is worked out anew.
        "communityInsights": [_insight(served, largest[place % len(largest)][0]) for place in range(40)],
    }
    client = Client(served.address)
    return [_kind(bench, served, client, people, field, questions) for field, questions in kinds.items()]


def _kind(
    bench: Bench, served: Served, client: Client, people: int, field: str, questions: Sequence[Question]
) -> DirectionFigures:
    warm = len(questions) * WARM_UP // (WARM_UP + QUESTIONS)
    for question in questions[:warm]:
        client.ask(question.body, question.token)
    asked = questions[warm:]
    counts: list[int | None] = []
    python, engine = processor_seconds(served.pid), processor_seconds(served.engine_pid)
    times = timed(lambda place: counts.append(_answer(client, asked[place])), range(len(asked)))
    python, engine = processor_seconds(served.pid) - python, processor_seconds(served.engine_pid) - engine
    answered = [each for each in counts if each is not None]
    return DirectionFigures(
        engine=bench.name,
        people=people,
        field=field,
        times=times,
        found=round(sum(answered) / max(1, len(answered)), 1),
        failed=len(counts) - len(answered),
        python_ms=round(python / len(asked) * 1000, 1),
        engine_ms=round(engine / len(asked) * 1000, 1),
        load=machine().load,
    )


def _answer(client: Client, question: Question) -> int | None:
    answer = client.ask(question.body, question.token)
    return None if "errors" in answer else question.count(answer["data"])


def _asks(served: Served, person_id: str, document: str) -> Question:
    return Question(json.dumps({"query": document}).encode(), served.token(person_id), _listed)


def _insight(served: Served, community_id: str) -> Question:
    variables = {"community": str(relay.GlobalID("Community", community_id))}
    body = json.dumps({"query": INSIGHTS, "variables": variables}).encode()
    administrator: Role = "administrator"
    return Question(body, served.token("p0000001", administrator), _members)


def _listed(data: Mapping[str, object]) -> int:
    [found] = data.values()
    return len(found["edges"]) if isinstance(found, dict) else len(found) if isinstance(found, list) else 0


def _members(data: Mapping[str, object]) -> int:
    found = data["communityInsights"]
    assert isinstance(found, dict)
    return int(found["members"])


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
