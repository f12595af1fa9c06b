"""The ASGI application over one network."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from peernet.errors import StoreError
from peernet.schema.api import context_for, schema
from peernet.schema.http import graphql_endpoint
from peernet.settings import Settings
from peernet.use_cases.network import Network
from peernet.web.pages import routes

logger = logging.getLogger("peernet")


def application(network: Network, settings: Settings) -> Starlette:
    """The ASGI application; while it runs, changes of the catalogue reach it and exposure is written."""
    endpoint = graphql_endpoint(schema, settings=settings, context_for=context_for(network))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        beside = [
            asyncio.create_task(network.catalogue.keep_fresh()),
            asyncio.create_task(network.exposure.keep_writing(network.graph)),
        ]
        if network.meaning is not None:
            beside.append(asyncio.create_task(network.meaning.keep_up()))
        try:
            yield
        finally:
            for task in beside:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            with contextlib.suppress(StoreError):
                await network.exposure.write(network.graph)

    return Starlette(
        routes=routes(endpoint, settings, network.graph.ping),
        lifespan=lifespan,
        exception_handlers={Exception: _unexpected},
    )


async def _unexpected(request: Request, error: Exception) -> Response:
    # The last door: whatever was not foreseen is logged here and never shown.
    logger.error("unexpected error at %s", request.url.path, exc_info=error)
    return JSONResponse({"errors": [{"message": "Something went wrong.", "extensions": {"code": "INTERNAL"}}]}, 500)
