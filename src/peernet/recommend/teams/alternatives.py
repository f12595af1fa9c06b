"""Who else could have a seat, everybody else staying where they are, and what would change: by trying everybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_

from peernet.model.team import Role, TeamCandidate, TeamProposal, TeamRules, primary
from peernet.model.team_changes import Alternative, TeamChange
from peernet.recommend.teams.pool import Pool, pool_of
from peernet.recommend.teams.propose import propose
from peernet.recommend.teams.worth import load_cost, mean_blau, reach, repeated_pairs, seat_fit, ties


def alternatives(
    rules: TeamRules, candidates: Sequence[TeamCandidate], proposal: TeamProposal, seat: int, first: int
) -> tuple[Alternative, ...]:
    """The `first` best for the seat at that place of the proposal, best first; equals in the order of ids.

    Only those with whom every rule still holds. Nobody, where the rules name who has the seat.
    """
    pool = pool_of(rules, candidates)
    now = [pool.place[each.person_id] for each in proposal.members]
    if pool.people[now[seat]].person_id in rules.named:
        return ()
    role = _role_at(rules, seat)
    teams = [[*now[:seat], number, *now[seat + 1 :]] for number in _able(pool, role) if number not in now]
    lawful = [team for team in teams if _keeps(pool, [pool.people[number] for number in team])]
    known = ties(pool.people)
    ranked = sorted(lawful, key=lambda team: (_worth(pool, team, known), team[seat]))[:first]
    return tuple(_alternative(pool, proposal, team, seat) for team in ranked)


def change(before: TeamProposal, after: TeamProposal) -> TeamChange:
    """What is different in the later one."""
    were, are = ({seat.person_id: seat.name for seat in team.members} for team in (before, after))
    known = before.common_hours is not None and after.common_hours is not None
    return TeamChange(
        came=tuple(sorted(are.items() - were.items())),
        left=tuple(sorted(were.items() - are.items())),
        fit=after.fit - before.fit,
        variety=after.mean_variety - before.mean_variety,
        repeated=after.repeated - before.repeated,
        reachable=after.reachable - before.reachable,
        common_hours=(after.common_hours or 0.0) - (before.common_hours or 0.0) if known else None,
        load=after.load - before.load,
        language=after.language,
    )


def _role_at(rules: TeamRules, seat: int) -> Role | None:
    """The role of the seat at that place, None for an open one."""
    seats = [role for role in rules.roles for _ in range(role.people)]
    return seats[seat] if seat < len(seats) else None


def _able(pool: Pool, role: Role | None) -> Iterable[int]:
    return range(len(pool.people)) if role is None else sorted(pool.fits[pool.rules.roles.index(role)])


def _keeps(pool: Pool, team: Sequence[TeamCandidate]) -> bool:
    """Whether the team keeps every rule that does not hang on who has which seat."""
    rules, ids = pool.rules, {member.person_id for member in team}
    return (
        all(not {one, other} <= ids for one, other in rules.apart)
        and all((one in ids) == (other in ids) for one, other in rules.together)
        and all(_has_second(role, team) for role in rules.roles if role.second)
        and all(len({pool.people[number].person_id for number in who} & ids) != 1 for who in pool.company)
        and _shares_language(pool, team)
        and _shares_hours(pool, team)
    )


def _has_second(role: Role, team: Sequence[TeamCandidate]) -> bool:
    return sum(seat_fit(member, role)[0] > 0 for member in team) > role.people


def _shares_language(pool: Pool, team: Sequence[TeamCandidate]) -> bool:
    shared = reduce(and_, ({primary(tag) for tag in member.languages} for member in team))
    wanted = pool.rules.language
    return (not pool.needs_language or bool(shared)) and (wanted is None or primary(wanted) in shared)


def _shares_hours(pool: Pool, team: Sequence[TeamCandidate]) -> bool:
    if not pool.wanted_slots:
        return True
    return reduce(and_, (member.slots or 0 for member in team)).bit_count() >= pool.wanted_slots


def _worth(pool: Pool, team: Sequence[int], known: Mapping[str, frozenset[str]]) -> tuple[object, ...]:
    """The parts of `worth` in their order, less being better in each."""
    members = [pool.people[number] for number in team]
    return (
        -sum(_fits(pool, members)),
        -mean_blau(members, pool.rules.diverse),
        len(repeated_pairs(members)),
        -reach([member.person_id for member in members], known),
        sum(load_cost(member) for member in members),
    )


def _fits(pool: Pool, members: Sequence[TeamCandidate]) -> Iterator[int]:
    for place, member in enumerate(members):
        role = _role_at(pool.rules, place)
        if role is not None:
            yield seat_fit(member, role)[0]


def _alternative(pool: Pool, proposal: TeamProposal, team: Sequence[int], seat: int) -> Alternative:
    person, role = pool.people[team[seat]], _role_at(pool.rules, seat)
    skill_id = None if role is None else seat_fit(person, role)[1]
    after = propose(pool, _rows(pool.rules, team), None, proved=False)
    level = None if skill_id is None else person.skills[skill_id]
    return Alternative(person.person_id, person.name, level, change(proposal, after))


def _rows(rules: TeamRules, team: Sequence[int]) -> list[Sequence[int]]:
    """The team's seats row by row, as `propose` takes them."""
    rows, start = [], 0
    for role in rules.roles:
        rows.append(team[start : start + role.people])
        start += role.people
    return [*rows, team[start:]]
