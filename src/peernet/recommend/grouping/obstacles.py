"""What stands in the way of any grouping and can be seen by counting, without searching: each is exact by itself."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import combinations
from operator import and_

import numpy as np

from peernet.model.grouping_missing import (
    ApartTooMany,
    AtOdds,
    HoursUnknown,
    MissingCompany,
    MissingHolders,
    MissingHours,
    MissingLanguage,
    NobodyHas,
    NotThere,
    Obstacle,
    RuleNamed,
    RulesConflict,
    SeatsBeyondSize,
    TogetherTooMany,
)
from peernet.model.hours import overlap_hours
from peernet.model.team import primary
from peernet.recommend.grouping.hard import hour_masks
from peernet.recommend.grouping.problem import Problem
from peernet.recommend.teams.worth import values_given

MOST_NAMED = 10
"""People that an obstacle about hours or languages names."""
_OTHERS = 256


def unnamed(problem: Problem) -> list[Obstacle]:
    """Whom and what the rules name that is not there; without these nothing else can be asked."""
    named = [("together", ids) for ids in problem.rules.together] + [("apart", ids) for ids in problem.rules.apart]
    missing = {(rule, person_id): None for rule, ids in named for person_id in ids if person_id not in problem.place}
    return [*(NotThere(rule, person_id) for rule, person_id in missing), *_nobody_has(problem)]


def obstacles(problem: Problem, sizes: Sequence[int]) -> list[Obstacle]:
    """What keeps everybody from being in teams of these sizes; the rules name only those who are there."""
    return [
        *_at_odds(problem),
        *_too_many(problem, sizes),
        *_roles(problem, sizes),
        *_alone(problem, sizes),
        *_language(problem, min(sizes)),
        *_hours(problem, min(sizes)),
        *_parties(problem),
    ]


def _nobody_has(problem: Problem) -> Iterator[NobodyHas]:
    rules = problem.rules
    for rule, attributes in (("diverse", rules.diverse), ("similar", rules.similar)):
        for each in attributes:
            if not any(values_given(person, each.attribute) for person in problem.people):
                yield NobodyHas(rule, each.attribute)
    for lone in rules.no_lone:
        given = {value for person in problem.people for value in values_given(person, lone.attribute)}
        if not given:
            yield NobodyHas("no_lone", lone.attribute)
        else:
            yield from (NobodyHas("no_lone", lone.attribute, value) for value in lone.values if value not in given)


def _at_odds(problem: Problem) -> Iterator[AtOdds]:
    home = {number: place for place, party in enumerate(problem.parties) for number in party}
    for one, other in sorted(problem.apart):
        if one in home and home[one] == home.get(other):
            pair = (problem.people[one].person_id, problem.people[other].person_id)
            yield AtOdds(pair, _chain(problem.rules.together, *pair))
            return


def _chain(groups: Sequence[tuple[str, ...]], first: str, last: str) -> tuple[tuple[str, ...], ...]:
    """The fewest groups that lead from one to the other, each sharing somebody with the next."""
    of: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for group in groups:
        for person_id in group:
            of[person_id].append(group)
    paths: dict[str, tuple[tuple[str, ...], ...]] = {first: ()}
    waiting = deque([first])
    while waiting and last not in paths:
        person_id = waiting.popleft()
        for group in of[person_id]:
            for other in group:
                if other not in paths:
                    paths[other] = (*paths[person_id], group)
                    waiting.append(other)
    return paths[last]


def _too_many(problem: Problem, sizes: Sequence[int]) -> Iterator[Obstacle]:
    for party in problem.parties:
        if len(party) > max(sizes):
            yield TogetherTooMany(_ids(problem, party), max(sizes))
    for ids in problem.rules.apart:
        if len(set(ids)) > len(sizes):
            yield ApartTooMany(tuple(sorted(set(ids))), len(sizes))
    if problem.rules.seats > max(sizes):
        yield SeatsBeyondSize(problem.rules.seats, max(sizes))
    elif problem.rules.seats > min(sizes):
        yield SeatsBeyondSize(problem.rules.seats, min(sizes))


def _roles(problem: Problem, sizes: Sequence[int]) -> Iterator[MissingHolders]:
    """The seats of all teams that stay empty at the least, role by role (Hall's theorem says that no fewer do)."""
    roles, short = problem.rules.roles, 0
    for count in range(1, len(roles) + 1):
        found = max(0, _short_of(problem, range(count), len(sizes)))
        if found > short:
            role = roles[count - 1]
            have = len(problem.holders[count - 1])
            yield MissingHolders(role.label, role.level, found - short, role.people * len(sizes), have)
        short = found


def _short_of(problem: Problem, roles: range, teams: int) -> int:
    """Empty seats when everybody serves where they help most: the most that any of these roles lack together."""
    return max(
        (
            teams * sum(problem.rules.roles[role].people for role in chosen)
            - len(frozenset().union(*(problem.holders[role] for role in chosen)))
            for count in range(1, len(roles) + 1)
            for chosen in combinations(roles, count)
        ),
        default=0,
    )


def _alone(problem: Problem, sizes: Sequence[int]) -> Iterator[MissingCompany]:
    for attribute, value, who in problem.company:
        if len(who) == 1:
            yield MissingCompany(attribute, value, problem.people[next(iter(who))].person_id)


def _language(problem: Problem, smallest: int) -> Iterator[MissingLanguage]:
    if not problem.needs_language:
        return
    wide = [speakers for speakers in problem.speakers.values() if len(speakers) >= smallest]
    alone = set(range(len(problem.people))).difference(*wide)
    if alone:
        asked = problem.rules.language
        ids = _ids(problem, sorted(alone)[:MOST_NAMED])
        yield MissingLanguage(None if asked is None else primary(asked), ids)


def _hours(problem: Problem, smallest: int) -> Iterator[Obstacle]:
    wanted = problem.rules.minimum_hours
    if not wanted:
        return
    unknown = [number for number, person in enumerate(problem.people) if person.slots is None]
    if unknown:
        yield HoursUnknown(_ids(problem, unknown))
        return
    for mask in _without_company(problem, smallest):
        kinds = Counter(person.slots or 0 for person in problem.people)
        yield MissingHours(_hours_with(mask, kinds, smallest), wanted, _who_is_free(problem, mask))
        return


def _without_company(problem: Problem, smallest: int) -> list[int]:
    """The hours of those whom too few others share enough of them with for a team, the fewest hours first.

    A few others are looked at first, which is enough for most: not everybody with everybody.
    """
    masks = hour_masks(problem)[:-1]
    found, left = np.zeros(len(masks), np.int64), np.arange(len(masks))
    for start in range(0, len(masks), _OTHERS):
        others = masks[start : start + _OTHERS]
        for part in np.array_split(left, -(-len(left) // _OTHERS)):
            common = np.bitwise_count(masks[part][:, None, :] & others).sum(2, dtype=np.int64)
            found[part] += (common >= problem.wanted_slots).sum(1)
        left = left[found[left] < smallest]
        if not len(left):
            return []
    short = {problem.people[number].slots or 0 for number in left}
    return sorted(short, key=lambda mask: (mask.bit_count(), mask))


def _hours_with(mask: int, kinds: Mapping[int, int], smallest: int) -> float:
    """The most hours that enough others for a team have in common with them, each by themselves."""
    own = overlap_hours(mask, mask)
    if smallest == 1:
        return own
    with_them = sorted(((overlap_hours(mask, other), count) for other, count in kinds.items()), reverse=True)
    left = smallest
    for hours, count in with_them:
        left -= count
        if left <= 0:
            return hours
    return 0.0


def _parties(problem: Problem) -> Iterator[RulesConflict]:
    """Who has to be together and has no language, or too few hours, in common."""
    for ids in problem.rules.together:
        members = [problem.people[problem.place[person_id]] for person_id in ids]
        named = RuleNamed("together", ids)
        common = reduce(and_, (member.slots or 0 for member in members))
        if overlap_hours(common, common) < problem.rules.minimum_hours:
            yield RulesConflict((named, RuleNamed("overlap")), None)
        shared = set.intersection(*({primary(tag) for tag in member.languages} for member in members))
        if problem.needs_language and not shared & problem.speakers.keys():
            yield RulesConflict(
                (named, RuleNamed("language", tuple(problem.speakers) if problem.rules.language else ())), None
            )


def _who_is_free(problem: Problem, mask: int) -> tuple[str, ...]:
    found = [number for number, person in enumerate(problem.people) if (person.slots or 0) == mask]
    return _ids(problem, found[:MOST_NAMED])


def _ids(problem: Problem, numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(problem.people[number].person_id for number in numbers)
