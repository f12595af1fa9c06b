"""Plain members are read straight from their objects: an answer has hundreds, and each detour costs microseconds.

Strawberry wraps every field for permissions, extensions and exceptions that our plain members do not have. Here their
resolvers are replaced after the schema was built; fields with arguments, extensions or something to wait for stay.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import strawberry
from graphql import GraphQLField, GraphQLInterfaceType, GraphQLObjectType
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

Read = Callable[[Any], Any]
_READ = "peernet.read"


def read_plainly(schema: strawberry.Schema) -> int:
    """Replaces the resolvers of all plain members and the look for an object's own type; how many members it were."""
    plain = 0
    for made in schema._schema.type_map.values():
        if isinstance(made, GraphQLInterfaceType) and made.name == "Reason":
            made.resolve_type = _own_type
        definition = (made.extensions or {}).get("strawberry-definition")
        if not isinstance(made, GraphQLObjectType) or not isinstance(definition, StrawberryObjectDefinition):
            continue
        fields = {schema.config.name_converter.get_graphql_name(each): each for each in definition.fields}
        for name, field in made.fields.items():
            if name in fields and (read := _plain(fields[name])) is not None:
                field.resolve = _resolve(read)
                field.extensions = {**(field.extensions or {}), _READ: read}
                plain += 1
    return plain


def reader_of(field: GraphQLField) -> Read | None:
    """How to read a plain member from its object, None for a field that needs more."""
    read: Read | None = (field.extensions or {}).get(_READ)
    return read


def _resolve(read: Read) -> Callable[[Any, Any], Any]:
    return lambda source, _info: read(source)


def _plain(field: StrawberryField) -> Read | None:
    """How to read it, None where it needs more than its object."""
    if field.permission_classes or field.extensions or field.arguments or field.is_async:
        return None
    if field.base_resolver is None:
        return attrgetter(field.python_name)
    method: Any = field.base_resolver.wrapped_func
    if list(inspect.signature(method).parameters) != ["self"]:
        return None
    read: Read = method
    return read


def _own_type(value: Any, _info: Any, _abstract: Any) -> str:
    name: str = type(value).__strawberry_definition__.name
    return name
