"""ESCO in the catalogue: how long it takes to load, and what a change costs those who ask meanwhile."""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.engines import PEERNET, Bench, EngineName, open_bench
from bench.machine import machine
from bench.serving import Client, Served, serving
from bench.timing import Times, shares

_SECONDS = 12.0
_ALONE = 400
_LONGEST_WAIT = 60.0
_PERSON = "id,name\nkeeper,Keeper\n"
_FIND = "query($text: String!) { skills(matching: $text, first: 5) { edges { node { label skill { id } } } } }"
_RENAME = """mutation($id: ID!, $label: String!) {
    translateSkill(input: {skillId: $id, language: "sw", label: $label}) { __typename } }"""
_WORDS = ("python", "manage musical staff", "comptabilité", "soldadura", "databse", "gestionar", "haskell")


@dataclass(frozen=True, slots=True)
class CatalogueFigures:
    """Seconds that ESCO takes to load into an empty engine, and to be compared with what is there; milliseconds of
    answers (half, and 99 of a hundred, stay below) while nothing changes, and while the index is made anew all
    the time; and seconds until a change was found by words, the longest of a few.
    """

    engine: str
    rows: int
    load_seconds: float
    again_seconds: float
    quiet_p50: float
    quiet_p99: float
    changing_p50: float
    changing_p99: float
    changing_most: float
    seen_after_seconds: float
    load: float


async def measure_catalogue(name: EngineName, esco: Path) -> CatalogueFigures:
    """Loads ESCO twice into an engine of its own, then asks for skills while one of them is renamed again and again."""
    with tempfile.TemporaryDirectory(prefix="peernet-bench-") as folder:
        async with open_bench(name, 0, Path(folder)) as bench:
            people = Path(folder) / "people"
            people.mkdir()
            (people / "people.csv").write_text(_PERSON, encoding="utf-8")
            await _run(bench, "import", str(people))
            first, again = [await _run(bench, "skills", "import-esco", str(esco)) for _ in range(2)]
            assert again["written"] == 0, f"{again['written']} rows were written twice"
            async with serving(bench) as served:
                quiet, changing, most, seen = await asyncio.to_thread(_ask, served)
    return CatalogueFigures(
        name,
        int(str(first["read"])),
        float(str(first["seconds"])),
        float(str(again["seconds"])),
        quiet.p50,
        quiet.p99,
        changing.p50,
        changing.p99,
        most,
        seen,
        machine().load,
    )


def _ask(served: Served) -> tuple[Times, Times, float, float]:
    client, token = Client(served.address), served.token("keeper", "administrator")
    quiet = [_answered(client, token, number) for number in range(_ALONE)]
    taken: list[float] = []
    waits: list[float] = []
    skill_id = _found(client, token, "haskell")[0]
    began, number = time.perf_counter(), 0
    while time.perf_counter() - began < _SECONDS or not waits:
        number += 1
        label = f"Ujuzi{'abcdefghij'[number % 10]}{'klmnopqrst'[number // 10 % 10]}"
        client.ask(json.dumps({"query": _RENAME, "variables": {"id": skill_id, "label": label}}).encode(), token)
        changed = time.perf_counter()
        while skill_id not in _found(client, token, label, exact=True):
            taken.append(_answered(client, token, len(taken)))
            assert time.perf_counter() - changed < _LONGEST_WAIT, "a change was never found"
        waits.append(time.perf_counter() - changed)
    return shares(quiet), shares(taken), round(max(taken), 2), round(max(waits), 2)


def _answered(client: Client, token: str, number: int) -> float:
    """Milliseconds of one question."""
    began = time.perf_counter()
    _found(client, token, _WORDS[number % len(_WORDS)])
    return (time.perf_counter() - began) * 1000


def _found(client: Client, token: str, text: str, *, exact: bool = False) -> list[str]:
    answer = client.ask(json.dumps({"query": _FIND, "variables": {"text": text}}).encode(), token)
    edges = answer["data"]["skills"]["edges"]
    return [edge["node"]["skill"]["id"] for edge in edges[: 1 if exact else None]]


async def _run(bench: Bench, *arguments: str) -> dict[str, object]:
    environment = os.environ | bench.environment
    command = await asyncio.create_subprocess_exec(
        PEERNET, *arguments, "--json", env=environment, cwd=bench.folder, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await command.communicate()
    assert command.returncode == 0, f"peernet {arguments[0]} ended with {command.returncode}: {said.decode()[:500]}"
    facts: dict[str, object] = json.loads(said)
    return facts
