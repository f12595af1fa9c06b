"""What tests ask by themselves: statements, trying again as apps do, and a picture of the whole graph to compare."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

from peernet.errors import Conflict
from peernet.graph.queries import Query, Statement
from peernet.graph.session import Graph


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One column, whatever it holds."""

    value: Any


def asked(
    name: str, text: str, *params: str, access: Literal["read", "write"] = "read", deadline: float = 60
) -> Statement:
    """A statement of the tests' own; `deadline` in seconds."""
    return Statement(
        name=name,
        summary="",
        params=dict.fromkeys(params, "str"),
        returns="many",
        columns={"value": "Any"},
        access=access,
        cost="",
        guards=(),
        scans=(),
        deadline=deadline,
        row=(),
        apart=None,
        text=text,
        file=f"{name}.cypher",
    )


async def values(graph: Graph, text: str, **params: Any) -> list[Any]:
    """The only column of what `text` answers."""
    rows = await graph.many(Query(asked("test_values", text, *params), ValueRow), **params)
    return [row.value for row in rows]


async def write(graph: Graph, text: str, **params: Any) -> None:
    """Runs `text` in a write transaction."""
    await graph.run(asked("test_write", text, *params, access="write"), **params)


_TRAIL = ("audits", "audits_from")


async def picture(graph: Graph, *, trail: bool = True) -> list[str]:
    """Every node and tie with all its properties, sorted; two graphs that hold the same have the same picture.

    `lock` is left out: a new value that a statement writes to take a node's lock, and that nothing reads. Without
    `trail` so is the audit trail, which grows by being looked at.
    """
    nodes = await values(graph, "MATCH (n) RETURN [labels(n), properties(n)] AS value")
    if not trail:
        nodes = [
            [labels, {name: held for name, held in properties.items() if name not in _TRAIL}]
            for labels, properties in nodes
            if "Audit" not in labels and properties.get("of") != "audit"
        ]
    ties = await values(
        graph,
        "MATCH (a)-[r]->(b) RETURN [type(r), properties(r), labels(a), a.id, labels(b), b.id] AS value",
    )
    return sorted(repr(_ordered(each)) for each in [*nodes, *ties])


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted((key, _ordered(inner)) for key, inner in value.items() if key != "lock")
    return [_ordered(inner) for inner in value] if isinstance(value, list) else value


async def person_facts(graph: Graph, person_id: str) -> dict[str, Any]:
    """The properties of one person."""
    found: list[dict[str, Any]] = await values(
        graph, "MATCH (p:Person {id: $id}) RETURN properties(p) AS value", id=person_id
    )
    return found[0]


async def insisting(step: Callable[..., Awaitable[Any]]) -> Any:
    """Does it as an app does: what others' writes got in the way of is tried again."""
    for _ in range(10):
        with contextlib.suppress(Conflict):
            return await step()
    return await step()
