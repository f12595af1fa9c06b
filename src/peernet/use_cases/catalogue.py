"""The skill catalogue, and what was learned of it, as every request finds them: read once, replaced on a change."""

from __future__ import annotations

import asyncio
import logging
import time

from peernet.errors import StoreError
from peernet.graph import skills as store
from peernet.graph.communities import end_memberships
from peernet.graph.session import Graph
from peernet.recommend.words import SkillIndex
from peernet.use_cases.learned import Learned
from peernet.use_cases.settle_merges import RESUME_AFTER, settle_merges

REFRESH_SECONDS = 3.0
"""How often the catalogue's version is looked at: a change reaches every process within five seconds."""

logger = logging.getLogger("peernet.catalogue")


class Catalogue:
    """Holds the current index; building the next one happens in a thread, so answering never pauses."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._version = -1
        self.index = SkillIndex(())
        self.learned = Learned(graph)

    def current(self, skill_id: str) -> str:
        """The skill that an id means now: of one that was merged, its survivor."""
        skill = self.index.skill(skill_id)
        return skill_id if skill is None else skill.id

    async def refresh(self) -> bool:
        """Reads again what has changed; whether anything had. StoreError when the engine cannot answer."""
        learned = await self.learned.refresh()
        version = await store.catalogue_version(self._graph)
        if version == self._version:
            return learned
        rows = await store.catalogue_rows(self._graph)
        self.index = await asyncio.to_thread(lambda: SkillIndex(store.catalogue(rows)))
        self._version = version
        return True

    async def keep_fresh(self) -> None:
        """Refreshes for ever; an engine that does not answer is asked again."""
        while True:
            await asyncio.sleep(REFRESH_SECONDS)
            try:
                now = time.time_ns() // 1_000_000
                await end_memberships(self._graph, now)
                await settle_merges(self._graph, now, before=now - RESUME_AFTER)
                await self.learned.keep_up(now)
                await self.refresh()
            except StoreError as error:
                logger.warning("the catalogue could not be read again: %s", error)
