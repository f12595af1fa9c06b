"""The same rows written by several at once: what the lease of an import prevents would do no harm, on each engine."""

from __future__ import annotations

import asyncio
from typing import Any

from peernet.graph import bulk
from peernet.graph.session import Graph
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
