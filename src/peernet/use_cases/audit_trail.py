"""Read the audit trail: that of a community, or what of it concerns oneself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from peernet.graph import audit as store
from peernet.graph.communities import communities_seen
from peernet.graph.people import people_seen
from peernet.model.audit import AuditEntry
from peernet.model.lifetime import DAY_MS
from peernet.model.policy import Act, may
from peernet.model.viewer import Viewer
from peernet.use_cases.network import Network, me

LATEST = 2**53
"""A number, or a time, that comes after all there are."""


async def community_trail(
    network: Network, viewer: Viewer, community_id: str | None, *, below: int = LATEST, limit: int = 20
) -> list[AuditEntry]:
    """The newest entries of a community whose number is below that; without a community, of what is no community's.

    None for whoever may not see them, nor of a community that is none for them. NotFound (profile) for nobody.
    """
    return await store.audit_page(
        network.graph,
        me(viewer),
        community_id,
        may(Act.AUDIT, viewer.role),
        below=below,
        since=_since(network),
        limit=limit,
    )


async def own_trail(
    network: Network, viewer_id: str, *, before: int = LATEST, before_id: str = "", limit: int = 20
) -> list[AuditEntry]:
    """The newest entries that concern the viewer, from the one after (`before`, `before_id`); epoch milliseconds."""
    since = _since(network)
    return await store.audit_mine(
        network.graph, viewer_id, before=before, before_id=before_id, since=since, limit=limit
    )


async def as_seen(network: Network, viewer_id: str, entries: Sequence[AuditEntry]) -> list[AuditEntry]:
    """The entries without the ids of people and communities that the viewer may not see."""
    people = {each for entry in entries for each in (entry.person_id, entry.actor_id) if each is not None}
    places = {entry.community_id for entry in entries if entry.community_id is not None}
    shown: set[str | None] = set(await people_seen(network.graph, viewer_id, sorted(people), network.clock()))
    known: set[str | None] = set(await communities_seen(network.graph, viewer_id, sorted(places)))
    return [
        replace(
            entry,
            person_id=entry.person_id if entry.person_id in shown else None,
            actor_id=entry.actor_id if entry.actor_id in shown else None,
            community_id=entry.community_id if entry.community_id in known else None,
        )
        for entry in entries
    ]


def _since(network: Network) -> int:
    return network.clock() - network.lifetimes.audit * DAY_MS
