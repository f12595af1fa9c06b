"""Learn from a network what its people's skills have to do with each other."""

from __future__ import annotations

from collections import defaultdict
from heapq import heappush, heappushpop

from peernet.graph import bulk
from peernet.graph import learned as store
from peernet.graph.learned import ShownRow
from peernet.graph.session import Graph
from peernet.recommend.learned import LearnedSkill, Learner

MOST_ACTIVE = 120
"""People of each language kept as the most active who never said what they offer."""


async def learn_network(graph: Graph, now: int) -> None:
    """Goes through all people once, a page at a time, and writes down what their skills teach.

    How much of each skill has been shown, which skills are known by the same people, and who has shown most of
    anything. StoreError when the engine cannot answer; learning again completes it.
    """
    learner, active = Learner(), _MostActive()
    async for person_ids in bulk.person_ids(graph):
        for row in await store.shown_by(graph, person_ids, now):
            learner.add(
                {skill_id: standing for skill_id, level, standing in row.sums if level is None},
                [skill_id for skill_id, level, _ in row.sums if level is not None],
            )
            active.add(row)
    found = learner.learned()
    nothing = LearnedSkill(0.0, 0, False, ())
    known = [skill.id async for skill in bulk.all_skills(graph)]
    await store.put_learned(graph, {skill_id: found.get(skill_id, nothing) for skill_id in known})
    await store.put_most_active(graph, active.lists(), now)


class _MostActive:
    """The people who have shown most, by the key of a front; bounded."""

    def __init__(self) -> None:
        self._best: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)

    def add(self, row: ShownRow) -> None:
        """A person: whoever said what they offer is found by that alone."""
        if not row.listed or row.activity <= 0:
            return
        for language in row.speaks or [""]:
            best = self._best[f"{language}|open|shown"]
            entry = (row.activity, row.person_id)
            if len(best) < MOST_ACTIVE:
                heappush(best, entry)
            else:
                heappushpop(best, entry)

    def lists(self) -> dict[str, list[str]]:
        """Ids by key, the most active first."""
        return {key: [person_id for _, person_id in sorted(best, reverse=True)] for key, best in self._best.items()}
