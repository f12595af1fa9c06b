"""A formed team begins; later it is finished, or it is called off."""

from __future__ import annotations

from peernet.errors import NotFound, WrongState
from peernet.graph import bulk, fronts
from peernet.graph import teams as store
from peernet.graph.teams import EndRow
from peernet.model.team_life import MOST_MADE, TeamState
from peernet.model.text import clean_text
from peernet.recommend import standing
from peernet.use_cases.network import Network
from peernet.use_cases.settle_merges import follow_merges

_TAKEN = "accepted"


async def start_team(network: Network, viewer_id: str, team_id: str) -> None:
    """Its members know each other from now on. Refuses with NotFound, or WrongState unless all have accepted."""
    row = await store.start_team(network.graph, viewer_id, team_id, network.clock())
    if row is None:
        raise NotFound("team")
    if row.outcome == "wrong_state":
        raise WrongState("team", row.state)


async def finish_team(network: Network, viewer_id: str, team_id: str, made: str) -> None:
    """What its members made together is kept, and shows that they know the skills of their roles.

    Others stand up for it, so it counts as endorsed; for whoever finishes it, it is their own word. Refuses with
    NotFound, or WrongState unless it has begun; BadInput for a text that is too long. Once more changes nothing.
    """
    now = network.clock()
    row = await store.end_team(
        network.graph, viewer_id, team_id, TeamState.FINISHED, clean_text(made, "made", MOST_MADE), now
    )
    _check(row)
    if row is not None:
        await _show(network, team_id, row)
        await fronts.refresh(network.graph, [member[0] for member in row.members], now)


async def call_off_team(network: Network, viewer_id: str, team_id: str) -> None:
    """Its organiser ends it, whatever state it is in; refuses with NotFound, or WrongState once it is finished."""
    now = network.clock()
    row = await store.end_team(network.graph, viewer_id, team_id, TeamState.ENDED, "", now)
    _check(row)
    if row is not None:
        await fronts.refresh(network.graph, [member[0] for member in row.members], now)


def _check(row: EndRow | None) -> None:
    if row is None:
        raise NotFound("team")
    if row.outcome == "wrong_state":
        raise WrongState("team", row.state)


async def _show(network: Network, team_id: str, row: EndRow) -> None:
    """Writes the members' evidence; its ids follow from team and member, so a retry writes the same again."""
    at = row.finished_at or network.clock()
    shown = sorted((person_id, skill_id) for person_id, skill_id, state in row.members if skill_id and state == _TAKEN)
    kinds = ["said" if person_id == row.finished_by else "endorsed" for person_id, _ in shown]
    columns = {
        "id": [f"{team_id}/{person_id}" for person_id, _ in shown],
        "person_id": [person_id for person_id, _ in shown],
        "skill_id": [skill_id for _, skill_id in shown],
        "kind": kinds,
        "weight": [1.0] * len(shown),
        "at": [at] * len(shown),
        "increment": [standing.increment(kind, 1.0, at) for kind in kinds],
    }
    await bulk.put_columns(network.graph, "put_evidence", columns)
    await follow_merges(network.graph, columns["skill_id"])
