"""Times in GraphQL: ISO 8601, and a refusal in our own words where a text is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from graphql import GraphQLError
from strawberry.exceptions import StrawberryInputCoercionError
from strawberry.schema.types.base_scalars import DateTimeDefinition
from strawberry.types.scalar import ScalarDefinition


def _time(value: object) -> Any:
    """The time; GraphQLError that says what would be right, since Python's own words say how we read it."""
    read = DateTimeDefinition.parse_value
    assert read is not None
    try:
        return read(value)
    except StrawberryInputCoercionError:
        raise GraphQLError("A time must be ISO 8601, as in `2030-01-31T18:00:00Z`.") from None


SCALARS: dict[object, ScalarDefinition] = {datetime: replace(DateTimeDefinition, parse_value=_time)}
