"""What an operation may cost: an upper bound on the values in its answer, plus what each statement adds.

A field counts what it was declared with (1, or 10 for a statement of its own), a list multiplies what is inside by
the most that it can hold. A connection's `first` counts for its `edges` and `nodes`. Each fragment is planned once:
what it costs is `fixed + page * per_page`, whatever the `first` of the connection that it is spread in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_composite_type,
    is_list_type,
    is_non_null_type,
    value_from_ast_untyped,
)
from graphql.type import GraphQLInterfaceType, GraphQLObjectType
from strawberry.types.field import StrawberryField

from peernet.schema.fields import MOST_ROWS, cost_of
from peernet.schema.limits import INTROSPECTION, fragments_of

CEILING = 10_000
ASSUMED_ROWS = 10
INTROSPECTION_COST = 100
_PAGED = frozenset({"edges", "nodes"})


@dataclass(frozen=True, slots=True)
class Rows:
    """How many rows a list holds at most: a number, or what a variable says (a list: its length)."""

    fallback: int
    variable: str | None = None

    def most(self, variables: Mapping[str, object]) -> int:
        """At most 100 for a number, since a greater `first` is refused when it is resolved."""
        value = variables.get(self.variable) if self.variable is not None else None
        if isinstance(value, list):
            return len(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return min(max(value, 0), MOST_ROWS)
        return self.fallback


@dataclass(frozen=True, slots=True)
class Term:
    """One field: `weight` once, and `inner` for each of its rows; `page` is how far the lists in a connection go."""

    weight: int
    inner: Part
    rows: Rows | None = None
    page: Rows | None = None
    paged: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A selection set; fragments are parts that several others share."""

    entries: tuple[Term | Part, ...] = ()
    variable: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What one operation costs; `fixed` when no variable matters."""

    part: Part
    defaults: Mapping[str, object]
    fixed: int | None

    def cost(self, variables: Mapping[str, object]) -> int:
        """The cost with these (uncoerced) variables."""
        if self.fixed is not None:
            return self.fixed
        return _total(self.part, {**self.defaults, **variables})


def plan_cost(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> Plan:
    """The plan for an operation of a *valid* document without circular fragments."""
    part = _Planner(schema, document).part(operation.selection_set, schema.get_root_type(operation.operation))
    defaults = {
        definition.variable.name.value: value_from_ast_untyped(definition.default_value)
        for definition in operation.variable_definitions or ()
        if definition.default_value is not None
    }
    return Plan(part, defaults, None if part.variable else _total(part, {}))


def _total(part: Part, variables: Mapping[str, object]) -> int:
    fixed, per_page = _evaluate(part, variables, {})
    return fixed + ASSUMED_ROWS * per_page


def _evaluate(part: Part, variables: Mapping[str, object], known: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """(fixed, per_page) of a part; each shared part is evaluated once."""
    if id(part) in known:
        return known[id(part)]
    fixed = per_page = 0
    for entry in part.entries:
        if isinstance(entry, Part):
            more, more_per_page = _evaluate(entry, variables, known)
            fixed, per_page = fixed + more, per_page + more_per_page
            continue
        inner, inner_per_page = _evaluate(entry.inner, variables, known)
        each = inner + inner_per_page * (ASSUMED_ROWS if entry.page is None else entry.page.most(variables))
        fixed += entry.weight
        if entry.paged:
            per_page += each
        else:
            fixed += each * (1 if entry.rows is None else entry.rows.most(variables))
    known[id(part)] = fixed, per_page
    return fixed, per_page


class _Planner:
    """Turns selection sets into parts, each fragment once."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._fragments = fragments_of(document)
        self._parts: dict[str, Part] = {}

    def part(self, selection_set: SelectionSetNode | None, parent: GraphQLNamedType | None) -> Part:
        if selection_set is None:
            return Part()
        entries = [self._entry(selection, parent) for selection in selection_set.selections]
        return Part(tuple(entries), any(_is_variable(entry) for entry in entries))

    def _entry(self, selection: Any, parent: GraphQLNamedType | None) -> Term | Part:
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment(selection.name.value)
        if isinstance(selection, InlineFragmentNode):
            condition = selection.type_condition
            narrowed = parent if condition is None else self._schema.get_type(condition.name.value)
            return self.part(selection.selection_set, narrowed)
        return self._field(selection, parent)

    def _fragment(self, name: str) -> Part:
        if name not in self._parts:
            fragment = self._fragments[name]
            condition = self._schema.get_type(fragment.type_condition.name.value)
            self._parts[name] = self.part(fragment.selection_set, condition)
        return self._parts[name]

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None) -> Term:
        name = node.name.value
        if name in INTROSPECTION:
            return Term(INTROSPECTION_COST, Part())
        if name == "__typename" or not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return Term(0, Part())
        field = parent.fields[name]
        weight, most = _declared(field)
        named = get_named_type(field.type)
        inner = self.part(node.selection_set, named)
        if not is_composite_type(named):
            return Term(weight, inner)
        first = _rows_asked(node, field)
        if not _is_list(field):
            return Term(weight, inner, page=first)
        if first is None and most is None and name in _PAGED:
            return Term(weight, inner, paged=True)
        return Term(weight, inner, rows=first or Rows(ASSUMED_ROWS if most is None else most))


def _is_variable(entry: Term | Part) -> bool:
    if isinstance(entry, Part):
        return entry.variable
    asked = [rows for rows in (entry.rows, entry.page) if rows is not None]
    return entry.inner.variable or any(rows.variable is not None for rows in asked)


def _is_list(field: GraphQLField) -> bool:
    return is_list_type(field.type.of_type if is_non_null_type(field.type) else field.type)


def _declared(field: GraphQLField) -> tuple[int, int | None]:
    definition = field.extensions.get("strawberry-definition")
    return cost_of(definition) if isinstance(definition, StrawberryField) else (1, None)


def _rows_asked(node: FieldNode, field: GraphQLField) -> Rows | None:
    """What `first` (or the length of `ids`) says; None for a field that has neither."""
    name = next((name for name in ("first", "ids") if name in field.args), None)
    if name is None:
        return None
    declared = field.args[name].default_value
    fallback = declared if isinstance(declared, int) else MOST_ROWS
    given = next((argument.value for argument in node.arguments or () if argument.name.value == name), None)
    if isinstance(given, VariableNode):
        return Rows(fallback, given.name.value)
    if isinstance(given, IntValueNode):
        return Rows(min(max(int(given.value), 0), MOST_ROWS))
    if isinstance(given, ListValueNode):
        return Rows(len(given.values))
    return Rows(fallback)
