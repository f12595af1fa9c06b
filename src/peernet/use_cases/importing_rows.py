"""The rows of an import that begin at a person: prepared, compared with what is there, and written, batch by batch."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import Any
from zlib import crc32

from peernet.errors import Conflict
from peernet.graph import bulk
from peernet.graph.session import Graph
from peernet.interchange.batch import Batch
from peernet.interchange.format import Columns, Faults, FileFormat, Values
from peernet.interchange.reading import FileRows
from peernet.interchange.seen import SeenKeys, joined
from peernet.model.consent import REFUSALS
from peernet.model.own_data import erasure_key
from peernet.recommend import standing

_KEPT = frozenset({"since", "at", "active_at", "reach", "contact", "shown_to", *REFUSALS})
"""Times that stay as they are when a row does not give them; a new row without them begins when it is imported."""
_OWNED = MappingProxyType({"needs": ("person_id", None), "mentorships": ("mentor_id", "mentee_id")})

_SHARED = 1_000
"""Fewer rows are written by one: a second transaction costs more than it saves."""


@dataclass(slots=True)
class Counts:
    """What became of rows so far."""

    written: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Importing:
    """What one pass over a folder works with; `fresh` when nobody was in the network, `write` unless it is a rehearsal.

    `known` holds the ids of all skills and communities, of the graph and of the files; `former` the survivor of each
    skill that was merged; `erased` the digests of who has erased themselves; `writers` is how many transactions may
    write rows at once.
    """

    graph: Graph
    seen: SeenKeys
    now: int
    fresh: bool
    write: bool
    known: dict[str, set[str]] = field(default_factory=lambda: {"skill": set(), "community": set()})
    counts: Counts = field(default_factory=Counts)
    former: dict[str, str] = field(default_factory=dict)
    erased: frozenset[str] = frozenset()
    writers: int = 1


def prepare(importing: Importing, file: FileRows, most: int) -> Batch:
    """The next rows that stand on their own: right, met for the first time, their skills and communities known."""
    batch = file.take(most)
    form = file.form
    faults = _erased(importing, form, batch) | _unknown(importing, form, batch) | _repeated(importing, form, batch)
    for place, fault in sorted(faults.items()):
        file.refuse(batch.lines[place], *fault)
    sound = batch.without(faults)
    _rename(importing, form, sound)
    return sound


def _rename(importing: Importing, form: FileFormat, batch: Batch) -> None:
    """Takes the survivors of merged skills for these; ids of rows stay those of what the file says."""
    former = importing.former
    for column in form.columns if former else ():
        if column.refers_to == "skill":
            values = batch.columns[column.name]
            batch.columns[column.name] = [
                former.get(each, each) if isinstance(each, str) else [former.get(one, one) for one in each]
                for each in values
            ]


def shares(importing: Importing, form: FileFormat, batch: Batch) -> list[Batch]:
    """The rows as each of the writers gets them, who have nobody in common; or in one piece, for one of them."""
    column = bulk.apart_by(f"put_{form.name}")
    if importing.writers == 1 or column is None or len(batch) < _SHARED:
        return [batch]
    whose = [crc32(each.encode()) % importing.writers for each in batch.columns[column]]
    return [batch.where(writer == each for each in whose) for writer in range(importing.writers)]


async def settle(importing: Importing, file: FileRows, batch: Batch) -> int:
    """Writes what is new or changed among the rows (a rehearsal only counts it); returns how many rows that were."""
    changed = batch if importing.fresh else await _changed(importing, file, batch)
    written = await (_write if importing.write else _rehearse)(importing, file, changed)
    importing.counts.written += written
    return written


def _repeated(importing: Importing, form: FileFormat, batch: Batch) -> Faults:
    """The rows whose key stood on an earlier line; where rows may repeat, each gets its own id instead."""
    keys = list(map(joined, batch.tuples(form.key)))
    if not form.many:
        first = importing.seen.add(form.name, keys, batch.lines)
        return {
            place: (form.key[0], f"says the same thing as line {first[line]}")
            for place, line in enumerate(batch.lines if first else ())
            if line in first
        }
    occurrences = importing.seen.count(form.name, keys)
    batch.columns["occurrence"] = occurrences
    batch.columns["id"] = [
        hashlib.blake2b(joined(each).encode(), digest_size=16).hexdigest()
        for each in zip(keys, occurrences, strict=True)
    ]
    return {}


def _erased(importing: Importing, form: FileFormat, batch: Batch) -> Faults:
    """The rows of people who have erased themselves: nobody brings them back."""
    if form.name != "people" or not importing.erased:
        return {}
    return {
        place: ("id", "whoever had this id has erased themselves; somebody new needs an id of their own")
        for place, each in enumerate(batch.columns["id"])
        if erasure_key(each) in importing.erased
    }


def _unknown(importing: Importing, form: FileFormat, batch: Batch) -> Faults:
    """The rows that name a skill or a community that there is not."""
    faults: Faults = {}
    for column in reversed(form.columns):  # of two faults of a row the first column's is told
        known = importing.known.get(column.refers_to or "")
        if known is None:
            continue
        named = [_ids(value) for value in batch.columns[column.name]]
        if known.issuperset(chain.from_iterable(named)):
            continue
        for place, wanted in enumerate(named):
            lacking = next((each for each in wanted if each not in known), None)
            if lacking is not None:
                faults[place] = (column.name, f"there is no {column.refers_to} {lacking!r}")
    return faults


def _ids(value: Any) -> Sequence[str]:
    """The ids in a cell, which holds one, several or none."""
    return (value,) if isinstance(value, str) else value or ()


async def _changed(importing: Importing, file: FileRows, batch: Batch) -> Batch:
    """The rows that the graph does not hold as they are; those that claim what belongs to others are refused."""
    form = file.form
    if form.name in _OWNED:
        batch = await _owned(importing, file, batch)
    anchor = next((column.name for column in form.columns if column.refers_to == "person"), "id")
    stored = await bulk.rows_of(importing.graph, form.name, sorted(set(batch.columns[anchor])))
    there, by_id = _by_key(form, stored), {each.id: each for each in stored} if form.many else {}
    columns = [column.name for column in form.columns]
    # Of rows that may repeat one without a time is known by its id alone: the time it was given is not in the file.
    changed = batch.where(
        not _same(by_id.get(values.get("id")) or there.get(_key(form, values)), values, columns) for _, values in batch
    )
    importing.counts.unchanged += len(batch) - len(changed)
    return changed


def _key(form: FileFormat, values: Values) -> object:
    return (*(values[column] for column in form.key), values.get("occurrence", 1))


def _by_key(form: FileFormat, stored: Sequence[Any]) -> dict[object, Any]:
    """Stored rows by the key of their file; of those that repeat, by how often the same was met before."""
    of = [attrgetter(column) for column in form.key]
    met: Counter[tuple[Any, ...]] = Counter()
    found: dict[object, Any] = {}
    for row in stored:
        key = tuple(get(row) for get in of)
        met[key] += 1
        found[*key, met[key]] = row
    return found


def _same(stored: Any, values: Mapping[str, Any], columns: Sequence[str]) -> bool:
    return stored is not None and all(
        getattr(stored, column) == values[column] or (values[column] is None and column in _KEPT) for column in columns
    )


async def _owned(importing: Importing, file: FileRows, batch: Batch) -> Batch:
    """The rows whose ids are free, or belong to the same people; a mentee who was unknown may become known."""
    one, other = _OWNED[file.form.name]
    owners = await bulk.owners(importing.graph, file.form.name, batch.columns["id"])
    taken = []
    for line, values in batch:
        owner = owners.get(values["id"])
        taken.append(
            owner is None or (owner.owner == values[one] and (other is None or owner.other in (None, values[other])))
        )
        if not taken[-1]:
            file.refuse(line, "id", f"{values['id']!r} belongs to other people in the network")
    return batch.where(taken)


async def _rehearse(importing: Importing, file: FileRows, batch: Batch) -> int:
    unmet = importing.seen.lacks("people", _people(file.form, batch))
    return len(batch) - _refuse_missing(file, batch, await bulk.missing_people(importing.graph, unmet))


async def _write(importing: Importing, file: FileRows, batch: Batch) -> int:
    matched = 0
    _weigh(file.form, batch.columns, importing.now)
    for statement, part in _statements(file.form, batch).items():
        matched += await bulk.put_columns(importing.graph, statement, part.columns, now=importing.now)
    if matched == len(batch):
        return matched
    missing = await bulk.missing_people(importing.graph, _people(file.form, batch))
    refused = _refuse_missing(file, batch, missing)
    if matched + refused != len(batch):
        raise Conflict("The network was changed by others while this import ran; import once more.", file.form.name)
    return matched


def _statements(form: FileFormat, batch: Batch) -> dict[str, Batch]:
    """Which statement writes which rows."""
    if form.name != "mentorships":
        return {f"put_{form.name}": batch}
    alone = [mentee is None for mentee in batch.columns["mentee_id"]]
    return {"put_mentorships": batch.where(not each for each in alone), "put_histories": batch.where(alone)}


def _weigh(form: FileFormat, columns: Columns, now: int) -> None:
    """Adds to evidence, and to offers as claims, what each adds to a standing (recommend/standing.py)."""
    if form.name == "evidence":
        columns["at"] = [now if at is None else at for at in columns["at"]]
        columns["increment"] = list(map(_increment, columns["kind"], columns["weight"], columns["at"]))
    elif form.name == "offers":
        columns["claim"] = [_increment("said", 1.0, since or now) for since in columns["since"]]


_increment = lru_cache(maxsize=65_536)(standing.increment)  # rows by the million, of a few thousand days


def _people(form: FileFormat, batch: Batch) -> set[str]:
    columns = [column.name for column in form.columns if column.refers_to == "person"]
    return set(chain.from_iterable(batch.columns[column] for column in columns)) - {None}


def _refuse_missing(file: FileRows, batch: Batch, missing: set[str]) -> int:
    """Refuses the rows that name people who are not there; returns how many."""
    columns = [column.name for column in file.form.columns if column.refers_to == "person"]
    refused = 0
    for line, values in batch if missing else ():
        wrong = next((column for column in columns if values[column] in missing), None)
        if wrong is not None:
            file.refuse(line, wrong, f"there is no person {values[wrong]!r}")
            refused += 1
    return refused
