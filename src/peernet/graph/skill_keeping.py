"""Changing the catalogue: proposals, labels and places of skills, and what was changed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peernet.graph.outcomes import StepRow, outcome
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.skill_keeping import Keeper, SkillEdit, SkillProposal


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """What was decided, and whether the viewer keeps the catalogue that the proposal is for."""

    outcome: str
    kept: bool


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """What was decided; the broader skill that would close a circle."""

    outcome: str
    broader_id: str | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A skill as it is proposed; None for everybody's catalogue."""

    id: str
    community_id: str | None
    label: str
    language: str
    alt_labels: list[str]
    broader_id: str | None
    about: str


def asked_by(keeper: Keeper) -> dict[str, Any]:
    """Who asks, as the statements on catalogues take it."""
    return {"viewer_id": keeper.person_id, "roles": keeper.roles, "administrator": keeper.administrator}


async def propose_skill(graph: Graph, keeper: Keeper, proposed: Proposed, *, now: int, most: int) -> ProposedRow | None:
    """`proposed`, `repeated`, `key_used`, `not_found`, `not_permitted`, `hidden`, `no_broader` or `too_many`.

    None when there is no such viewer.
    """
    return await graph.one(
        query("propose_skill", ProposedRow),
        viewer_id=keeper.person_id,
        roles=keeper.roles,
        id=proposed.id,
        community_id=proposed.community_id,
        label=proposed.label,
        language=proposed.language,
        alt_labels=proposed.alt_labels,
        broader_id=proposed.broader_id,
        about=proposed.about,
        now=now,
        most=most,
    )


async def accept_skill(graph: Graph, keeper: Keeper, proposal_id: str, now: int) -> StepRow | None:
    """`accepted`, `repeated`, `wrong_state` or `not_permitted`; None for a proposal that the viewer may not see."""
    return await graph.one(
        query("accept_skill", StepRow),
        **asked_by(keeper),
        id=proposal_id,
        edit_id=_new(),
        now=now,
    )


async def decline_skill(graph: Graph, keeper: Keeper, proposal_id: str, why: str, now: int) -> StepRow | None:
    """`decided`, `repeated` or `wrong_state`; None for a proposal that the viewer may not see."""
    return await graph.one(
        query("decline_skill", StepRow),
        **asked_by(keeper),
        id=proposal_id,
        why=why,
        now=now,
    )


async def word_skill(
    graph: Graph,
    keeper: Keeper,
    skill_id: str,
    *,
    verb: str,
    language: str | None,
    label: str,
    alt_labels: list[str] | None,
    now: int,
) -> str | None:
    """`worded`, `repeated` or `not_permitted`; None when there is no such skill, or no such viewer.

    language: None for that of the label which leads; alt_labels: None leaves them.
    """
    return await outcome(
        graph,
        "word_skill",
        **asked_by(keeper),
        id=skill_id,
        verb=verb,
        language=language,
        label=label,
        alt_labels=alt_labels,
        edit_id=_new(),
        now=now,
    )


async def place_skill(
    graph: Graph, keeper: Keeper, skill_id: str, broader_ids: Sequence[str], now: int
) -> PlacedRow | None:
    """`placed`, `repeated`, `not_permitted`, `no_broader` or `circle`; None when there is no such skill or viewer."""
    return await graph.one(
        query("place_skill", PlacedRow),
        **asked_by(keeper),
        id=skill_id,
        broader_ids=list(broader_ids),
        edit_id=_new(),
        now=now,
    )


async def skill_proposals_page(
    graph: Graph,
    keeper: Keeper,
    community_id: str | None,
    states: Sequence[str],
    after: tuple[int, str] | None,
    limit: int,
) -> list[SkillProposal]:
    """Proposals for a catalogue that the viewer keeps, else their own, newest first, after that time and id."""
    before, after_id = (None, "") if after is None else after
    return await graph.many(
        query("skill_proposals_page", SkillProposal),
        **asked_by(keeper),
        community_id=community_id,
        states=list(states),
        before=before,
        after_id=after_id,
        limit=limit,
    )


async def skill_edits(graph: Graph, keeper: Keeper, skill_id: str, most: int) -> list[SkillEdit]:
    """The newest changes of a skill; none for who does not keep it."""
    return await graph.many(
        query("skill_edits", SkillEdit),
        **asked_by(keeper),
        id=skill_id,
        limit=most,
    )


def _new() -> str:
    return uuid.uuid4().hex
