"""Listening: uvicorn around the application, until a signal ends it."""

from __future__ import annotations

import errno
import gc
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import uvicorn

from peernet.errors import EngineError
from peernet.settings import Settings
from peernet.use_cases.network import Network
from peernet.web.application import application

_OBJECTS = 20_000
"""New objects between two looks for garbage: a few megabytes."""
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on


@contextmanager
def taken_address(settings: Settings) -> Iterator[list[socket.socket]]:
    """Sockets that hold the address to listen on, without listening yet; EngineError when it cannot be had.

    Taken before the engine starts: whoever has to choose another port should learn it at once.
    """
    with ExitStack() as stack:
        try:
            yield _bound(settings.host, settings.port, stack)
        except OSError as error:
            where = f"{settings.host}:{settings.port}"
            raise EngineError(f"Nothing can listen on {where} ({error.strerror}). Is it taken? Try --port.") from error


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


def _bound(host: str, port: int, stack: ExitStack) -> list[socket.socket]:
    """One socket for each address of the host, as `localhost` has two; port 0 becomes the same free one for all."""
    sockets: list[socket.socket] = []
    for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE):
        # With the protocol left open, asyncio would not turn off Nagle's algorithm: an answer in two parts takes 40 ms.
        held = stack.enter_context(socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP))
        held.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            held.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        try:
            held.bind((address[0], port or (sockets[0].getsockname()[1] if sockets else 0), *address[2:]))
        except OSError as error:
            if sockets and error.errno == errno.EADDRNOTAVAIL:  # a name for both worlds on a machine with one
                continue
            raise
        sockets.append(held)
    return sockets


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
