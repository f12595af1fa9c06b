"""From a problem to its answer: start, repair, cool, prove; whatever is found on the way is told."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from peernet.model.grouping import Grouping, GroupingImpossible, GroupingProgress
from peernet.model.grouping_missing import NotFoundInTime, Obstacle, RuleNamed
from peernet.recommend.grouping.anneal import Found, Search
from peernet.recommend.grouping.certify import certified
from peernet.recommend.grouping.chains import Chains, Ground, Standing
from peernet.recommend.grouping.hard import Rows
from peernet.recommend.grouping.measures import Distances
from peernet.recommend.grouping.problem import Problem
from peernet.recommend.grouping.start import start
from peernet.recommend.grouping.until import Until

if TYPE_CHECKING:
    from peernet.recommend.grouping.counted import Counted

Step = GroupingProgress | Grouping | GroupingImpossible
_ROUNDS = (0.02, 0.06, 0.2, 0.72)
"""How the work is divided among the rounds of cooling: a first answer soon, the most for the last."""
_SEARCH, _REPAIR = 0.75, 0.35
"""Of the seconds allowed: so much work for cooling and for repairing, on a quiet core; the rest is for proofs."""
_FEW, _BRIEF = 30, 0.03
"""So few people are left to the solver after as many seconds of cooling, and of repairing."""
_CERTIFYING = 2.5e-4
"""Seconds a person that the certificate takes."""


class Quest:
    """One problem, the plans of sizes to be tried in their order, and how long."""

    def __init__(self, problem: Problem, plans: Sequence[tuple[int, ...]], until: Until, distances: Distances) -> None:
        self.problem, self.plans, self.until, self.distances = problem, plans, until, distances
        self.seed = problem.rules.seed
        self._kept = min(until.seconds / 4, len(problem.people) * _CERTIFYING)
        self._done = 0.0

    def answers(self) -> Iterator[Step]:
        """Progress, and last the answer."""
        refused: tuple[Obstacle, ...] = ()
        for plan in self.plans:
            attempt = Attempt(self, plan)
            yield from attempt.steps()
            if attempt.grouping is not None:
                yield attempt.grouping
                return
            refused = refused or attempt.obstacles
            if self.until.over(self._kept):
                break
        yield GroupingImpossible(refused)

    def over(self) -> bool:
        """Whether it is time to stop, but for the certificate."""
        return self.until.over(self._kept)


class Attempt:
    """One plan of sizes: `grouping` once there is one, `obstacles` where there is none."""

    def __init__(self, quest: Quest, sizes: tuple[int, ...]) -> None:
        self.quest = quest
        self.ground = Ground(quest.problem, sizes)
        self.grouping: Grouping | None = None
        self.obstacles: tuple[Obstacle, ...] = ()
        self._work = 0.0
        self._last: Found | None = None

    def steps(self) -> Iterator[GroupingProgress]:
        """Look for a grouping; everything that is worth telling on the way."""
        search = yield from self._begun()
        if search is not None:
            yield from self._cooled(search)
            yield from self._proved(search.best.rows)

    def _begun(self) -> Generator[GroupingProgress, None, Search | None]:
        """A search that stands on a grouping which keeps every hard rule; None where there is none."""
        problem, seed = self.quest.problem, self.quest.seed
        rows = start(problem, self.ground.sizes, np.random.default_rng(seed))
        # Swaps alone rarely bring together those who share an hour or a language; counting sees at once who could.
        counts_first = self.ground.nobody > _FEW and bool(problem.wanted_slots or problem.needs_language)
        if counts_first:
            counts = self._counted()
            if counts.refuted:
                return None
            rows = rows if counts.rows is None else counts.rows
        if rows is not None:
            search = Search(self.ground, rows, seed)
            yield from self._followed(search.repair(self._allowed(_REPAIR)))
            if search.best.standing.short == 0:
                return search
        found = self._by_solver(counts_first)
        return None if found is None else Search(self.ground, found, seed)

    def _allowed(self, part: float) -> float:
        """The work that a part of the search may take."""
        allowed = self.quest.until.seconds * part
        return min(allowed, _BRIEF) if self.ground.nobody <= _FEW else allowed

    def _followed(self, way: Iterator[Found]) -> Iterator[GroupingProgress]:
        for found in way:
            self._work += found.spent
            self._last = found
            yield self._progress(found)
            if self._is_best(found.standing) or self.quest.over():
                return

    def _cooled(self, search: Search) -> Iterator[GroupingProgress]:
        for share in _ROUNDS:
            if self._is_best(search.best.standing) or self.quest.over():
                return
            yield from self._followed(search.cool(self._allowed(_SEARCH) * share))

    def _proved(self, rows: Rows) -> Iterator[GroupingProgress]:
        proved = False
        best = self._is_best(Chains(self.ground, rows).standings()[0])
        if not best and not self.quest.over():
            from peernet.recommend.grouping.exact import prove, small_enough

            if small_enough(self.ground):
                for proof in prove(self.ground, rows, self.quest.until, self.quest.seed):
                    rows, proved = proof.rows, proof.proved
                    yield self._progress(Found(rows, Chains(self.ground, rows).standings()[0], 0.0))
        teams = [[int(number) for number in row if number < self.ground.nobody] for row in rows]
        stopped = self.quest.until.cut and not (best or proved)
        self.grouping = certified(
            self.quest.problem, teams, self.ground.bounds, self.quest.distances, stopped=stopped, proved=proved
        )

    def _counted(self) -> Counted:
        """Where else to begin, by the counts of people; or why there is no grouping."""
        from peernet.recommend.grouping.counted import Counts
        from peernet.recommend.grouping.exact import small_enough

        counts = Counts(self.ground, self.quest.until, self.quest.seed)
        found = counts.judged()
        if found.refuted:
            exactly = self._why_not() if small_enough(self.ground) else ()
            self.obstacles = exactly or counts.conflict() or self._not_in_time()
        return found

    def _by_solver(self, counted: bool) -> Rows | None:
        """A grouping where the search found none, or why there is none; `counted`: the counts were asked already."""
        from peernet.recommend.grouping.exact import any_grouping, small_enough

        self.obstacles = self._not_in_time()
        if small_enough(self.ground):
            rows, sure = any_grouping(self.ground, self.quest.until, self.quest.seed)
            if rows is None and sure:
                self.obstacles = self._why_not() or self.obstacles
            if rows is not None or sure:
                return rows
        if not counted:
            self._counted()
        return None

    def _why_not(self) -> tuple[Obstacle, ...]:
        from peernet.recommend.grouping.conflict import why_not

        return why_not(self.ground, self.quest.until, self.quest.seed)

    def _not_in_time(self) -> tuple[Obstacle, ...]:
        nearest = self._last
        # With no place to start from, some party found no room.
        broken = 1 if nearest is None else nearest.standing.short
        rules = ("together",) if nearest is None else self.ground.hard.broken(nearest.rows)
        return (NotFoundInTime(self.quest.until.seconds, broken, tuple(map(RuleNamed, rules))),)

    def _is_best(self, standing: Standing) -> bool:
        """Whether nothing can be better, by the bounds."""
        bounds = self.ground.bounds
        return (
            standing.short == 0
            and standing.repeated <= bounds.repeated
            and standing.worst <= bounds.worst
            and standing.total <= bounds.total
        )

    def _progress(self, found: Found) -> GroupingProgress:
        problem, bounds = self.quest.problem, self.ground.bounds
        scale = bounds.scale * problem.unit**2
        stands = found.standing

        def aim(loss: float) -> float:
            return (problem.diverse_weight - loss / scale) / problem.total_weight

        return GroupingProgress(
            done=min(1.0, self._work / (self.quest.until.seconds * (_SEARCH + _REPAIR))),
            seconds=self.quest.until.gone,
            broken=stands.short,
            worst=aim(stands.worst),
            mean=aim(stands.total / self.ground.teams),
            worst_bound=aim(bounds.worst),
            bound=aim(bounds.total / self.ground.teams),
            repeated=stands.repeated,
            teams=() if stands.short else self._named(found.rows),
        )

    def _named(self, rows: Rows) -> tuple[tuple[str, ...], ...]:
        if rows is not self._told[0]:
            people = self.quest.problem.people
            teams = (sorted(people[number].person_id for number in row if number < len(people)) for row in rows)
            self._told = rows, tuple(sorted(map(tuple, teams)))
        return self._told[1]

    @cached_property
    def _told(self) -> tuple[Rows, tuple[tuple[str, ...], ...]]:
        """The rows told last, and their ids."""
        return np.empty((0, 0), np.int32), ()
