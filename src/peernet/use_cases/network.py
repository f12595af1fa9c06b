"""What every use case works with."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Network:
    """One network: its graph, its catalogue, the clock (epoch milliseconds), and who was shown how much."""

    graph: Graph
    catalogue: Catalogue
    clock: Callable[[], int] = wall_clock
    exposure: Exposure = field(default_factory=Exposure)


def me(viewer: Viewer) -> str:
    """The id of the signed-in viewer; NotFound (of a profile) for somebody who is not signed in."""
    if viewer.person_id is None:
        raise NotFound("profile")
    return viewer.person_id
