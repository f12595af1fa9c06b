"""The small files of a round, row by row: mentees.csv, mentors.csv, history.csv."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from peernet.errors import BadInput
from peernet.interchange import cells
from peernet.interchange.batch import Row
from peernet.interchange.format import Column, FileFormat
from peernet.interchange.reading import FileRows
from peernet.interchange.rejects import Reject
from peernet.model.round import MOST_PEOPLE, MOST_PLACES, MOST_WANTED

MOST_REJECTS = 1_000
_BATCH = 10_000


class Faults:
    """What is wrong with the files of a plan: everything is counted, the first thousand are kept."""

    def __init__(self) -> None:
        self.count = 0
        self.kept: list[Reject] = []

    def add(self, reject: Reject) -> None:
        """Takes one more."""
        self.count += 1
        if len(self.kept) < MOST_REJECTS:
            self.kept.append(reject)

    def in_order(self) -> tuple[Reject, ...]:
        """Those kept, in the order of files and lines; some faults of a file show only once all of it is read."""
        files = list(dict.fromkeys(reject.file for reject in self.kept))
        return tuple(sorted(self.kept, key=lambda reject: (files.index(reject.file), reject.line)))


class Amounts:
    """People and a number for each, out of one file: `numbers` by id, `lines` where each stands."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.lines: dict[str, int] = {}


def read_mentees(path: Path, faults: Faults) -> Amounts:
    """Mentees and how many mentors each wants, 1 unless said."""
    column = Column("mentors", lambda text: cells.whole(text, 1, MOST_WANTED) if text.strip() else 1)
    return _amounts(path, column, faults)


def read_mentors(path: Path, faults: Faults) -> Amounts:
    """Mentors and how many mentees each has a place for."""
    column = Column("capacity", lambda text: cells.whole(text, 0, MOST_PLACES), required=True)
    return _amounts(path, column, faults)


def read_history(path: Path, faults: Faults) -> list[tuple[str, str]]:
    """Pairs that were matched before; people who are not in this round may be among them."""
    columns = (Column("mentee_id", cells.identity, required=True), Column("mentor_id", cells.identity, required=True))
    return [(row.values["mentee_id"], row.values["mentor_id"]) for row in rows_of(path, columns, faults)]


def rows_of(path: Path, columns: tuple[Column, ...], faults: Faults) -> Iterator[Row]:
    """The rows of a file that are right; the others are added to the faults."""
    form = FileFormat(path.name.removesuffix(".csv"), columns, ())
    if not path.is_file():
        raise BadInput("there is no such file beside the plan", path.name)
    with ExitStack() as opened:
        rows = FileRows(form, path, faults.add, opened)
        while batch := rows.take(_BATCH):
            yield from batch


def _amounts(path: Path, column: Column, faults: Faults) -> Amounts:
    found = Amounts()
    name = Column("name", cells.line)
    for row in rows_of(path, (Column("id", cells.identity, required=True), column, name), faults):
        person_id = row.values["id"]
        if person_id in found.numbers:
            reason = f"{person_id!r} stands here twice; first on line {found.lines[person_id]}"
            faults.add(Reject(path.name, row.line, "id", reason))
        elif len(found.numbers) == MOST_PEOPLE:
            raise BadInput(f"has more than {MOST_PEOPLE:,} people", path.name)
        else:
            found.numbers[person_id] = row.values[column.name]
            found.lines[person_id] = row.line
    return found
