"""Listening: uvicorn around the application, until a signal ends it."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from peernet.errors import EngineError
from peernet.settings import Settings
from peernet.use_cases.network import Network
from peernet.web.application import application

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on


async def answer(network: Network, settings: Settings, welcome: Callable[[str], None]) -> None:
    """Answers until it is told to stop; `welcome` is given the address to open. EngineError when nothing can listen."""
    config = uvicorn.Config(
        application(network, settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    server = _Server(config, welcome)
    await server.serve()
    if not server.started:
        raise EngineError(f"Nothing can listen on {settings.host}:{settings.port}; is the port taken? Try --port.")


class _Server(uvicorn.Server):
    """Says where it answers as soon as it does."""

    def __init__(self, config: uvicorn.Config, welcome: Callable[[str], None]) -> None:
        super().__init__(config)
        self._welcome = welcome

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts listening, then says so."""
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            # An address that stands for all of them is no address to open.
            self._welcome(f"http://{'127.0.0.1' if host in _EVERYWHERE else host}:{port}")
