"""Who holds which role in a team: a different person for each seat."""

from __future__ import annotations

from collections.abc import Sequence

from peernet.model.grouping import GroupingRules, GroupMember
from peernet.model.team import Role, TeamCandidate
from peernet.recommend.teams.worth import seat_fit


def seated(rules: GroupingRules, members: Sequence[TeamCandidate]) -> tuple[GroupMember, ...]:
    """The members in the order of the roles, then of their ids; every role is held, as the rules ask for it."""
    wanted = [role for role in rules.roles for _ in range(role.people)]
    seats: dict[int, int] = {}
    fits = [_by_fit(role, members) for role in wanted]
    for seat in range(len(wanted)):
        _seat(seat, fits, seats, set())
    role_of = {member: wanted[seat].label for member, seat in seats.items()}
    order = sorted(range(len(members)), key=lambda place: (seats.get(place, len(wanted)), members[place].person_id))
    return tuple(GroupMember(members[place].person_id, members[place].name, role_of.get(place)) for place in order)


def _by_fit(role: Role, members: Sequence[TeamCandidate]) -> Sequence[int]:
    """Who can hold the role, the best first."""
    fit = {place: seat_fit(member, role)[0] for place, member in enumerate(members)}
    able = [place for place in fit if fit[place]]
    return sorted(able, key=lambda place: (-fit[place], members[place].person_id))


def _seat(seat: int, fits: Sequence[Sequence[int]], seats: dict[int, int], tried: set[int]) -> bool:
    """Find somebody for the seat, letting whoever sits there move on to another seat (augmenting paths)."""
    for member in fits[seat]:
        if member not in tried:
            tried.add(member)
            if member not in seats or _seat(seats[member], fits, seats, tried):
                seats[member] = seat
                return True
    return False
