"""The schema as it is served; `python -m peernet.schema.api` prints it."""

from __future__ import annotations

import sys
from collections.abc import Callable

import strawberry
from starlette.requests import Request
from strawberry.schema.config import StrawberryConfig

from peernet.model.viewer import Viewer
from peernet.schema.change import CHANGE_TYPES
from peernet.schema.context import parse_languages
from peernet.schema.date_time import SCALARS
from peernet.schema.loaders import Loaders
from peernet.schema.mutation import Mutation
from peernet.schema.network_context import NetworkContext
from peernet.schema.plain import read_plainly
from peernet.schema.query import Query
from peernet.schema.reason import REASON_TYPES
from peernet.schema.refusals import REFUSALS
from peernet.schema.team_facts import MISSING_TYPES
from peernet.use_cases.network import Network

# What stands behind an interface only has to be named, or the schema would not hold it.
_TYPES = (
    *REASON_TYPES.values(),
    *CHANGE_TYPES.values(),
    *MISSING_TYPES.values(),
    *(made for made, _ in REFUSALS.values()),
)
schema = strawberry.Schema(query=Query, mutation=Mutation, types=_TYPES, config=StrawberryConfig(scalar_map=SCALARS))
read_plainly(schema)


def context_for(network: Network) -> Callable[[Request, Viewer], NetworkContext]:
    """How each request to this network gets a context of its own."""

    def context(request: Request, viewer: Viewer) -> NetworkContext:
        return NetworkContext(
            viewer=viewer,
            accept_languages=parse_languages(request.headers.get("accept-language", "")),
            at_ms=network.clock(),
            network=network,
            loaders=Loaders(network, viewer.person_id or "", viewer.role),
        )

    return context


if __name__ == "__main__":
    sys.stdout.write(f"{schema.as_str()}\n")
