"""peernet audit, own audit."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from peernet.app import open_network
from peernet.commands.asking import Json
from peernet.commands.helping import As
from peernet.commands.running import facts, run, table
from peernet.interchange.writing import moment_cell
from peernet.model.audit import AuditEntry
from peernet.model.policy import Act
from peernet.model.viewer import Viewer
from peernet.settings import read_settings
from peernet.use_cases.audit_trail import as_seen, community_trail, own_trail
from peernet.use_cases.permission import permitted

First = Annotated[int, typer.Option(min=1, max=100, help="How many at most, the newest first.")]


def audit(
    as_: As,
    community: Annotated[str, typer.Option(help="Id of the community; the person has to organise it.")],
    first: First = 20,
    json: Json = False,
) -> None:
    """Who used what an organiser of a community may, and who looked at what only they see.

    Example: peernet audit --as diego --community madrid
    """
    _tell(run(_audit(as_, community, first)), json)


def own_audit(as_: As, first: First = 20, json: Json = False) -> None:
    """What those who run communities did that concerns somebody.

    Example: peernet own audit --as amara
    """
    _tell(run(_own_audit(as_, first)), json)


async def _audit(person: str, community: str, first: int) -> list[AuditEntry]:
    async with open_network(read_settings()) as network:
        viewer = Viewer(person, "member")
        await permitted(network, viewer, community, Act.AUDIT)
        return await as_seen(network, person, await community_trail(network, viewer, community, limit=first))


async def _own_audit(person: str, first: int) -> list[AuditEntry]:
    async with open_network(read_settings()) as network:
        return await as_seen(network, person, await own_trail(network, person, limit=first))


def _tell(found: list[AuditEntry], as_json: bool) -> None:
    if as_json:
        facts({"entries": [asdict(each) for each in found]})
    else:
        table([_line(each) for each in found])


def _line(each: AuditEntry) -> tuple[str, ...]:
    who = f"{each.role} {each.actor_id or ''}".strip()
    concerns = each.person_id or each.thing_id or ""
    return (moment_cell(each.at), each.act, " ".join(each.words), who, concerns, each.community_id or "")
