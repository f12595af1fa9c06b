"""Who was shown to others how much: noted in memory while answering, written to the graph from time to time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from itertools import islice

from peernet.errors import StoreError
from peernet.graph.session import Graph
from peernet.graph.suggestions import add_exposure
from peernet.recommend import exposure

WRITE_SECONDS = 60.0
"""A question is never held up by a write; what a process noted since its last one is lost with the process."""
_BATCH = 500
_MOST_NOTED = 50_000
"""People noted between two writes; whoever is shown beyond that is not counted until the next."""

logger = logging.getLogger("peernet.exposure")


class Exposure:
    """What this process has shown since it last wrote."""

    def __init__(self) -> None:
        self._noted: dict[str, float] = {}

    def note(self, person_ids: Sequence[str], before: int, at_ms: int) -> None:
        """These people were shown in that order, after `before` others."""
        for place, person_id in enumerate(person_ids, before + 1):
            if person_id in self._noted or len(self._noted) < _MOST_NOTED:
                self._noted[person_id] = self._noted.get(person_id, 0.0) + exposure.increment(place, at_ms)

    async def write(self, graph: Graph) -> int:
        """Adds what was noted to what the graph holds; how many people that concerned. StoreError when it cannot."""
        noted, self._noted = self._noted, {}
        left = iter(sorted(noted.items()))  # in the order of ids, so that two processes never wait for each other
        while batch := list(islice(left, _BATCH)):
            await add_exposure(graph, batch)
        return len(noted)

    async def keep_writing(self, graph: Graph) -> None:
        """Writes for ever; what an engine did not take is not counted."""
        while True:
            await asyncio.sleep(WRITE_SECONDS)
            try:
                await self.write(graph)
            except StoreError as error:
                logger.warning("who was shown could not be written: %s", error)
