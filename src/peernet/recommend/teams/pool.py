"""The candidates and rules as a solver wants them: numbered, counted, and in one order whatever order they came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import ceil, lcm

from peernet.errors import BadInput
from peernet.model.hours import SLOT_MINUTES
from peernet.model.team import Role, TeamCandidate, TeamRules
from peernet.recommend.teams.speaking import speakers_of
from peernet.recommend.teams.worth import repeated_pairs, seat_fit, ties, values_of, watched_values, whole_weight

SLOTS = 7 * 24 * 60 // SLOT_MINUTES


@dataclass(frozen=True)
class Pool:
    """The people by id (their place is their number), and what the rules make of them. Build it by `pool_of`."""

    rules: TeamRules
    people: tuple[TeamCandidate, ...]

    @cached_property
    def fits(self) -> tuple[Mapping[int, int], ...]:
        """For each role who can hold it, and how well (1 to 100)."""
        return tuple(self._holders(role) for role in self.rules.roles)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The number of each person by their id."""
        return {person.person_id: number for number, person in enumerate(self.people)}

    @cached_property
    def speakers(self) -> Mapping[str, frozenset[int]]:
        """Who speaks each language the team may share, the most widely spoken first; empty when none need be shared."""
        return speakers_of(self.people, self.rules.language, self.rules.shared_language)

    @property
    def needs_language(self) -> bool:
        """Whether the team has to share a language."""
        return self.rules.shared_language or self.rules.language is not None

    @property
    def wanted_slots(self) -> int:
        """How many half hours the team has to have in common."""
        return ceil(self.rules.minimum_hours * 60 / SLOT_MINUTES)

    @cached_property
    def free(self) -> Mapping[frozenset[int], int]:
        """Each set of people who are free at once, and in how many half hours of the week exactly they are."""
        masks = [(number, person.slots) for number, person in enumerate(self.people) if person.slots]
        found: dict[frozenset[int], int] = defaultdict(int)
        for slot in range(SLOTS):
            found[frozenset(number for number, mask in masks if mask >> slot & 1)] += 1
        return found

    @cached_property
    def unit(self) -> int:
        """What one person counts for in `holdings`: the least number that every count of values divides."""
        counts = {len(values_of(person, each.attribute)) for person in self.people for each in self.rules.diverse}
        return lcm(1, *counts)

    @cached_property
    def holdings(self) -> tuple[tuple[int, Mapping[int, int]], ...]:
        """For each value of each diverse attribute: the attribute's weight, and how much of it each person holds.

        The weight of an attribute in which members should be alike is negative.
        """
        return tuple(
            (whole_weight(diverse), held) for diverse in self.rules.diverse for held in self._held(diverse.attribute)
        )

    @cached_property
    def known(self) -> tuple[frozenset[int], ...]:
        """Whom each person knows."""
        by_id = ties(self.people)
        return tuple(frozenset(self.place[other] for other in by_id[person.person_id]) for person in self.people)

    @cached_property
    def repeats(self) -> tuple[tuple[int, int], ...]:
        """The pairs who have been in a team together before."""
        return tuple((self.place[one], self.place[other]) for one, other in repeated_pairs(self.people))

    @cached_property
    def new(self) -> tuple[frozenset[int], ...]:
        """Whom each person does not know but can reach through somebody both know."""
        return tuple(
            frozenset().union(*(self.known[friend] for friend in friends)) - friends - {number}
            for number, friends in enumerate(self.known)
        )

    @cached_property
    def company(self) -> tuple[frozenset[int], ...]:
        """For each value that nobody may be alone with who has it."""
        return tuple(who for rule in self.rules.no_lone for who in watched_values(rule, self.people).values())

    def _holders(self, role: Role) -> Mapping[int, int]:
        fits = ((number, seat_fit(person, role)[0]) for number, person in enumerate(self.people))
        return {number: fit for number, fit in fits if fit}

    def _held(self, attribute: str) -> list[Mapping[int, int]]:
        found: dict[str, dict[int, int]] = defaultdict(dict)
        for number, person in enumerate(self.people):
            values = values_of(person, attribute)
            for value in values:
                found[value][number] = self.unit // len(values)
        return [found[value] for value in sorted(found)]


def pool_of(rules: TeamRules, candidates: Sequence[TeamCandidate]) -> Pool:
    """The pool of these candidates, in any order, without those who carry too much; BadInput when two have one id."""
    people = tuple(sorted(candidates, key=lambda candidate: candidate.person_id))
    for one, other in pairwise(people):
        if one.person_id == other.person_id:
            raise BadInput(f"{one.person_id!r} is among the candidates twice", "candidates")
    most = rules.most_load
    return Pool(rules, tuple(person for person in people if most is None or person.load < most))
