"""The address that a server takes before it begins."""

from __future__ import annotations

import socket
from dataclasses import replace

from peernet.settings import read_settings
from peernet.web.server import taken_address


def test_answers_in_several_parts_do_not_wait_for_each_other() -> None:
    with taken_address(replace(read_settings({}), host="127.0.0.1", port=0)) as sockets:
        assert sockets
        for each in sockets:
            assert each.proto == socket.IPPROTO_TCP
            assert each.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1
