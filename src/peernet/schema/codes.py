"""The published list of error codes, and how a request is refused before anything is resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from peernet.errors import PeernetError

LONGEST_MESSAGE = 200


class Code(StrEnum):
    """What `extensions.code` of an error may be."""

    BAD_REQUEST = "BAD_REQUEST"  # not a GraphQL-over-HTTP request: method, media type, JSON or parameters
    GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED"  # the document is not GraphQL
    GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"  # the document does not fit the schema
    DOCUMENT_TOO_LARGE = "DOCUMENT_TOO_LARGE"  # more characters, tokens, aliases, ... than a document may have
    TOO_DEEP = "TOO_DEEP"  # nested deeper than a document or its variables may be
    TOO_COSTLY = "TOO_COSTLY"  # the answer could be larger than an answer may be
    BAD_USER_INPUT = "BAD_USER_INPUT"  # an argument or variable is malformed; `where` names it
    UNAUTHENTICATED = "UNAUTHENTICATED"  # the token does not hold, or there is none where one is needed
    FORBIDDEN = "FORBIDDEN"  # the rules refuse
    UNAVAILABLE = "UNAVAILABLE"  # the store cannot answer at the moment; `retriable` says whether to try again
    TIMEOUT = "TIMEOUT"  # the answer took longer than it may
    INTERNAL = "INTERNAL"  # our mistake; `id` finds it in the server's log


class RequestRefused(PeernetError):
    """A request error: nothing was resolved, the answer has no `data`.

    status: for `application/graphql-response+json`, and for `application/json` too unless `well_formed`, since there
    a well-formed GraphQL request is answered 200 whatever comes of it; headers: what the response carries besides.
    """

    def __init__(
        self,
        code: Code,
        message: str,
        *,
        status: int = 400,
        well_formed: bool = True,
        headers: Mapping[str, str] | None = None,
        extensions: Mapping[str, Any] | None = None,
        errors: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.well_formed = well_formed
        self.headers = dict(headers or {})
        self.extensions = dict(extensions or {})
        self.errors = list(errors) or [client_error(code, message)]


def client_error(code: Code, message: str, **facts: object) -> dict[str, Any]:
    """An error as clients see it; facts that are None are left out, a long message is cut."""
    extensions = {"code": code.value} | {name: fact for name, fact in facts.items() if fact is not None}
    return {"message": cut(message), "extensions": extensions}


def cut(message: str) -> str:
    """At most 200 characters: a message that quotes a huge value must not send it back."""
    return message if len(message) <= LONGEST_MESSAGE else f"{message[: LONGEST_MESSAGE - 1]}…"
