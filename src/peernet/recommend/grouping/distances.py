"""How far skills are from each other in the skill graph, for Rao's Q: near ones make less of a difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from peernet.model.skill import SkillHop
from peernet.recommend.grouping.measures import Distances

MOST_HOPS = 3
"""Skills further from each other than that have nothing to do with each other: they are 1 apart."""
_MOST_SEEN = 2_000


def skill_distances(skill_ids: Iterable[str], neighbours: Callable[[str], Sequence[SkillHop]]) -> Distances:
    """The distance of each two of these skills that are up to three hops from each other: .25, .5 or .75.

    `neighbours` gives the skills one hop from one (`SkillIndex.neighbours`); from each at most 2,000 are looked at.
    """
    asked = set(skill_ids)
    found: dict[frozenset[str], float] = {}
    for skill_id in sorted(asked):
        for other, hops in _hops_from(skill_id, neighbours).items():
            if other != skill_id and other in asked:
                pair = frozenset((skill_id, other))
                found[pair] = min(found.get(pair, 1.0), hops / (MOST_HOPS + 1))
    return found


def _hops_from(skill_id: str, neighbours: Callable[[str], Sequence[SkillHop]]) -> dict[str, int]:
    hops = {skill_id: 0}
    edge = [skill_id]
    for distance in range(1, MOST_HOPS + 1):
        following = []
        for near in edge:
            for hop in neighbours(near):
                if hop.skill_id not in hops and len(hops) < _MOST_SEEN:
                    hops[hop.skill_id] = distance
                    following.append(hop.skill_id)
        edge = following
    return hops
