"""Learning rings through one person: found by walking from whom they can teach to who can teach them.

Pure: the same people in any order give the same rings. A step fits where the teacher stands at or above the level that
is wanted, both speak a language, and the teacher does not mentor the learner already; no two of a ring may be apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from peernet.model.ring import FEWEST, MOST, Ring, RingPerson, RingStep
from peernet.recommend.asking import level_fit

BREADTH = 40
"""From each person the walk goes on to at most so many, the best fitting first."""
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
    """Every ring of two to four that holds the viewer, best first: short ones, then those whose worst step fits best.

    Where people can give each other several things, the one that fits best is taken. No two rings hold the same people
    in the same order.
    """
    known = {person.id: person for person in people}
    if viewer_id not in known:
        return []
    lessons = {teacher.id: _lessons(teacher, known.values()) for teacher in known.values()}
    rings = [_ring(path, lessons, known) for path in _paths(viewer_id, lessons, known)]
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
    waiting: list[tuple[str, ...]] = [(viewer_id,)]
    while waiting:
        path = waiting.pop()
        for learner in lessons[path[-1]]:
            if learner == viewer_id and len(path) >= FEWEST:
                yield path
            elif len(path) < MOST and _fits_in(path, known[learner], known):
                waiting.append((*path, learner))


def _fits_in(path: Sequence[str], newcomer: RingPerson, known: Mapping[str, RingPerson]) -> bool:
    return newcomer.id not in path and not any(
        each in newcomer.apart or newcomer.id in known[each].apart for each in path
    )


def _lessons(teacher: RingPerson, others: Iterable[RingPerson]) -> Mapping[str, _Lesson]:
    """Whom somebody could teach, best fitting first, at most BREADTH."""
    found = [(other.id, lesson) for other in others if (lesson := _lesson(teacher, other)) is not None]
    found.sort(key=lambda pair: (-pair[1].fit, pair[0]))
    return dict(found[:BREADTH])


def _lesson(teacher: RingPerson, learner: RingPerson) -> _Lesson | None:
    if teacher.id == learner.id or learner.id in teacher.mentees:
        return None
    if learner.speaks and not set(learner.speaks) & set(teacher.speaks):
        return None
    possible = [
        _Lesson(level_fit(level, wanted), skill_id, level)
        for skill_id, level, _ in teacher.offers
        for _, needed, wanted in learner.needs
        if needed == skill_id and level >= (_LEAST_LEVEL if wanted is None else wanted)
    ]
    return min(possible, key=lambda lesson: (-lesson.fit, lesson.skill_id), default=None)


def _ring(path: Sequence[str], lessons: _Lessons, known: Mapping[str, RingPerson]) -> Ring:
    pairs = zip(path, (*path[1:], path[0]), strict=True)
    taught = [(known[teacher], lessons[teacher][learner]) for teacher, learner in pairs]
    steps = tuple(RingStep(person.id, person.name, lesson.skill_id, lesson.level) for person, lesson in taught)
    return Ring(steps, min(lesson.fit for _, lesson in taught))
