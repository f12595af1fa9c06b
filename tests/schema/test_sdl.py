"""The schema as clients read it: published, described, bounded."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_composite_type,
    is_introspection_type,
    is_list_type,
    is_specified_scalar_type,
)
from strawberry.types.field import StrawberryField

from peernet.schema.api import schema
from peernet.schema.fields import cost_of

SDL = Path(__file__).parent.parent.parent / "schema.graphql"
# Built from what the engines answer, not from a statement of their own: a page holds what `first` says.
PAGED = {"edges"}


def own_types() -> list[GraphQLNamedType]:
    """Every type that is not GraphQL's own."""
    known = schema._schema.type_map.values()
    return [each for each in known if not is_introspection_type(each) and not is_specified_scalar_type(each)]


def described() -> Iterator[tuple[str, str | None]]:
    """Everything that clients can read a description of, by its path."""
    for each in own_types():
        yield each.name, each.description
        if isinstance(each, GraphQLEnumType):
            yield from ((f"{each.name}.{name}", value.description) for name, value in each.values.items())
        elif isinstance(each, GraphQLInputObjectType):
            yield from ((f"{each.name}.{name}", part.description) for name, part in each.fields.items())
        elif isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in each.fields.items():
                yield f"{each.name}.{name}", field.description
                yield from ((f"{each.name}.{name}({arg})", what.description) for arg, what in field.args.items())


def test_the_published_schema_is_the_one_that_is_served() -> None:
    assert SDL.read_text(encoding="utf-8") == f"{schema.as_str()}\n", "run: python -m peernet.schema.api"


def test_the_module_prints_the_schema() -> None:
    printed = subprocess.run([sys.executable, "-m", "peernet.schema.api"], capture_output=True, check=True, text=True)
    assert printed.stdout == SDL.read_text(encoding="utf-8")


def test_everything_is_described() -> None:
    paths = list(described())
    assert len(paths) > 300
    assert [path for path, description in paths if not (description or "").strip()] == []


def test_names_are_in_camel_case() -> None:
    names = [path.rpartition(".")[2] for path, _ in described() if "." in path and not path.isupper()]
    fields = [name.partition("(")[0] for name in names if not name.isupper()]
    assert [name for name in fields if not re.fullmatch(r"[a-z][A-Za-z0-9]*|[A-Z_]+", name)] == []


def test_every_list_of_objects_is_bounded() -> None:
    unbounded = []
    for each in own_types():
        if not isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            continue
        for name, field in each.fields.items():
            kind = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
            definition = field.extensions.get("strawberry-definition")
            declared = isinstance(definition, StrawberryField) and cost_of(definition)[1] is not None
            if is_list_type(kind) and is_composite_type(get_named_type(kind)):
                bounded = declared or name in PAGED or {"first", "ids"} & field.args.keys()
                unbounded += [] if bounded else [f"{each.name}.{name}"]
    assert unbounded == []


def test_every_page_has_a_size_unless_one_is_asked_for() -> None:
    missing = [
        f"{each.name}.{name}"
        for each in own_types()
        if isinstance(each, GraphQLObjectType)
        for name, field in each.fields.items()
        if "first" in field.args and not isinstance(field.args["first"].default_value, int)
    ]
    assert missing == []
