"""Form teams of everybody: `form_groups` for the answer, `improving` for better answers as they come.

The clock is the caller's, because nothing in this room reads one: it is asked only when to stop. What is found at each
point of the work depends on the rules, the people and the seed alone, so the same inputs give the same answer in
whatever order the people come, as long as the planned work is done before `rules.seconds` are over
(`Grouping.stopped` says when it was not).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from peernet.errors import BadInput
from peernet.model.grouping import Grouping, GroupingImpossible, GroupingProgress, GroupingRules
from peernet.model.team import TeamCandidate

Clock = Callable[[], float]
"""Seconds since some moment, never going back: `time.monotonic`."""
Distances = Mapping[frozenset[str], float]
"""How far two skills are from each other in the skill graph, 0 to 1; what is not there is 1 away (`distances.py`)."""
UNKNOWN_DISTANCES: Distances = MappingProxyType({})


def form_groups(
    rules: GroupingRules,
    people: Sequence[TeamCandidate],
    clock: Clock,
    watch: Callable[[GroupingProgress], bool] = lambda progress: True,
    distances: Distances = UNKNOWN_DISTANCES,
) -> Grouping | GroupingImpossible:
    """Everybody in a team, as good as could be found in `rules.seconds`, or the least that stands in the way.

    `watch` is told of each better answer, and of progress some times a second; False from it ends the search, and the
    best so far is the answer. It runs in the caller's thread and takes all of one core meanwhile. BadInput: nobody, too
    many, or two with one id.
    """
    raise BadInput("not written yet")


def improving(
    rules: GroupingRules, people: Sequence[TeamCandidate], clock: Clock, distances: Distances = UNKNOWN_DISTANCES
) -> Iterator[GroupingProgress | Grouping | GroupingImpossible]:
    """Progress with better and better teams, and last the answer; close the iterator to stop with nothing more."""
    yield form_groups(rules, people, clock, distances=distances)
