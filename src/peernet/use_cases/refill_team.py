"""Find somebody for the seats of a team that wait, everybody else staying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from peernet.errors import NotFound, NotPermitted, WrongState
from peernet.graph import teams as store
from peernet.graph.teams import SeatOf, SeatsRow
from peernet.model.team import TeamImpossible, TeamProposal
from peernet.model.team_life import TeamState
from peernet.model.team_missing import Missing
from peernet.use_cases.form_team import propose_team
from peernet.use_cases.form_teams import ASK_MS, asked_for
from peernet.use_cases.network import Network
from peernet.use_cases.team_wish import RoleWish, TeamWish, seats_of, wish_kept

_TRIES = 4
"""How often another is looked for when whoever was found has just been asked by somebody else."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A team with seats that wait: what it needs, and who sits where by place."""

    team_id: str
    row: SeatsRow
    wish: TeamWish
    seated: dict[int, str]

    @property
    def free(self) -> list[int]:
        return [place for place in range(self.row.seats) if place not in self.seated]


async def refill_team(network: Network, viewer_id: str, team_id: str) -> tuple[Missing, ...]:
    """What is missing for the seats that still wait; nothing when there are none.

    Whoever did not answer in time is passed over first. Refuses with NotFound, NotPermitted for a member, WrongState.
    """
    found = (await store.teams_seen(network.graph, viewer_id, [team_id], network.clock())).get(team_id)
    if found is None:
        raise NotFound("team")
    if not found.organiser:
        raise NotPermitted("organiser")
    if found.state != TeamState.PROPOSED:
        raise WrongState("team", found.state)
    return await fill_open_seats(network, team_id)


async def fill_open_seats(network: Network, team_id: str) -> tuple[Missing, ...]:
    """Asks the next best for every seat that waits; what is missing where nobody can be found."""
    missing: tuple[Missing, ...] = ()
    for _ in range(_TRIES):
        waiting = await _waiting(network, team_id)
        if waiting is None or not waiting.free:
            return ()
        found = await propose_team(network, waiting.row.organiser_id, _rest(waiting), ())
        if isinstance(found, TeamImpossible):
            return found.missing
        if await _ask(network, waiting, found.proposal):
            return ()
    return missing


async def _waiting(network: Network, team_id: str) -> _Open | None:
    row = await store.open_team_seats(network.graph, team_id, network.clock())
    if row is None:
        return None
    return _Open(team_id, row, wish_kept(row.wish), {place: person_id for person_id, place in row.members})


def _rest(waiting: _Open) -> TeamWish:
    """The wish with everybody who is there locked where they sit, and nobody asked twice."""
    seats = seats_of(waiting.wish, waiting.row.seats)
    passed = set(waiting.row.passed)
    roles = tuple(
        replace(role, holders=tuple(_seated(waiting, _places(seats, number, waiting.wish))))
        for number, role in enumerate(waiting.wish.roles)
    )
    held = sum(role.people for role in waiting.wish.roles)
    kept = {person_id for role in roles for person_id in role.holders}
    included = [each for each in waiting.wish.include if each not in passed and each not in kept]
    return replace(
        waiting.wish,
        roles=roles,
        include=(*included, *_seated(waiting, range(held, waiting.row.seats))),
        exclude=(*waiting.wish.exclude, *sorted(passed)),
        size_min=waiting.row.seats,
        size_max=waiting.row.seats,
    )


def _places(seats: Sequence[RoleWish | None], number: int, wish: TeamWish) -> range:
    """The places of the role of that number."""
    start = sum(role.people for role in wish.roles[:number])
    return range(start, min(len(seats), start + wish.roles[number].people))


def _seated(waiting: _Open, places: Sequence[int]) -> Iterator[str]:
    return (waiting.seated[place] for place in places if place in waiting.seated)


async def _ask(network: Network, waiting: _Open, proposal: TeamProposal) -> bool:
    """Asks whoever is new in the proposal; whether all could be asked."""
    now = network.clock()
    outcomes = []
    for seat in _new(waiting, proposal):
        row = await store.fill_team_seat(
            network.graph, waiting.row.organiser_id, waiting.team_id, seat, now=now, until=now + ASK_MS
        )
        outcomes.append(row is not None and row.outcome == "asked")
    return all(outcomes)


def _new(waiting: _Open, proposal: TeamProposal) -> Iterator[SeatOf]:
    """Who is new, each for a place that waits: of their role, where one of it does.

    It need not where somebody in an open seat is able to hold the role: they stay where they are, all the same.
    """
    free, kept = waiting.free, set(waiting.seated.values())
    for place, seat in enumerate(proposal.members):
        if seat.person_id not in kept:
            role = _role_number(waiting.wish, place)
            mine = next((each for each in free if _role_number(waiting.wish, each) == role), free[0])
            free.remove(mine)
            yield asked_for(seat, mine)


def _role_number(wish: TeamWish, place: int) -> int:
    """Which of the roles a place belongs to; the number after the last for an open seat."""
    ends = [sum(role.people for role in wish.roles[: number + 1]) for number in range(len(wish.roles))]
    return next((number for number, end in enumerate(ends) if place < end), len(ends))
