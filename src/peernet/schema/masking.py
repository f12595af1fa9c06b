"""What clients learn of an error: a code, a sentence that was meant for them, and never anything else."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from graphql import GraphQLError
from strawberry.exceptions import StrawberryInputCoercionError

from peernet.errors import BadInput, DeadlineExceeded, PeernetError, RuleBroken, StoreError
from peernet.schema.codes import Code, RequestRefused, client_error
from peernet.schema.tokens import Unauthenticated

_log = logging.getLogger(__name__)
_MOST_ERRORS = 20


def public_errors(errors: list[GraphQLError]) -> list[dict[str, Any]]:
    """The first twenty errors of an execution as clients see them; what is our mistake is logged under its id."""
    return [_public(error) for error in errors[:_MOST_ERRORS]]


def public_error(error: PeernetError) -> dict[str, Any]:
    """A deliberate error as clients see it."""
    match error:
        case RequestRefused():
            return client_error(error.code, str(error))
        case BadInput():
            return client_error(Code.BAD_USER_INPUT, str(error), where=error.where)
        case RuleBroken():
            return client_error(Code.FORBIDDEN, str(error))
        case Unauthenticated():
            return client_error(Code.UNAUTHENTICATED, str(error))
        case DeadlineExceeded():
            _log.warning("a statement ran out of time: %s", error.statement)
            return client_error(Code.TIMEOUT, "The answer took too long; ask for less, or try again.", retriable=True)
        case StoreError(retriable=True):
            _log.warning("the store cannot answer: %s", error)
            return client_error(Code.UNAVAILABLE, "This is not available at the moment; try again.", retriable=True)
        case _:
            return internal(error)


def internal(error: BaseException) -> dict[str, Any]:
    """An error that tells a client nothing but an id, under which the log has the traceback."""
    reference = secrets.token_hex(8)
    _log.error("error %s", reference, exc_info=error)
    return client_error(Code.INTERNAL, "Something went wrong; it is our mistake.", id=reference, retriable=False)


def variable_errors(errors: list[GraphQLError]) -> RequestRefused:
    """The refusal of variables that do not fit what the operation declares; nothing was resolved."""
    shown = [{**client_error(Code.BAD_USER_INPUT, error.message), **_places(error)} for error in errors[:_MOST_ERRORS]]
    return RequestRefused(Code.BAD_USER_INPUT, errors[0].message, errors=shown)


def _public(error: GraphQLError) -> dict[str, Any]:
    cause = _cause(error)
    if isinstance(cause, PeernetError):
        shown = public_error(cause)
    elif isinstance(cause, StrawberryInputCoercionError):
        shown = client_error(Code.BAD_USER_INPUT, "an argument is malformed: not an id that this service gave out")
    elif isinstance(cause, GraphQLError) and cause.message.startswith("Argument "):
        # Only a variable can bring these here: what the document says itself was validated before.
        shown = client_error(Code.BAD_USER_INPUT, cause.message)
    else:
        shown = internal(cause)
    return {**shown, **_places(error), "path": error.path}


def _cause(error: GraphQLError) -> BaseException:
    cause: BaseException = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause


def _places(error: GraphQLError) -> dict[str, Any]:
    return {"locations": [{"line": place.line, "column": place.column} for place in error.locations or ()]}
