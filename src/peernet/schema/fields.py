"""How fields are declared: typed decorators, what a field costs, and the bound on every `first`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import strawberry
from strawberry.extensions import FieldExtension
from strawberry.types.field import StrawberryField

from peernet.errors import BadInput

MOST_ROWS = 100
COST = "peernet.cost"
MOST = "peernet.most"

Resolver = TypeVar("Resolver", bound=Callable[..., Any])

First = Annotated[int, strawberry.argument(description="How many at most, from 1 to 100.")]
After = Annotated[
    str | None, strawberry.argument(description="The `endCursor` of the page before; nothing for the first page.")
]


class FirstBound(FieldExtension):
    """Refuses a `first` outside 1 to 100 with BadInput before the resolver is called."""

    def map_arguments(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        """The arguments as they are; BadInput names `first` when it is out of bounds."""
        first = kwargs.get("first")
        if first is not None and not 1 <= first <= MOST_ROWS:
            raise BadInput(f"must be from 1 to {MOST_ROWS}, not {first}", "first")
        return kwargs


def field(
    description: str,
    *,
    name: str | None = None,
    deprecated: str | None = None,
    cost: int = 1,
    most: int | None = None,
    returns: Any = None,
) -> Callable[[Resolver], Resolver]:
    """Declares a resolver as a field of a type; a `first` among its arguments is bounded.

    cost: what the field itself counts in an operation's cost, 1 for reading what is there, 10 for a statement of its
    own; most: how many objects a list without `first` holds at most (10 is assumed where nothing is said);
    returns: the field's type where the resolver's own annotation says more, as that it may have to be awaited.
    """

    def declare(resolver: Resolver) -> Resolver:
        # An extension costs every call of its resolver, so only those that need one get one.
        bounded = "first" in inspect.signature(resolver).parameters
        declared = strawberry.field(
            name=name,
            graphql_type=returns,
            description=description,
            deprecation_reason=deprecated,
            metadata=_weights(cost, most),
            extensions=[FirstBound()] if bounded else [],
        )
        return _typed(declared)(resolver)

    return declare


def mutation(
    description: str,
    *,
    name: str | None = None,
    deprecated: str | None = None,
    cost: int = 10,
    returns: Any = None,
) -> Callable[[Resolver], Resolver]:
    """Declares a resolver as a mutation; `cost` is what it counts in an operation's cost, `returns` as in `field`."""
    return _typed(
        strawberry.mutation(
            name=name,
            graphql_type=returns,
            description=description,
            deprecation_reason=deprecated,
            metadata=_weights(cost, None),
        )
    )


def member(description: str, *, name: str | None = None, most: int | None = None, **default: Any) -> Any:
    """Describes a plain member of a type or input: `score: float = member("0 to 1.")`; takes `default` like a field.

    most: how many objects a list holds at most, for the operation's cost.
    """
    return strawberry.field(name=name, description=description, metadata=_weights(1, most), **default)


def choice(stored: str, description: str) -> Any:
    """One value of an enum: as the store holds it, and what it means."""
    # Strawberry's own function says that it gives a definition, but what a member holds is the stored value.
    return strawberry.enum_value(stored, description=description)


def cost_of(definition: StrawberryField) -> tuple[int, int | None]:
    """(cost, most) as a field was declared with."""
    return definition.metadata.get(COST, 1), definition.metadata.get(MOST)


def _typed(decorator: Any) -> Callable[[Resolver], Resolver]:
    # Strawberry types these decorators as Any, which mypy's strict mode refuses to see above a method.
    def declare(resolver: Resolver) -> Resolver:
        declared: Resolver = decorator(resolver)
        return declared

    return declare


def _weights(cost: int, most: int | None) -> dict[str, int]:
    return {COST: cost} if most is None else {COST: cost, MOST: most}
