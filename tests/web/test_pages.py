"""What a browser or a watchdog finds."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from tests.schema.toy import SCHEMA, context_for

from peernet.errors import Unavailable
from peernet.model.viewer import Role, Viewer
from peernet.schema.documents import Documents
from peernet.schema.http import GraphQLEndpoint, graphql_endpoint
from peernet.schema.tokens import issue_token
from peernet.settings import Settings
from peernet.web import pages
from peernet.web.graphiql import page, read_examples, vendor_folder

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


async def alive() -> None:
    """An engine that answers."""


async def dead() -> None:
    """An engine that cannot be reached."""
    raise Unavailable("no route to 10.0.0.1")


async def silent() -> None:
    """An engine that never answers."""
    await asyncio.sleep(60)


def client_of(settings: Settings, ping: Callable[[], Awaitable[object]] = alive) -> httpx2.AsyncClient:
    endpoint = graphql_endpoint(SCHEMA, settings=settings, context_for=context_for)
    app = Starlette(routes=pages.routes(endpoint, settings, ping))
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://toy")


@pytest.fixture
def development(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


@pytest.fixture
def production(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, env="production", jwks="set.json", issuer="x", audience="x")


async def get(settings: Settings, path: str, **headers: str) -> httpx2.Response:
    async with client_of(settings) as client:
        return await client.get(path, headers=headers)


async def test_the_index_links_to_what_there_is(development: Settings) -> None:
    answer = await get(development, "/")
    assert answer.status_code == 200
    async with client_of(development) as client:
        for address in re.findall(r'(?:href|src)="(/[^"]+)"', answer.text):
            assert (await client.get(address, headers={"accept": BROWSER})).status_code == 200, address


async def test_a_browser_is_shown_the_editor_with_all_its_files(development: Settings) -> None:
    answer = await get(development, "/graphql", accept=BROWSER)
    assert answer.headers["content-type"].startswith("text/html")
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    async with client_of(development) as client:
        addresses = re.findall(r'(?:href|src)="([^"]+)"', answer.text)
        for address in addresses:
            assert address == "data:," or (await client.get(address)).status_code == 200, address
    assert len(addresses) >= 7


async def test_a_page_has_no_script_of_its_own_and_nothing_from_elsewhere(development: Settings) -> None:
    for path in ("/", "/graphql"):
        text = (await get(development, path, accept=BROWSER)).text
        assert not re.search(r"https?://", text)
        assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("accept", ["application/json", "*/*", f"application/json, {BROWSER}", "text/html;q=0, */*"])
async def test_other_clients_reach_the_api(development: Settings, accept: str) -> None:
    answer = await get(development, "/graphql?query={__typename}", accept=accept)
    assert answer.json()["data"] == {"__typename": "Query"}


async def test_there_is_no_editor_in_production(production: Settings) -> None:
    assert (await get(production, "/graphql", accept=BROWSER)).status_code == 400
    assert (await get(production, "/graphiql/vendor/graphiql.min.js")).status_code == 404


async def test_files_beside_the_pages_cannot_be_read(development: Settings) -> None:
    for path in ("/graphiql/../pages.py", "/graphiql/%2e%2e/pages.py", "/graphiql/vendor/../../__init__.py"):
        assert (await get(development, path)).status_code == 404


def test_an_example_cannot_end_the_block_that_it_stands_in() -> None:
    assert "</script><b>" not in page(["</script><b>"])


def test_there_are_examples_and_the_editor_is_installed() -> None:
    assert read_examples()
    assert (vendor_folder() / "graphiql.min.js").is_file()


@pytest.mark.parametrize(
    ("ping", "status", "said"), [(alive, 200, "ok"), (dead, 503, "unavailable"), (silent, 503, "unavailable")]
)
async def test_health_says_whether_the_engine_answers(
    development: Settings, monkeypatch: pytest.MonkeyPatch, ping: Any, status: int, said: str
) -> None:
    monkeypatch.setattr(pages, "PING_SECONDS", 0.05)
    async with client_of(development, ping) as client:
        answer = await client.get("/health")
    assert (answer.status_code, answer.json()) == (status, {"status": said})


async def test_metrics_are_open_in_development(development: Settings) -> None:
    await get(development, "/graphql?query={__typename}")
    assert 'peernet_graphql_seconds_count{code="OK"}' in (await get(development, "/metrics")).text


@dataclass(frozen=True)
class EveryTokenIs:
    """Takes every request to come from one viewer."""

    whose: Viewer

    async def viewer(self, authorization: Sequence[str]) -> Viewer:
        """The one viewer."""
        return self.whose


@pytest.mark.parametrize(("role", "status"), [(None, 401), ("member", 403), ("organiser", 403), ("administrator", 200)])
async def test_metrics_are_for_administrators_in_production(
    production: Settings, role: Role | None, status: int
) -> None:
    documents = Documents(SCHEMA._schema, introspection=False, suggestions=False)
    viewer = Viewer() if role is None else Viewer("ada", role)
    endpoint = GraphQLEndpoint(documents, SCHEMA, EveryTokenIs(viewer), context_for)
    app = Starlette(routes=pages.routes(endpoint, production, alive))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://toy") as client:
        assert (await client.get("/metrics")).status_code == status


async def test_a_development_token_opens_no_metrics_in_production(production: Settings, development: Settings) -> None:
    token = issue_token(development, "ada", "administrator")
    answer = await get(production, "/metrics", authorization=f"Bearer {token}")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
