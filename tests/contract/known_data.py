"""Whether everything in a graph stands in the tables of model/own_data.py, looked at after each test of the store."""

from __future__ import annotations

from collections.abc import Iterator

from peernet.graph.session import Graph
from peernet.model.own_data import TIES
from peernet.model.own_nodes import BETWEEN_OTHERS, BOOKKEEPING, NODES, OTHERS, PROFILE
from tests.contract.asking import values

_PROPERTIES = "MATCH (n) UNWIND keys(n) AS name RETURN DISTINCT [labels(n)[0], name] AS value"
_TIES = "MATCH (a)-[r]->(b) RETURN DISTINCT [type(r), labels(a)[0], labels(b)[0], keys(r)] AS value"
_OF_NODES = (
    {"Person": PROFILE.known}
    | {label: facts.known for label, facts in NODES.items()}
    | {label: names | {"lock"} for label, names in OTHERS.items()}
)


async def unknown(graph: Graph) -> list[str]:
    """What is in the graph, and in no table: a label, a tie or a property of one."""
    found = {*_unknown_properties(await values(graph, _PROPERTIES)), *_unknown_ties(await values(graph, _TIES))}
    return sorted(found)


def _unknown_properties(rows: list[tuple[str, str]]) -> Iterator[str]:
    for label, name in rows:
        if label not in BOOKKEEPING and name not in _OF_NODES.get(label, frozenset()):
            yield f"{label}.{name}"


def _unknown_ties(rows: list[tuple[str, str, str, list[str]]]) -> Iterator[str]:
    for kind, one, other, names in rows:
        ends = [(True, other)] if one == "Person" else []
        ends += [(False, one)] if other == "Person" else []
        if not ends and kind not in BETWEEN_OTHERS:
            yield f"{one}-{kind}-{other}"
        for outgoing, label in ends:
            known = [each for each in TIES if (each.kind, each.outgoing, each.label) == (kind, outgoing, label)]
            if not known:
                yield f"{one}-{kind}-{other}"
            for each in known:
                yield from (f"{kind}.{name}" for name in names if name not in each.facts.known)
