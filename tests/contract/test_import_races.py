"""The same rows written by several at once: what the lease of an import prevents would do no harm, on each engine."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from peernet.graph import bulk
from peernet.graph.session import Graph
from peernet.interchange.generating import generate
from peernet.use_cases.import_network import import_network
from tests.contract.asking import values
from tests.contract.seeding import NOW, community, person, seed

_WRITERS = 8


async def test_the_same_ties_written_by_several_at_once_are_there_once(graph: Graph) -> None:
    people = [f"p{number}" for number in range(12)]
    await seed(graph, *(person(each) for each in people))
    pairs = [(one, other) for one in people for other in people if one < other]
    columns: dict[str, list[Any]] = {
        "from_id": [one for one, _ in pairs],
        "to_id": [other for _, other in pairs],
        "kind": ["knows"] * len(pairs),
        "strength": [0.5] * len(pairs),
        "since": [NOW] * len(pairs),
    }
    matched = await asyncio.gather(*(bulk.put_columns(graph, "put_ties", columns) for _ in range(_WRITERS)))
    assert matched == [len(pairs)] * _WRITERS
    there = await values(graph, "MATCH (a:Person)-[:KNOWS]->(b:Person) RETURN [a.id, b.id]")
    assert sorted(map(tuple, there)) == sorted(pairs)


async def test_the_same_memberships_written_by_several_at_once_are_there_once(graph: Graph) -> None:
    people = [f"p{number}" for number in range(12)]
    await seed(graph, community("lima"), *(person(each) for each in people))
    columns: dict[str, list[Any]] = {
        "person_id": people,
        "community_id": ["lima"] * len(people),
        "role": ["member"] * len(people),
        "since": [None] * len(people),
        "until": [None] * len(people),
    }
    written = (bulk.put_columns(graph, "put_memberships", columns, now=NOW) for _ in range(_WRITERS))
    assert await asyncio.gather(*written) == [len(people)] * _WRITERS
    there = await values(graph, "MATCH (p:Person)-[m:MEMBER_OF]->(:Community) RETURN [p.id, m.since]")
    assert sorted(map(tuple, there)) == [(each, NOW) for each in sorted(people)]


async def test_two_write_where_the_engine_locks_what_each_changes(graph: Graph, request: pytest.FixtureRequest) -> None:
    assert await bulk.writers_of(graph) == {"embedded": 1, "neo4j": 2}[request.node.callspec.params["endpoint"]]


@pytest.mark.parametrize("writers", [1, 2])
async def test_side_by_side_a_network_is_written_as_by_one(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writers: int
) -> None:
    """Every row is there, and what is reckoned beside the rows is what statements of one writer would have reckoned."""

    async def so_many(_: Graph) -> int:
        return writers

    generate(tmp_path, 1_500, seed=4)
    monkeypatch.setattr(bulk, "writers_of", so_many)
    take = partial(import_network, graph, tmp_path, rejects_path=tmp_path / "rejects", clock=lambda: NOW, batch=1_400)
    first = await take()
    assert (first.written, first.rejected) == (first.read, 0)
    wrong = await values(
        graph,
        "MATCH (p:Person) "
        "WITH p, size([(p)-[:MENTORS]->(m) WHERE m.state = 'active' | 1]) AS taken, "
        "     [(p)-[:SHOWED]->(e) | e.increment] AS shown, [(p)-[t:SHOWN]->() | [t.skill_id, t.standing]] AS sums, "
        "     [(p)-[o:OFFERS]->() | [o.skill_id, o.standing - o.claim]] AS offers "
        "WHERE p.open_places <> CASE WHEN p.capacity > taken THEN p.capacity - taken ELSE 0 END "
        "   OR abs(coalesce(p.shown, 0.0) - reduce(all = 0.0, each IN shown | all + each)) > 0.000001 "
        "   OR coalesce(p.breadth, 0) <> size(sums) "
        "   OR any(o IN offers WHERE abs(o[1] - reduce(all = 0.0, t IN sums "
        "          | all + CASE WHEN t[0] = o[0] THEN t[1] ELSE 0.0 END)) > 0.000001) "
        "RETURN p.id",
    )
    assert wrong == []
    again = await take()
    assert (again.unchanged, again.written) == (first.read, 0)
