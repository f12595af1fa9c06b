"""Many rows at once, for imports and exports: batches written by one statement each, rows read by the people they
begin at.

Names of files are those of the import format without `.csv`; a row is a mapping from its columns to values.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
import uuid
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from peernet.errors import Conflict, StoreError, Unavailable
from peernet.graph import bulk_rows as rows_as
from peernet.graph.outcomes import MatchedRow
from peernet.graph.queries import Query, query, statements
from peernet.graph.session import Graph, halving

LEASE_SECONDS = 60
_GIVE_BACK_TRIES = 5
PAGE = 2_000
"""People whose rows are read together."""
_IDS = 50_000
_CATALOGUE_PAGE = 5_000
_WRITERS = 2

_ROWS: Mapping[str, tuple[str, type[Any]]] = MappingProxyType(
    {
        "people": ("person_rows", rows_as.PersonRow),
        "memberships": ("membership_rows", rows_as.MembershipRow),
        "offers": ("offer_rows", rows_as.OfferRow),
        "needs": ("need_rows", rows_as.NeedRow),
        "ties": ("tie_rows", rows_as.TieRow),
        "blocks": ("block_rows", rows_as.BlockRow),
        "endorsements": ("endorsement_rows", rows_as.EndorsementRow),
        "mentorships": ("mentorship_rows", rows_as.MentorshipRow),
        "evidence": ("evidence_rows", rows_as.EvidenceRow),
    }
)


@dataclass(frozen=True, slots=True)
class IdRow:
    id: str


@dataclass(frozen=True, slots=True)
class IdsRow:
    ids: list[str]


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """Whose a need is, or between whom a mentorship is (`owner` the mentor, `other` the mentee)."""

    id: str
    owner: str
    other: str | None


@dataclass(frozen=True, slots=True)
class LeaseRow:
    holder: str


@dataclass(frozen=True, slots=True)
class BegunRow:
    before: bool


async def put(graph: Graph, name: str, rows: Sequence[Mapping[str, Any]], **others: Any) -> int:
    """Runs the statement `name` on the rows, and on the others of its parameters; returns how many rows had both ends.

    Members who write at the same time can win again and again against thousands of rows, hardly against a few: then the
    rows are halved. Raises Conflict when a single row does not come through, and StoreError.
    """
    return await _put(graph, query(name, MatchedRow), rows, _taken(name, others))


async def writers_of(graph: Graph) -> int:
    """How many statements can usefully write at once.

    Neo4j locks what each changes. ArcadeDB finds at the end that both changed the same page, and one begins anew. An
    engine that does not say at once which it is gets one.
    """
    try:
        return 1 if "ArcadeDB" in await graph.ping() else _WRITERS
    except Unavailable:
        return 1


async def begin(graph: Graph) -> bool:
    """Notes that rows are being written; whether an earlier import began and did not come to its end (`complete`)."""
    row = await graph.one(query("import_begun", BegunRow), begun=True)
    return row is not None and row.before


async def complete(graph: Graph) -> None:
    """Notes that all that is reckoned from the rows is there."""
    await graph.one(query("import_begun", BegunRow), begun=False)


def apart_by(name: str) -> str | None:
    """The column by which rows of the statement `name` can be shared among writers, who then never meet.

    Rows that differ there name nobody in common but skills and communities; None where a row is between two people.
    """
    return statements()[name].apart


async def put_columns(graph: Graph, name: str, columns: Mapping[str, Sequence[Any]], **others: Any) -> int:
    """As `put`, for a statement whose header names what a `row` holds: only these values travel, in that order.

    An engine takes longer to read keys that every row repeats than to run the smaller statements.
    """
    wanted = [columns[column] for column in statements()[name].row]
    rows = list(map(list, zip(*wanted, strict=True)))
    return await _put(graph, query(name, MatchedRow), rows, _taken(name, others))


def _taken(name: str, others: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in others.items() if key in statements()[name].params}


async def _put(graph: Graph, wanted: Query[MatchedRow], rows: Sequence[Any], params: Mapping[str, Any]) -> int:
    async def written(some: Sequence[Any]) -> int:
        row = await graph.one(wanted, rows=some, **params)
        return 0 if row is None else row.matched

    return await halving(rows, written, Conflict) if rows else 0


async def missing_people(graph: Graph, ids: Iterable[str]) -> set[str]:
    """Those of the ids that are nobody's."""
    wanted = sorted(set(ids))
    return {row.id for row in await graph.many(query("missing_people", IdRow), ids=wanted)} if wanted else set()


