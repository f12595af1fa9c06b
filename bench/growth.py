"""The commands that say what grows with a network: statements, exports, lists, and how a made network is shaped."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from bench.engines import EngineName
from bench.exporting import PAGE, measure_export, measure_lists
from bench.generated import measure_generated
from bench.networks import ROOT
from bench.options import Engine, Json, People, engines_of, finish, sizes_of
from bench.report import markdown, show
from bench.statements import measure_statements, rows_of, unasked

DATA = ROOT.parent / "shared" / "data"
STATEMENT_SIZES = (10_000, 100_000, 1_000_000)

growth = typer.Typer()


@growth.command("statements")
def statements_(
    engine: Engine = "neo4j",
    people: People = None,
    json: Json = "",
    table: Annotated[Path | None, typer.Option(help="A file for the whole table as Markdown.")] = None,
) -> None:
    """Every statement's time at several sizes, those that grow first; nothing that is written stays."""
    found = times_of_statements(engine or "neo4j", people or STATEMENT_SIZES, json)
    if table is not None:
        table.write_text(markdown(found["rows"]), encoding="utf-8")
    finish({"statements": found}, json)


@growth.command()
def export(engine: Engine = None, people: People = None, json: Json = "") -> None:
    """Rows a second of exporting a made network, and peak memory at two sizes."""
    finish({"export": exports(engines_of(engine), sizes_of(people), json)}, json)


@growth.command("lists")
def lists_(engine: Engine = None, people: People = None, json: Json = "") -> None:
    """Time of the first and the last pages of every long list, and the server's memory, at two sizes."""
    finish({"lists": lists(engines_of(engine), sizes_of(people), json)}, json)


@growth.command()
def generated(
    data: Annotated[Path, typer.Argument(help="A folder with coding_coach_mentors and ldbc_snb_sample.")] = DATA,
    json: Json = "",
) -> None:
    """How ties, skills and communities are distributed in made networks, beside public data."""
    rows = [asdict(each) for each in measure_generated(data)]
    show("Made networks beside public ones", rows, to_error=json == "-")
    finish({"generated": rows}, json)


def times_of_statements(engine: EngineName, sizes: Sequence[int], json: str) -> dict[str, Any]:
    """A row for each statement, and the names of those that no tour asks."""
    found = {}
    for size in sizes:  # half an hour for the largest: what is known by then is told
        began = time.monotonic()
        found[size] = asyncio.run(measure_statements(engine, size))
        print(f"{size:,} people: {len(found[size])} rows in {time.monotonic() - began:.0f} s", file=sys.stderr)
    rows, left = rows_of(found), unasked(found)
    show(f"Every statement on {engine} (times in ms)", rows, to_error=json == "-")
    if left and json != "-":
        print(f"Not asked by any tour: {', '.join(left)}")
    return {"engine": engine, "rows": rows, "unasked": left}


def exports(engines: Sequence[EngineName], sizes: Sequence[int], json: str) -> list[dict[str, Any]]:
    """A row for each engine and size."""
    rows = [asdict(asyncio.run(measure_export(engine, size))) for engine in engines for size in sizes]
    show("peernet export", rows, to_error=json == "-")
    return rows


def lists(engines: Sequence[EngineName], sizes: Sequence[int], json: str) -> list[dict[str, Any]]:
    """A row for each list, engine and size."""
    rows = [asdict(each) for engine in engines for size in sizes for each in asyncio.run(measure_lists(engine, size))]
    show(f"Lists over HTTP, pages of {PAGE} (times in ms)", rows, to_error=json == "-")
    return rows
