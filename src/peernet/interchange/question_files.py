"""Questions with what really happened: QUERIES.csv and TRUTH.csv, by which suggestions are judged."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peernet.errors import BadInput
from peernet.interchange import cells
from peernet.interchange.format import Column, FileFormat, Values
from peernet.interchange.reading import FileRows
from peernet.interchange.rejects import Reject

_BATCH = 5_000
_MOST_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One line of QUERIES.csv: `skills` are ids or words, `as_person` None for an asker without an account.

    A question may ask for nothing, as such files have it.

    level: 1 to 5 or None; at: epoch milliseconds or None for now.
    """

    id: str
    as_person: str | None
    skills: tuple[str, ...]
    goal: str
    community_id: str | None
    level: int | None
    at: int | None


Truth = dict[str, dict[str, float]]
"""By question the people who turned out right, each with a gain above 0."""


def read_questions(path: Path) -> list[AskedQuestion]:
    """The questions in the order of the file; BadInput with file, line and column for the first that cannot be."""
    rows = _read(path, "queries", _QUERY_COLUMNS, ("query_id",))
    return [
        AskedQuestion(
            row["query_id"],
            row["as_person"],
            tuple(row["skills"]),
            row["goal"],
            row["community_id"],
            row["level"],
            row["at"],
        )
        for row in rows
    ]


def read_truth(path: Path) -> Truth:
    """The truth, questions in the order of the file; BadInput as in `read_questions`."""
    truth: Truth = {}
    for row in _read(path, "truth", _TRUTH_COLUMNS, ("query_id", "person_id")):
        truth.setdefault(row["query_id"], {})[row["person_id"]] = row["gain"]
    return truth


def _read(path: Path, name: str, columns: tuple[Column, ...], key: tuple[str, ...]) -> list[Values]:
    form = FileFormat(name, columns, key)
    wrong: list[Reject] = []
    rows: list[Values] = []
    met: dict[tuple[Any, ...], int] = {}
    with ExitStack() as opened:
        file = FileRows(form, path, wrong.append, opened)
        while taken := file.take(_BATCH):
            for row in taken:
                first = met.setdefault(tuple(row.values[column] for column in key), row.line)
                if first != row.line:
                    file.refuse(row.line, key[-1], f"says the same thing as line {first}")
                rows.append(row.values)
            _refuse_many(path, rows, wrong)
    _refuse_many(path, rows, wrong)
    if not rows:
        raise BadInput("holds no row", path.name)
    return rows


def _refuse_many(path: Path, rows: list[Values], wrong: list[Reject]) -> None:
    if wrong:
        first = min(wrong, key=lambda reject: reject.line)
        raise BadInput(first.reason, f"{path.name}, line {first.line}, {first.column or 'the whole row'}")
    if len(rows) > _MOST_ROWS:
        raise BadInput(f"has more than {_MOST_ROWS:,} rows", path.name)


_QUERY_COLUMNS = (
    Column("query_id", cells.identity, required=True),
    Column("as_person", cells.one_id),
    Column("skills", cells.names),
    Column("goal", cells.prose),
    Column("community_id", cells.one_id),
    Column("level", cells.level),
    Column("at", cells.moment),
)
_TRUTH_COLUMNS = (
    Column("query_id", cells.identity, required=True),
    Column("person_id", cells.identity, required=True),
    Column("gain", cells.weight),
)
