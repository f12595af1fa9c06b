"""The composition root: the only module that picks an engine and puts a network together on it.

What answers over HTTP is put together in `web/application.py`, apart from here, so that commands which only import or
export need not load GraphQL.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from peernet.graph import fronts
from peernet.graph.communities import end_memberships
from peernet.graph.data_folder import Kind, open_engine
from peernet.graph.demo_engine import Demo, open_demo_engine
from peernet.graph.migrations import migrate
from peernet.graph.queries import cypher_folder
from peernet.graph.session import Graph, connect
from peernet.meaning.encoder import Encoder, installed
from peernet.model.lifetime import Lifetimes
from peernet.settings import Settings
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.erase_own_data import settle_erasures
from peernet.use_cases.meaning import Meaning
from peernet.use_cases.network import Network


@asynccontextmanager
async def open_graph(settings: Settings, kind: Kind = "command") -> AsyncIterator[Graph]:
    """The graph on the engine that the settings name.

    The embedded one is started for a command, or shared with a running `serve` or `demo`; `serve` never shares one.
    EngineError when it cannot be started.
    """
    if settings.embedded:
        async with (
            open_engine(settings.data, kind, share=kind == "command") as endpoint,
            connect(endpoint.address, endpoint.user, endpoint.password, audit_days=settings.audit_days) as graph,
        ):
            yield graph
    else:
        user, password = settings.engine_user, settings.engine_password
        async with connect(settings.engine, user, password, audit_days=settings.audit_days) as graph:
            yield graph


@asynccontextmanager
async def open_network(settings: Settings, kind: Kind = "command") -> AsyncIterator[Network]:
    """A migrated network with its catalogue read."""
    async with open_graph(settings, kind) as graph:
        yield await _network(graph, settings)


@asynccontextmanager
async def open_demo(settings: Settings, sample: Path) -> AsyncIterator[tuple[Network, Demo]]:
    """A network on a fresh embedded engine, empty or with the sample in it; and what tells which, and when it is whole.

    EngineError when the engine cannot be started.
    """
    made_of = (Path(str(files("peernet"))), cypher_folder(), sample)
    async with open_demo_engine(settings.data, made_of) as demo:
        endpoint = demo.engine.endpoint
        user, password = endpoint.user, endpoint.password
        async with connect(endpoint.address, user, password, audit_days=settings.audit_days) as graph:
            yield await _network(graph, settings), demo


async def _network(graph: Graph, settings: Settings) -> Network:
    await migrate(graph)
    days = Lifetimes(settings.offer_days, settings.need_days, settings.notice_days, settings.audit_days)
    catalogue = Catalogue(graph)
    # Nothing of the encoder is imported here; its process begins where a server keeps the labels embedded.
    meaning = Meaning(catalogue, Encoder(settings.data / "meaning")) if installed() else None
    network = Network(graph, catalogue, lifetimes=days, meaning=meaning)
    await network.catalogue.refresh()
    await end_memberships(graph, network.clock())
    await fronts.renew(graph, network.clock())
    await settle_erasures(network)
    return network
