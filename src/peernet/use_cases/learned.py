"""What was learned from the network, as every request finds it: read once, replaced when something else was learned."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from peernet.graph import learned as store
from peernet.graph.session import Graph
from peernet.recommend.learned import LearnedSkill
from peernet.use_cases.learn_network import learn_network

LEARN_SECONDS = 6 * 3600
"""How old what was learned may become: what is expected of a skill changes slowly."""


class Learned:
    """Holds what is known of each skill; total: the sum of all standings shown."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._at = -1
        self.skills: Mapping[str, LearnedSkill] = MappingProxyType({})
        self.total = 0.0

    async def refresh(self) -> bool:
        """Reads it again if it has changed; whether it had. StoreError when the engine cannot answer."""
        at = await store.learned_at(self._graph)
        if at == self._at:
            return False
        self.skills = MappingProxyType({skill_id: skill async for skill_id, skill in store.learned_skills(self._graph)})
        self.total = sum(skill.shown for skill in self.skills.values())
        self._at = at
        return True

    async def keep_up(self, now: int) -> None:
        """Learns anew when what is known is too old at that time (epoch ms), and no other process does."""
        before = now - LEARN_SECONDS * 1000
        if self._at < before and await store.claim_learning(self._graph, before, now):
            await learn_network(self._graph, now)
