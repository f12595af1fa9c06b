"""The skill catalogue, and what was learned of it, as every request finds them: read once, replaced on a change."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections.abc import Collection

from peernet.errors import StoreError
from peernet.graph import skills as store
from peernet.graph.communities import end_memberships
from peernet.graph.session import Graph
from peernet.recommend.words import SkillIndex
from peernet.use_cases.learned import Learned
from peernet.use_cases.settle_merges import RESUME_AFTER, settle_merges

REFRESH_SECONDS = 1.0
"""How often the catalogue's version is looked at. What a change then takes to be found is the making of the index: two
seconds of processor time for a catalogue of ESCO's size."""
UPKEEP_SECONDS = 3.0
"""How often what is due besides is done."""

logger = logging.getLogger("peernet.catalogue")


class Catalogue:
    """Holds the current index; the next one is made in a thread, in steps so short that answering never pauses."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._version = -1
        self._rows: dict[str, store.CatalogueRow] = {}
        self.index = SkillIndex(())
        self.learned = Learned(graph)

    def current(self, skill_id: str) -> str:
        """The skill that an id means now: of one that was merged, its survivor."""
        skill = self.index.skill(skill_id)
        return skill_id if skill is None else skill.id

    async def refresh(self) -> bool:
        """Reads again what has changed; whether anything had. StoreError when the engine cannot answer."""
        learned = await self.learned.refresh()
        return await self.follow() or learned

    async def follow(self) -> bool:
        """Takes the catalogue as the graph has it now; whether it had changed. StoreError like `refresh`.

        Where each change was of one skill, only those skills are read.
        """
        now = await store.catalogue_state(self._graph)
        if now.version == self._version:
            return False
        changed = now.changed_since(self._version)
        if changed is None:
            self._rows = {row.id: row for row in await store.catalogue_rows(self._graph)}
        else:
            found = await store.catalogue_skills(self._graph, sorted(changed))
            kept = {skill_id: row for skill_id, row in self._rows.items() if skill_id not in changed}
            self._rows = kept | {row.id: row for row in found}
        self.index = await asyncio.to_thread(_index_of, self._rows.values())
        self._version = now.version
        return True

    async def keep_fresh(self) -> None:
        """Follows the catalogue and does what is due, for ever; an engine that does not answer is asked again."""
        due = 0.0
        while True:
            await asyncio.sleep(REFRESH_SECONDS)
            try:
                if time.monotonic() >= due:
                    due = time.monotonic() + UPKEEP_SECONDS
                    await self._keep_up()
                await self.follow()
            except StoreError as error:
                logger.warning("the catalogue could not be read again: %s", error)

    async def _keep_up(self) -> None:
        now = time.time_ns() // 1_000_000
        await end_memberships(self._graph, now)
        await settle_merges(self._graph, now, before=now - RESUME_AFTER)
        await self.learned.keep_up(now)
        await self.learned.refresh()


def _index_of(rows: Collection[store.CatalogueRow]) -> SkillIndex:
    """An index of the skills, made without a look for garbage among hundreds of thousands of objects that are kept.

    Each such look holds up every thread for a fifth of a second where a catalogue is as large as ESCO.
    """
    gc.disable()
    try:
        return SkillIndex(store.catalogue(rows))
    finally:
        gc.freeze()
        gc.enable()
