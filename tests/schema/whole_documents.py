"""Documents that select every field of everything that one root field can lead to."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)

from peernet.schema.api import schema

SCHEMA = schema._schema
FieldOf = tuple[str, str]
"""The name of an object type and of one of its fields."""


@dataclass(slots=True)
class Selection:
    """What is selected of one value: by the words before the braces, more of the same; none for a plain value."""

    parts: dict[str, Selection | None] = field(default_factory=dict)

    def text(self) -> str:
        """The selection as it stands in a document."""
        inner = " ".join(name if part is None else f"{name} {part.text()}" for name, part in self.parts.items())
        return f"{{ {inner} }}"


def whole_document(kind: str, root: str) -> tuple[str, set[FieldOf]]:
    """A document with one root field of a `query` or `mutation`, and all fields that it selects.

    Each type is selected whole where it is first met, level by level, and by its name only from then on. The root
    field's arguments are variables of the same names.
    """
    parent = SCHEMA.query_type if kind == "query" else SCHEMA.mutation_type
    assert parent is not None
    start = parent.fields[root]
    selection, covered = _expanded(get_named_type(start.type))
    declared = ", ".join(f"${name}: {_variable_type(start, name)}" for name in start.args)
    given = ", ".join(f"{name}: ${name}" for name in start.args)
    head = f"{kind} ({declared}) {{ {root}({given})" if start.args else f"{kind} {{ {root}"
    return f"{head} {selection.text()} }}", covered | {(parent.name, root)}


def reachable_fields(kind: str) -> set[FieldOf]:
    """Every field of every object type that a `query` or `mutation` can lead to."""
    found: set[FieldOf] = set()
    start = SCHEMA.query_type if kind == "query" else SCHEMA.mutation_type
    assert start is not None
    waiting: list[GraphQLNamedType] = [start]
    seen = {start.name}
    while waiting:
        each = waiting.pop()
        following: list[GraphQLNamedType] = list(_possible(each)) if is_abstract_type(each) else []
        if isinstance(each, GraphQLObjectType):
            found |= {(each.name, name) for name in each.fields}
            following += [get_named_type(inner.type) for inner in each.fields.values()]
        new = {after.name: after for after in following if after.name not in seen and not is_leaf_type(after)}
        seen |= new.keys()
        waiting.extend(new.values())
    return found


def _expanded(start: GraphQLNamedType) -> tuple[Selection, set[FieldOf]]:
    whole = Selection()
    covered: set[FieldOf] = set()
    met: set[str] = set()
    waiting: deque[tuple[GraphQLNamedType, Selection, frozenset[str]]] = deque([(start, whole, frozenset())])
    while waiting:
        kind, selection, clashing = waiting.popleft()
        selection.parts["__typename"] = None
        if is_abstract_type(kind):
            clashes = _clashes(kind)
            for possible in _possible(kind):
                inner = selection.parts[f"... on {possible.name}"] = Selection()
                waiting.append((possible, inner, clashes))
        elif isinstance(kind, GraphQLObjectType) and kind.name not in met:
            met.add(kind.name)
            covered |= {(kind.name, name) for name in kind.fields}
            for name, each in kind.fields.items():
                shown = f"{name}Of{kind.name}: {name}" if name in clashing else name
                below = get_named_type(each.type)
                selection.parts[shown] = None if is_leaf_type(below) else Selection()
                deeper = selection.parts[shown]
                if deeper is not None:
                    waiting.append((below, deeper, frozenset()))
    return whole, covered


def _possible(kind: GraphQLNamedType) -> list[GraphQLObjectType]:
    assert isinstance(kind, GraphQLInterfaceType | GraphQLUnionType)
    return list(SCHEMA.get_possible_types(kind))


def _clashes(kind: GraphQLNamedType) -> frozenset[str]:
    """Names of fields that differ between the possible types: each needs an alias of its own."""
    types: dict[str, set[str]] = {}
    for possible in _possible(kind):
        for name, each in possible.fields.items():
            types.setdefault(name, set()).add(str(each.type))
    return frozenset(name for name, several in types.items() if len(several) > 1)


def _variable_type(root: GraphQLField, name: str) -> str:
    argument = root.args[name]
    # One that has a default may be left out of the variables.
    if isinstance(argument.type, GraphQLNonNull) and argument.default_value is not None and name == "first":
        return f"{argument.type} = {argument.default_value}"
    return str(argument.type)
