"""GraphiQL, served from what is installed with peernet: it works without the internet."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from peernet.errors import EngineError
from peernet.schema.context import quality
from peernet.schema.http import GraphQLEndpoint

_VENDOR = "graphene_django_graphiql_static"
_HERE = Path(str(files("peernet.web")))
# The editor writes style attributes of its own; scripts come from files of this address only.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PAGE_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class EndpointWithEditor:
    """The GraphQL endpoint, which shows the editor to a browser that asks for a page."""

    def __init__(self, endpoint: GraphQLEndpoint) -> None:
        self._endpoint = endpoint
        self._page = page(read_examples())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A page for a GET that wants one and asks no query; the endpoint for everything else."""
        request = Request(scope)
        if request.method == "GET" and "query" not in request.query_params and wants_page(request):
            await HTMLResponse(self._page, headers=PAGE_HEADERS | {"Vary": "Accept"})(scope, receive, send)
        else:
            await self._endpoint(scope, receive, send)


def static_routes(editor: bool) -> Sequence[BaseRoute]:
    """The files of our pages, and of GraphiQL and React where there is an `editor`."""
    own = Mount("/graphiql", StaticFiles(directory=_HERE / "static"))
    return [Mount("/graphiql/vendor", StaticFiles(directory=vendor_folder())), own] if editor else [own]


def vendor_folder() -> Path:
    """Where the installed files of GraphiQL and React are; EngineError when they are not installed."""
    # Found without importing: the package is made for Django, which is not installed.
    spec = find_spec(_VENDOR)
    places = spec.submodule_search_locations if spec is not None else None
    if not places:
        raise EngineError("GraphiQL's files are not installed: install the project with its pinned requirements")
    return Path(places[0]) / "static" / _VENDOR


def read_examples() -> list[str]:
    """The example documents, in the order of the numbers that their file names begin with."""
    files_ = sorted((_HERE / "examples").glob("*.graphql"), key=lambda file: int(file.name.partition("_")[0]))
    return [file.read_text(encoding="utf-8") for file in files_]


def page(examples: Sequence[str]) -> str:
    """The editor's page with the examples as a block of data that no `</script>` in them can end."""
    data = orjson.dumps(list(examples)).decode().replace("<", "\\u003c")
    return (_HERE / "static" / "graphiql.html").read_text(encoding="utf-8").replace("{{examples}}", data)


def wants_page(request: Request) -> bool:
    """Whether the Accept header asks for HTML by name, and not for JSON by name as well."""
    ranges = [entry.split(";") for entry in request.headers.get("accept", "").lower().split(",")]
    names = {name.strip() for name, *parameters in ranges if quality(parameters) > 0}
    return "text/html" in names and not any(name.endswith("json") for name in names)
