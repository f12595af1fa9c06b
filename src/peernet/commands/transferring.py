"""peernet import, export, generate."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from peernet.app import open_graph
from peernet.commands.running import REFUSED, console, facts, run, table
from peernet.graph.migrations import migrate
from peernet.interchange import generating
from peernet.settings import read_settings
from peernet.use_cases.export_network import ExportProgress, export_network
from peernet.use_cases.import_network import ImportResult, import_network
from peernet.use_cases.import_network import Progress as Passed

Json = Annotated[bool, typer.Option("--json", help="Print facts as JSON.")]
REJECTS = Path("rejects.csv")


def import_(
    folder: Annotated[Path, typer.Argument(help="A folder of CSV files in the import format.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")] = False,
    on_error: Annotated[
        Literal["continue", "stop"], typer.Option(help="stop: a wrong row leaves the network as it was.")
    ] = "continue",
    json: Json = False,
) -> None:
    """Load a network; the same folder twice changes nothing. Wrong rows go to rejects.csv.

    Example: peernet import ./our-network --dry-run
    """
    tell_import(run(_import(folder, dry_run=dry_run, stop=on_error == "stop")), json=json)


def tell_import(result: ImportResult, *, json: bool) -> None:
    """Says what an import took; ends the command as refused where rows were rejected."""
    if json:
        facts(_import_facts(result))
    else:
        print(
            f"{result.read:,} rows read, {result.written:,} written, {result.unchanged:,} unchanged, "
            f"{result.rejected:,} rejected in {result.seconds:.1f} s"
        )
        if result.rejected:
            print(f"see {REJECTS} for each rejected row, with file, line, column and reason")
    if result.rejected:
        raise typer.Exit(REFUSED)


def export(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder, or an earlier export.")], json: Json = False
) -> None:
    """Write the whole network in the import format; importing it elsewhere gives the same network.

    Example: peernet export ./backup
    """
    began = time.perf_counter()
    rows = run(_export(folder))
    if json:
        facts({"rows": rows, "seconds": round(time.perf_counter() - began, 3)})
    else:
        table([(name, f"{count:,}") for name, count in rows.items()])


def generate(
    folder: Annotated[Path, typer.Argument(help="Where the CSV files go.")],
    people: Annotated[int, typer.Option(min=1, max=9_999_999, help="How many people.")] = 1000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 1,
    json: Json = False,
) -> None:
    """Write a made network in the import format, heavy-tailed in skills, communities and ties.

    Example: peernet generate --people 1000 --seed 7 ./made
    """
    began = time.perf_counter()
    counts = generating.generate(folder, people, seed)
    if json:
        facts({"rows": counts.rows, "seconds": round(time.perf_counter() - began, 3)})
    else:
        print(f"{counts.rows:,} rows in {folder}")


async def _import(folder: Path, *, dry_run: bool, stop: bool) -> ImportResult:
    with progress_bar() as show:
        async with open_graph(read_settings()) as graph:
            await migrate(graph)
            return await import_network(
                graph, folder, dry_run=dry_run, stop_on_error=stop, rejects_path=REJECTS, progress=show
            )


async def _export(folder: Path) -> dict[str, int]:
    with progress_bar() as show:
        async with open_graph(read_settings()) as graph:
            await migrate(graph)
            return await export_network(graph, folder, progress=show.exported)


class Shown:
    """Feeds the progress bar."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar = bar
        self._task = task

    def __call__(self, passed: Passed) -> None:
        self._bar.update(
            self._task,
            total=passed.size,
            completed=passed.taken,
            description=f"checking {passed.file}" if passed.checking else passed.file,
            rate=f"{passed.rate:,.0f} rows/s",
        )

    def exported(self, passed: ExportProgress) -> None:
        """How far an export has come."""
        rate = passed.rows / passed.seconds if passed.seconds > 0 else 0.0
        self._bar.update(self._task, description=f"{passed.people:,} people", rate=f"{rate:,.0f} rows/s")


@contextmanager
def progress_bar() -> Iterator[Shown]:
    """A bar on standard error that is gone when the work is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        yield Shown(bar, bar.add_task("reading", total=None, rate=""))


def _import_facts(result: ImportResult) -> dict[str, object]:
    return {
        "read": result.read,
        "written": result.written,
        "unchanged": result.unchanged,
        "rejected": result.rejected,
        "seconds": round(result.seconds, 3),
    }
