"""What the graph holds about one person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from peernet.graph.outcomes import MatchedRow
from peernet.graph.queries import query
from peernet.graph.session import Graph


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """All properties of a person's node."""

    profile: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie with its properties, and those of its other end; of people, skills and communities only the id."""

    kind: str
    outgoing: bool
    label: str
    tie: dict[str, Any]
    node: dict[str, Any]


@dataclass(frozen=True, slots=True)
class MentionRow:
    """Which properties of a node of that label hold the person's id, and what may be told of it."""

    label: str
    properties: list[str]
    node: dict[str, Any]


async def own_profile(graph: Graph, viewer_id: str) -> dict[str, Any] | None:
    """Everything on the person's own node; None where there is no such person."""
    row = await graph.one(query("own_profile", ProfileRow), viewer_id=viewer_id)
    return None if row is None else row.profile


async def set_consent(graph: Graph, viewer_id: str, said: dict[str, int | None]) -> bool:
    """Sets what `consent.stored` says; whether there is such a person."""
    return await graph.one(query("set_consent", MatchedRow), viewer_id=viewer_id, said=said) is not None


async def own_ties(graph: Graph, viewer_id: str) -> list[TieRow]:
    """Every tie of the person."""
    return await graph.many(query("own_ties", TieRow), viewer_id=viewer_id)


async def own_mentions(graph: Graph, viewer_id: str) -> list[MentionRow]:
    """Where their id stands without a tie."""
    return await graph.many(query("own_mentions", MentionRow), viewer_id=viewer_id, quoted=quoted(viewer_id))


def quoted(person_id: str) -> list[str]:
    """The id as it stands in a JSON text, with other scripts escaped and as they are."""
    return list(dict.fromkeys((json.dumps(person_id), json.dumps(person_id, ensure_ascii=False))))
