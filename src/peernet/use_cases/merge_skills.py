"""Merge a skill into another, and take that back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from peernet.errors import CannotMergeIntoNarrower, CannotMergeSelf, Conflict, NotFound, WrongState
from peernet.graph import skill_merges as store
from peernet.graph.skill_merges import MergeRow
from peernet.model.policy import Act
from peernet.model.skill_keeping import Keeper
from peernet.use_cases.network import Network
from peernet.use_cases.permission import forbidden
from peernet.use_cases.settle_merges import settle_merges

_TRIES = 3


async def merge_skills(network: Network, keeper: Keeper, skill_id: str, into_id: str) -> str:
    """Makes one skill of two, and returns the survivor's id, which both ids mean from now on.

    Offers, needs, evidence and endorsements move; who had both keeps one. Refuses with NotFound (skill), NotPermitted
    for who does not keep the skill or the survivor's catalogue, WrongState for one that was merged elsewhere before,
    CannotMergeSelf, or CannotMergeIntoNarrower.
    """
    row = await _decided(
        network, lambda: store.merge_skills(network.graph, keeper, skill_id, into_id, network.clock()), "skill"
    )
    _refuse(row, skill_id)
    await settle_merges(network.graph, network.clock(), before=network.clock() + 1)
    return row.survivor_id


async def unmerge_skills(network: Network, keeper: Keeper, skill_id: str) -> None:
    """Takes a merge back: what was moved goes back as it was, what came since stays with the survivor.

    An offer that was changed since is given back as it is now, and one that was withdrawn stays withdrawn. Refuses with
    NotFound (merge), NotPermitted, or WrongState when the survivor was merged into another skill since.
    """
    row = await _decided(
        network, lambda: store.unmerge_skills(network.graph, keeper, skill_id, network.clock()), "merge"
    )
    _refuse(row, skill_id)
    await settle_merges(network.graph, network.clock(), before=network.clock() + 1)


async def _decided(network: Network, decide: Callable[[], Awaitable[MergeRow | None]], what: str) -> MergeRow:
    """The decision, once what is under way around the skills has come to its end; NotFound for no such thing."""
    for _ in range(_TRIES):
        row = await decide()
        if row is None:
            raise NotFound(what)
        if row.outcome != "unsettled":
            return row
        await settle_merges(network.graph, network.clock(), before=network.clock() + 1)
    raise Conflict("Another merge of these skills is under way; try again.")


def _refuse(row: MergeRow, skill_id: str) -> None:
    match row.outcome:
        case "not_permitted":
            raise forbidden(Act.KEEP_SKILLS)
        case "same":
            raise CannotMergeSelf(skill_id)
        case "narrower":
            raise CannotMergeIntoNarrower(skill_id, row.survivor_id)
        case "wrong_state":
            raise WrongState("skill", "merged")
        case "merged_further":
            raise WrongState("merge", "merged further")
