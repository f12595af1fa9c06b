"""PEOPLE.csv: who may be in a team, with any attributes; several values in one cell are separated by `;`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from peernet.errors import BadInput
from peernet.interchange.team_rules_file import TeamRulesFile
from peernet.model.hours import weekly_slots
from peernet.model.team import MAX_LEVEL, USUAL_LEVEL, TeamCandidate

MOST_PEOPLE = 5_000
MOST_COLUMNS = 500
MOST_BYTES = 50_000_000
_NEEDED = ("id", "name")


@dataclass(frozen=True)
class _Row:
    file: str
    line: int
    cells: Mapping[str, str]

    def wrong(self, column: str, message: str) -> BadInput:
        return BadInput(message, f"{self.file}, line {self.line}, column {column}")

    def cell(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def values(self, column: str) -> tuple[str, ...]:
        return tuple(value.strip() for value in self.cells.get(column, "").split(";") if value.strip())


def read_team_people(file: Path, rules: TeamRulesFile, at_ms: int) -> list[TeamCandidate]:
    """The people in the file's order; hours are those of the week of `at_ms` (epoch ms).

    BadInput with file, line and column: a wrong encoding, a missing column, an empty row, an id twice, a bad value.
    """
    found: dict[str, TeamCandidate] = {}
    try:
        if file.stat().st_size > MOST_BYTES:
            raise BadInput(f"is larger than {MOST_BYTES:,} bytes", file.name)
        # A BOM is what spreadsheets write; `newline` is left to the csv module, as it asks.
        with file.open(encoding="utf-8-sig", newline="") as source:
            for row in _rows(source, file.name, rules):
                person = _candidate(row, rules, at_ms)
                if person.person_id in found:
                    raise row.wrong("id", f"{person.person_id!r} is there twice")
                if len(found) == MOST_PEOPLE:
                    raise BadInput(f"at most {MOST_PEOPLE:,} people", f"{file.name}, line {row.line}")
                found[person.person_id] = person
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", file.name) from error
    except UnicodeDecodeError as error:
        raise BadInput("is not UTF-8", file.name) from error
    return list(found.values())


def _rows(source: TextIO, name: str, rules: TeamRulesFile) -> Iterator[_Row]:
    reader = csv.reader(source, strict=True)
    try:
        header = _header(next(reader, []), name, rules)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                raise BadInput("the row is empty", f"{name}, line {reader.line_num}")
            if len(cells) != len(header):
                message = f"{len(cells)} cells where the header has {len(header)}"
                raise BadInput(message, f"{name}, line {reader.line_num}")
            yield _Row(name, reader.line_num, dict(zip(header, cells, strict=True)))
    except csv.Error as error:
        raise BadInput(f"is not CSV: {error}", f"{name}, line {reader.line_num}") from error


def _header(cells: Sequence[str], name: str, rules: TeamRulesFile) -> list[str]:
    """The columns by our names."""
    if len(cells) > MOST_COLUMNS:
        raise BadInput(f"at most {MOST_COLUMNS} columns, not {len(cells)}", f"{name}, line 1")
    ours = {theirs: our for our, theirs in rules.columns.items()}
    given = [cell.strip() for cell in cells]
    for theirs in ours:
        if theirs not in given:
            raise BadInput(
                f"[[columns]] of {rules.file} names a column {theirs!r} that is not there", f"{name}, line 1"
            )
    header = [ours.get(cell, cell) for cell in given]
    twice = [column for column in header if header.count(column) > 1]
    if twice:
        raise BadInput("the column is there twice", f"{name}, line 1, column {twice[0]}")
    for column in _columns_needed(rules):
        if column not in header:
            raise BadInput("the column is missing", f"{name}, line 1, column {column}")
    return header


def _columns_needed(rules: TeamRulesFile) -> Iterator[str]:
    yield from _NEEDED
    yield from (diverse.attribute for diverse in rules.rules.diverse)
    if rules.rules.roles:
        yield "skills"
    if rules.rules.minimum_hours:
        yield rules.hours
    if rules.rules.shared_language or rules.rules.language:
        yield rules.languages


def _candidate(row: _Row, rules: TeamRulesFile, at_ms: int) -> TeamCandidate:
    for column in _NEEDED:
        if not row.cell(column):
            raise row.wrong(column, "is empty")
    attributes = {each.attribute for each in rules.rules.diverse} - {"skills"}
    return TeamCandidate(
        person_id=row.cell("id"),
        name=row.cell("name"),
        languages=row.values(rules.languages),
        slots=_slots(row, rules.hours, at_ms),
        country=row.cell("country") or None,
        communities=row.values("communities"),
        skills=dict(_skill(row, value) for value in row.values("skills")),
        load=_load(row),
        values={attribute: row.values(attribute) for attribute in attributes},
    )


def _skill(row: _Row, value: str) -> tuple[str, int]:
    """`design:3` is design at level 3, `design` alone is level 3 too; letter case does not matter."""
    name, colon, level = value.rpartition(":")
    if not colon:
        return value.casefold(), USUAL_LEVEL
    if level.strip() not in {str(known) for known in range(1, MAX_LEVEL + 1)} or not name.strip():
        raise row.wrong("skills", f"{value[:60]!r} is not a skill with a level of 1 to {MAX_LEVEL}, like `design:3`")
    return name.strip().casefold(), int(level)


def _slots(row: _Row, column: str, at_ms: int) -> int | None:
    """The half hours of the week, None when the cell is empty: then they are not known."""
    windows = row.values(column)
    if not windows:
        return None
    try:
        return weekly_slots(windows, row.cell("time_zone") or "UTC", at_ms)
    except BadInput as error:
        raise row.wrong(column, error.message) from error


def _load(row: _Row) -> int:
    cell = row.cell("load") or "0"
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 4):
        raise row.wrong("load", f"{cell[:20]!r} is not a whole number from 0 to 9999")
    return int(cell)
