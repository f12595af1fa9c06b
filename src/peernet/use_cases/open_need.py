"""Say what one wants to learn, and close it again."""

from __future__ import annotations

import uuid
from typing import Literal

from peernet.errors import BadInput, LimitReached, NotFound, WrongState
from peernet.graph import boards
from peernet.graph import needs as store
from peernet.model.borrowing import NeedReach
from peernet.model.level import level as check_level
from peernet.model.lifetime import DAY_MS, check_end
from peernet.model.need import MAX_OPEN_NEEDS
from peernet.model.text import clean_line, clean_text
from peernet.use_cases.network import Network
from peernet.use_cases.settle_merges import follow_merges

_KEYS = uuid.UUID("2f0f8f0b-5f0e-4a86-8f3c-6c8f0a1d7c55")


async def open_need(
    network: Network,
    viewer_id: str,
    skill_id: str,
    level: int | None,
    goal: str,
    until: int | None,
    key: str | None,
    reach: NeedReach = "wider",
) -> str:
    """The new need's id; the same `key` has one effect however often. `until`: epoch ms, else as long as needs stand.

    reach: whom it is offered to, those who share a community with its owner or, where nobody there can meet it, more.

    Refuses with NotFound (skill, profile) or LimitReached; BadInput for a level, end or goal that cannot be.
    """
    now = network.clock()
    if level is not None:
        check_level(level)
    check_end(until, now)
    need_id = _id_of(viewer_id, key)
    outcome = await store.open_need(
        network.graph,
        viewer_id,
        need_id,
        skill_id=skill_id,
        level=level,
        goal=clean_text(goal, "goal", 4000),
        until=until,
        usual=network.lifetimes.need * DAY_MS,
        now=now,
        most=MAX_OPEN_NEEDS,
        reach=reach,
    )
    _refuse_unless_open(outcome)
    await follow_merges(network.graph, [skill_id])
    await boards.refresh(network.graph, viewer_id, now)
    return need_id


def _id_of(viewer_id: str, key: str | None) -> str:
    if key is None:
        return str(uuid.uuid4())
    return str(uuid.uuid5(_KEYS, f"{viewer_id}\n{clean_line(key, 'idempotencyKey', 200)}"))


def _refuse_unless_open(outcome: str | None) -> None:
    if outcome is None:
        raise NotFound("profile")
    if outcome == "not_found":
        raise NotFound("skill")
    if outcome == "key_used":
        raise BadInput("has been sent with a need for another skill", "idempotencyKey")
    if outcome == "too_many":
        raise LimitReached("needs", MAX_OPEN_NEEDS)


async def renew_need(network: Network, viewer_id: str, need_id: str, until: int | None = None) -> None:
    """Lets a need stand on until then, or as long as a new one would; one that has run out is open again.

    Refuses with NotFound, with WrongState when it was met or withdrawn, or with LimitReached; BadInput for an end that
    cannot be.
    """
    now = network.clock()
    check_end(until, now)
    usual = network.lifetimes.need * DAY_MS
    row = await store.renew_need(
        network.graph, viewer_id, need_id, until=until, usual=usual, now=now, most=MAX_OPEN_NEEDS
    )
    if row is None:
        raise NotFound("need")
    if row.outcome == "wrong_state":
        raise WrongState("need", row.state)
    if row.outcome == "too_many":
        raise LimitReached("needs", MAX_OPEN_NEEDS)
    await boards.refresh(network.graph, viewer_id, now)


async def close_need(network: Network, viewer_id: str, need_id: str, state: Literal["met", "withdrawn"]) -> None:
    """Refuses with NotFound, or with WrongState when it is closed already in another way."""
    row = await store.close_need(network.graph, viewer_id, need_id, state)
    if row is None:
        raise NotFound("need")
    if row.outcome == "wrong_state":
        raise WrongState("need", row.state)
    await boards.refresh(network.graph, viewer_id, network.clock(), closed=[need_id])
