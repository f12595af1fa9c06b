"""What evidence sums up to, and stays true to however it arrives."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from peernet.graph import bulk
from peernet.graph.session import Graph
from tests.contract.asking import person_facts, values
from tests.contract.seeding import OfferOf, person, seed, skill

SUMS = "MATCH (:Person {id: $id})-[t:SHOWN]->(s:Skill) RETURN [s.id, t.skill_id, t.standing] AS value"


def row(number: int, skill_id: str, increment: float, person_id: str = "ann") -> dict[str, Any]:
    """One piece of evidence."""
    facts = {"kind": "answered", "weight": 1.0, "at": 5, "increment": increment}
    return {"id": f"e{number}", "person_id": person_id, "skill_id": skill_id} | facts


async def put(graph: Graph, *rows: dict[str, Any]) -> int:
    """Writes the evidence."""
    return await bulk.put_columns(graph, "put_evidence", {name: [each[name] for each in rows] for name in rows[0]})


async def test_evidence_is_summed_for_each_skill_and_in_all(graph: Graph) -> None:
    await seed(graph, person("ann", offers={"go": OfferOf(3, 1.0)}), skill("sql"))
    assert await put(graph, row(1, "go", 2.0), row(2, "sql", 1.0), row(3, "go", 0.5)) == 3
    assert await put(graph, row(4, "sql", 4.0)) == 1
    assert sorted(await values(graph, SUMS, id="ann")) == [["go", "go", 2.5], ["sql", "sql", 5.0]]
    facts = await person_facts(graph, "ann")
    assert (facts["shown"], facts["breadth"]) == (7.5, 2)
    standing = "MATCH (:Person {id: 'ann'})-[o:OFFERS]->(:Skill) RETURN o.standing - coalesce(o.claim, 0.0) AS value"
    assert await values(graph, standing) == [2.5]


async def test_the_same_evidence_again_sums_up_to_the_same(graph: Graph) -> None:
    await seed(graph, person("ann"), skill("go"))
    for _ in range(2):
        await put(graph, row(1, "go", 2.0))
    assert await values(graph, SUMS, id="ann") == [["go", "go", 2.0]]


async def test_evidence_that_ten_imports_write_at_once_is_summed_whole(graph: Graph) -> None:
    await seed(graph, person("ann"), skill("go"), skill("sql"))
    await asyncio.gather(*[put(graph, row(n, "go" if n % 2 else "sql", 1.0)) for n in range(10)])
    assert sorted(await values(graph, SUMS, id="ann")) == [["go", "go", 5.0], ["sql", "sql", 5.0]]
    assert (await person_facts(graph, "ann"))["shown"] == pytest.approx(10.0)
