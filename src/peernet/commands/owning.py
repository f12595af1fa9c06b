"""peernet own: one's own data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from peernet.app import open_network
from peernet.commands.helping import As
from peernet.commands.running import REFUSED, facts, run, say, table
from peernet.interchange.writing import moment_cell
from peernet.model.consent import Consent
from peernet.settings import read_settings
from peernet.use_cases.erase_own_data import erase_own_data
from peernet.use_cases.export_own_data import export_own_data
from peernet.use_cases.set_consent import own_consents, set_consent

own = typer.Typer(
    help="One's own data: taking it along, saying what it may be used for, erasing it.", no_args_is_help=True
)


@own.command()
def export(
    as_: As,
    section: Annotated[list[str] | None, typer.Option(help="Only this section; repeatable.")] = None,
    out: Annotated[Path | None, typer.Option(help="A file to write to; without, it is printed.")] = None,
) -> None:
    """Everything that the network holds about somebody, as JSON.

    Example: peernet own export --as amara --section needs --section offers
    """
    found = run(_export(as_, section))
    if out is None:
        facts(found)
    else:
        out.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


@own.command()
def consent(
    as_: As,
    yes: Annotated[list[str] | None, typer.Option(help="suggested, counted or compared; repeatable.")] = None,
    no: Annotated[list[str] | None, typer.Option(help="The same, for what is not agreed to.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print facts as JSON.")] = False,
) -> None:
    """What somebody agrees to of the optional uses of their data, and since when; or change it.

    Example: peernet own consent --as amara --no counted
    """
    found = run(_consent(as_, [*((use, True) for use in yes or ()), *((use, False) for use in no or ())]))
    if json_:
        facts({"consents": [asdict(each) for each in found]})
    else:
        table([(each.use, "yes" if each.given else "no", _since(each.since)) for each in found])


def _since(at: int | None) -> str:
    return "as usual" if at is None else f"since {moment_cell(at)}"


async def _consent(person: str, said: Sequence[tuple[str, bool]]) -> list[Consent]:
    async with open_network(read_settings()) as network:
        for use, given in said:
            await set_consent(network, person, use, given)
        return await own_consents(network, person)


@own.command()
def erase(
    as_: As,
    confirm: Annotated[str, typer.Option(help="The same id once more: this cannot be undone.")],
) -> None:
    """Erase somebody from the network; neither an import nor a token brings them back.

    Example: peernet own erase --as amara --confirm amara
    """
    if confirm != as_:
        say("--confirm has to repeat the id of the person; nothing was changed")
        raise typer.Exit(REFUSED)
    run(_erase(as_))
    print("erased")


async def _erase(person: str) -> None:
    async with open_network(read_settings()) as network:
        await erase_own_data(network, person, person)


async def _export(person: str, sections: list[str] | None) -> dict[str, Any]:
    async with open_network(read_settings()) as network:
        return await export_own_data(network, person, sections)
