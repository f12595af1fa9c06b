"""[[columns]] of RULES.toml: what the columns of a survey's export are called, and how their cells are to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from peernet.errors import BadInput
from peernet.interchange.schedule_words import Slot, slot_named
from peernet.interchange.team_tables import Table

MOST_MAPPED = 400
_KEYS = ("name", "from", "separator", "values", "when", "skill")
_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class TeamColumn:
    """One column of the file: `name` is ours, `source` theirs.

    slot: of a grid, the hours that the column stands for, which its name leaves to the cells where it says only a day
    or only a time. skill: the cell is their level in it. values: what a cell may say, by its text in small letters;
    empty: anything. where: its place in RULES.toml; empty: it is not mapped there.
    """

    name: str
    source: str
    separator: str = _SEPARATOR
    slot: Slot | None = None
    skill: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    where: str = ""


def read_columns(table: Table, hours: str) -> tuple[TeamColumn, ...]:
    """The mapped columns; `hours` is our name for the weekly hours, which a grid of columns can say."""
    found = [column for each in table.tables("columns", *_KEYS) for column in _columns(each, hours)]
    if len(found) > MOST_MAPPED:
        raise BadInput(f"at most {MOST_MAPPED} columns, not {len(found)}", table.at("columns"))
    return tuple(found)


def spaced(name: str) -> str:
    """The name of a column with single spaces: surveys put line breaks into theirs."""
    return " ".join(name.split())


def _columns(table: Table, hours: str) -> Iterator[TeamColumn]:
    name, sources = table.text("name"), _sources(table)
    separator = _separator(table)
    values = {each.casefold(): each for each in table.texts("values")}
    skill = table.text("skill").casefold() if "skill" in table.values else None
    if skill is not None and name != "skills":
        raise BadInput('belongs to a column whose name is "skills"', table.at("skill"))
    for source, slot in zip(sources, _slots(table, sources, name == hours), strict=True):
        yield TeamColumn(name, source, separator, slot, skill, values, table.where)


def _sources(table: Table) -> list[str]:
    if not isinstance(table.values.get("from"), list):
        return [spaced(table.text("from"))]
    found = [spaced(each) for each in table.texts("from")]
    if not found or not all(found):
        raise BadInput("must be the name of a column, or a list of such names", table.at("from"))
    return found


def _separator(table: Table) -> str:
    separator = table.values.get("separator", _SEPARATOR)
    if not isinstance(separator, str) or len(separator) != 1:
        raise BadInput("must be one character, like ; or ,", table.at("separator"))
    return separator


def _slots(table: Table, sources: Sequence[str], hours: bool) -> list[Slot | None]:
    """What each column of a grid stands for: several columns for the hours are one, and so is one with `when`."""
    if "when" in table.values:
        if not hours or len(sources) > 1:
            raise BadInput("belongs to one column for the weekly hours", table.at("when"))
        return [_named(table.text("when"), table.at("when"))]
    if not hours or len(sources) == 1:
        return [None] * len(sources)
    return [_named(source, table.at("from")) for source in sources]


def _named(text: str, where: str) -> Slot:
    try:
        return slot_named(text)
    except BadInput as error:
        raise BadInput(error.message, where) from error
