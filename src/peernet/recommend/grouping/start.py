"""Where the search begins: everybody in a team, parties whole, roles and languages as they come to hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from peernet.recommend.grouping.hard import Rows
from peernet.recommend.grouping.problem import Problem


def start(problem: Problem, sizes: Sequence[int], chance: np.random.Generator) -> Rows | None:
    """Rows of members as wide as the largest team; None where the parties find no room as they are laid down here."""
    teams: list[list[int]] = [[] for _ in sizes]
    if not _lay_parties(problem, sizes, teams, chance):
        return None
    left = _others(problem)
    _seat_roles(problem, sizes, teams, left, chance)
    _fill(problem, sizes, teams, left, chance)
    rows = np.full((len(sizes), max(sizes)), len(problem.people), np.int32)
    for row, members in zip(rows, teams, strict=True):
        row[: len(members)] = members
    return rows


def _lay_parties(problem: Problem, sizes: Sequence[int], teams: list[list[int]], chance: np.random.Generator) -> bool:
    """Each party, the largest first, into the team with the most room and nobody to be kept from."""
    enemies: dict[int, set[int]] = defaultdict(set)
    for one, other in problem.apart:
        enemies[one].add(other)
        enemies[other].add(one)
    order = chance.permutation(len(sizes)).tolist()
    for party in sorted(problem.parties, key=len, reverse=True):
        kept_from = set().union(*(enemies[number] for number in party))
        room = [
            (sizes[team] - len(teams[team]), place, team)
            for place, team in enumerate(order)
            if sizes[team] - len(teams[team]) >= len(party) and not kept_from.intersection(teams[team])
        ]
        if not room:
            return False
        # An untouched team first, as long as there are some: parties side by side leave no room for anything else.
        teams[max(room, key=lambda found: (found[0], -found[1]))[2]].extend(party)
    return True


def _others(problem: Problem) -> set[int]:
    """Everybody who is in no party."""
    return set(range(len(problem.people))) - {number for party in problem.parties for number in party}


def _seat_roles(
    problem: Problem, sizes: Sequence[int], teams: list[list[int]], left: set[int], chance: np.random.Generator
) -> None:
    """In each team somebody for each role, the scarcest role first, by those who can hold fewest roles."""
    able = Counter(number for holders in problem.holders for number in holders)
    order = {number: place for place, number in enumerate(chance.permutation(len(problem.people)).tolist())}
    for role, holders in sorted(
        zip(problem.rules.roles, problem.holders, strict=True), key=lambda pair: len(pair[1]) / pair[0].people
    ):
        ready = sorted(holders & left, key=lambda number: (-able[number], order[number]))
        for size, members in zip(sizes, teams, strict=True):
            for _ in range(min(role.people, size - len(members))):
                if ready:
                    members.append(ready.pop())
                    left.remove(members[-1])


def _fill(
    problem: Problem, sizes: Sequence[int], teams: list[list[int]], left: set[int], chance: np.random.Generator
) -> None:
    waiting = list(_in_order(problem, left, chance))
    for size, members in zip(sizes, teams, strict=True):
        while len(members) < size and waiting:
            members.append(waiting.pop())


def _in_order(problem: Problem, left: set[int], chance: np.random.Generator) -> Iterator[int]:
    """At random; where a language has to be shared, those who can speak it side by side, the rarest languages last."""
    order = [number for number in chance.permutation(len(problem.people)).tolist() if number in left]
    for speakers in problem.speakers.values():
        yield from (number for number in order if number in speakers)
        order = [number for number in order if number not in speakers]
    yield from order
