"""Documents ready to be executed: parsed, measured, validated and planned once, then kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    OperationType,
    validate,
)

from peernet.schema.codes import Code, RequestRefused, cut
from peernet.schema.cost import Plan, plan_cost
from peernet.schema.limits import INTROSPECTION, check_size, definitions, parse_document

# A parsed document takes about 250 bytes a character: the texts kept at once bound the memory, not their number.
KEPT_CHARACTERS = 262_144
_MOST_ERRORS = 10


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a document and what it costs."""

    kind: OperationType
    plan: Plan


@dataclass(frozen=True, slots=True)
class Prepared:
    """A valid document; `operations` by name, "" for one without a name."""

    document: DocumentNode
    operations: Mapping[str, Operation]
    length: int

    def operation(self, name: str | None) -> Operation:
        """The operation to execute; RequestRefused when the name does not say which."""
        if name is None and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        if name is not None and name in self.operations:
            return self.operations[name]
        message = "must name one of the document's operations"
        raise RequestRefused(
            Code.BAD_USER_INPUT, f"operationName: {message}", errors=[_error(Code.BAD_USER_INPUT, message)]
        )


class Documents:
    """The documents seen lately, the oldest dropped first; refused ones are not kept."""

    def __init__(self, schema: GraphQLSchema, *, introspection: bool, suggestions: bool) -> None:
        self._schema = schema
        self._introspection = introspection
        self.hide_suggestions = not suggestions
        self._kept: OrderedDict[bytes, Prepared] = OrderedDict()
        self._characters = 0

    def prepare(self, text: str) -> Prepared:
        """The document in `text`; RequestRefused when it does not parse, is too large, or does not fit the schema."""
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        kept = self._kept.get(digest)
        if kept is None:
            kept = self._prepare(text)
            self._keep(digest, kept)
        self._kept.move_to_end(digest)
        return kept

    def _keep(self, digest: bytes, prepared: Prepared) -> None:
        self._kept[digest] = prepared
        self._characters += prepared.length
        while self._characters > KEPT_CHARACTERS:
            _, dropped = self._kept.popitem(last=False)
            self._characters -= dropped.length

    def _prepare(self, text: str) -> Prepared:
        document = parse_document(text)
        check_size(document)
        if not self._introspection and _introspects(document):
            message = "introspection is off here: the schema is published with the project"
            raise RequestRefused(Code.GRAPHQL_VALIDATION_FAILED, message)
        errors = validate(self._schema, document, max_errors=_MOST_ERRORS, hide_suggestions=self.hide_suggestions)
        if errors:
            raise _invalid(errors)
        operations = {
            part.name.value if part.name else "": Operation(part.operation, plan_cost(self._schema, document, part))
            for part in definitions(document)
            if isinstance(part, OperationDefinitionNode)
        }
        return Prepared(document, operations, len(text))


def _introspects(document: DocumentNode) -> bool:
    waiting: list[Node] = [part.selection_set for part in definitions(document)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, FieldNode) and node.name.value in INTROSPECTION:
            return True
        waiting.extend(getattr(node, "selections", ()))
        inner = getattr(node, "selection_set", None)
        if inner is not None:
            waiting.append(inner)
    return False


def _invalid(errors: list[GraphQLError]) -> RequestRefused:
    code = Code.GRAPHQL_VALIDATION_FAILED
    return RequestRefused(code, errors[0].message, errors=[_error(code, error.message, error) for error in errors])


def _error(code: Code, message: str, found: GraphQLError | None = None) -> dict[str, object]:
    shown: dict[str, object] = {"message": cut(message), "extensions": {"code": code.value}}
    if found is not None and found.locations:
        shown["locations"] = [{"line": place.line, "column": place.column} for place in found.locations]
    return shown
