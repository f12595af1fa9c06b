"""Matching rounds in the graph: proposed, then accepted or discarded, once.

who: who may plan for a community, as the table of model/policy.py says of the viewer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peernet.graph.outcomes import OutcomeRow, StepRow, outcome
from peernet.graph.people import IdRow
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.policy import Act, May, may
from peernet.model.round_kept import KeptRound

OWN = may(Act.PLAN, None)
"""Those who run it, whatever their token says."""


@dataclass(frozen=True, slots=True)
class RoundNeedRow:
    """An open need, the mentors with whom its owner has something open, and those they had before."""

    id: str
    person_id: str
    skill_id: str
    level: int | None
    goal: str
    reach: str
    standing: list[str]
    before: list[str]


@dataclass(frozen=True, slots=True)
class MentorRow:
    id: str
    open_places: int


@dataclass(frozen=True, slots=True)
class RoundPageRow:
    """A round's id and when it was made (epoch milliseconds)."""

    id: str
    at: int


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair of a round; outcome: what came of it when the round was accepted, None before."""

    number: int
    id: str
    mentee_id: str
    mentor_id: str
    need_id: str
    quality: float
    fixed: bool
    outcome: str | None
    lent_by: str | None


@dataclass(frozen=True, slots=True)
class GapRow:
    """Somebody left out: how many mentors they wanted and got; blockers and changes as JSON."""

    number: int
    person_id: str
    wanted: int
    got: int
    blockers: str
    changes: str


@dataclass(frozen=True, slots=True)
class BlockingRow:
    """Two who would rather have each other than what the round gives them; quality: of the pair, 0 to 1."""

    number: int
    mentee_id: str
    mentor_id: str
    quality: float


@dataclass(frozen=True, slots=True)
class PairNowRow:
    """A pair of an accepted round as things stand now."""

    number: int
    id: str
    mentee_id: str
    mentor_id: str
    skill_id: str
    outcome: str | None
    open_places: int
    goal: str | None
    need_state: str | None
    request_state: str | None


async def round_organiser(graph: Graph, community_id: str) -> str | None:
    """The first of the community's organisers; None where there is none."""
    row = await graph.one(query("round_organiser", IdRow), community_id=community_id)
    return None if row is None else row.id


async def round_needs(
    graph: Graph, viewer_id: str, community_id: str, now: int, limit: int, who: May = OWN
) -> list[RoundNeedRow]:
    """Open needs of members whom the viewer, an organiser, may see, in the order of ids."""
    return await graph.many(
        query("round_needs", RoundNeedRow),
        viewer_id=viewer_id,
        roles=who.roles,
        kinds=who.kinds,
        community_id=community_id,
        now=now,
        limit=limit,
    )


async def round_mentors(graph: Graph, viewer_id: str, ids: Sequence[str], now: int) -> dict[str, int]:
    """Open places of those whom the viewer may see and who can be asked, by id."""
    rows = await graph.many(query("round_mentors", MentorRow), viewer_id=viewer_id, ids=list(ids), now=now)
    return {row.id: row.open_places for row in rows}


async def propose_round(
    graph: Graph,
    viewer_id: str,
    community_id: str,
    round_id: str,
    *,
    facts: Mapping[str, Any],
    pairs: Sequence[Mapping[str, Any]],
    gaps: Sequence[Mapping[str, Any]],
    most: int,
    who: May = OWN,
) -> str | None:
    """`proposed`, `repeated`, `too_many`; None when the viewer does not organise the community."""
    return await outcome(
        graph,
        "propose_round",
        viewer_id=viewer_id,
        roles=who.roles,
        kinds=who.kinds,
        community_id=community_id,
        id=round_id,
        facts=dict(facts),
        pairs=list(pairs),
        gaps=list(gaps),
        most=most,
    )


async def rounds_seen(graph: Graph, viewer_id: str, ids: Sequence[str], who: May = OWN) -> dict[str, KeptRound]:
    """Those of `ids` whose community the viewer organises, by id."""
    rows = await graph.many(
        query("rounds_seen", KeptRound), viewer_id=viewer_id, roles=who.roles, kinds=who.kinds, ids=list(ids)
    )
    return {row.id: row for row in rows}


async def rounds_page(
    graph: Graph,
    viewer_id: str,
    community_id: str,
    before: int,
    before_id: str,
    limit: int,
    who: May = OWN,
) -> list[RoundPageRow]:
    """Rounds of a community that the viewer organises, newest first, from the one after (`before`, `before_id`)."""
    return await graph.many(
        query("rounds_page", RoundPageRow),
        viewer_id=viewer_id,
        roles=who.roles,
        kinds=who.kinds,
        community_id=community_id,
        before=before,
        before_id=before_id,
        limit=limit,
    )


async def round_pairs_page(
    graph: Graph, viewer_id: str, round_id: str, after: int, limit: int, who: May = OWN
) -> list[PairRow]:
    """Pairs of which the viewer, an organiser, may see both, in the order of their numbers, after `after`."""
    return await graph.many(
        query("round_pairs_page", PairRow),
        viewer_id=viewer_id,
        roles=who.roles,
        kinds=who.kinds,
        round_id=round_id,
        after=after,
        limit=limit,
    )


async def round_gaps_page(
    graph: Graph, viewer_id: str, round_id: str, after: int, limit: int, who: May = OWN
) -> list[GapRow]:
    """People left out whom the viewer, an organiser, may see, in the order of their numbers, after `after`."""
    return await graph.many(
        query("round_gaps_page", GapRow),
        viewer_id=viewer_id,
        roles=who.roles,
        kinds=who.kinds,
        round_id=round_id,
        after=after,
        limit=limit,
    )


async def round_blocking(graph: Graph, viewer_id: str, round_id: str, who: May = OWN) -> list[BlockingRow]:
    """Blocking pairs of which the viewer, an organiser, may see both, in the order of their numbers."""
    return await graph.many(
        query("round_blocking", BlockingRow), viewer_id=viewer_id, roles=who.roles, kinds=who.kinds, round_id=round_id
    )


async def decide_round(
    graph: Graph, viewer_id: str, round_id: str, state: str, now: int, who: May = OWN
) -> StepRow | None:
    """`decided`, `repeated`, `wrong_state`; None when there is no such round of a community the viewer organises."""
    return await graph.one(
        query("decide_round", StepRow),
        viewer_id=viewer_id,
        roles=who.roles,
        kinds=who.kinds,
        id=round_id,
        state=state,
        now=now,
    )


async def round_pairs_now(graph: Graph, round_id: str) -> list[PairNowRow]:
    """Every pair of the accepted round, in the order of their numbers; none of one that is not accepted."""
    return await graph.many(query("round_pairs_now", PairNowRow), round_id=round_id)


async def note_round_pair(graph: Graph, pair_id: str, outcome: str) -> None:
    """Keeps what came of a pair, unless something was kept already."""
    await graph.one(query("note_round_pair", OutcomeRow), id=pair_id, outcome=outcome)
