"""Every statement as Neo4j would run it: by indexes, without scans and products that its header does not admit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import neo4j
import pytest

from peernet.graph.endpoint import Endpoint
from peernet.graph.migrations import migrate
from peernet.graph.queries import Statement, statements
from peernet.graph.session import connect
from peernet.use_cases.import_network import import_network

Plan = dict[str, Any]
SAMPLE = Path(__file__).parent.parent.parent / "sample"
_PLAUSIBLE: Mapping[str, Any] = {
    "str": "x",
    "int": 7,
    "float": 1.0,
    "bool": True,
    "dict[str, Any]": {"name": "x"},
    "list[str]": ["x", "y"],
    "list[int]": [1, 2],
    "list[float]": [0.5, 2.0],
    "list[dict[str, Any]]": [{"id": "x"}],
    "list[list[Any]]": [["x", 1]],
}
# Each gives at most one row for each row before it, so a product of them multiplies nothing.
_SINGLE = ("Argument", "NodeUniqueIndexSeek", "NodeUniqueIndexSeek(Locking)", "MultiNodeIndexSeek")


@pytest.fixture(scope="module")
async def driver(anyio_backend: str, neo4j_endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A driver on a Neo4j that holds the sample network: a planner goes by how much there is of everything, and by what
    other tests happen to leave a scan of three ties may look cheap.
    """
    at = neo4j_endpoint
    async with connect(at.address, at.user, at.password) as graph:
        await migrate(graph)
        await import_network(graph, SAMPLE, rejects_path=tmp_path_factory.mktemp("rejects") / "rejects.csv")
    async with neo4j.AsyncGraphDatabase.driver(at.address, auth=(at.user, at.password)) as opened:
        yield opened


async def explained(driver: neo4j.AsyncDriver, text: str, params: Mapping[str, Any]) -> Plan:
    """The root of the plan for `text`, made now and not when another test first ran it; the planner does not run it."""
    async with driver.session() as session:
        result = await session.run(neo4j.Query("CYPHER replan=force EXPLAIN " + text), dict(params))
        plan = (await result.consume()).plan
    assert plan is not None
    return plan


def operators(plan: Plan) -> Iterator[Plan]:
    """The plan's operators from its root."""
    yield plan
    for child in plan.get("children", []):
        yield from operators(child)


def kind(operator: Plan) -> str:
    """`NodeByLabelScan` of `NodeByLabelScan@neo4j`."""
    return str(operator["operatorType"]).partition("@")[0]


def problems(plan: Plan, scans: tuple[str, ...]) -> list[str]:
    """What in `plan` would grow with the network although the statement's header does not say so."""
    found = []
    for operator in operators(plan):
        details = str(operator.get("args", {}).get("Details", ""))
        match kind(operator):
            case "AllNodesScan" | "DirectedAllRelationshipsScan" | "UndirectedAllRelationshipsScan" as scan:
                found.append(f"{scan} {details}")
            case "NodeByLabelScan" if not any(f":{label}" in details for label in scans):
                found.append(f"NodeByLabelScan {details}")
            case "DirectedRelationshipTypeScan" | "UndirectedRelationshipTypeScan" as scan:
                found.append(f"{scan} {details}")
            case "CartesianProduct" if not all(_is_single(side) for side in operator["children"]):
                found.append("CartesianProduct")
    return found


def _is_single(side: Plan) -> bool:
    leaves = [each for each in operators(side) if not each.get("children")]
    return all(kind(leaf) in _SINGLE for leaf in leaves) and not any("Expand" in kind(each) for each in operators(side))


def plausible(statement: Statement) -> dict[str, Any]:
    """A value of the declared type for each parameter."""
    return {name: _PLAUSIBLE[declared.removesuffix(" | None")] for name, declared in statement.params.items()}


@pytest.mark.parametrize("name", sorted(statements()))
async def test_a_statement_finds_its_way_by_indexes(driver: neo4j.AsyncDriver, name: str) -> None:
    statement = statements()[name]
    text, params = statement.sent(plausible(statement))
    assert problems(await explained(driver, text, params), statement.scans) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("MATCH (n) RETURN n.id", "AllNodesScan"),
        ("MATCH (p:Person) WHERE p.name = 'x' RETURN p.id", "NodeByLabelScan"),
        ("MATCH (a:Skill {id: 'x'}), (p:Person) RETURN p.name", "NodeByLabelScan"),
        ("MATCH (a:Skill) MATCH (p:Skill) RETURN p.name, a.name", "CartesianProduct"),
        ("MATCH ()-[o:OFFERS]->() RETURN o.level", "RelationshipTypeScan"),
    ],
)
async def test_a_statement_that_would_scan_is_found_out(driver: neo4j.AsyncDriver, text: str, problem: str) -> None:
    assert any(problem in each for each in problems(await explained(driver, text, {}), ()))


async def test_a_scan_that_the_header_admits_is_let_through(driver: neo4j.AsyncDriver) -> None:
    plan = await explained(driver, "MATCH (s:Skill) RETURN s.label", {})
    assert problems(plan, ()) != []
    assert problems(plan, ("Skill",)) == []
