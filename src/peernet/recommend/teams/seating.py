"""The rules of a team as constraints over who takes which seat (OR-Tools CP-SAT).

Only this module, `solve` and `missing` load the solver (some 80 MB); `form` loads them when a team is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from peernet.recommend.teams.pool import Pool

RELAXABLE = ("hours", "language", "second", "no_lone", "apart", "together", "must_include")
"""The rules that can be left out of a seating, to find out which of them stand in the way."""

_Sum = cp_model.LinearExpr.sum
_Dot = cp_model.LinearExpr.weighted_sum


@dataclass(frozen=True)
class Row:
    """The seats of one role (`role` is its number, None for the open seats): who may take them, and who is imaginary.

    A ghost is an imaginary person who meets every rule: `ghosts` counts them, None when there are to be none.
    """

    role: int | None
    people: int
    taken: Mapping[int, cp_model.IntVar]
    ghosts: cp_model.IntVar | None

    def count(self, among: Collection[int] | None = None) -> cp_model.LinearExprT:
        """How many of the seats are taken by somebody `among` these (None: by anybody) or by a ghost."""
        taken = [seat for number, seat in self.taken.items() if among is None or number in among]
        return _Sum(taken if self.ghosts is None else [*taken, self.ghosts])


class Seating:
    """A team of exactly `size` people under the rules of the pool, `without` some of the `RELAXABLE` ones.

    `holders` narrows for each role who may take its seats.
    """

    def __init__(
        self,
        pool: Pool,
        size: int,
        *,
        holders: Sequence[Collection[int]] | None = None,
        ghosts: bool = False,
        without: Iterable[str] = (),
    ) -> None:
        self.pool = pool
        self.size = size
        self.model = cp_model.CpModel()
        self.rows = self._rows(pool.fits if holders is None else holders, ghosts)
        self.member = self._members()
        self.language: dict[str, cp_model.IntVar] = {}
        self.slots: list[tuple[int, cp_model.IntVar]] = []
        self._keep(set(RELAXABLE) - set(without))

    def is_member(self, number: int) -> cp_model.LinearExprT:
        """1 when this person is in the team, 0 when not."""
        return self.member.get(number, 0)

    def common_slots(self) -> cp_model.LinearExprT:
        """How many half hours the team surely has in common."""
        return _Dot([slot for _, slot in self.slots], [weight for weight, _ in self.slots])

    def able(self, role: int) -> cp_model.LinearExprT:
        """How many of the team could hold this role, wherever they sit; a ghost can hold any."""
        people = [self.member[number] for number in self.pool.fits[role] if number in self.member]
        return _Sum([*people, *(row.ghosts for row in self.rows if row.ghosts is not None)])

    def seats(self, solver: cp_model.CpSolver) -> tuple[tuple[int, ...], ...]:
        """Who takes the seats of each row in the solver's answer."""
        return tuple(
            tuple(number for number, seat in row.taken.items() if solver.boolean_value(seat)) for row in self.rows
        )

    def add_slots(self) -> None:
        """Half hours that count as common only when everybody is free in them."""
        for free, weight in self.pool.free.items():
            if all(row.ghosts is not None or row.people <= len(free & row.taken.keys()) for row in self.rows):
                slot = self.model.new_bool_var("")
                self._only_among(slot, free)
                self.slots.append((weight, slot))

    def _rows(self, holders: Sequence[Collection[int]], ghosts: bool) -> list[Row]:
        roles = enumerate(self.pool.rules.roles)
        rows = [self._row(place, role.people, holders[place], ghosts) for place, role in roles]
        open_seats = self.size - self.pool.rules.seats
        return rows if open_seats < 1 else [*rows, self._row(None, open_seats, range(len(self.pool.people)), ghosts)]

    def _row(self, role: int | None, people: int, holders: Iterable[int], ghosts: bool) -> Row:
        taken = {number: self.model.new_bool_var("") for number in holders}
        row = Row(role, people, taken, self.model.new_int_var(0, people, "") if ghosts else None)
        self.model.add(row.count() == people)
        return row

    def _members(self) -> dict[int, cp_model.LinearExprT]:
        """One seat a person at most; whoever fits one row only needs no further variable."""
        member: dict[int, cp_model.LinearExprT] = {}
        for number in range(len(self.pool.people)):
            seats = [row.taken[number] for row in self.rows if number in row.taken]
            if len(seats) > 1:
                member[number] = self.model.new_bool_var("")
                self.model.add(_Sum(seats) == member[number])
            elif seats:
                member[number] = seats[0]
        return member

    def _keep(self, kept: set[str]) -> None:
        rules = self.pool.rules
        if "language" in kept and self.pool.needs_language:
            self._share_language()
        if "hours" in kept and rules.minimum_hours:
            self.add_slots()
            self.model.add(self.common_slots() >= self.pool.wanted_slots)
        for one, other in rules.apart if "apart" in kept else ():
            self.model.add(self._named(one) + self._named(other) <= 1)
        for one, other in rules.together if "together" in kept else ():
            self.model.add(self._named(one) == self._named(other))
        for person_id in rules.named if "must_include" in kept else ():
            self.model.add(self._named(person_id) == 1)
        for place, role in enumerate(rules.roles) if "must_include" in kept else ():
            for person_id in role.holders:
                self.model.add(self._locked(self.rows[place], person_id) == 1)
        for place, role in enumerate(rules.roles) if "second" in kept else ():
            if role.second:
                self.model.add(self.able(place) >= role.people + 1)
        for who in self.pool.company if "no_lone" in kept else ():
            self._in_company(who)

    def _in_company(self, who: frozenset[int]) -> None:
        """None of them, or two and more; a ghost is company for whoever needs it."""
        some = self.model.new_bool_var("")
        members = [self.member[number] for number in sorted(who) if number in self.member]
        ghosts = [row.ghosts for row in self.rows if row.ghosts is not None]
        self.model.add(_Sum(members) <= self.size * some)
        self.model.add(_Sum([*members, *ghosts]) >= 2 * some)

    def _share_language(self) -> None:
        for tag, speakers in self.pool.speakers.items():
            self.language[tag] = self.model.new_bool_var("")
            self._only_among(self.language[tag], speakers)
        if self.language:
            self.model.add_exactly_one(self.language.values())
        else:
            self._only_among(1, frozenset())

    def _only_among(self, when: cp_model.LinearExprT, people: frozenset[int]) -> None:
        """When that holds, every seat is taken by one of these people; said row by row, it refutes early."""
        for row in self.rows:
            self.model.add(row.count(people) >= row.people * when)

    def _locked(self, row: Row, person_id: str) -> cp_model.LinearExprT:
        place = self.pool.place.get(person_id)
        return 0 if place is None else row.taken.get(place, 0)

    def _named(self, person_id: str) -> cp_model.LinearExprT:
        """Whether the person of that id is in the team: never, when they are no candidate."""
        place = self.pool.place.get(person_id)
        return 0 if place is None else self.is_member(place)
