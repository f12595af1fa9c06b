"""What a network teaches about its skills: how much of each has been shown, and which are known by the same people.

Learned from one person after another, in one pass over the network, within bounded memory; the same people in any order
teach the same but for rounding.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest

MOST_NEIGHBOURS = 30
MOST_SKILLS = 200
"""Of one person only so many skills are paired, the best shown ones: whoever knows everything tells little."""
_MOST_PAIRS = 1_500_000
_LIGHTEST = 1e-4


@dataclass(frozen=True, slots=True)
class LearnedSkill:
    """Of one skill: the sum of all standings shown, by how many people, and its neighbours with weights 0 to 1.

    alone: whether anybody shows it who never said what they offer.
    """

    shown: float
    people: int
    alone: bool
    near: tuple[tuple[str, float], ...]


class Learner:
    """Takes people one by one."""

    def __init__(self) -> None:
        self._shown: defaultdict[str, float] = defaultdict(float)
        self._people: defaultdict[str, int] = defaultdict(int)
        self._alone: set[str] = set()
        self._mass: defaultdict[str, float] = defaultdict(float)
        self._pairs: defaultdict[tuple[str, str], float] = defaultdict(float)

    def add(self, shown: Mapping[str, float], offered: Iterable[str]) -> None:
        """A person, by the standing of what they have shown of each skill, and the ids of what they offer."""
        offers = set(offered)
        for skill_id, standing in shown.items():
            self._shown[skill_id] += standing
            self._people[skill_id] += 1
        if not offers:
            self._alone.update(shown)
        known = nlargest(MOST_SKILLS, {*shown, *offers}, key=lambda each: (shown.get(each, 0.0), each))
        weight = 1 / math.log(2 + len(known))
        for number, skill_id in enumerate(sorted(known)):
            self._mass[skill_id] += weight
            for other in sorted(known)[number + 1 :]:
                self._pairs[skill_id, other] += weight
        if len(self._pairs) > _MOST_PAIRS:
            self._forget()

    def learned(self) -> dict[str, LearnedSkill]:
        """By skill id, of every skill that anybody shows or offers.

        Two skills are as near as the people who know both are many among those who know either, each person counting
        1 / ln(2 + their skills), since whoever knows everything joins everything (a weighted Jaccard index).
        """
        near: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
        for (one, other), both in self._pairs.items():
            closeness = both / (self._mass[one] + self._mass[other] - both)
            if closeness >= _LIGHTEST:
                near[one].append((closeness, other))
                near[other].append((closeness, one))
        return {
            skill_id: LearnedSkill(
                self._shown.get(skill_id, 0.0),
                self._people.get(skill_id, 0),
                skill_id in self._alone,
                tuple((other, round(closeness, 6)) for closeness, other in _closest(near[skill_id])),
            )
            for skill_id in sorted(self._mass)
        }

    def _forget(self) -> None:
        """Drops the lighter half of all pairs: what has come up least so far."""
        middle = sorted(self._pairs.values())[len(self._pairs) // 2]
        kept = {pair: both for pair, both in self._pairs.items() if both > middle}
        self._pairs = defaultdict(float, kept)


def _closest(near: list[tuple[float, str]]) -> list[tuple[float, str]]:
    return sorted(near, key=lambda each: (-each[0], each[1]))[:MOST_NEIGHBOURS]
