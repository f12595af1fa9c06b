"""PEOPLE.csv: who may be in a team, with any attributes, as surveys export them.

Several values in one cell are separated by `;` or what RULES.toml says. A wrong cell is told by its line and its
column, the others are read on, so that all that is wrong is told at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from peernet.errors import BadInput
from peernet.interchange import cells
from peernet.interchange.rejects import Reject
from peernet.interchange.round_rows import Faults
from peernet.interchange.schedule_words import gridded_windows, listed_windows, merged
from peernet.interchange.survey_rows import SurveyRow, SurveyRows, open_survey
from peernet.interchange.team_columns import TeamColumn
from peernet.interchange.team_rules_file import TeamRulesFile
from peernet.interchange.world_names import country_code, language_tag
from peernet.model.grouping import MOST_GROUPED
from peernet.model.hours import weekly_slots
from peernet.model.team import MAX_LEVEL, USUAL_LEVEL, TeamCandidate, TeamRules

Read = TypeVar("Read")

MOST_CANDIDATES = 5_000
"""People of whom one team is chosen."""
_NEEDED = ("id", "name")
_KNOWN = (*_NEEDED, "skills", "country", "communities", "time_zone", "load", "knows")


@dataclass(frozen=True)
class SurveyPeople:
    """The people in the file's order, and who was in a team with whom before, as they say: pairs of ids."""

    people: tuple[TeamCandidate, ...]
    earlier: tuple[tuple[str, str], ...]


