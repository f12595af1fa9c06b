"""What a server does before it begins."""

from __future__ import annotations

import gc
import socket
from dataclasses import replace

from peernet.settings import read_settings
from peernet.web.address import taken_address
from peernet.web.server import spare_what_stays


def test_answers_in_several_parts_do_not_wait_for_each_other() -> None:
    with taken_address(replace(read_settings({}), host="127.0.0.1", port=0)) as sockets:
        assert sockets
        for each in sockets:
            assert each.proto == socket.IPPROTO_TCP
            assert each.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1


def test_what_stays_is_not_looked_through_again() -> None:
    usual = gc.get_threshold()
    try:
        spare_what_stays()
        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold()[0] > usual[0]
        assert len(gc.get_objects()) < 10_000
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)
