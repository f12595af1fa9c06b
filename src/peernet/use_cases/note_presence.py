"""Being here: whatever a member does counts as a sign of them, and one call brings back who is away or quiet."""

from __future__ import annotations

from collections.abc import Sequence

from peernet.errors import NotFound
from peernet.graph import boards, fronts, presence
from peernet.model.lifetime import DAY_MS
from peernet.use_cases.network import Network

_PAGE = 1_000
_SKILLS = 50


async def note_presence(network: Network, viewer_id: str) -> None:
    """The viewer has done something: the time after which they go quiet begins anew, where a community has set one."""
    now = network.clock()
    if await presence.note_presence(network.graph, viewer_id, now):
        await _follow(network, viewer_id, now)


async def wake(network: Network, viewer_id: str) -> None:
    """The viewer is here again, from being away, retired or quiet; refuses with NotFound (profile)."""
    now = network.clock()
    if not await presence.wake(network.graph, viewer_id, now):
        raise NotFound("profile")
    await _follow(network, viewer_id, now)


async def count_quiet(network: Network, community_id: str) -> int:
    """After a change of what a community has set: reckons for all in it and its parts when they go quiet.

    Nobody goes quiet earlier than the notice takes, counted from now. Returns for how many it has changed. It takes
    about as long as making the fronts of their skills anew.
    """
    now, skills, changed = network.clock(), set[str](), 0
    earliest = now + network.lifetimes.notice * DAY_MS
    async for ids in presence.members_below(network.graph, community_id, _PAGE):
        row = await presence.count_quiet(network.graph, ids, now, earliest)
        changed, skills = changed + row.changed, skills | set(row.skill_ids)
    moved = sorted(skills)
    for start in range(0, len(moved), _SKILLS):
        await fronts.rebuild(network.graph, moved[start : start + _SKILLS], now)
        await boards.rebuild(network.graph, moved[start : start + _SKILLS], now)
    return changed


async def membership_moved(network: Network, person_ids: Sequence[str]) -> None:
    """Others have let these people in, or removed them: when they go quiet, and where they are found, follows."""
    now = network.clock()
    earliest = now + network.lifetimes.notice * DAY_MS
    for start in range(0, len(person_ids), _PAGE):
        some = list(person_ids[start : start + _PAGE])
        row = await presence.count_quiet(network.graph, some, now, earliest)
        await fronts.refresh(network.graph, some, now)
        if row.changed:
            for each in some:
                await boards.refresh(network.graph, each, now)


async def _follow(network: Network, viewer_id: str, now: int) -> None:
    await fronts.refresh(network.graph, [viewer_id], now)
    await boards.refresh(network.graph, viewer_id, now)
