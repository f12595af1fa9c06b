"""The rows of an import that begin at a person: prepared, compared with what is there, and written, batch by batch."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from peernet.errors import Conflict
from peernet.graph import bulk
from peernet.graph.session import Graph
from peernet.interchange.format import Fault, FileFormat, Values
from peernet.interchange.reading import FileRows, Row
from peernet.interchange.seen import SeenKeys, joined
from peernet.recommend import standing

_KEPT = frozenset({"since", "at", "active_at"})
"""Times that stay as they are when a row does not give them; a new row without them begins when it is imported."""
_OWNED = MappingProxyType({"needs": ("person_id", None), "mentorships": ("mentor_id", "mentee_id")})


@dataclass(slots=True)
class Counts:
    """What became of rows so far."""

    written: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Importing:
    """What one pass over a folder works with; `fresh` when nobody was in the network, `write` unless it is a rehearsal.

    `known` holds the ids of all skills and communities, of the graph and of the files.
    """

    graph: Graph
    seen: SeenKeys
    now: int
    fresh: bool
    write: bool
    known: dict[str, set[str]] = field(default_factory=lambda: {"skill": set(), "community": set()})
    counts: Counts = field(default_factory=Counts)


def prepare(importing: Importing, file: FileRows, most: int) -> list[Row]:
    """The next rows that stand on their own: right, met for the first time, their skills and communities known."""
    rows = file.take(most)
    form = file.form
    repeated = _tell_apart(importing, form, rows)
    columns = [(column.name, column.refers_to) for column in form.columns if column.refers_to in importing.known]
    taken = []
    for row in rows:
        fault = _unknown(importing, columns, row.values)
        if row.line in repeated:
            fault = (form.key[0], f"says the same thing as line {repeated[row.line]}")
        if fault is None:
            taken.append(row)
        else:
            file.refuse(row.line, *fault)
    return taken


async def settle(importing: Importing, file: FileRows, rows: Sequence[Row]) -> int:
    """Writes what is new or changed among the rows (a rehearsal only counts it); returns how many rows that were."""
    changed = rows if importing.fresh else await _changed(importing, file, rows)
    written = await (_write if importing.write else _rehearse)(importing, file, changed)
    importing.counts.written += written
    return written


def _tell_apart(importing: Importing, form: FileFormat, rows: Sequence[Row]) -> dict[int, int]:
    """Lines of rows whose key stood on an earlier line -> that line; where rows may repeat, each gets its own id."""
    keys = [(joined(row.values[column] for column in form.key), row.line) for row in rows]
    if not form.many:
        return importing.seen.add(form.name, keys)
    for row, (key, _) in zip(rows, keys, strict=True):
        occurrence = importing.seen.count(form.name, key)
        row.values["occurrence"] = occurrence
        row.values["id"] = hashlib.blake2b(joined((key, occurrence)).encode(), digest_size=16).hexdigest()
    return {}


def _unknown(importing: Importing, columns: Sequence[tuple[str, Any]], values: Values) -> Fault | None:
    for column, noun in columns:
        value = values[column]
        for wanted in value if isinstance(value, list) else (value,):
            if wanted is not None and wanted not in importing.known[noun]:
                return column, f"there is no {noun} {wanted!r}"
    return None


async def _changed(importing: Importing, file: FileRows, rows: Sequence[Row]) -> list[Row]:
    """The rows that the graph does not hold as they are; those that claim what belongs to others are refused."""
    form = file.form
    if form.name in _OWNED:
        rows = await _owned(importing, file, rows)
    anchor = next((column.name for column in form.columns if column.refers_to == "person"), "id")
    people = sorted({row.values[anchor] for row in rows})
    stored = await bulk.rows_of(importing.graph, form.name, people)
    there, by_id = _by_key(form, stored), {each.id: each for each in stored} if form.many else {}
    columns = [column.name for column in form.columns]
    # Of rows that may repeat one without a time is known by its id alone: the time it was given is not in the file.
    changed = [
        row
        for row in rows
        if not _same(by_id.get(row.values.get("id")) or there.get(_key(form, row.values)), row.values, columns)
    ]
    importing.counts.unchanged += len(rows) - len(changed)
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


async def _owned(importing: Importing, file: FileRows, rows: Sequence[Row]) -> list[Row]:
    """The rows whose ids are free, or belong to the same people; a mentee who was unknown may become known."""
    one, other = _OWNED[file.form.name]
    owners = await bulk.owners(importing.graph, file.form.name, [row.values["id"] for row in rows])
    taken = []
    for row in rows:
        owner = owners.get(row.values["id"])
        if owner is None or (
            owner.owner == row.values[one] and (other is None or owner.other in (None, row.values[other]))
        ):
            taken.append(row)
        else:
            file.refuse(row.line, "id", f"{row.values['id']!r} belongs to other people in the network")
    return taken


async def _rehearse(importing: Importing, file: FileRows, rows: Sequence[Row]) -> int:
    unmet = importing.seen.lacks("people", _people(file.form, rows))
    return len(rows) - _refuse_missing(file, rows, await bulk.missing_people(importing.graph, unmet))


async def _write(importing: Importing, file: FileRows, rows: Sequence[Row]) -> int:
    matched = 0
    for row in rows:
        _weigh(file.form, row.values, importing.now)
    for statement, part in _statements(file.form, rows).items():
        matched += await bulk.put(importing.graph, statement, part, now=importing.now)
    if matched == len(rows):
        return matched
    missing = await bulk.missing_people(importing.graph, _people(file.form, rows))
    refused = _refuse_missing(file, rows, missing)
    if matched + refused != len(rows):
        raise Conflict("The network was changed by others while this import ran; import once more.", file.form.name)
    return matched


def _statements(form: FileFormat, rows: Sequence[Row]) -> dict[str, list[Values]]:
    """Which statement writes which rows."""
    if form.name == "mentorships":
        paired: dict[str, list[Values]] = {"put_mentorships": [], "put_histories": []}
        for row in rows:
            paired["put_mentorships" if row.values["mentee_id"] else "put_histories"].append(row.values)
        return paired
    return {f"put_{form.name}": [row.values for row in rows]}


def _weigh(form: FileFormat, values: Values, now: int) -> None:
    """Adds to a row of evidence, and to an offer as a claim, what it adds to a standing (recommend/standing.py)."""
    if form.name == "evidence":
        values["at"] = now if values["at"] is None else values["at"]
        values["increment"] = standing.increment(values["kind"], values["weight"], values["at"])
    elif form.name == "offers":
        values["claim"] = standing.increment("said", 1.0, values["since"] or now)


def _people(form: FileFormat, rows: Sequence[Row]) -> set[str]:
    columns = [column.name for column in form.columns if column.refers_to == "person"]
    return {row.values[column] for row in rows for column in columns} - {None}


def _refuse_missing(file: FileRows, rows: Sequence[Row], missing: set[str]) -> int:
    """Refuses the rows that name people who are not there; returns how many."""
    columns = [column.name for column in file.form.columns if column.refers_to == "person"]
    refused = 0
    for row in rows if missing else ():
        wrong = next((column for column in columns if row.values[column] in missing), None)
        if wrong is not None:
            file.refuse(row.line, wrong, f"there is no person {row.values[wrong]!r}")
            refused += 1
    return refused
