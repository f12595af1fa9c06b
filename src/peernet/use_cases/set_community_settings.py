"""Set what a community decides for itself: how one joins it, when things in it end or go quiet, whether it borrows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peernet.errors import BadInput
from peernet.graph import running as store
from peernet.model.community_settings import JOININGS, MOST_DAYS, NAMES, NEVER
from peernet.model.policy import Act, may
from peernet.model.viewer import Viewer
from peernet.use_cases.network import Network, me
from peernet.use_cases.note_presence import count_quiet
from peernet.use_cases.permission import forbidden, permitted


async def set_community_settings(
    network: Network, viewer: Viewer, community_id: str, changes: Mapping[str, Any]
) -> None:
    """Sets what is given, by the names of CommunitySettings; None takes one back to what the community above has.

    Refuses with NotFound (community) or NotPermitted; BadInput names the setting that cannot be.
    """
    for name, value in changes.items():
        _check(name, value)
    await permitted(network, viewer, community_id, Act.SET)
    if not await store.update_community(network.graph, me(viewer), community_id, may(Act.SET, viewer.role), changes):
        raise forbidden(Act.SET)
    if "quiet_days" in changes:
        await count_quiet(network, community_id)


def _check(name: str, value: Any) -> None:
    if name not in NAMES:
        raise BadInput("is not a setting of a community", name)
    if value is None:
        return
    if name == "joining" and value not in JOININGS:
        raise BadInput(f"must be one of {', '.join(JOININGS)}", name)
    if name.endswith("_days") and not NEVER <= value <= MOST_DAYS:
        raise BadInput(f"must be from 1 to {MOST_DAYS:,} days, or {NEVER} for never", name)
