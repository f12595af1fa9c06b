"""A peernet that serves in a process of its own, as for members, and a client that asks one thing at a time."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bench.engines import PEERNET, Bench
from peernet.model.viewer import Role
from peernet.schema.tokens import issue_token
from peernet.settings import Settings, read_settings

_READY_SECONDS = 90
_STOP_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Served:
    """A peernet process that answers at `address`; `pid` is its process, `engine_pid` its engine's."""

    address: str
    pid: int
    engine_pid: int
    settings: Settings

    def token(self, person_id: str, role: Role = "member") -> str:
        """A token for a member of the made network."""
        return issue_token(self.settings, person_id, role, 3600)


class Client:
    """One connection that is kept alive."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)

    def get(self, path: str) -> bytes:
        """The body of the answer to a GET; an answer other than 200 is a fault of the benchmark."""
        self._connection.request("GET", path)
        return self._body(path)

    def ask(self, body: bytes, token: str) -> dict[str, Any]:
        """The answer to a GraphQL document in its JSON envelope."""
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        self._connection.request("POST", "/graphql", body, headers)
        answer: dict[str, Any] = json.loads(self._body("/graphql"))
        return answer

    def _body(self, path: str) -> bytes:
        answer = self._connection.getresponse()
        body = answer.read()
        assert answer.status == 200, f"{path} answered {answer.status}: {body[:300]!r}"
        return body


@asynccontextmanager
async def serving(bench: Bench) -> AsyncIterator[Served]:
    """`peernet serve` over an engine, with one worker at a free port; stopped at the end."""
    server = await asyncio.create_subprocess_exec(
        PEERNET,
        *("serve", "--port", "0"),
        env=os.environ | bench.environment,
        cwd=bench.folder,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        address = await _address(server)
        yield Served(address, server.pid, bench.endpoint().pid, read_settings(bench.environment))
    finally:
        server.terminate()
        await asyncio.wait_for(server.wait(), _STOP_SECONDS)


async def _address(server: asyncio.subprocess.Process) -> str:
    assert server.stdout is not None
    address = ""
    async with asyncio.timeout(_READY_SECONDS):
        async for line in server.stdout:
            text = line.decode().strip()
            if found := re.search(r"http://[^/\s]+", text):
                address = found[0]
            if text == "ready":
                return address
    raise AssertionError("peernet serve ended before it was ready")


def counted(client: Client) -> Mapping[str, int]:
    """How often each statement has run, by name; from the metrics that every peernet publishes."""
    counts: dict[str, int] = {}
    for line in client.get("/metrics").decode().splitlines():
        if found := re.match(r'peernet_statements_total\{.*statement="(\w+)"\} ([\d.e+]+)', line):
            counts[found[1]] = counts.get(found[1], 0) + int(float(found[2]))
    return counts
