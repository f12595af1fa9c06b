"""peernet skills import, import-esco, merge, unmerge."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from peernet.app import open_graph, open_network
from peernet.commands.helping import As
from peernet.commands.running import REFUSED, facts, run
from peernet.commands.transferring import REJECTS, progress_bar, tell_import
from peernet.graph.migrations import migrate
from peernet.model.skill_keeping import Keeper
from peernet.model.viewer import Viewer
from peernet.settings import read_settings
from peernet.use_cases.import_esco import EscoResult, import_esco
from peernet.use_cases.import_network import ImportResult
from peernet.use_cases.import_skills import import_skills
from peernet.use_cases.merge_skills import merge_skills, unmerge_skills
from peernet.use_cases.permission import keeper

Json = Annotated[bool, typer.Option("--json", help="Print facts as JSON.")]


def import_(
    file: Annotated[Path, typer.Argument(help="A CSV file made like skills.csv of the import format.")],
    community: Annotated[
        str | None, typer.Option(help="Id of the community whose own catalogue it is for; everybody's otherwise.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")] = False,
    json: Json = False,
) -> None:
    """Take skills into a catalogue; the same file twice changes nothing. Wrong rows go to rejects.csv.

    Example: peernet skills import ./crafts.csv --community lagos --dry-run
    """
    tell_import(run(_import(file, community, dry_run=dry_run)), json=json)


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


def merge(
    skill: Annotated[str, typer.Argument(help="Id of the skill that is merged; it goes on working.")],
    into: Annotated[str, typer.Argument(help="Id of the skill that it becomes part of.")],
    as_: As,
    json: Json = False,
) -> None:
    """Make one skill of two: offers, needs, evidence and endorsements move, and nothing counts twice.

    Example: peernet skills merge react-js react --as amara
    """
    survivor = run(_merge(as_, skill, into))
    if json:
        facts({"skill_id": survivor})
    else:
        print(f"{skill} is {survivor} from now on")


def unmerge(
    skill: Annotated[str, typer.Argument(help="Id of the skill that was merged.")], as_: As, json: Json = False
) -> None:
    """Take a merge of skills back: what was moved goes back, what came since stays with the survivor.

    Example: peernet skills unmerge react-js --as amara
    """
    run(_unmerge(as_, skill))
    if json:
        facts({"skill_id": skill})
    else:
        print(f"{skill} is a skill of its own again")


async def _merge(person: str, skill: str, into: str) -> str:
    async with open_network(read_settings()) as network:
        return await merge_skills(network, _operator(person), skill, into)


async def _unmerge(person: str, skill: str) -> None:
    async with open_network(read_settings()) as network:
        await unmerge_skills(network, _operator(person), skill)


def _operator(person: str) -> Keeper:
    """Whoever has a shell on the network's machine keeps every catalogue; the person is who is said to have done it."""
    return keeper(Viewer(person, "administrator"))


async def _import(file: Path, community: str | None, *, dry_run: bool) -> ImportResult:
    async with open_graph(read_settings()) as graph:
        await migrate(graph)
        return await import_skills(graph, file, community, dry_run=dry_run, rejects_path=REJECTS)


async def _import_esco(folder: Path, *, dry_run: bool) -> EscoResult:
    with progress_bar() as show:
        async with open_graph(read_settings()) as graph:
            await migrate(graph)
            return await import_esco(graph, folder, dry_run=dry_run, rejects_path=REJECTS, progress=show)
