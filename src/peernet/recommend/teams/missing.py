"""Why there is no team, and the least that would make one possible: found by the solver, not guessed.

First the hours are asked less of; then second holders of critical roles are left out, as few as can be; then ghosts,
imaginary people who meet every rule, take the seats nobody can take, as few as can be and in the language that misses
least; and when no newcomer helps, the fewest kinds of rules that would have to be dropped are named.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ortools.sat.python import cp_model

from peernet.model.hours import SLOT_MINUTES
from peernet.model.team_missing import Missing, MissingHours, MissingPeople, MissingSecond, RulesCollide
from peernet.recommend.teams.aims import dot
from peernet.recommend.teams.pool import Pool
from peernet.recommend.teams.seating import RELAXABLE, Seating
from peernet.recommend.teams.solve import Answer, Clock, Undecided


def missing(pool: Pool, clock: Clock) -> tuple[Missing, ...] | Undecided:
    """The least that is missing when no team keeps the rules; roles in their order."""
    for explain in (_hours, _seconds, _people, _rules):
        found = explain(pool, clock)
        if found:
            return found
    return Undecided()


def _hours(pool: Pool, clock: Clock) -> tuple[Missing, ...] | Undecided:
    """The most hours in common that a team which keeps all other rules can have; nothing when there is none such."""
    if not pool.rules.minimum_hours:
        return ()
    best = -1
    for size in _sizes(pool):
        seating = Seating(pool, size, without=("hours",))
        seating.add_slots()
        answer = clock.maximise(seating, seating.common_slots())
        if answer.found:
            best = max(best, round(answer.solver.objective_value))
        if not (answer.proved or answer.refuted):
            return Undecided()
    if best < 0:
        return ()
    unknown = sum(person.slots is None for person in pool.people)
    return (MissingHours(best * SLOT_MINUTES / 60, pool.rules.minimum_hours, unknown),)


def _seconds(pool: Pool, clock: Clock) -> tuple[Missing, ...] | Undecided:
    """The fewest critical roles for which no second holder can be had; nothing when something else is missing too."""
    critical = [place for place, role in enumerate(pool.rules.roles) if role.second]
    fewest: tuple[Missing, ...] = ()
    for size in _sizes(pool) if critical else ():
        seating = Seating(pool, size, without=("second",))
        met = {place: seating.model.new_bool_var("") for place in critical}
        for place, second in met.items():
            seating.model.add(seating.able(place) >= pool.rules.roles[place].people + second)
        answer = clock.maximise(seating, cp_model.LinearExpr.sum(list(met.values())))
        if not (answer.proved or answer.refuted):
            return Undecided()
        if answer.found:
            unmet = [pool.rules.roles[place] for place in critical if not answer.solver.boolean_value(met[place])]
            found = tuple(MissingSecond(role.label, role.level) for role in unmet)
            fewest = min((fewest, found), key=len) if fewest else found
    return fewest


def _people(pool: Pool, clock: Clock) -> tuple[Missing, ...] | Undecided:
    """The fewest people whose coming would make a team possible; nothing when no newcomer helps."""
    fewest: tuple[Missing, ...] = ()
    for size in _sizes(pool):
        seating = Seating(pool, size, ghosts=True)
        answer = clock.maximise(seating, -_cost(seating))
        if not (answer.proved or answer.refuted):
            return Undecided()
        if answer.found:
            found = tuple(_newcomers(seating, answer))
            fewest = min((fewest, found), key=_head_count) if fewest else found
    return fewest


def _rules(pool: Pool, clock: Clock) -> tuple[Missing, ...] | Undecided:
    """The fewest kinds of rules without which newcomers could help; the first such in the order of `RELAXABLE`."""
    for count in range(1, len(RELAXABLE) + 1):
        for dropped in combinations(RELAXABLE, count):
            for size in _sizes(pool):
                seating = Seating(pool, size, ghosts=True, without=dropped)
                answer = clock.maximise(seating, 0)
                if answer.found:
                    return (RulesCollide(dropped, _named(pool, dropped)),)
                if not answer.refuted:
                    return Undecided()
    return ()


def _sizes(pool: Pool) -> range:
    return range(pool.rules.smallest, pool.rules.largest + 1)


def _cost(seating: Seating) -> cp_model.LinearExprT:
    """Ghosts first; among equals the language more people speak, then the earlier role."""
    ghosts = [row.ghosts for row in seating.rows if row.ghosts is not None]
    languages = list(seating.language.values())
    places = seating.size * len(ghosts) + 1
    weight = places * (len(languages) + 1)
    return dot(
        [(ghost, weight + place) for place, ghost in enumerate(ghosts)]
        + [(language, places * rank) for rank, language in enumerate(languages)]
    )


def _newcomers(seating: Seating, answer: Answer) -> Iterator[MissingPeople]:
    rules = seating.pool.rules
    language = _language(seating, answer)
    for row in seating.rows:
        people = answer.solver.value(row.ghosts)
        if people:
            role = None if row.role is None else rules.roles[row.role]
            label, level = (None, None) if role is None else (role.label, role.level)
            yield MissingPeople(label, people, level, language, rules.minimum_hours)


def _language(seating: Seating, answer: Answer) -> str | None:
    """The language newcomers have to speak; any will do when they are all there is of the team."""
    nobody = not any(seating.seats(answer.solver))
    spoken = [tag for tag, chosen in seating.language.items() if answer.solver.boolean_value(chosen)]
    return seating.pool.rules.language if nobody or not spoken else spoken[0]


def _head_count(found: tuple[Missing, ...]) -> int:
    return sum(each.people for each in found if isinstance(each, MissingPeople))


def _named(pool: Pool, dropped: tuple[str, ...]) -> tuple[str, ...]:
    rules = pool.rules
    pairs = [*(rules.apart if "apart" in dropped else ()), *(rules.together if "together" in dropped else ())]
    single = rules.named if "must_include" in dropped else ()
    return tuple(sorted({*single, *(person_id for pair in pairs for person_id in pair)}))
