"""Proposals for a catalogue, and who changed what in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

ProposalState = Literal["proposed", "accepted", "declined", "withdrawn"]
PROPOSAL_STATES: tuple[ProposalState, ...] = get_args(ProposalState)


@dataclass(frozen=True, slots=True)
class SkillProposal:
    """A skill that somebody would like to see in a catalogue (None: everybody's); own: the viewer made it.

    why: what who decided had to say; at, decided_at: epoch milliseconds.
    """

    id: str
    community_id: str | None
    label: str
    language: str
    alt_labels: list[str]
    broader_id: str | None
    about: str
    state: str
    why: str
    at: int
    decided_at: int | None
    own: bool


@dataclass(frozen=True, slots=True)
class SkillEdit:
    """One change of a skill: labels or ids as they were and as they are since; at: epoch milliseconds.

    verb: `accepted`, `renamed`, `translated`, `placed`, `merged` or `unmerged`; actor_id is None where the viewer may
    not see who it was.
    """

    id: str
    verb: str
    actor_id: str | None
    language: str | None
    before: list[str]
    after: list[str]
    at: int


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who asks to change a catalogue, and by what right: `roles` inside a community whose holders keep its catalogue;
    administrator: whether their token lets them keep every catalogue, everybody's among them.
    """

    person_id: str
    roles: list[str]
    administrator: bool
