"""Learning rings through one person: found by walking from whom they can teach to who can teach them.

Pure: the same people in any order give the same rings. A step fits where the teacher stands at or above the level that
is wanted, both speak a language, and the teacher does not mentor the learner already; no two of a ring may be apart.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from peernet.model.ring import FEWEST, MOST, Ring, RingPerson, RingStep
from peernet.recommend.asking import level_fit

BREADTH = 40
"""From each person the walk goes on to at most so many, the best fitting first."""
MOST_RINGS = 2_000
"""The walk ends when it has found so many; short ones are found first."""
_LEAST_LEVEL = 2
"""Where no level is wanted the teacher has at least practised it."""


class _Lesson(NamedTuple):
    """What a teacher can give a learner; fit: 0 to 1."""

    fit: float
    skill_id: str
    level: int


_Lessons = Mapping[str, Mapping[str, _Lesson]]
"""By teacher, by learner."""


def find_rings(viewer_id: str, people: Iterable[RingPerson]) -> list[Ring]:
    """The rings of two to four that hold the viewer, best first: short ones, then those whose worst step fits best.

    Where people can give each other several things, the one that fits best is taken. No two rings hold the same people
    in the same order.
    """
    known = {person.id: person for person in people}
    if viewer_id not in known:
        return []
    wanting = _wanting(known.values())
    lessons = {teacher.id: _lessons(teacher, wanting) for teacher in known.values()}
    rings = [_ring(path, lessons, known) for path in islice(_paths(viewer_id, lessons, known), MOST_RINGS)]
    return sorted(rings, key=lambda ring: (len(ring.steps), -ring.worth, _ids(ring)))


def spread(rings: Sequence[Ring], first: int, each: int) -> list[Ring]:
    """The first of `rings` in their order, no more than `each` with any one person beside the viewer."""
    met: Counter[str] = Counter()
    chosen: list[Ring] = []
    for ring in rings:
        others = _ids(ring)[1:]
        if len(chosen) < first and all(met[other] < each for other in others):
            met.update(others)
            chosen.append(ring)
    return chosen


def _ids(ring: Ring) -> list[str]:
    return [step.person_id for step in ring.steps]


def _paths(viewer_id: str, lessons: _Lessons, known: Mapping[str, RingPerson]) -> Iterator[tuple[str, ...]]:
    last = {teacher for teacher, taught in lessons.items() if viewer_id in taught}
    waiting: deque[tuple[str, ...]] = deque([(viewer_id,)])
    while waiting:
        path = waiting.popleft()
        if len(path) >= FEWEST and path[-1] in last:
            yield path
        if len(path) < MOST:
            # Whoever would be the last one has to teach the viewer.
            further = (each for each in lessons[path[-1]] if len(path) < MOST - 1 or each in last)
            waiting.extend((*path, each) for each in further if _fits_in(path, known[each], known))


def _fits_in(path: Sequence[str], newcomer: RingPerson, known: Mapping[str, RingPerson]) -> bool:
    return newcomer.id not in path and not any(
        each in newcomer.apart or newcomer.id in known[each].apart for each in path
    )


def _wanting(people: Iterable[RingPerson]) -> Mapping[str, Sequence[tuple[RingPerson, int | None]]]:
    """By skill, who wants it, and at which level."""
    wanting: dict[str, list[tuple[RingPerson, int | None]]] = {}
    for person in people:
        for _, skill_id, level in person.needs:
            wanting.setdefault(skill_id, []).append((person, level))
    return wanting


def _lessons(
    teacher: RingPerson, wanting: Mapping[str, Sequence[tuple[RingPerson, int | None]]]
) -> Mapping[str, _Lesson]:
    """Whom somebody could teach what suits them best; those whom it suits best first, at most BREADTH."""
    best: dict[str, _Lesson] = {}
    for skill_id, level, _ in teacher.offers:
        for learner, wanted in wanting.get(skill_id, ()):
            if level >= (_LEAST_LEVEL if wanted is None else wanted) and _can_meet(teacher, learner):
                lesson = _Lesson(level_fit(level, wanted), skill_id, level)
                best[learner.id] = min(best.get(learner.id, lesson), lesson, key=_rank)
    return dict(sorted(best.items(), key=lambda pair: (-pair[1].fit, pair[0]))[:BREADTH])


def _can_meet(teacher: RingPerson, learner: RingPerson) -> bool:
    if teacher.id == learner.id or learner.id in teacher.mentees:
        return False
    return not learner.speaks or not set(learner.speaks).isdisjoint(teacher.speaks)


def _rank(lesson: _Lesson) -> tuple[float, str]:
    return -lesson.fit, lesson.skill_id


def _ring(path: Sequence[str], lessons: _Lessons, known: Mapping[str, RingPerson]) -> Ring:
    pairs = zip(path, (*path[1:], path[0]), strict=True)
    taught = [(known[teacher], lessons[teacher][learner]) for teacher, learner in pairs]
    steps = tuple(RingStep(person.id, person.name, lesson.skill_id, lesson.level) for person, lesson in taught)
    return Ring(steps, min(lesson.fit for _, lesson in taught))
