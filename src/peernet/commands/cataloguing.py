"""peernet skills import-esco."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from peernet.app import open_graph
from peernet.commands.running import REFUSED, facts, run
from peernet.commands.transferring import REJECTS, progress_bar
from peernet.graph.migrations import migrate
from peernet.settings import read_settings
from peernet.use_cases.import_esco import EscoResult, import_esco

Json = Annotated[bool, typer.Option("--json", help="Print facts as JSON.")]


def import_esco_(
    folder: Annotated[
        Path, typer.Argument(help="A folder with ESCO's official CSV files, of one language or several.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")] = False,
    json: Json = False,
) -> None:
    """Take the European catalogue of skills (ESCO) into the catalogue; the same folder twice changes nothing.

    What one file names and another lacks is reported in rejects.csv beside what is wrong, and no mistake.

    Example: peernet skills import-esco ./esco --dry-run
    """
    result = run(_import_esco(folder, dry_run=dry_run))
    if json:
        facts(asdict(result) | {"seconds": round(result.seconds, 3)})
    else:
        print(
            f"{result.read:,} rows read, {result.written:,} written, {result.unchanged:,} unchanged, "
            f"{result.reported:,} reported, {result.rejected:,} rejected in {result.seconds:.1f} s; "
            f"{result.skills:,} skills and {result.groups:,} groups of ESCO"
        )
        if result.reported or result.rejected:
            print(f"see {REJECTS} for what these files lack or have wrong, with file, line, column and reason")
    if result.rejected:
        raise typer.Exit(REFUSED)


async def _import_esco(folder: Path, *, dry_run: bool) -> EscoResult:
    with progress_bar() as show:
        async with open_graph(read_settings()) as graph:
            await migrate(graph)
            return await import_esco(graph, folder, dry_run=dry_run, rejects_path=REJECTS, progress=show)
