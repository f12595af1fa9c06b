"""GraphQL requests as HTTP carries them (GraphQL over HTTP, September 2025): media types, parameters, bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request

from peernet.schema.codes import Code, RequestRefused
from peernet.schema.context import quality

RESPONSE_JSON = "application/graphql-response+json"
JSON = "application/json"
MAX_BODY = 256 * 1024
MAX_VALUES = 10_000
MAX_VALUE_DEPTH = 20
_LONGEST_ACCEPT = 1_000
# What each range of an Accept header can be answered with; a client that takes anything gets what older ones know.
_ANSWERS = {RESPONSE_JSON: RESPONSE_JSON, JSON: JSON, "application/*": JSON, "*/*": JSON}


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """A well-formed request; `variables` are as sent, within their bounds."""

    query: str
    operation_name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)


def negotiate(accept: str) -> str | None:
    """The media type to answer with: of what the Accept header lists, the most wanted that is served; None for none."""
    return _negotiate(accept[:_LONGEST_ACCEPT])


@lru_cache(maxsize=256)
def _negotiate(accept: str) -> str | None:
    best, wanted = None, 0.0
    for entry in accept.split(","):
        name, *parameters = (part.strip().lower() for part in entry.split(";"))
        charset = next((value.strip('" ') for value in _named(parameters, "charset")), "utf-8")
        if name in _ANSWERS and charset in {"utf-8", "utf8"} and quality(parameters) > wanted:
            best, wanted = _ANSWERS[name], quality(parameters)
    return best


async def read_request(request: Request) -> GraphQLRequest:
    """What a GET's address or a POST's body asks; RequestRefused when that is no GraphQL-over-HTTP request."""
    given: object
    if request.method == "GET":
        given = _from_address(request)
    elif request.method == "POST":
        _check_content_type(request)
        given = _parse_json(await _body(request), "the body")
    else:
        raise malformed("use POST, or GET for a query", status=405, headers={"Allow": "GET, POST"})
    if isinstance(given, list):
        raise malformed("batches are not taken: send one operation a request")
    if not isinstance(given, dict):
        raise malformed("the body must be a JSON object")
    return _checked(given)


def malformed(message: str, status: int = 400, headers: Mapping[str, str] | None = None) -> RequestRefused:
    """The refusal of what is not a GraphQL-over-HTTP request."""
    return RequestRefused(Code.BAD_REQUEST, message, status=status, well_formed=False, headers=headers)


def _checked(given: dict[str, Any]) -> GraphQLRequest:
    query, name = given.get("query"), given.get("operationName")
    variables, extensions = given.get("variables"), given.get("extensions")
    if not isinstance(query, str):
        raise malformed("`query` must be a string: the GraphQL document")
    if not isinstance(name, str | None):
        raise malformed("`operationName` must be a string")
    if not isinstance(variables, dict | None):
        raise malformed("`variables` must be an object")
    if not isinstance(extensions, dict | None):
        raise malformed("`extensions` must be an object")
    _check_variables(variables or {})
    return GraphQLRequest(query, name or None, variables or {})


def _check_variables(variables: dict[str, Any]) -> None:
    seen = 0
    waiting: list[tuple[object, int]] = [(variables, 0)]
    while waiting:
        value, depth = waiting.pop()
        seen += 1
        if isinstance(value, str) and "\0" in value:
            raise RequestRefused(Code.BAD_USER_INPUT, "a variable holds the character NUL, which cannot be stored")
        if depth > MAX_VALUE_DEPTH:
            raise RequestRefused(Code.TOO_DEEP, f"the variables are nested deeper than {MAX_VALUE_DEPTH} levels")
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if seen + len(waiting) + len(inner) > MAX_VALUES:
            raise RequestRefused(Code.DOCUMENT_TOO_LARGE, f"the variables hold more than {MAX_VALUES} values")
        waiting.extend((entry, depth + 1) for entry in inner)


def _from_address(request: Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        if given.get(name):
            given[name] = _parse_json(given[name].encode("utf-8", "surrogatepass"), f"`{name}`")
        else:
            given.pop(name, None)
    return given


def _check_content_type(request: Request) -> None:
    # application/json is what makes a browser ask first (a preflight), so a foreign page cannot post in our name.
    name, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charset = next((value.strip('" ') for value in _named(parameters, "charset")), "utf-8")
    if name != JSON or charset not in {"utf-8", "utf8"} or "content-encoding" in request.headers:
        raise malformed("send `Content-Type: application/json`, in UTF-8 and not compressed", status=415)


async def _body(request: Request) -> bytes:
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length[:20]) > MAX_BODY:
        raise _too_large()
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                raise _too_large()
    except ClientDisconnect as error:
        raise malformed("the body ended early") from error
    return bytes(body)


def _too_large() -> RequestRefused:
    return malformed(f"the body is larger than {MAX_BODY} bytes", status=413, headers={"Connection": "close"})


def _parse_json(raw: bytes, what: str) -> object:
    try:
        parsed: object = orjson.loads(raw)
    except ValueError as error:
        raise malformed(f"{what} must be JSON in UTF-8") from error
    return parsed


def _named(parameters: list[str], wanted: str) -> Iterator[str]:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == wanted:
            yield value