async def owners(graph: Graph, file: str, ids: Sequence[str]) -> dict[str, OwnerRow]:
    """Whose the needs or mentorships with these ids are, as far as they exist."""
    name = {"needs": "need_owners", "mentorships": "mentorship_owners"}[file]
    return {row.id: row for row in await graph.many(query(name, OwnerRow), ids=ids)}


async def rows_of(graph: Graph, file: str, person_ids: Sequence[str]) -> list[Any]:
    """The rows of the file that begin at these people, in no particular order: dataclasses of `bulk_rows`."""
    name, row = _ROWS[file]
    return await graph.many(query(name, row), ids=person_ids)


async def person_ids(graph: Graph) -> AsyncIterator[list[str]]:
    """The ids of all people in order, a page at a time."""
    # ArcadeDB reads the whole rest of the index for each page, so ids come in long pages and are cut into short ones.
    after = ""
    while ids := await _ids_after(graph, after, _IDS):
        for start in range(0, len(ids), PAGE):
            yield ids[start : start + PAGE]
        after = ids[-1]


async def has_people(graph: Graph) -> bool:
    """Whether there is anybody at all."""
    return bool(await _ids_after(graph, "", 1))


async def _ids_after(graph: Graph, after: str, most: int) -> list[str]:
    found = await graph.one(query("person_ids", IdsRow), after=after, limit=most)
    return [] if found is None else found.ids


async def all_skills(graph: Graph) -> AsyncIterator[rows_as.SkillRow]:
    """The catalogue in the order of ids."""
    after = ""
    while rows := await graph.many(query("skill_rows", rows_as.SkillRow), after=after, limit=_CATALOGUE_PAGE):
        for row in rows:
            yield row
        after = rows[-1].id


async def all_communities(graph: Graph) -> AsyncIterator[rows_as.CommunityRow]:
    """Every community in the order of ids."""
    after = ""
    while rows := await graph.many(query("community_rows", rows_as.CommunityRow), after=after, limit=_CATALOGUE_PAGE):
        for row in rows:
            yield row
        after = rows[-1].id


@asynccontextmanager
async def only_import(graph: Graph) -> AsyncIterator[None]:
    """Waits until no other process imports into this network, and keeps others waiting meanwhile.

    An importer that died holds nobody up for more than a minute. Members go on reading and writing.
    """
    holder = uuid.uuid4().hex
    while True:
        if await _granted(graph, holder):
            break
        await asyncio.sleep(0.1 + random.random() * 0.2)  # who waits together must not go on asking together
    renewal = asyncio.create_task(_renew(graph, holder), name="renewal of the import's lease")
    try:
        yield
    finally:
        renewal.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await renewal
        await _give_back(graph, holder)


async def _granted(graph: Graph, holder: str) -> bool:
    """Whether the lease is ours now; when too many ask at once it is not, and the next time may tell."""
    try:
        return await _lease(graph, holder, LEASE_SECONDS)
    except Conflict:
        return False


async def _give_back(graph: Graph, holder: str) -> None:
    """Ends the lease. Those who wait for it get in the way; if they win every time it runs out by itself."""
    for _ in range(_GIVE_BACK_TRIES):
        with contextlib.suppress(Conflict):
            await _lease(graph, holder, 0)
            return


async def _renew(graph: Graph, holder: str) -> None:
    while True:
        await asyncio.sleep(LEASE_SECONDS / 4)
        with contextlib.suppress(StoreError):  # the rows being written meet the same fault, and tell it
            await _lease(graph, holder, LEASE_SECONDS)


async def _lease(graph: Graph, holder: str, seconds: int) -> bool:
    now = time.time_ns() // 1_000_000
    row = await graph.one(query("import_lease", LeaseRow), holder=holder, now=now, until=now + seconds * 1000)
    return row is not None and row.holder == holder
