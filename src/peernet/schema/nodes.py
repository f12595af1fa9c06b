"""What has a global id."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, TypeVar

import strawberry

from peernet.errors import BadInput
from peernet.model.moment import within_reach
from peernet.schema.connections import global_id
from peernet.schema.fields import member

MOST_IDS = 100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

T = TypeVar("T")
Id = Annotated[strawberry.ID, strawberry.argument(description="The global id.")]
Given = Annotated[T, strawberry.argument(description="What is asked for.")]


@strawberry.interface(description="Anything that can be found again by its global id.")
class Node:
    id: strawberry.ID = member("The global id: opaque, the same for ever.")


def node_id(type_name: str, local: str) -> strawberry.ID:
    """The global id as clients see it."""
    return strawberry.ID(str(global_id(type_name, local)))


def moment(epoch_ms: int) -> datetime:
    """The time in UTC of so many milliseconds since 1970."""
    return _EPOCH + timedelta(milliseconds=epoch_ms)


def moment_or_none(epoch_ms: int | None) -> datetime | None:
    """Like `moment`; None stays None."""
    return None if epoch_ms is None else moment(epoch_ms)


def epoch_ms(time: datetime | None, where: str) -> int | None:
    """Milliseconds since 1970, None for no time; BadInput for a time without a zone or outside 1900 to 2200."""
    if time is None:
        return None
    if time.tzinfo is None:
        raise BadInput("must have a time zone, as in `2030-01-31T18:00:00Z`", where)
    if not within_reach(time):
        raise BadInput("must lie between 1900 and 2200", where)
    return (time - _EPOCH) // timedelta(milliseconds=1)
