"""What was learned from the network, as every request finds it: read once, replaced when something else was learned."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from peernet.graph import bulk
from peernet.graph import learned as store
from peernet.graph.session import Graph
from peernet.recommend.goal_index import GoalIndex
from peernet.recommend.learned import LearnedSkill
from peernet.recommend.likeness import CommunityIndex, Described
from peernet.recommend.texts import Rarity
from peernet.use_cases.learn_network import learn_network

LEARN_SECONDS = 6 * 3600
"""How old what was learned may become: what is expected of a skill changes slowly."""
MOST_GOALS = 20_000
MOST_COMMUNITIES = 20_000


class Learned:
    """Holds what is known of each skill, of communities by what they say of themselves, and how rare goals' words are.

    total: the sum of all standings shown.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._at = -1
        self.skills: Mapping[str, LearnedSkill] = MappingProxyType({})
        self.total = 0.0
        self.communities = CommunityIndex(())
        self.rarity = Rarity()
        self.goals = GoalIndex((), self.rarity)

    async def refresh(self) -> bool:
        """Reads it again if it has changed; whether it had. StoreError when the engine cannot answer."""
        at = await store.learned_at(self._graph)
        if at == self._at:
            return False
        self.skills = MappingProxyType({skill_id: skill async for skill_id, skill in store.learned_skills(self._graph)})
        self.total = sum(skill.shown for skill in self.skills.values())
        described = [each async for each in bulk.all_communities(self._graph) if each.visibility != "hidden"]
        goals = await store.goals(self._graph, MOST_GOALS)
        self.communities = await asyncio.to_thread(
            CommunityIndex, [Described(each.id, each.name, each.about) for each in described[:MOST_COMMUNITIES]]
        )
        self.rarity = await asyncio.to_thread(Rarity, [goal for _, goal in goals])
        self.goals = await asyncio.to_thread(GoalIndex, goals, self.rarity)
        self._at = at
        return True

    def near(self, skill_ids: Sequence[str]) -> list[str]:
        """Skills known by those who know the given ones, the nearest of each first; only what somebody has shown."""
        near = [self.skills[skill_id].near for skill_id in skill_ids if skill_id in self.skills]
        ids = dict.fromkeys(other for some in near for other, _ in some)
        return [other for other in ids if other not in skill_ids and self.skills[other].shown > 0]

    async def keep_up(self, now: int) -> None:
        """Learns anew when what is known is too old at that time (epoch ms), and no other process does."""
        before = now - LEARN_SECONDS * 1000
        if self._at < before and await store.claim_learning(self._graph, before, now):
            await learn_network(self._graph, now)
