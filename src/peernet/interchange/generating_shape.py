"""The skeleton of a made network: who is in which community, how popular each skill is, when people joined.

Everything about one person follows from their number and the seed, so nothing about people is kept in memory: what is
held grows with the communities (people / 150) and the skills (at most 2,000) only.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from peernet.interchange.generating_pools import CRAFTS, PLACES, QUALIFIERS, Place

HISTORY_DAYS = 2190
"""How long the network has existed at its reference date: six years."""


@dataclass(frozen=True)
class SkillLaw:
    """How often each skill is drawn: weight 1 / (rank + 2), a heavy head over a long tail.

    `rises` accumulates the weights over all skills, `group_rises` inside each of the `len(CRAFTS)` groups; skill
    number s belongs to group s % len(CRAFTS). Drawing a further skill in the group of a first one leaves each skill's
    overall share as it is.
    """

    rises: Sequence[float]
    group_rises: Sequence[Sequence[float]]

    def draw(self, rng: Random) -> int:
        """A skill's number, 0 the most popular."""
        return bisect_right(self.rises, rng.random() * self.rises[-1])

    def draw_beside(self, skill: int, rng: Random) -> int:
        """A skill of the same group, which may be the same skill."""
        group = skill % len(CRAFTS)
        rises = self.group_rises[group]
        return group + len(CRAFTS) * bisect_right(rises, rng.random() * rises[-1])


@dataclass(frozen=True)
class Shape:
    """The communities' ranges of seats and where they meet; `stride` and `offset` scatter people over seats.

    Seats run from 0 to people - 1 and community c holds those from starts[c] up to starts[c + 1]. People take seats in
    a scattered order, so that neighbours in a community are not neighbours in the files (nor on an engine's pages).
    """

    people: int
    starts: Sequence[int]
    places: Sequence[Place]
    law: SkillLaw
    stride: int
    unstride: int
    offset: int

    def person_in(self, seat: int) -> int:
        """The number (0 to people - 1) of the person in a seat."""
        return (seat * self.stride + self.offset) % self.people

    def community_of(self, person: int) -> int:
        """The number of the chapter that the person belongs to."""
        return self.community_at((person - self.offset) * self.unstride % self.people)

    def community_at(self, seat: int) -> int:
        """The number of the chapter to which a seat belongs."""
        return bisect_right(self.starts, seat) - 1

    def joined(self, person: int) -> int:
        """The day (0 to HISTORY_DAYS - 1) on which the person joined: numbers rise in time, growth is quadratic."""
        return int(HISTORY_DAYS * math.sqrt(person / self.people))


def shape_of(people: int, seed: int) -> Shape:
    """Draw the skeleton of a network of that many people (at least 1)."""
    rng = Random(f"shape {seed}")
    starts = _community_starts(people)
    weights = [place.weight for place in PLACES]
    stride = _coprime_near(int(people * 0.618), people)
    return Shape(
        people=people,
        starts=starts,
        places=rng.choices(PLACES, weights, k=len(starts) - 1),
        law=_skill_law(skill_count(people)),
        stride=stride,
        unstride=pow(stride, -1, people),
        offset=rng.randrange(people),
    )


def skill_count(people: int) -> int:
    """About 400 skills for 1,000 people and 2,000 for 1,000,000, growing with log(people); never fewer than 100."""
    return min(2000, max(100, round(400 + 232 * (math.log(people) - math.log(1000)))))


def skill_label(skill: int) -> str:
    """A readable label, distinct for each number: a craft for the first of a group, a qualified craft after it."""
    row, group = divmod(skill, len(CRAFTS))
    craft = CRAFTS[group]
    if row == 0:
        return craft[0].upper() + craft[1:]
    return f"{QUALIFIERS[(row + 7 * group) % len(QUALIFIERS)]} {craft}"


def _skill_law(skills: int) -> SkillLaw:
    weights = [1.0 / (rank + 2) for rank in range(1, skills + 1)]
    groups = [list(accumulate(weights[group :: len(CRAFTS)])) for group in range(len(CRAFTS))]
    return SkillLaw(list(accumulate(weights)), groups)


def _community_starts(people: int) -> array[int]:
    """Sizes follow rank^-0.8 over people / 150 communities; the last entry is the number of people."""
    count = max(1, people // 150)
    rises = list(accumulate((rank + 1) ** -0.8 for rank in range(count)))
    return array("q", [0, *(round(people * rise / rises[-1]) for rise in rises)])


def _coprime_near(number: int, people: int) -> int:
    number = max(1, number)
    while math.gcd(number, people) != 1:
        number += 1
    return number
