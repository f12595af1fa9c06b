"""Export the whole network into a folder of CSV files."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from peernet.graph import bulk
from peernet.graph.session import Graph
from peernet.interchange.format import FORMATS
from peernet.interchange.skill_labels import by_language
from peernet.interchange.writing import FolderWriter

_OF_PEOPLE = tuple(name for name in FORMATS if name not in ("skills", "communities"))


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """People and rows written so far, and the seconds it took."""

    people: int
    rows: int
    seconds: float


async def export_network(
    graph: Graph, folder: Path, *, progress: Callable[[ExportProgress], None] = lambda _: None
) -> dict[str, int]:
    """Writes every file of the format and returns the number of rows of each; for operators, hidden people included.

    Rows stand in a total order that depends on the network alone, so two exports of one network are the same bytes.
    What follows from other rows (standing, open places, response records) is not written. The files appear together
    when all is read; members may write meanwhile, so what they change during an export may be in it or not. BadInput:
    the folder cannot be written, or holds something else.
    """
    started = time.perf_counter()
    with FolderWriter(folder) as writer:
        async for skill in bulk.all_skills(graph):
            writer.write("skills", by_language(asdict(skill)))
        async for community in bulk.all_communities(graph):
            writer.write("communities", [asdict(community)])
        async for ids in bulk.person_ids(graph):
            await _write_page(graph, writer, ids)
            rows = sum(writer.counts.values())
            progress(ExportProgress(writer.counts["people"], rows, time.perf_counter() - started))
        await asyncio.to_thread(writer.complete)
        return writer.counts


async def _write_page(graph: Graph, writer: FolderWriter, ids: Sequence[str]) -> None:
    """The rows that begin at these people; each page is sorted here, so no engine's order of ties matters."""
    for name in _OF_PEOPLE:
        rows = await bulk.rows_of(graph, name, ids)
        await asyncio.to_thread(writer.write, name, _sorted(name, rows, ids))


def _sorted(name: str, rows: Iterable[Any], ids: Sequence[str]) -> list[dict[str, Any]]:
    anchor = next((column.name for column in FORMATS[name].columns if column.refers_to == "person"), "id")
    place = {person_id: number for number, person_id in enumerate(ids)}
    columns = [column.name for column in FORMATS[name].columns]
    flat = [{field.name: getattr(row, field.name) for field in fields(row)} for row in rows]
    return sorted(flat, key=lambda row: (place[row[anchor]], *(_orderly(row[column]) for column in columns)))


def _orderly(value: Any) -> tuple[bool, Any]:
    """Something to sort by for values of one column, None among them."""
    return value is None, "" if value is None else value
