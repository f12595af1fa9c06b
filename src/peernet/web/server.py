"""Answering: uvicorn around the application, until a signal ends it."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable

import uvicorn

from peernet.settings import Settings
from peernet.use_cases.network import Network
from peernet.web.application import application

_OBJECTS = 20_000
"""New objects between two looks for garbage: a few megabytes."""
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on


async def answer(
    network: Network, settings: Settings, sockets: list[socket.socket], welcome: Callable[[str], None]
) -> None:
    """Answers on the sockets until it is told to stop; `welcome` is given the address to open."""
    config = uvicorn.Config(
        application(network, settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    await _Server(config, welcome).serve(sockets)


def spare_what_stays() -> None:
    """Leaves what is in memory now out of every later look for garbage, and looks less often.

    The catalogue and the code stay as long as the process does, and to go through them takes a tenth of a second in the
    middle of somebody's answer. One answer makes thousands of objects, nearly all of them free without any look: so by
    the usual measure (700) each answer would have several.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])


class _Server(uvicorn.Server):
    """Says where it answers as soon as it does."""

    def __init__(self, config: uvicorn.Config, welcome: Callable[[str], None]) -> None:
        super().__init__(config)
        self._welcome = welcome

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts listening, then says so."""
        await super().startup(sockets)
        if self.started:
            spare_what_stays()
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            # An address that stands for all of them is no address to open.
            self._welcome(f"http://{'127.0.0.1' if host in _EVERYWHERE else host}:{port}")
