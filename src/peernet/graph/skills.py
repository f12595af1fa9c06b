"""The skill catalogue and offers in the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from peernet.graph.outcomes import RemovedRow, outcome
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.skill import Skill

_PAGE = 2_500
"""Skills read at once: to the embedded engine each page costs a look through the rest of the index."""


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
    community_id: str | None
    merged_into: str | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class UntilRow:
    until: int | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """version: how often the catalogue has changed; recent: the skills of the last changes, the newest last."""

    version: int
    recent: list[str]

    def changed_since(self, version: int) -> set[str] | None:
        """The skills of the changes after that version; None where that is not known of each of them."""
        missed = self.version - version
        return set(self.recent[-missed:]) if 0 < missed <= len(self.recent) else None


@dataclass(frozen=True, slots=True)
class RaisedRow:
    version: int


async def catalogue_state(graph: Graph) -> VersionRow:
    """How often the catalogue has changed, 0 before the first skill, and the skills that changed last."""
    return await graph.one(query("catalogue_version", VersionRow)) or VersionRow(0, [])


async def catalogue_version(graph: Graph) -> int:
    """A number that grows whenever the catalogue changes; 0 before the first skill."""
    return (await catalogue_state(graph)).version


async def catalogue_changed(graph: Graph) -> None:
    """Tells every process that the catalogue is another one now."""
    await graph.one(query("catalogue_changed", RaisedRow))


async def catalogue_skills(graph: Graph, ids: Sequence[str]) -> list[CatalogueRow]:
    """Skills as the graph has them, in the order of ids; one that there is no longer is left out."""
    return await graph.many(query("catalogue_skills", CatalogueRow), ids=list(ids))


async def catalogue_rows(graph: Graph) -> list[CatalogueRow]:
    """Every skill as the graph has it, in the order of ids, page by page."""
    found: list[CatalogueRow] = []
    while rows := await graph.many(
        query("catalogue_page", CatalogueRow), after=found[-1].id if found else "", limit=_PAGE
    ):
        found += rows
    return found


def catalogue(rows: Collection[CatalogueRow]) -> list[Skill]:
    """The skills that there are. One that was merged is found in its survivor, by its id and by its labels."""
    former: dict[str, list[CatalogueRow]] = defaultdict(list)
    for row in rows:
        if row.merged_into is not None:
            former[row.merged_into].append(row)
    return [_skill(row, former.get(row.id, ())) for row in rows if row.merged_into is None and not row.hidden]


async def skill_now(graph: Graph, skill_id: str) -> Skill | None:
    """The skill as it is at this moment, by its id or a former one; without the labels of what was merged into it."""
    row = await graph.one(query("skill_now", CatalogueRow), id=skill_id)
    return None if row is None or row.hidden else _skill(row, ())


async def offer_skill(
    graph: Graph,
    viewer_id: str,
    skill_id: str,
    *,
    level: int,
    until: int | None,
    usual: int,
    now: int,
    claim: float,
    most: int,
    only_one: bool = False,
) -> str | None:
    """`offered`, `not_found`, `too_many`; None when there is no such viewer.

    claim: a new offer's standing; usual: how long it stands (ms) where neither `until` nor a community says it.
    """
    return await outcome(
        graph,
        "offer_skill",
        viewer_id=viewer_id,
        skill_id=skill_id,
        level=level,
        until=until,
        only_one=only_one,
        usual=usual,
        now=now,
        claim=claim,
        most=most,
    )


async def renew_offer(graph: Graph, viewer_id: str, skill_id: str, *, until: int | None, usual: int, now: int) -> bool:
    """Whether there is such an offer of the viewer's. `usual` as in `offer_skill`."""
    row = await graph.one(
        query("renew_offer", UntilRow), viewer_id=viewer_id, skill_id=skill_id, until=until, usual=usual, now=now
    )
    return row is not None


async def withdraw_offer(graph: Graph, viewer_id: str, skill_id: str) -> bool:
    """Whether there was an offer to withdraw."""
    row = await graph.one(query("withdraw_offer", RemovedRow), viewer_id=viewer_id, skill_id=skill_id)
    return row is not None and row.removed > 0


def _skill(row: CatalogueRow, former: Sequence[CatalogueRow]) -> Skill:
    alternatives: dict[str, dict[str, None]] = {}
    for language, label in _other_labels(row, former):
        alternatives.setdefault(language, {})[label] = None
    return Skill(
        id=row.id,
        labels=dict(zip(row.languages, row.labels, strict=True)),
        alt_labels={language: tuple(labels) for language, labels in alternatives.items()},
        broader=tuple(sorted(row.broader)),
        related=tuple(sorted(set(row.related))),
        source=row.source,
        kind=row.kind,
        essential=tuple(sorted(row.essential)),
        optional=tuple(sorted(row.optional)),
        community_id=row.community_id,
        former_ids=tuple(each.id for each in former),
    )


def _other_labels(row: CatalogueRow, former: Sequence[CatalogueRow]) -> Iterator[tuple[str, str]]:
    """Alternative labels with their languages: its own, and all labels of what was merged into it.

    What only a community calls so stays out of everybody's catalogue.
    """
    own = set(zip(row.languages, row.labels, strict=True))
    yield from zip(row.alt_languages, row.alt_labels, strict=True)
    for each in former:
        if each.community_id in (None, row.community_id) and not each.hidden:
            pairs = zip([*each.languages, *each.alt_languages], [*each.labels, *each.alt_labels], strict=True)
            yield from (pair for pair in pairs if pair not in own)
