"""Figures as a table for people and as JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.machine import Machine, machine

Row = Mapping[str, object]


def show(title: str, rows: Sequence[Row], *, to_error: bool) -> None:
    """Prints a table; on standard error when standard output belongs to the JSON."""
    table = Table(title=title, title_justify="left")
    for column in rows[0]:
        table.add_column(column.replace("_", " "), justify="right")
    for row in rows:
        table.add_row(*(_cell(value) for value in row.values()))
    Console(stderr=to_error, width=None if sys.stdout.isatty() else 160).print(table)


def markdown(rows: Sequence[Row]) -> str:
    """The rows as a table in Markdown."""
    heads = [column.replace("_", " ") for column in rows[0]]
    lines = [heads, ["---"] * len(heads), *([_cell(value) for value in row.values()] for row in rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def describe() -> str:
    """The machine in one line, so that figures are read with it."""
    here: Machine = machine()
    return f"{here.cores} cores, {here.memory_mb} MB, Python {here.python}, load average {here.load}"


def write_json(results: Mapping[str, Any], target: str) -> None:
    """Writes every figure to a file, or to standard output for `-`."""
    text = json.dumps({"machine": asdict(machine()), **results}, indent=2) + "\n"
    if target == "-":
        sys.stdout.write(text)
    else:
        Path(target).write_text(text, encoding="utf-8")


def flat(figures: Mapping[str, Any]) -> dict[str, object]:
    """`figures` with the members of inner mappings beside the others."""
    row: dict[str, object] = {}
    for name, value in figures.items():
        row |= value if isinstance(value, dict) else {name: value}
    return row


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)
