"""Form one team for a project: the best there is, or what is missing.

`form_team` is the door of this package. The solver (some 80 MB) is imported inside the functions that need one, so
that a process which is never asked for a team never loads it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from peernet.model.team import TeamCandidate, TeamImpossible, TeamProposal, TeamRules
from peernet.model.team_missing import Missing, MissingMember, NoSeat, NotDecided, TooManySeats
from peernet.recommend.teams.pool import Pool, pool_of
from peernet.recommend.teams.propose import propose

if TYPE_CHECKING:
    from peernet.recommend.teams.solve import Best, Clock, Undecided


def form_team(
    rules: TeamRules, candidates: Sequence[TeamCandidate], seconds: float = 5.0, seed: int = 1
) -> TeamProposal | TeamImpossible:
    """The best team of these candidates, in whatever order they come, or the least that is missing for one.

    Better is: a better fit to the roles, then more variety, then fewer repeated pairs, then more reachable yet new
    members, then less load (`worth`). `seconds` bounds the search on one core; when it runs out the best so far comes
    with `proved` false, and nothing at all with `NotDecided`. BadInput when two candidates have one id.
    """
    pool = pool_of(rules, candidates)
    obstacles = tuple(_plain_obstacles(pool))
    if obstacles:
        return TeamImpossible(obstacles)
    from peernet.recommend.teams.solve import Best, Clock

    clock = Clock(seconds, seed)
    best = _best(pool, clock)
    if isinstance(best, Best):
        return propose(pool, best.seats, best.likeness_bound, best.proved)
    return TeamImpossible(_why_not(pool, clock, seconds) if best is None else (NotDecided(seconds),))


def _best(pool: Pool, clock: Clock) -> Best | Undecided | None:
    """The best team of the smallest size that there is a team of."""
    from peernet.recommend.teams.solve import best_team

    for size in range(pool.rules.smallest, pool.rules.largest + 1):
        best = best_team(pool, size, clock)
        if best is not None:
            return best
    return None


def _why_not(pool: Pool, clock: Clock, seconds: float) -> tuple[Missing, ...]:
    from peernet.recommend.teams.missing import missing

    found = missing(pool, clock)
    return found if isinstance(found, tuple) else (NotDecided(seconds),)


def _plain_obstacles(pool: Pool) -> Iterator[Missing]:
    """What can be seen without searching."""
    rules = pool.rules
    if rules.largest < rules.smallest:
        yield TooManySeats(rules.smallest, rules.largest)
    for person_id in rules.named:
        place = pool.place.get(person_id)
        if place is None:
            yield MissingMember(person_id)
        elif not any(place in row for row in _seats_for(pool, person_id)):
            yield NoSeat(person_id)


def _seats_for(pool: Pool, person_id: str) -> Iterator[Container[int]]:
    """For each row of seats that somebody whom the rules name may sit in: who can have one of them."""
    rules = pool.rules
    locked = [fits for role, fits in zip(rules.roles, pool.fits, strict=True) if person_id in role.holders]
    yield from locked or pool.fits
    if not locked and rules.largest > rules.seats:
        yield range(len(pool.people))
