"""Plain members are read without a detour, and say what they said."""

from __future__ import annotations

import strawberry

from peernet.schema.fields import field, member
from peernet.schema.plain import read_plainly


@strawberry.type(description="Something.")
class Thing:
    name: str = member("What it is called.", name="calledSo")

    @field("Its name twice.")
    def twice(self) -> str:
        """Of the same object."""
        return self.name * 2

    @field("Its name so many times.")
    def times(self, first: int) -> str:
        """With an argument: not plain."""
        return self.name * first


@strawberry.type(description="All there is.")
class Everything:
    @field("The thing.")
    def thing(self) -> Thing:
        """One."""
        return Thing(name="a")


def test_what_is_read_plainly_is_what_was_said_before() -> None:
    document = "{ thing { calledSo twice times(first: 3) } }"
    schema = strawberry.Schema(query=Everything)
    before = schema.execute_sync(document, root_value=Everything())
    assert read_plainly(schema) == 3
    after = schema.execute_sync(document, root_value=Everything())
    assert before.errors is after.errors is None
    assert after.data == before.data == {"thing": {"calledSo": "a", "twice": "aa", "times": "aaa"}}
