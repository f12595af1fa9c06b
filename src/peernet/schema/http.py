"""GraphQL over HTTP: one endpoint from a request's bytes to the answer's."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeGuard, cast

import orjson
import strawberry
from graphql import ExecutionResult, OperationType, execute
from prometheus_client import Histogram
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.execution import optimized_is_awaitable

from peernet.errors import PeernetError, StoreError
from peernet.model.viewer import Viewer
from peernet.schema.codes import Code, RequestRefused
from peernet.schema.context import Context
from peernet.schema.cost import CEILING
from peernet.schema.documents import Documents, Operation, Prepared
from peernet.schema.executing import PlainExecutor
from peernet.schema.masking import internal, public_error, public_errors, variable_errors
from peernet.schema.requests import (
    JSON,
    RESPONSE_JSON,
    GraphQLRequest,
    malformed,
    negotiate,
    read_request,
)
from peernet.schema.tokens import TokenReader, Unauthenticated, token_reader
from peernet.settings import Settings

DEADLINE_SECONDS = 10.0
ContextFor = Callable[[Request, Viewer], Context]

_SECONDS = Histogram(
    "peernet_graphql_seconds", "Time from a request's first byte to its answer, by the first error's code.", ["code"]
)
# Strawberry's own predicate, quicker for the plain values that answers are made of; its type says less than it does.
_AWAITABLE = cast("Callable[[Any], TypeGuard[Awaitable[Any]]]", optimized_is_awaitable)
_HEADERS = {"Cache-Control": "no-store", "Vary": "Accept, Authorization", "X-Content-Type-Options": "nosniff"}


class GraphQLEndpoint:
    """An ASGI application that answers GraphQL requests to one schema."""

    def __init__(
        self, documents: Documents, schema: strawberry.Schema, tokens: TokenReader, context_for: ContextFor
    ) -> None:
        self._documents = documents
        self._schema = schema._schema
        self._tokens = tokens
        self._context_for = context_for
        self.deadline = DEADLINE_SECONDS
        self.ceiling = CEILING

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one HTTP request."""
        request = Request(scope, receive)
        await (await self.answer(request))(scope, receive, send)

    async def answer(self, request: Request) -> Response:
        """The response to a request; every deliberate error becomes one too."""
        began = time.perf_counter()
        media = negotiate(request.headers.get("accept", "*/*"))
        try:
            if media is None:
                raise malformed(f"can be answered as {RESPONSE_JSON} or {JSON} only", status=406)
            async with asyncio.timeout(self.deadline):
                answer, refused = await self._resolve(request), None
        except TimeoutError:
            refused = RequestRefused(Code.TIMEOUT, f"no answer within {self.deadline:g} seconds", status=503)
        except PeernetError as error:
            refused = _refusal(error)
        if refused is not None:
            answer = {"errors": refused.errors}
            if refused.extensions:
                answer["extensions"] = refused.extensions
        _SECONDS.labels(_first_code(answer)).observe(time.perf_counter() - began)
        return _response(answer, media or JSON, refused)

    async def viewer(self, request: Request) -> Viewer:
        """Who sends the request; Unauthenticated when their token does not hold."""
        return await self._tokens.viewer(request.headers.getlist("authorization"))

    async def _resolve(self, request: Request) -> dict[str, Any]:
        viewer = await self.viewer(request)
        asked = await read_request(request)
        prepared = self._documents.prepare(asked.query)
        operation = prepared.operation(asked.operation_name)
        if operation.kind is not OperationType.QUERY and request.method == "GET":
            raise malformed("only queries may be sent by GET", status=405, headers={"Allow": "POST"})
        if operation.kind is OperationType.SUBSCRIPTION:
            raise malformed("subscriptions are not served over HTTP")
        cost = self._cost(operation, asked.variables)
        result = await self._execute(prepared, asked, self._context_for(request, viewer))
        if result.data is None and result.errors and all(error.path is None for error in result.errors):
            raise variable_errors(result.errors)
        answer: dict[str, Any] = {"data": result.data, "extensions": {"cost": cost}}
        if result.errors:
            answer["errors"] = public_errors(result.errors)
        return answer

    def _cost(self, operation: Operation, variables: Mapping[str, object]) -> dict[str, int]:
        cost = {"requested": operation.plan.cost(variables), "ceiling": self.ceiling}
        if cost["requested"] > self.ceiling:
            message = f"the answer could cost {cost['requested']}, the most is {self.ceiling}: ask for fewer at once"
            raise RequestRefused(Code.TOO_COSTLY, message, extensions={"cost": cost})
        return cost

    async def _execute(self, prepared: Prepared, asked: GraphQLRequest, context: Context) -> ExecutionResult:
        result = execute(
            self._schema,
            prepared.document,
            context_value=context,
            variable_values=dict(asked.variables),
            operation_name=asked.operation_name,
            is_awaitable=_AWAITABLE,
            # There is no @defer here: the executor without it is an eighth quicker than the usual one.
            executor_class=PlainExecutor,
            max_coercion_errors=10,
            hide_suggestions=self._documents.hide_suggestions,
        )
        return await result if isinstance(result, Awaitable) else result


def graphql_endpoint(schema: strawberry.Schema, *, settings: Settings, context_for: ContextFor) -> GraphQLEndpoint:
    """The endpoint for `schema`; introspection and suggestions only in development. BadInput for settings that lack."""
    documents = Documents(schema._schema, introspection=not settings.production, suggestions=not settings.production)
    return GraphQLEndpoint(documents, schema, token_reader(settings), context_for)


def _refusal(error: PeernetError) -> RequestRefused:
    if isinstance(error, RequestRefused):
        return error
    shown = public_error(error)
    code = Code(shown["extensions"]["code"])
    if isinstance(error, Unauthenticated):
        challenge = f'Bearer realm="peernet", error="invalid_token", error_description="{error}"'.replace("`", "'")
        headers = {"WWW-Authenticate": challenge}
        return RequestRefused(code, str(error), status=401, well_formed=False, headers=headers, errors=[shown])
    if isinstance(error, StoreError) and error.retriable:
        headers = {"Retry-After": "1"}
        return RequestRefused(code, shown["message"], status=503, well_formed=False, headers=headers, errors=[shown])
    return RequestRefused(code, shown["message"], status=500 if code is Code.INTERNAL else 400, errors=[shown])


def _first_code(answer: Mapping[str, Any]) -> str:
    errors = answer.get("errors")
    return str(errors[0]["extensions"]["code"]) if errors else "OK"


def _response(answer: Mapping[str, Any], media: str, refused: RequestRefused | None) -> Response:
    status = 200 if refused is None or (refused.well_formed and media == JSON) else refused.status
    try:
        body = orjson.dumps(answer)
    except TypeError as error:  # a text from the store that is not Unicode, or a scalar that we forgot to serialise
        body, status = orjson.dumps({"data": None, "errors": [internal(error)]}), 200
    headers = _HEADERS | (refused.headers if refused is not None else {})
    return Response(body, status, headers, media_type=f"{media}; charset=utf-8")
