"""The skill catalogue and offers in the graph."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from peernet.graph.outcomes import OutcomeRow, RemovedRow
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.skill import Skill

_PAGE = 2000


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    id: str
    languages: list[str]
    labels: list[str]
    alt_languages: list[str]
    alt_labels: list[str]
    source: str
    kind: str
    broader: list[str]
    related: list[str]
    essential: list[str]
    optional: list[str]


@dataclass(frozen=True, slots=True)
class VersionRow:
    version: int


async def catalogue_version(graph: Graph) -> int:
    """A number that grows whenever the catalogue changes; 0 before the first skill."""
    row = await graph.one(query("catalogue_version", VersionRow))
    return 0 if row is None else row.version


async def catalogue_changed(graph: Graph) -> None:
    """Tells every process that the catalogue is another one now."""
    await graph.one(query("catalogue_changed", VersionRow))


async def catalogue(graph: Graph) -> AsyncIterator[Skill]:
    """Every skill, in the order of ids, read in pages."""
    after = ""
    while rows := await graph.many(query("catalogue_page", CatalogueRow), after=after, limit=_PAGE):
        for row in rows:
            yield _skill(row)
        after = rows[-1].id


async def offer_skill(
    graph: Graph, viewer_id: str, skill_id: str, *, level: int, until: int | None, now: int, claim: float, most: int
) -> str | None:
    """`offered`, `not_found`, `too_many`; None when there is no such viewer. `claim` is a new offer's standing."""
    row = await graph.one(
        query("offer_skill", OutcomeRow),
        viewer_id=viewer_id,
        skill_id=skill_id,
        level=level,
        until=until,
        now=now,
        claim=claim,
        most=most,
    )
    return None if row is None else row.outcome


async def withdraw_offer(graph: Graph, viewer_id: str, skill_id: str) -> bool:
    """Whether there was an offer to withdraw."""
    row = await graph.one(query("withdraw_offer", RemovedRow), viewer_id=viewer_id, skill_id=skill_id)
    return row is not None and row.removed > 0


def _skill(row: CatalogueRow) -> Skill:
    alternatives: dict[str, tuple[str, ...]] = {}
    for language, label in zip(row.alt_languages, row.alt_labels, strict=True):
        alternatives[language] = (*alternatives.get(language, ()), label)
    return Skill(
        id=row.id,
        labels=dict(zip(row.languages, row.labels, strict=True)),
        alt_labels=alternatives,
        broader=tuple(sorted(row.broader)),
        related=tuple(sorted(set(row.related))),
        source=row.source,
        kind=row.kind,
        essential=tuple(sorted(row.essential)),
        optional=tuple(sorted(row.optional)),
    )
