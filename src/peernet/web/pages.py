"""What a browser or a watchdog finds besides the API: an index, the editor, health and metrics."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from importlib.resources import files

import orjson
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from peernet.errors import PeernetError, StoreError
from peernet.schema.http import GraphQLEndpoint
from peernet.settings import Settings
from peernet.web.graphiql import PAGE_HEADERS, EndpointWithEditor, static_routes

PING_SECONDS = 2.0
Ping = Callable[[], Awaitable[object]]
Answer = Callable[[Request], Awaitable[Response]]

_EDITOR = " Opened in a browser it is an editor with example queries."


def routes(endpoint: GraphQLEndpoint, settings: Settings, ping: Ping) -> list[BaseRoute]:
    """Every address of the application; `ping` asks the engine for a sign of life, raising StoreError without one."""
    graphql = endpoint if settings.production else EndpointWithEditor(endpoint)
    return [
        Route("/", _index(editor=not settings.production)),
        Route("/graphql", graphql),
        Route("/health", _health(ping)),
        Route("/metrics", _metrics(endpoint, open_to_all=not settings.production)),
        *static_routes(editor=not settings.production),
    ]


def _index(*, editor: bool) -> Answer:
    template = files("peernet.web").joinpath("static/index.html").read_text(encoding="utf-8")
    text = template.replace("{{editor}}", _EDITOR if editor else "")

    async def index(request: Request) -> Response:
        return HTMLResponse(text, headers=PAGE_HEADERS)

    return index


def _health(ping: Ping) -> Answer:
    async def health(request: Request) -> Response:
        try:
            async with asyncio.timeout(PING_SECONDS):
                await ping()
        except (StoreError, TimeoutError):
            return _facts({"status": "unavailable"}, 503)
        return _facts({"status": "ok"}, 200)

    return health


def _metrics(endpoint: GraphQLEndpoint, *, open_to_all: bool) -> Answer:
    async def metrics(request: Request) -> Response:
        if not open_to_all:
            try:
                viewer = await endpoint.viewer(request)
            except PeernetError as error:
                return _facts({"error": str(error)}, 401)
            if not viewer.administrator:
                return _facts({"error": "only administrators may read the metrics"}, 403 if viewer.signed_in else 401)
        return Response(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})

    return metrics


def _facts(facts: dict[str, str], status: int) -> Response:
    headers = {"Cache-Control": "no-store"}
    if status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="peernet"'
    return Response(orjson.dumps(facts), status, headers, media_type="application/json")
