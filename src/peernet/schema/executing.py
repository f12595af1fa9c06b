"""Executing an operation: as graphql-core does, with a shorter way for objects of which only plain leaves are asked.

A list of suggestions holds a hundred reasons of two fields each. For each field graphql-core makes a path and the facts
about the field, which no plain member (plain.py) looks at, and completes the value in four steps. Here such an object
is read in one loop that is planned once for each type and selection. Whatever is not as plain as planned (nothing where
something is promised, something to wait for, an error) goes the usual way from its beginning, so that it ends as ever.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import lru_cache
from types import CoroutineType
from typing import Any, NamedTuple

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLError,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLString,
    is_abstract_type,
    is_leaf_type,
)
from graphql.execution import Executor
from strawberry.types.enum import StrawberryEnumDefinition

from peernet.errors import PeernetError
from peernet.schema.plain import reader_of

_Tell = Callable[[Any], Any]
_MOST_INT = 2**31 - 1
_KEPT, _KEPT_OF_ITEMS = "_plans_of_plain_objects", "_plans_of_plain_items"
_DEFINITION = "strawberry-definition"


class _Leaf(NamedTuple):
    """How to read a field that is a plain leaf, and how to tell it; any exception from `tell` is no answer."""

    read: Callable[[Any], Any]
    tell: _Tell
    required: bool


_Plan = tuple[tuple[str, _Leaf], ...]
"""Each field by its name in the answer."""


class _Odd(Exception):
    """A value that is not as plain as its field promises."""


_FAULTS = (
    _Odd,
    PeernetError,
    GraphQLError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a member's reading or telling may end in."""


class PlainExecutor(Executor[Any]):
    """Answers what graphql-core's own executor answers."""

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Any,
        grouped_field_set: Any,
        position_context: Any,
    ) -> Any:
        """The fields of one object."""
        plan = self._plan(parent_type, grouped_field_set)
        if plan:
            try:
                return {name: _told(leaf, source_value) for name, leaf in plan}
            except _FAULTS:
                pass
        return super().execute_fields(parent_type, source_value, path, grouped_field_set, position_context)

    def complete_list_item_value(
        self,
        item: Any,
        complete_results: list[Any],
        item_type: Any,
        field_details_list: Any,
        info: Any,
        item_path: Any,
        position_context: Any,
    ) -> bool:
        """One object of a list, told at once where its class has a type of its own; whether it has to be waited for."""
        plan = self._item_plan(type(item), item_type, field_details_list)
        if plan:
            try:
                complete_results.append({name: _told(leaf, item) for name, leaf in plan})
            except _FAULTS:
                pass
            else:
                return False
        return super().complete_list_item_value(
            item, complete_results, item_type, field_details_list, info, item_path, position_context
        )

    def _item_plan(self, kind: type, item_type: Any, details: Any) -> _Plan:
        plans: dict[tuple[type, int], tuple[Any, _Plan]] = self.__dict__.setdefault(_KEPT_OF_ITEMS, {})
        key = (kind, id(details))
        kept = plans.get(key)
        if kept is None:
            made = self._type_of(kind, item_type)
            plan = () if made is None else self._plan(made, self.collect_subfields(made, details).grouped_field_set)
            kept = plans[key] = (details, plan)
        return kept[1]

    def _type_of(self, kind: type, item_type: Any) -> GraphQLObjectType | None:
        """The type whose objects are of exactly that class, if a list of `item_type` may hold them."""
        definition = getattr(kind, "__strawberry_definition__", None)
        made = None if definition is None else self.schema.get_type(definition.name)
        if not isinstance(made, GraphQLObjectType) or (made.extensions or {}).get(_DEFINITION) is not definition:
            return None
        listed = item_type.of_type if isinstance(item_type, GraphQLNonNull) else item_type
        possible = made is listed or (is_abstract_type(listed) and self.schema.is_sub_type(listed, made))
        return made if possible else None

    def _plan(self, parent_type: GraphQLObjectType, grouped: Mapping[str, Any]) -> _Plan:
        """How to read what is selected; nothing where it takes more than reading plain leaves.

        Known by the selection's identity, as graphql-core does: it is kept as long as the executor is.
        """
        plans: dict[tuple[str, int], tuple[Any, _Plan]] = self.__dict__.setdefault(_KEPT, {})
        key = (parent_type.name, id(grouped))
        kept = plans.get(key)
        if kept is None:
            leaves = [(name, _leaf(parent_type, details[0].node.name.value)) for name, details in grouped.items()]
            plain = tuple((name, leaf) for name, leaf in leaves if leaf is not None)
            kept = plans[key] = (grouped, plain if len(plain) == len(leaves) else ())
        return kept[1]


def _told(leaf: _Leaf, source: Any) -> Any:
    value = leaf.read(source)
    if value is None:
        if leaf.required:
            raise _Odd
        return None
    if isinstance(value, CoroutineType):
        value.close()
        raise _Odd
    return leaf.tell(value)


@lru_cache(maxsize=4096)  # the fields of the whole schema; validated documents name no others
def _leaf(parent_type: GraphQLObjectType, field_name: str) -> _Leaf | None:
    if field_name == "__typename":
        return _Leaf(lambda _: parent_type.name, _itself(str), required=True)
    field = parent_type.fields.get(field_name)
    read = None if field is None else reader_of(field)
    if field is None or read is None:
        return None
    required = isinstance(field.type, GraphQLNonNull)
    leaf_type = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    return _Leaf(read, _teller(leaf_type), required) if is_leaf_type(leaf_type) else None


def _teller(leaf_type: Any) -> _Tell:
    """How a value of that type stands in an answer: as its own type would tell it, mostly without asking the type."""
    if leaf_type in (GraphQLString, GraphQLID):
        return _itself(str)
    if leaf_type is GraphQLBoolean:
        return _itself(bool)
    if leaf_type is GraphQLInt:
        return _int
    if leaf_type is GraphQLFloat:
        return _float
    return _names(leaf_type) if isinstance(leaf_type, GraphQLEnumType) else _coerced(leaf_type)


def _itself(kind: type) -> _Tell:
    def tell(value: Any) -> Any:
        if type(value) is not kind:
            raise _Odd
        return value

    return tell


def _int(value: Any) -> Any:
    if type(value) is not int or not -_MOST_INT <= value <= _MOST_INT:
        raise _Odd
    return value


def _float(value: Any) -> Any:
    if type(value) is not float or not math.isfinite(value):
        raise _Odd
    return value


def _names(leaf_type: GraphQLEnumType) -> _Tell:
    definition = (leaf_type.extensions or {}).get(_DEFINITION)
    members: Iterable[Enum] = definition.wrapped_cls if isinstance(definition, StrawberryEnumDefinition) else ()
    # By identity: an enumeration's own hash is computed in Python.
    names = {id(each): leaf_type.coerce_output_value(each) for each in members}
    return lambda value: names[id(value)]


def _coerced(leaf_type: Any) -> _Tell:
    def tell(value: Any) -> Any:
        told = leaf_type.coerce_output_value(value)
        if told is None or isinstance(value, Exception):
            raise _Odd
        return told

    return tell
