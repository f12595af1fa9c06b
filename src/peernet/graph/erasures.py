"""Taking somebody out of the graph for good, step by step; each step can be repeated."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from peernet.graph.outcomes import MatchedRow
from peernet.graph.own_data import quoted
from peernet.graph.queries import query
from peernet.graph.running import RUN
from peernet.graph.session import Graph
from peernet.model.meeting import feedback_mark
from peernet.model.own_data import erasure_key


@dataclass(frozen=True, slots=True)
class BegunRow:
    """community_id: one that nobody else would run."""

    outcome: str
    community_id: str | None


@dataclass(frozen=True, slots=True)
class HoldsRow:
    """Ids of requests made and got, mentorships, proposed rings, teams formed that have not begun, seats, all needs."""

    made: list[str]
    got: list[str]
    active: list[str]
    rings: list[str]
    formed: list[str]
    seats: list[str]
    needs: list[str]


@dataclass(frozen=True, slots=True)
class KeyRow:
    key: str


@dataclass(frozen=True, slots=True)
class BegunByRow:
    person_id: str


async def begin_erasure(graph: Graph, viewer_id: str, now: int, wall_now: int) -> BegunRow | None:
    """`begun`, `importing`, `last_organiser`; None without such a viewer. wall_now: what leases go by."""
    return await graph.one(
        query("begin_erasure", BegunRow),
        viewer_id=viewer_id,
        key=erasure_key(viewer_id),
        run=RUN,
        now=now,
        wall_now=wall_now,
    )


async def erasing_holds(graph: Graph, person_id: str) -> HoldsRow | None:
    """What they have under way; None when they are gone."""
    return await graph.one(query("erasing_holds", HoldsRow), person_id=person_id)


async def take_out(graph: Graph, person_id: str, stub: str, now: int) -> None:
    """Out of what others keep, then with all that is theirs; `stub` takes their place there, and stands for nobody."""
    texts, in_text = quoted(person_id), json.dumps(stub)
    marks = {"mark": feedback_mark(person_id), "stub_mark": feedback_mark(stub)}
    await graph.one(query("erase_records", MatchedRow), person_id=person_id, stub=stub, now=now, **marks)
    await graph.one(
        query("erase_mentions", MatchedRow), person_id=person_id, stub=stub, quoted=texts, quoted_stub=in_text
    )
    await graph.one(query("erase_person", MatchedRow), person_id=person_id, key=erasure_key(person_id))


async def erased_keys(graph: Graph) -> frozenset[str]:
    """`erasure_key` of everybody who has erased themselves."""
    return frozenset(row.key for row in await graph.many(query("erased_keys", KeyRow)))


async def erasures_begun(graph: Graph, before: int) -> Sequence[str]:
    """Who began to erase themselves before that time, and is still there."""
    return [row.person_id for row in await graph.many(query("erasures_begun", BegunByRow), before=before)]
