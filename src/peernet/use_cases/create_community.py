"""Create a community or a chapter of one, change what it says of itself, and end it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from peernet.errors import BadInput, LimitReached
from peernet.graph import fronts
from peernet.graph import running as store
from peernet.model.community import COMMUNITY_VISIBILITIES
from peernet.model.community_settings import DEEPEST
from peernet.model.joining import MOST_CREATED
from peernet.model.policy import Act, allowed, may, standings_of
from peernet.model.text import NAME_LENGTH, clean_line, clean_text
from peernet.model.viewer import Viewer
from peernet.use_cases.network import Network, me
from peernet.use_cases.note_presence import membership_moved
from peernet.use_cases.permission import forbidden, permitted

_KEYS = uuid.UUID("e3b1b6a4-6b55-4d8b-9d3e-0d0f5c7b8a19")


async def create_community(
    network: Network, viewer: Viewer, facts: Mapping[str, Any], part_of: str | None = None, key: str | None = None
) -> str:
    """The id of the community, with the viewer as its administrator; the same `key` has one effect however often.

    facts: name, about, place, visibility. Refuses with NotFound (community, profile), NotPermitted or LimitReached;
    BadInput for facts that cannot be.
    """
    checked = {"about": "", "place": "", "visibility": "open"} | _checked(facts)
    if "name" not in checked:
        raise BadInput("must not be empty", "name")
    community_id, now = _id(me(viewer), key), network.clock()
    if part_of is not None:
        await permitted(network, viewer, part_of, Act.MAKE_CHAPTER)
        chapter = may(Act.MAKE_CHAPTER, viewer.role)
        outcome = await store.create_chapter(
            network.graph, me(viewer), part_of, community_id, checked, chapter, now=now, most=MOST_CREATED
        )
    elif not allowed(Act.CREATE, standings_of(None, viewer.role), checked["visibility"]):
        raise forbidden(Act.CREATE)
    else:
        outcome = await store.create_community(
            network.graph, me(viewer), community_id, checked, now=now, most=MOST_CREATED
        )
    if outcome is None:
        raise forbidden(Act.CREATE if part_of is None else Act.MAKE_CHAPTER)
    if outcome in ("too_many", "too_deep"):
        raise LimitReached("communities" if outcome == "too_many" else "chapters", _LIMITS[outcome])
    await fronts.refresh(network.graph, [me(viewer)], now)
    return community_id


async def update_community(network: Network, viewer: Viewer, community_id: str, changes: Mapping[str, Any]) -> None:
    """Changes what is given of name, about, place and visibility.

    Refuses with NotFound or NotPermitted; BadInput names what cannot be.
    """
    checked = _checked(changes)
    await permitted(network, viewer, community_id, Act.UPDATE)
    if not await store.update_community(network.graph, me(viewer), community_id, may(Act.UPDATE, viewer.role), checked):
        raise forbidden(Act.UPDATE)


async def dissolve_community(network: Network, viewer: Viewer, community_id: str) -> None:
    """Ends it for good: memberships become past ones, chapters become part of what it was part of.

    Refuses with NotFound or NotPermitted.
    """
    await permitted(network, viewer, community_id, Act.DISSOLVE)
    may_end, now = may(Act.DISSOLVE, viewer.role), network.clock()
    parted = await store.dissolve_community(network.graph, me(viewer), community_id, may_end, now)
    if parted is None:
        raise forbidden(Act.DISSOLVE)
    await membership_moved(network, parted)


def _checked(facts: Mapping[str, Any]) -> dict[str, Any]:
    for name in facts:
        if name not in _CHECKS:
            raise BadInput("is not a part of a community", name)
    return {name: _CHECKS[name](value) for name, value in facts.items()}


def _place(value: str) -> str:
    return clean_line(value, "place", NAME_LENGTH) if value.strip() else ""


def _visibility(value: str) -> str:
    if value not in COMMUNITY_VISIBILITIES:
        raise BadInput(f"must be one of {', '.join(COMMUNITY_VISIBILITIES)}", "visibility")
    return value


def _id(viewer_id: str, key: str | None) -> str:
    if key is None:
        return str(uuid.uuid4())
    return str(uuid.uuid5(_KEYS, f"{viewer_id}\n{clean_line(key, 'idempotencyKey', 200)}"))


_LIMITS = {"too_many": MOST_CREATED, "too_deep": DEEPEST}
_CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "name": lambda value: clean_line(value, "name"),
    "about": lambda value: clean_text(value, "about"),
    "place": _place,
    "visibility": _visibility,
}
