"""The people and rules as the search wants them: numbered in the order of ids, whatever order they came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from math import ceil, lcm

from peernet.errors import BadInput
from peernet.model.grouping import MOST_GROUPED, GroupingRules
from peernet.model.hours import SLOT_MINUTES
from peernet.model.team import TeamCandidate
from peernet.recommend.grouping.attributes import Attribute, attributes_of, exact_weights, whole_weights
from peernet.recommend.grouping.likeness import Likeness
from peernet.recommend.teams.speaking import speakers_of
from peernet.recommend.teams.worth import seat_fit, watched_values

_FINEST_SIZES = 10_000_000


@dataclass(frozen=True)
class Problem:
    """Everybody who is to be grouped; a person's number is their place in `people`, and one past the last is nobody.

    Build it by `problem_of`.
    """

    rules: GroupingRules
    people: tuple[TeamCandidate, ...]
    left_out: tuple[str, ...]

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The number of each person by their id."""
        return {person.person_id: number for number, person in enumerate(self.people)}

    @cached_property
    def attributes(self) -> tuple[Attribute, ...]:
        """The diverse attributes, then the similar ones."""
        return attributes_of(self.rules, self.people)

    @cached_property
    def likeness(self) -> Likeness:
        """How alike people are, two by two."""
        return Likeness(self.attributes, len(self.people))

    @cached_property
    def total_weight(self) -> int:
        """What all attributes weigh together, at least 1; an aim is `1 - alike share` over that."""
        return max(1, sum(map(abs, whole_weights(self.rules))))

    @property
    def diverse_weight(self) -> int:
        """What the diverse attributes weigh together: the loss of a team counts down from that."""
        return sum(weight for weight in whole_weights(self.rules) if weight > 0)

    @property
    def exact_weights(self) -> bool:
        """Whether whole weights stand for the rules' own without rounding."""
        return exact_weights(self.rules)

    @cached_property
    def unit(self) -> int:
        """In what one person's whole share is counted, the same for all attributes."""
        return lcm(1, *(each.unit for each in self.attributes))

    @cached_property
    def holders(self) -> tuple[frozenset[int], ...]:
        """For each role who can hold it."""
        return tuple(
            frozenset(number for number, person in enumerate(self.people) if seat_fit(person, role)[0])
            for role in self.rules.roles
        )

    @cached_property
    def company(self) -> tuple[tuple[str, str, frozenset[int]], ...]:
        """For each value that nobody may be alone with: attribute, value and who has it."""
        return tuple(_company(self.rules, self.people))

    @property
    def wanted_slots(self) -> int:
        """How many half hours each team has to have in common."""
        return ceil(self.rules.minimum_hours * 60 / SLOT_MINUTES)

    @cached_property
    def speakers(self) -> Mapping[str, frozenset[int]]:
        """Who speaks each language that a team may share, the most spoken first; empty when none need be shared."""
        return speakers_of(self.people, self.rules.language, self.rules.shared_language)

    @property
    def needs_language(self) -> bool:
        """Whether each team has to share a language."""
        return self.rules.shared_language or self.rules.language is not None

    @cached_property
    def parties(self) -> tuple[tuple[int, ...], ...]:
        """The parties: who has to be together, two and more, nobody in two; groups that share somebody are one."""
        return tuple(_joined([self.place[person_id] for person_id in ids] for ids in self.rules.together))

    @cached_property
    def apart(self) -> frozenset[tuple[int, int]]:
        """The pairs that must not meet, lower number first."""
        named = ([self.place[person_id] for person_id in ids] for ids in self.rules.apart)
        return frozenset(pair for numbers in named for pair in combinations(sorted(set(numbers)), 2))

    @cached_property
    def met(self) -> Mapping[tuple[int, int], int]:
        """How often two were in a team before, lower number first."""
        found: Counter[tuple[int, int]] = Counter()
        for ids in self.rules.earlier:
            numbers = sorted({self.place[person_id] for person_id in ids if person_id in self.place})
            found.update(combinations(numbers, 2))
        return found


def problem_of(rules: GroupingRules, people: Sequence[TeamCandidate]) -> Problem:
    """The problem of these people, in any order, without those who carry too much.

    BadInput: nobody, too many, two with one id.
    """
    if not people:
        raise BadInput("there is nobody to be grouped", "people")
    if len(people) > MOST_GROUPED:
        raise BadInput(f"at most {MOST_GROUPED:,} people can be grouped at once, not {len(people):,}", "people")
    ordered = sorted(people, key=lambda person: person.person_id)
    for one, other in pairwise(ordered):
        if one.person_id == other.person_id:
            raise BadInput(f"{one.person_id!r} is among the people twice", "people")
    free = [person for person in ordered if rules.most_load is None or person.load < rules.most_load]
    left = {person.person_id for person in ordered} - {person.person_id for person in free}
    return Problem(rules, tuple(free), tuple(sorted(left)))


def size_scale(sizes: Iterable[int]) -> tuple[int, dict[int, int]]:
    """The whole number that stands for 1, and for each size n what it makes of 1 / n^2.

    Exact up to ten millions, which sizes that differ by one reach at 56; beyond that to the nearest whole number.
    """
    different = set(sizes)
    scale = min(lcm(1, *(size * size for size in different)), _FINEST_SIZES)
    return scale, {size: round(scale / (size * size)) for size in different}


def _company(rules: GroupingRules, people: Sequence[TeamCandidate]) -> Iterator[tuple[str, str, frozenset[int]]]:
    for rule in rules.no_lone:
        for value, who in watched_values(rule, people).items():
            yield rule.attribute, value, who


def _joined(groups: Iterable[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    """Groups that share somebody made one, in the order of their first member."""
    home: dict[int, set[int]] = {}
    for numbers in groups:
        joined = set(numbers).union(*(home[number] for number in numbers if number in home))
        home.update(dict.fromkeys(joined, joined))
    different = {min(numbers): tuple(sorted(numbers)) for numbers in home.values() if len(numbers) > 1}
    yield from (different[first] for first in sorted(different))
