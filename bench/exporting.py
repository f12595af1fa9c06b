"""`peernet export` of made networks, and lists paged through to their end: whether memory grows with the network."""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.engines import EngineName, open_bench
from bench.importing import load, run_watched
from bench.machine import machine, resident_mb
from bench.networks import network_folder, rows_in
from bench.serving import Client, Served, serving
from bench.tours.visit import EVERYBODY, person_id
from peernet.schema.connections import global_id

PAGE = 100
MOST_PAGES = 300
WARM_UP = 20
"""Pages before memory is looked at for the first time: by then whatever stays is there."""
_INFO = "pageInfo { endCursor hasNextPage }"
LISTS = {
    "people": f"people(first: $first, after: $after) {{ edges {{ node {{ id name }} }} {_INFO} }}",
    "communities": f"communities(first: $first, after: $after) {{ edges {{ node {{ id name }} }} {_INFO} }}",
    "members": f"""community(id: $everybody) {{ members(first: $first, after: $after) {{
        edges {{ node {{ id name }} role }} {_INFO} }} }}""",
    "chapters": f"""community(id: $everybody) {{ chapters(first: $first, after: $after) {{
        edges {{ node {{ id name }} }} {_INFO} }} }}""",
    "skills": f'skills(matching: "design", first: $first, after: $after) {{ edges {{ node {{ label }} }} {_INFO} }}',
    "mentorSuggestions": f"""mentorSuggestions(for: {{skill: "data analysis"}}, first: $first, after: $after) {{
        edges {{ node {{ id name }} score }} {_INFO} }}""",
    "helpWanted": f"helpWanted(first: $first, after: $after) {{ edges {{ need {{ goal }} score }} {_INFO} }}",
}
"""The lists that a network of any size has much in; the others belong to one person or one community."""


@dataclass(frozen=True, slots=True)
class ExportFigures:
    """One export; peaks are the most resident memory in MB of the command and of the engine."""

    engine: str
    people: int
    rows: int
    seconds: float
    rows_per_second: float
    python_peak_mb: float
    engine_peak_mb: float
    load: float


@dataclass(frozen=True, slots=True)
class ListFigures:
    """One list, paged through to its end or for MOST_PAGES pages of PAGE.

    first_ms, last_ms: the mean of its first pages after the warm-up, and of its last ones; mb: memory of the server
    before and after.
    """

    engine: str
    people: int
    list: str
    pages: int
    first_ms: float
    last_ms: float
    mb_before: float
    mb_after: float
    load: float


async def measure_export(name: EngineName, people: int) -> ExportFigures:
    """Exports the whole network into a folder that is removed again."""
    await load(name, people)
    async with open_bench(name, people) as bench:
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            _, peaks = await run_watched(bench, "export", str(Path(folder) / "out"), "--json")
            seconds, rows = time.perf_counter() - began, rows_in(Path(folder) / "out")
    assert rows >= rows_in(network_folder(people)), f"{rows} rows were exported"
    return ExportFigures(
        engine=name,
        people=people,
        rows=rows,
        seconds=round(seconds, 1),
        rows_per_second=round(rows / seconds),
        python_peak_mb=round(peaks.mb.get("python", 0.0)),
        engine_peak_mb=round(peaks.mb.get("engine", 0.0)),
        load=machine().load,
    )


async def measure_lists(name: EngineName, people: int) -> list[ListFigures]:
    """Pages through every list as one member."""
    await load(name, people)
    async with open_bench(name, people) as bench, serving(bench) as served:
        client, token = Client(served.address), served.token(person_id(people // 2))
        _paged(client, token, "people", WARM_UP)
        return [_list(name, people, served, client, token, each) for each in LISTS]


def _list(engine: str, people: int, served: Served, client: Client, token: str, name: str) -> ListFigures:
    before = resident_mb(served.pid)
    taken = _paged(client, token, name, MOST_PAGES)
    some = max(1, len(taken) // 10)
    return ListFigures(
        engine=engine,
        people=people,
        list=name,
        pages=len(taken),
        first_ms=round(sum(taken[:some]) / some, 1),
        last_ms=round(sum(taken[-some:]) / some, 1),
        mb_before=round(before, 1),
        mb_after=round(resident_mb(served.pid), 1),
        load=machine().load,
    )


def _paged(client: Client, token: str, name: str, most: int) -> list[float]:
    """Milliseconds of each page."""
    everybody = "everybody" if "$everybody" in LISTS[name] else ""
    given = ", $everybody: ID!" if everybody else ""
    document = f"query($first: Int!, $after: String{given}) {{ {LISTS[name]} }}"
    variables: dict[str, object] = {"first": PAGE, "after": None}
    variables |= {"everybody": str(global_id("Community", EVERYBODY))} if everybody else {}
    taken: list[float] = []
    while len(taken) < most:
        began = time.perf_counter()
        answer = client.ask(json.dumps({"query": document, "variables": variables}).encode(), token)
        taken.append((time.perf_counter() - began) * 1000)
        assert "errors" not in answer, answer["errors"]
        told = answer["data"]
        while "pageInfo" not in told:
            (told,) = told.values()
        if not told["pageInfo"]["hasNextPage"]:
            break
        variables["after"] = told["pageInfo"]["endCursor"]
    return taken
