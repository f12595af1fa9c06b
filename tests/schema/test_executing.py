"""The shorter way through plain objects answers what graphql-core's own executor answers, whatever they hold."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from enum import Enum
from typing import Any

import pytest
import strawberry
from graphql import ExecutionResult, GraphQLSchema, execute, parse
from graphql.execution import Executor
from hypothesis import given, settings
from hypothesis import strategies as st

from peernet.schema.executing import PlainExecutor
from peernet.schema.fields import choice, field, member
from peernet.schema.plain import read_plainly


@strawberry.enum(description="A colour.")
class Colour(Enum):
    RED = choice("r", "Red.")
    BLUE = choice("b", "Blue.")


@strawberry.interface(description="A thing.")
class Thing:
    said: strawberry.Private[Any]
    name: str = member("What it is called.")
    maybe: str | None = member("What it may be called.")
    colour: Colour = member("Its colour.")
    weight: float = member("How heavy it is.")
    number: int = member("How many.")
    good: bool = member("Whether it is good.")
    key: strawberry.ID = member("Its key.")

    @field("What it says.", returns=str)
    def text(self) -> str:
        """Whatever it was given: a text, something to wait for, or a fault."""
        if isinstance(self.said, Exception):
            raise self.said
        said: Any = _later(self.said[0]) if isinstance(self.said, tuple) else self.said
        return said  # type: ignore[no-any-return]


@strawberry.type(description="A stone.")
class Stone(Thing):
    hard: bool = member("Whether it is hard.")


@strawberry.type(description="A leaf.")
class Leaf(Thing):
    tags: list[str] = member("Words.", most=3)


@strawberry.type(description="Another leaf, whose objects are of a class that stands for no type.")
class Twig(Thing):
    pass


class Stranger(Twig):
    """What a list may hold by its class, and is no type of the schema."""


@strawberry.type(description="All there is.")
class Everything:
    things: list[Thing] = member("Things.", most=9)
    stones: list[Stone | None] = member("Stones, or none.", most=9)
    one: Thing | None = member("One of them.")


DOCUMENT = """query ($with: Boolean! = true) {
  things { name other: name ...more @include(if: $with) ... on Leaf { tags } }
  stones { __typename hard key good number weight }
  one { __typename name text colour }
}
fragment more on Thing { __typename maybe colour weight number good key text ... on Stone { hard } }"""
PLAIN = "{ things { __typename name text colour } one { name } }"

ODD = st.sampled_from(
    [None, "", "red", float("nan"), float("inf"), 2**31, -(2**31) - 1, True, 1, 1.5, [], "12", object()]
)
FIELDS = ("name", "maybe", "colour", "weight", "number", "good", "key", "said")


async def _later(said: Any) -> Any:
    await asyncio.sleep(0)
    if isinstance(said, Exception):
        raise said
    return said


def _schema() -> GraphQLSchema:
    schema = strawberry.Schema(query=Everything, types=[Stone, Leaf, Twig])
    read_plainly(schema)
    return schema._schema


SCHEMA = _schema()


def thing(kind: type[Thing], changed: dict[str, Any]) -> Thing:
    """One that is as it should be but for what is changed."""
    usual: dict[str, Any] = {
        "said": "hello",
        "name": "n",
        "maybe": None,
        "colour": Colour.BLUE,
        "weight": 0.5,
        "number": 3,
        "good": True,
        "key": "k1",
    }
    owns: dict[type[Thing], dict[str, Any]] = {Stone: {"hard": True}, Leaf: {"tags": ["a"]}}
    own = owns.get(kind, {})
    return kind(**usual | own | changed)


def everything(things: list[Any], stones: list[Any], one: Any) -> Everything:
    """All there is, with whatever is given in it."""
    return Everything(things=things, stones=stones, one=one)


def answered(root: Everything, document: str, executor: type[Executor[Any]]) -> tuple[Any, list[Any]]:
    """Data and errors, in an order of their own: errors come as fields end."""

    async def run() -> ExecutionResult:
        result = execute(SCHEMA, parse(document), root_value=root, executor_class=executor)
        return await result if isinstance(result, Awaitable) else result

    result = asyncio.run(run())
    return result.data, sorted((str(error.path), error.message) for error in result.errors or ())


THINGS = st.builds(
    thing,
    st.sampled_from([Stone, Leaf, Twig, Stranger]),
    st.dictionaries(
        st.sampled_from(FIELDS),
        ODD | st.sampled_from([("later",), (ValueError("late"),), ValueError("bad"), Colour.RED]),
        max_size=2,
    ),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(THINGS, max_size=4), st.lists(st.none() | THINGS, max_size=3), st.none() | THINGS)
def test_whatever_objects_hold_the_answer_is_that_of_the_usual_executor(
    things: list[Thing], stones: list[Thing | None], one: Thing | None
) -> None:
    root = everything(things, stones, one)
    for document in (DOCUMENT, PLAIN):
        assert answered(root, document, PlainExecutor) == answered(root, document, Executor)


@pytest.mark.parametrize("said", ["hello", ("later",)])
def test_plain_objects_are_answered_with_and_without_waiting(said: Any) -> None:
    root = everything([thing(Stone, {"said": said}), thing(Leaf, {"said": said})], [], None)
    data, errors = answered(root, PLAIN, PlainExecutor)
    assert errors == []
    word = said if isinstance(said, str) else said[0]
    assert data["things"] == [
        {"__typename": kind, "name": "n", "text": word, "colour": "BLUE"} for kind in ("Stone", "Leaf")
    ]


def test_plain_objects_take_the_shorter_way(monkeypatch: pytest.MonkeyPatch) -> None:
    usual: list[str] = []

    def noted(self: Executor[Any], parent_type: Any, *rest: Any) -> Any:
        usual.append(parent_type.name)
        return execute_field(self, parent_type, *rest)

    execute_field = Executor.execute_field
    monkeypatch.setattr(Executor, "execute_field", noted)
    answered(everything([thing(Stone, {}), thing(Leaf, {})], [], thing(Twig, {})), PLAIN, PlainExecutor)
    assert usual == ["Everything", "Everything"]
