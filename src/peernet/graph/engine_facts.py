"""What the engine says of itself, for the operator."""

from __future__ import annotations

from dataclasses import dataclass

from peernet.graph.people import IdRow
from peernet.graph.queries import query
from peernet.graph.session import Graph


@dataclass(frozen=True, slots=True)
class ClockRow:
    now: int


@dataclass(frozen=True, slots=True)
class ConstraintRow:
    name: str


async def engine_clock(graph: Graph) -> int:
    """The engine's time, epoch milliseconds."""
    row = await graph.one(query("engine_clock", ClockRow))
    return 0 if row is None else row.now


async def constraint_names(graph: Graph) -> set[str]:
    """The names of the uniqueness constraints that are in force."""
    return {row.name for row in await graph.many(query("constraint_names", ConstraintRow))}


async def has_people(graph: Graph) -> bool:
    """Whether anybody is in the network yet."""
    return await graph.one(query("first_person", IdRow)) is not None
