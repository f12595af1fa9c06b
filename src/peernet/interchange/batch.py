"""Rows of one file, many at once: a list for each column, since most of what is done with rows is done alike to all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress
from typing import Any, NamedTuple

from peernet.interchange.format import Columns, Values


class Row(NamedTuple):
    """A row whose cells are right, and the line it begins on."""

    line: int
    values: Values


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows in the file's order: `lines` says on which line each begins, `columns` their values by the column's name."""

    lines: list[int]
    columns: Columns

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Row]:
        names = list(self.columns)
        for line, *values in zip(self.lines, *self.columns.values(), strict=True):
            yield Row(line, dict(zip(names, values, strict=True)))

    def where(self, keep: Iterable[Any]) -> Batch:
        """The rows whose place in `keep` holds something true."""
        chosen = list(keep)
        columns = {name: list(compress(values, chosen)) for name, values in self.columns.items()}
        return Batch(list(compress(self.lines, chosen)), columns)

    def without(self, places: Iterable[int]) -> Batch:
        """The rows but for those at these places, counted from 0."""
        gone = set(places)
        return self.where(place not in gone for place in range(len(self))) if gone else self

    def tuples(self, names: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """The rows as the values of some columns, in that order."""
        return zip(*(self.columns[name] for name in names), strict=True)
