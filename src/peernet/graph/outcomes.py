"""What more than one noun's writes answer with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peernet.graph.queries import query
from peernet.graph.session import Graph


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What a deciding statement decided, in its own short word."""

    outcome: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """What was decided, and the state the thing is in now."""

    outcome: str
    state: str


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """How many of the given rows found what they name."""

    matched: int


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """How many things were taken away."""

    removed: int


async def outcome(graph: Graph, name: str, **params: Any) -> str | None:
    """What the deciding statement of that name decides, in its own short word; None when it answers with no row."""
    row = await graph.one(query(name, OutcomeRow), **params)
    return None if row is None else row.outcome
