"""What every use case works with."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from peernet.errors import NotFound, Unavailable
from peernet.graph.session import Graph
from peernet.model.lifetime import Lifetimes
from peernet.model.viewer import Viewer
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.exposure import Exposure
from peernet.use_cases.meaning import Meaning

Found = TypeVar("Found")


def wall_clock() -> int:
    """Epoch milliseconds now."""
    return time.time_ns() // 1_000_000


MOST_SOLVING = 2
"""Teams formed at once: each may keep a core busy for seconds, and everybody else's questions need one as well."""
WAIT_SECONDS = 2.0
"""So long a team waits for its turn to be formed."""


@dataclass(frozen=True, slots=True)
class Network:
    """One network: its graph, catalogue and clock (epoch milliseconds), who was shown how much, who may form a team.

    lifetimes: how long offers and needs stand where nobody says it. meaning: None where words alone are looked at.
    """

    graph: Graph
    catalogue: Catalogue
    clock: Callable[[], int] = wall_clock
    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    meaning: Meaning | None = None
    exposure: Exposure = field(default_factory=Exposure)
    solving: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_SOLVING))

    async def in_turn(self, work: Callable[[], Found]) -> Found:
        """What forming teams comes to; Unavailable when others' teams take up every place for WAIT_SECONDS."""
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self.solving.acquire()
        except TimeoutError as error:
            raise Unavailable("too many teams are being formed at once") from error
        # A thread keeps the event loop free. Nothing can stop it: the place is free when it has ended, not when the
        # client has gone.
        solving = asyncio.get_running_loop().run_in_executor(None, work)
        solving.add_done_callback(lambda _: self.solving.release())
        return await asyncio.shield(solving)


def me(viewer: Viewer) -> str:
    """The id of the signed-in viewer; NotFound (of a profile) for somebody who is not signed in."""
    if viewer.person_id is None:
        raise NotFound("profile")
    return viewer.person_id
