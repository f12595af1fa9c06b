"""Questions by meaning, where the extra `meaning` is installed.

The catalogue's labels are embedded by a process beside ours, which is asked where words say little.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from peernet.errors import EngineError
from peernet.meaning.encoder import Encoder
from peernet.model.skill import SkillMatch
from peernet.recommend.meaning import LONGEST_MEANT, MOST_ALIKE, embedded_label, with_meaning
from peernet.recommend.words import SkillIndex
from peernet.use_cases.catalogue import Catalogue

LOOK_SECONDS = 2.0
"""How often the catalogue is looked at; what a change then takes is a hundredth of a second for each new label."""
PAUSE_SECONDS = 60.0
"""After a fault: an encoder that cannot be had is not asked for again and again."""

logger = logging.getLogger("peernet.meaning")


class Meaning:
    """What is embedded of a catalogue. Until that is ready, and whenever it is not, there is no answer by meaning."""

    def __init__(self, catalogue: Catalogue, encoder: Encoder) -> None:
        self._catalogue = catalogue
        self._encoder = encoder

    async def keep_up(self) -> None:
        """Follows the catalogue for ever; ends the encoder when it is cancelled."""
        followed: SkillIndex | None = None
        try:
            while True:
                index = self._catalogue.index
                if index is followed and self._encoder.ready:
                    await asyncio.sleep(LOOK_SECONDS)
                    continue
                try:
                    labels = dict.fromkeys(embedded_label(skill) for skill in index.skills())
                    await self._encoder.follow(list(labels))
                    followed = index
                except (EngineError, OSError) as error:
                    logger.warning("nothing is answered by meaning for a minute: %s", error)
                    await asyncio.sleep(PAUSE_SECONDS)
        finally:
            await self._encoder.stop()

    async def add(self, found: Sequence[SkillMatch], text: str, languages: Sequence[str]) -> list[SkillMatch]:
        """What words found for a text, with what means nearly the same (recommend/meaning.py).

        The text goes to a process of our own and is kept nowhere; it is waited for a second at most.
        """
        near = await self._encoder.near(text[:LONGEST_MEANT], MOST_ALIKE)
        pairs = [(each.label, each.cosine) for each in near]
        return with_meaning(self._catalogue.index, found, pairs, languages)
