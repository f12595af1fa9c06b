"""How many people could mentor in something: all that somebody without an account is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peernet.graph.near_misses import open_mentors
from peernet.model.skill import SkillMatch
from peernet.recommend.wanted import wanted_skills
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import MOST_NEAR, MentorQuestion, understand_with_meaning

STEP = 5
"""Counts are told in steps: a single person who comes or goes cannot be made out, and fewer than so many are none."""


@dataclass(frozen=True, slots=True)
class MentorCount:
    """`understood`: what the words were taken for; available: how many could be asked now, rounded down to a STEP."""

    understood: list[SkillMatch]
    available: int


async def count_mentors(network: Network, question: MentorQuestion, languages: Sequence[str]) -> MentorCount:
    """How many people whom everybody may see offer an asked skill or one next to it, and could be asked now.

    BadInput when the question asks for nothing, or holds a level, id or text that cannot be.
    """
    index = network.catalogue.index
    understood = await understand_with_meaning(network, question, languages)
    asked = [match.skill_id for match in understood]
    wanted = wanted_skills(index, asked, question.level, languages)[: len(asked) + MOST_NEAR]
    skill_ids = list(dict.fromkeys(each.skill_id for each in wanted))
    found = await open_mentors(network.graph, skill_ids, network.clock()) if skill_ids else 0
    return MentorCount(understood, found - found % STEP)
