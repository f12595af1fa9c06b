"""Questions to the real schema over HTTP, as any member of a small network."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import httpx2
from tests.schema.toy import client_of

from peernet.model.viewer import Role
from peernet.schema.api import context_for, schema
from peernet.schema.http import graphql_endpoint
from peernet.schema.tokens import issue_token
from peernet.settings import Settings
from peernet.use_cases.network import Network

GRAPHQL = "application/graphql-response+json"


class Asking:
    """One network behind one endpoint; `tokens` are kept, since making one takes longer than checking it."""

    def __init__(self, network: Network, folder: Path) -> None:
        self._settings = Settings(data=folder)
        self._tokens: dict[tuple[str, Role], str] = {}
        self.network = network
        self.endpoint = graphql_endpoint(schema, settings=self._settings, context_for=context_for(network))
        self.endpoint.deadline = 120.0  # Neo4j plans for seconds what it is asked first, without its full compiler
        self._client = client_of(self.endpoint)

    async def response(
        self, viewer: str | None, query: str, languages: str | None = None, role: Role = "member", /, **variables: Any
    ) -> httpx2.Response:
        """The whole response to a document; `languages` is its Accept-Language header."""
        headers = {"accept": GRAPHQL} | ({} if languages is None else {"accept-language": languages})
        if viewer is not None:
            headers["authorization"] = f"Bearer {self._token(viewer, role)}"
        return await self._client.post("/graphql", json={"query": query, "variables": variables}, headers=headers)

    async def answer(self, viewer: str | None, query: str, languages: str | None = None, /, **variables: Any) -> Any:
        """What an operation without errors gives."""
        told = (await self.response(viewer, query, languages, **variables)).json()
        assert "errors" not in told, told["errors"]
        return told["data"]

    async def error(self, viewer: str | None, query: str, /, **variables: Any) -> Any:
        """The only error of an operation."""
        (error,) = (await self.response(viewer, query, **variables)).json()["errors"]
        return error

    def _token(self, viewer: str, role: Role) -> str:
        if (viewer, role) not in self._tokens:
            self._tokens[viewer, role] = issue_token(self._settings, viewer, role, 3600)
        return self._tokens[viewer, role]


def gid(type_name: str, local: str) -> str:
    """A global id, made apart from the code that is tested."""
    return base64.b64encode(f"{type_name}:{local}".encode()).decode()


def names(connection: Any) -> list[str]:
    """The names of a connection's nodes."""
    return [edge["node"]["name"] for edge in connection["edges"]]
