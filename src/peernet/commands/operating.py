"""peernet migrate, doctor."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

import typer

from peernet import app
from peernet.commands.running import REFUSED, facts, run, table
from peernet.errors import PeernetError
from peernet.graph.engine_facts import constraint_names, engine_clock, has_people
from peernet.graph.migrations import applied, migrations
from peernet.graph.migrations import migrate as apply_missing
from peernet.graph.queries import statements
from peernet.graph.session import Graph
from peernet.settings import Settings, describe, read_settings
from peernet.use_cases.network import wall_clock

Json = Annotated[bool, typer.Option("--json", help="Print facts as JSON.")]
_MOST_CLOCK_SKEW_MS = 2000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is well, what was found, and what mends it."""

    what: str
    well: bool
    found: str
    mend: str = ""


def migrate(json: Json = False) -> None:
    """Apply the migrations that the network lacks; safe to repeat, safe when two start at once.

    Example: peernet migrate
    """
    done = run(_migrate())
    if json:
        facts({"applied": done})
    else:
        print("\n".join(f"applied {name}" for name in done) or "nothing to do")


def doctor(json: Json = False) -> None:
    """Look at the settings, the engine, versions, indexes, durability and the clock; say what mends what is wrong.

    Example: peernet doctor
    """
    findings = run(_examine())
    settings = describe(read_settings())
    if json:
        facts({"settings": [list(row) for row in settings], "findings": [_as_facts(each) for each in findings]})
    else:
        table(settings)
        print()
        table([("ok" if each.well else "WRONG", each.what, each.found) for each in findings])
        for each in findings:
            if not each.well:
                print(f"\n{each.what}: {each.mend}")
    if not all(each.well for each in findings):
        raise typer.Exit(REFUSED)


async def _migrate() -> list[str]:
    async with app.open_graph(read_settings()) as graph:
        return [migration.name for migration in await apply_missing(graph)]


async def _examine() -> list[Finding]:
    settings = read_settings()
    findings = [Finding("statements", well=True, found=f"{len(statements())} files, every header true")]
    try:
        async with app.open_graph(settings) as graph:
            checks: list[Callable[[Graph, Settings], Awaitable[Finding]]]
            checks = [_engine, _migrations, _indexes, _durability, _clock, _people]
            for check in checks:
                findings.append(await check(graph, settings))
    except PeernetError as error:
        mend = "look at PEERNET_ENGINE, _USER and _PASSWORD, and at the engine's own log"
        findings.append(Finding("engine", well=False, found=str(error), mend=mend))
    return findings


async def _engine(graph: Graph, settings: Settings) -> Finding:
    return Finding("engine", well=True, found=await graph.ping())


async def _migrations(graph: Graph, settings: Settings) -> Finding:
    have, known = {row.number for row in await applied(graph)}, migrations()
    missing = [migration.name for migration in known if migration.number not in have]
    found = f"{len(known) - len(missing)} of {len(known)} applied"
    return Finding("migrations", not missing, found, "run `peernet migrate`")


async def _indexes(graph: Graph, settings: Settings) -> Finding:
    wanted = {
        words[2]
        for migration in migrations()
        for command in migration.commands
        if (words := command.split())[1] == "CONSTRAINT"
    }
    missing = sorted(wanted - await constraint_names(graph))
    found = f"{len(wanted) - len(missing)} of {len(wanted)} constraints in force"
    return Finding("indexes", not missing, found, f"missing {', '.join(missing)}: run `peernet migrate`")


async def _durability(graph: Graph, settings: Settings) -> Finding:
    found = "every commit is flushed to disk" if settings.embedded else "the engine's own: Neo4j flushes every commit"
    return Finding("durability", well=True, found=found)


async def _clock(graph: Graph, settings: Settings) -> Finding:
    before = wall_clock()
    theirs = await engine_clock(graph)
    skew = abs(theirs - (before + wall_clock()) // 2)
    return Finding("clock", skew <= _MOST_CLOCK_SKEW_MS, f"{skew} ms apart", "set both machines' clocks by NTP")


async def _people(graph: Graph, settings: Settings) -> Finding:
    found = "there are people" if await has_people(graph) else "empty: `peernet import FOLDER` fills it"
    return Finding("network", well=True, found=found)


def _as_facts(finding: Finding) -> dict[str, object]:
    return {"what": finding.what, "well": finding.well, "found": finding.found, "mend": finding.mend}
