"""What every use case works with."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from peernet.errors import NotFound
from peernet.graph.session import Graph
from peernet.model.viewer import Viewer
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.exposure import Exposure


def wall_clock() -> int:
    """Epoch milliseconds now."""
    return time.time_ns() // 1_000_000


MOST_SOLVING = 2
"""Teams formed at once: each may keep a core busy for seconds, and everybody else's questions need one as well."""


@dataclass(frozen=True, slots=True)
class Network:
    """One network: its graph, catalogue and clock (epoch milliseconds), who was shown how much, who may form a team."""

    graph: Graph
    catalogue: Catalogue
    clock: Callable[[], int] = wall_clock
    exposure: Exposure = field(default_factory=Exposure)
    solving: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_SOLVING))


def me(viewer: Viewer) -> str:
    """The id of the signed-in viewer; NotFound (of a profile) for somebody who is not signed in."""
    if viewer.person_id is None:
        raise NotFound("profile")
    return viewer.person_id
