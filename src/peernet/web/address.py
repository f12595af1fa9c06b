"""The address to listen on, apart from what answers there: it is taken at once, and that takes a second to import."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from peernet.errors import EngineError
from peernet.settings import Settings


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
