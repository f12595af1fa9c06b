"""The options that the commands of the bench share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import typer

from bench.engines import ENGINES, EngineName
from bench.report import describe, write_json

SIZES = (10_000, 100_000)

Engine = Annotated[Literal["embedded", "neo4j"] | None, typer.Option(help="One engine; both otherwise.")]
People = Annotated[list[int] | None, typer.Option(help="A size, as often as wanted; 10,000 and 100,000 otherwise.")]
Json = Annotated[str, typer.Option(help="A file for the figures as JSON, or - for standard output.")]


def finish(results: dict[str, Any], json: str) -> None:
    """Writes the figures where they are wanted, and says on which machine they were taken."""
    if json:
        write_json(results, json)
    if json != "-":
        print(describe())


def engines_of(engine: EngineName | None) -> Sequence[EngineName]:
    """The engines that are meant."""
    return ENGINES if engine is None else (engine,)


def sizes_of(people: Sequence[int] | None) -> Sequence[int]:
    """The sizes that are meant."""
    return people or SIZES
