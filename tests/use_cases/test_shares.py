"""How the rows of an import are shared among those who write side by side."""

from __future__ import annotations

from typing import Any, cast

import pytest

from peernet.graph.session import Graph
from peernet.interchange.batch import Batch
from peernet.interchange.format import FORMATS
from peernet.interchange.seen import SeenKeys
from peernet.use_cases.importing_rows import Importing, shares


def shared(form: str, columns: dict[str, list[Any]], writers: int) -> list[Batch]:
    importing = Importing(cast(Graph, None), SeenKeys(), 0, fresh=True, write=True, writers=writers)
    lines = list(range(2, len(columns["since"]) + 2))
    return shares(importing, FORMATS[form], Batch(lines, columns))


def needs(rows: int, people: int) -> dict[str, list[Any]]:
    return {
        "id": [f"n{number}" for number in range(rows)],
        "person_id": [f"p{number % people}" for number in range(rows)],
        "since": list(range(rows)),
    }


@pytest.mark.parametrize("writers", [2, 3])
def test_nobody_is_written_by_two_and_every_row_by_one(writers: int) -> None:
    parts = shared("needs", needs(3_000, 500), writers)
    assert len(parts) == writers
    people = [set(part.columns["person_id"]) for part in parts]
    assert len(set.union(*people)) == sum(map(len, people)) == 500
    assert min(map(len, parts)) > 3_000 / writers / 2
    assert sorted(line for part in parts for line in part.lines) == list(range(2, 3_002))


def test_rows_stay_whole_and_in_their_order() -> None:
    for part in shared("needs", needs(3_000, 500), 2):
        assert part.lines == sorted(part.lines)
        assert part.columns["since"] == [line - 2 for line in part.lines]
        assert part.columns["id"] == [f"n{line - 2}" for line in part.lines]


@pytest.mark.parametrize(("rows", "writers"), [(999, 2), (3_000, 1)])
def test_few_rows_and_a_single_writer_are_not_shared(rows: int, writers: int) -> None:
    assert list(map(len, shared("needs", needs(rows, 50), writers))) == [rows]


def test_rows_between_two_people_are_not_shared() -> None:
    """Whoever writes a tie takes the locks of both."""
    ids = [f"p{number}" for number in range(2_000)]
    columns: dict[str, list[Any]] = {"from_id": ids, "to_id": ids[::-1], "since": [None] * len(ids)}
    assert len(shared("ties", columns, 2)) == 1