class _WrongCell(Exception):
    """A cell that cannot be taken; `column` is the file's name of it."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True)
class _Person:
    """One row, its cells by our names of their columns; `wrong` are those that could not be taken, each once."""

    cells: Mapping[str, Sequence[tuple[TeamColumn, str]]]
    wrong: list[_WrongCell] = field(default_factory=list)

    def one(self, name: str) -> str:
        """The text of the one column of that name; empty where there is none."""
        return next((cell.strip() for _, cell in self.cells.get(name, ())), "")

    def note(self, error: _WrongCell) -> None:
        """Keep what is wrong with a cell, once."""
        if all((each.column, str(each)) != (error.column, str(error)) for each in self.wrong):
            self.wrong.append(error)

    def refuse(self, name: str, message: str) -> None:
        """Keep what is wrong with the one column of that name."""
        self.note(_WrongCell(next((column.source for column, _ in self.cells.get(name, ())), name), message))

    def checked(self, name: str, read: Callable[[str], Read], instead: Read) -> Read:
        """What `read` makes of the one cell of that name; `instead` where it cannot be taken."""
        try:
            return read(self.one(name))
        except BadInput as error:
            self.refuse(name, error.message)
            return instead

    def parts(self, name: str, read: Callable[[TeamColumn, str], Read]) -> list[Read]:
        """What `read` makes of each value in the columns of that name, but for cells that cannot be taken."""
        found: list[Read] = []
        for column, cell in self.cells.get(name, ()):
            try:
                found += [read(column, part) for part in _parts(column, cell)]
            except _WrongCell as error:
                self.note(error)
        return found

    def values(self, name: str) -> tuple[str, ...]:
        """The values, each once, spelt as RULES.toml lists them where it does."""
        return tuple(dict.fromkeys(self.parts(name, _value)))


def _parts(column: TeamColumn, cell: str) -> list[str]:
    parts = [part for raw in cell.split(column.separator) if (part := raw.strip())]
    if len(parts) > cells.MOST_ITEMS:
        raise _WrongCell(column.source, f"has {len(parts):,} values; {cells.MOST_ITEMS} are the most")
    return parts


def read_team_people(file: Path, rules: TeamRulesFile, at_ms: int, faults: Faults) -> SurveyPeople:
    """The people of the file; hours are those of the week that the rules name, or of `at_ms` (epoch ms).

    Rows that are wrong go to `faults`. BadInput: the file or its columns cannot be taken at all, or it is too long.
    """
    found: dict[str, TeamCandidate] = {}
    lines: dict[str, int] = {}
    earlier: set[tuple[str, str]] = set()
    most = MOST_CANDIDATES if isinstance(rules.rules, TeamRules) else MOST_GROUPED
    week = at_ms if rules.week is None else rules.week
    with open_survey(file) as source:
        rows = SurveyRows(source, file.name, faults.add)
        columns = _columns(rows.header, file.name, rules)
        for row in rows:
            if len(found) == most:
                raise BadInput(f"at most {most:,} people", f"{file.name}, line {row.line}")
            person = _Person(_by_name(columns, row))
            candidate = _candidate(person, rules, week)
            partners = list(_partners(person, candidate.person_id, rules.previous))
            if candidate.person_id in found:
                person.refuse(
                    "id", f"{candidate.person_id!r} is there twice, first on line {lines[candidate.person_id]}"
                )
            for error in person.wrong:
                faults.add(Reject(file.name, row.line, error.column, str(error)))
            if not person.wrong:
                earlier.update(partners)
                found[candidate.person_id] = candidate
                lines[candidate.person_id] = row.line
    return SurveyPeople(tuple(found.values()), tuple(sorted(earlier)))


def _columns(header: Sequence[str], name: str, rules: TeamRulesFile) -> list[tuple[int, TeamColumn]]:
    """What is read, each with its place in a row; columns that no rule speaks of are left alone."""
    for column in rules.columns:
        if column.source not in header:
            message = f"{column.where} names a column {column.source!r} that is not there"
            raise BadInput(message, f"{name}, line 1")
    mapped = {column.source for column in rules.columns}
    needed = set(_columns_needed(rules))
    plain = [TeamColumn(each, each) for each in dict.fromkeys(header) if each not in mapped]
    read = [*rules.columns, *(each for each in plain if each.name in needed.union(_KNOWN, _read_by(rules)))]
    _check_twice(header, read, rules, name)
    missing = sorted(needed - {each.name for each in read})
    if missing:
        raise BadInput("the column is missing", f"{name}, line 1, column {missing[0]}")
    return [(header.index(column.source), column) for column in read]


def _check_twice(header: Sequence[str], read: Sequence[TeamColumn], rules: TeamRulesFile, name: str) -> None:
    mapped = {column.name for column in rules.columns}
    twice = [each.source for each in read if header.count(each.source) > 1]
    twice += [each.name for each in read if not each.where and each.name in mapped]
    lone = Counter(each.name for each in read if each.name in (*_NEEDED, "time_zone", "load", "country"))
    twice += [each for each, count in lone.items() if count > 1]
    if twice:
        raise BadInput("the column is there twice", f"{name}, line 1, column {twice[0]}")


def _columns_needed(rules: TeamRulesFile) -> Iterator[str]:
    yield from _NEEDED
    yield from rules.attributes
    if rules.rules.roles:
        yield "skills"
    if rules.rules.minimum_hours:
        yield rules.hours
    if rules.rules.shared_language or rules.rules.language:
        yield rules.languages


def _read_by(rules: TeamRulesFile) -> tuple[str, ...]:
    return rules.hours, rules.languages, rules.previous


def _by_name(columns: Sequence[tuple[int, TeamColumn]], row: SurveyRow) -> dict[str, list[tuple[TeamColumn, str]]]:
    found: dict[str, list[tuple[TeamColumn, str]]] = {}
    for place, column in columns:
        found.setdefault(column.name, []).append((column, row.cells[place]))
    return found


def _candidate(person: _Person, rules: TeamRulesFile, week: int) -> TeamCandidate:
    """The person of the row, as far as their cells can be taken."""
    person_id = person.checked("id", cells.identity, "")
    skills = dict(person.parts("skills", _skill))
    return TeamCandidate(
        person_id=person_id,
        name=person.checked("name", cells.name, ""),
        languages=tuple(dict.fromkeys(person.parts(rules.languages, _language))),
        slots=_slots(person, rules, week),
        country=country_code(person.checked("country", cells.line, "")) or None,
        communities=person.values("communities"),
        skills={skill: level for skill, level in skills.items() if level},
        knows=frozenset(person.values("knows")) - {person_id},
        load=person.checked("load", lambda text: cells.whole(text or "0", 0, 9999), 0),
        values={each: _attribute(person, each, rules) for each in rules.attributes if each != "skills"},
    )


def _attribute(person: _Person, name: str, rules: TeamRulesFile) -> tuple[str, ...]:
    """The values of an attribute: languages and countries by their tags and codes, however people write them."""
    if name == rules.languages:
        return tuple(dict.fromkeys(person.parts(name, _language)))
    values = person.values(name)
    return tuple(dict.fromkeys(map(country_code, values))) if name == "country" else values


def _value(column: TeamColumn, part: str) -> str:
    if column.values:
        listed = column.values.get(part.casefold())
        if listed is None:
            known = ", ".join(list(column.values.values())[:12])
            raise _WrongCell(column.source, f"{part[:60]!r} is not one of {known}")
        return listed
    try:
        return cells.line(part)
    except BadInput as error:
        raise _WrongCell(column.source, error.message) from error


def _language(column: TeamColumn, part: str) -> str:
    try:
        return language_tag(part)
    except BadInput as error:
        raise _WrongCell(column.source, error.message) from error


def _skill(column: TeamColumn, part: str) -> tuple[str, int]:
    """`design:3` is design at level 3, `design` alone is level 3 too; letter case does not matter.

    In a column of one skill the cell is the level, 0 for none.
    """
    if column.skill is not None:
        if part not in {str(known) for known in range(MAX_LEVEL + 1)}:
            raise _WrongCell(column.source, f"{part[:60]!r} is not a level from 0 (none) to {MAX_LEVEL}")
        return column.skill, int(part)
    name, colon, level = part.rpartition(":")
    if not colon:
        return _value(column, part).casefold(), USUAL_LEVEL
    if level.strip() not in {str(known) for known in range(1, MAX_LEVEL + 1)} or not name.strip():
        message = f"{part[:60]!r} is not a skill with a level of 1 to {MAX_LEVEL}, like `design:3`"
        raise _WrongCell(column.source, message)
    return _value(column, name.strip()).casefold(), int(level)


def _slots(person: _Person, rules: TeamRulesFile, week: int) -> int | None:
    """The half hours of the week, None where nothing is said of them: then they are not known."""
    zone = person.checked("time_zone", cells.time_zone, "") or rules.time_zone
    windows: list[str] = []
    for column, cell in person.cells.get(rules.hours, ()):
        try:
            windows += gridded_windows(column.slot, cell) if column.slot else listed_windows(cell)
        except BadInput as error:
            person.note(_WrongCell(column.source, error.message))
    if not windows and not any(cell.strip() for _, cell in person.cells.get(rules.hours, ())):
        return None
    try:
        return weekly_slots(merged(windows), zone, week)
    except BadInput as error:
        person.refuse(rules.hours, error.message)
        return None


def _partners(person: _Person, person_id: str, previous: str) -> Iterator[tuple[str, str]]:
    """Pairs in the order of ids, so that a pair that both name is one."""
    for other in person.values(previous):
        if other != person_id:
            yield (person_id, other) if person_id < other else (other, person_id)
