"""One hop through the catalogue: broader, narrower and related skills, and how close each of them is."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from peernet.model.skill import Hop, Skill, SkillHop

MOST_NEIGHBOURS = 30

CLOSENESS = MappingProxyType({Hop.NARROWER: 0.8, Hop.BROADER: 0.6, Hop.RELATED: 0.5})
"""Our choice, in the order that hierarchies suggest: a narrower skill is a part of the asked one; a broader one may
have been learnt in another part; a related one is only used beside it."""


def hops_of(skills: Iterable[Skill]) -> dict[str, tuple[SkillHop, ...]]:
    """By skill id, its neighbours among `skills`: closest first, then by id, at most thirty.

    Both directions of every link are read. A pair linked in two ways keeps the closer one; a link to a skill that is
    not there, or to itself, is left out.
    """
    known = {skill.id: skill for skill in skills}
    ties: dict[str, dict[str, Hop]] = {skill_id: {} for skill_id in known}
    for skill in known.values():
        for broader in skill.broader:
            _tie(ties, skill.id, broader, Hop.BROADER)
            _tie(ties, broader, skill.id, Hop.NARROWER)
        for related in skill.related:
            _tie(ties, skill.id, related, Hop.RELATED)
            _tie(ties, related, skill.id, Hop.RELATED)
    return {skill_id: _closest(hops) for skill_id, hops in ties.items() if hops}


def _tie(ties: dict[str, dict[str, Hop]], of: str, to: str, hop: Hop) -> None:
    if of == to or of not in ties or to not in ties:
        return
    present = ties[of].get(to)
    if present is None or CLOSENESS[present] < CLOSENESS[hop]:
        ties[of][to] = hop


def _closest(hops: dict[str, Hop]) -> tuple[SkillHop, ...]:
    found = [SkillHop(skill_id, hop, CLOSENESS[hop]) for skill_id, hop in hops.items()]
    return tuple(sorted(found, key=lambda hop: (-hop.closeness, hop.skill_id))[:MOST_NEIGHBOURS])
