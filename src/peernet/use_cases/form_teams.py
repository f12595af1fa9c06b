"""Form a team for a project: its proposal is kept and its members are asked."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from peernet.errors import BadInput, LimitReached, MembersUnavailable, NotFound
from peernet.graph import fronts
from peernet.graph import teams as store
from peernet.graph.teams import SeatOf
from peernet.model.team import TeamImpossible, TeamProposal, TeamSeat
from peernet.model.team_life import ASK_DAYS, MOST_OPEN_TEAMS
from peernet.model.team_reasons import FillsRole
from peernet.model.text import clean_line
from peernet.use_cases.form_team import propose_team
from peernet.use_cases.network import Network
from peernet.use_cases.team_wish import TeamWish, kept_wish, seats_of

ASK_MS = ASK_DAYS * 86_400_000
_KEYS = uuid.UUID("6a0c1c5e-2f5d-4f63-9d0b-3b1c7a4f5e21")


@dataclass(frozen=True, slots=True)
class TeamsAsk:
    """A project's name and what it needs; person_ids: who sits where, in the order of the seats, as it was proposed.

    Without them the best team is formed. key: the client's own, the same one makes one team however often.
    """

    name: str
    wish: TeamWish
    person_ids: tuple[str, ...] = ()
    key: str | None = None


async def form_teams(network: Network, viewer_id: str, ask: TeamsAsk, languages: Sequence[str]) -> str | TeamImpossible:
    """The id of the team, every member of it asked; or what is missing for one, and then nobody is asked.

    Every rule is judged again, as the network is now. Refuses with NotFound (skill, community, person, profile),
    MembersUnavailable (somebody whom another organiser has got in the meantime, too), LimitReached; BadInput for a wish
    that cannot be.
    """
    name = clean_line(ask.name, "name", 200)
    team_id = _id(viewer_id, ask.key)
    now = network.clock()
    if await _is_there(network, viewer_id, team_id):
        return team_id
    found = await propose_team(network, viewer_id, _locked(ask), languages)
    if isinstance(found, TeamImpossible):
        # The same key may have formed it meanwhile, and taken the places that are missing now.
        return team_id if await _is_there(network, viewer_id, team_id) else found
    row = await store.form_team(
        network.graph,
        viewer_id,
        team_id,
        facts={
            "name": name,
            "language": found.proposal.language,
            "wish": kept_wish(ask.wish, found.rules.roles),
        },
        seats=[asked_for(seat, place) for place, seat in enumerate(found.proposal.members)],
        holds=True,
        now=now,
        until=now + ASK_MS,
        most=MOST_OPEN_TEAMS,
    )
    _check(row)
    await fronts.refresh(network.graph, _own(viewer_id, found.proposal), now)
    return team_id


def asked_for(seat: TeamSeat, place: int) -> SeatOf:
    """The seat of a proposal as it is asked for."""
    skill_id = next((reason.skill_id for reason in seat.reasons if isinstance(reason, FillsRole)), None)
    return SeatOf(seat.person_id, place, seat.role, skill_id, seat.level)


async def _is_there(network: Network, viewer_id: str, team_id: str) -> bool:
    return team_id in await store.teams_seen(network.graph, viewer_id, [team_id], network.clock())


def _check(row: store.FormRow | None) -> None:
    if row is None:
        raise NotFound("profile")
    if row.outcome == "not_found":
        raise NotFound("person")
    if row.outcome == "unavailable":
        raise MembersUnavailable(tuple(sorted(row.unavailable)))
    if row.outcome == "too_many":
        raise LimitReached("teams", MOST_OPEN_TEAMS)


def _id(viewer_id: str, key: str | None) -> str:
    if key is None:
        return str(uuid.uuid4())
    return str(uuid.uuid5(_KEYS, f"{viewer_id}\n{clean_line(key, 'idempotencyKey', 200)}"))


def _locked(ask: TeamsAsk) -> TeamWish:
    """The wish with the given people in the seats that they are given for."""
    if not ask.person_ids:
        return ask.wish
    taken = sum(role.people for role in ask.wish.roles)
    if len(ask.person_ids) < taken or len(set(ask.person_ids)) < len(ask.person_ids):
        raise BadInput(f"name a different person for each seat, {taken} at least", "personIds")
    seats = seats_of(ask.wish, len(ask.person_ids))
    roles = tuple(
        replace(role, holders=tuple(_holders(ask.person_ids, seats, place)))
        for role, place in zip(ask.wish.roles, _starts(ask.wish), strict=True)
    )
    size = len(ask.person_ids)
    return replace(ask.wish, roles=roles, include=ask.person_ids[taken:], size_min=size, size_max=size)


def _holders(person_ids: Sequence[str], seats: Sequence[object], start: int) -> Iterator[str]:
    role = seats[start]
    for person_id, seat in zip(person_ids[start:], seats[start:], strict=True):
        if seat is not role:
            break
        yield person_id


def _starts(wish: TeamWish) -> Iterator[int]:
    start = 0
    for role in wish.roles:
        yield start
        start += role.people


def _own(viewer_id: str, proposal: TeamProposal) -> list[str]:
    """The viewer, where they sit in the team themself: they have taken a place by forming it."""
    return [seat.person_id for seat in proposal.members if seat.person_id == viewer_id]
