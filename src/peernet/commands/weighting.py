"""peernet weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from peernet.app import open_network
from peernet.commands.asking import Json
from peernet.commands.helping import As
from peernet.commands.running import facts, run, table
from peernet.errors import BadInput
from peernet.recommend.weighting import Effective, Weights
from peernet.settings import read_settings
from peernet.use_cases.set_community_weights import community_weights, set_community_weights


def weights(
    as_: As,
    community: Annotated[str, typer.Option(help="Id of the community; to set weights the person has to organise it.")],
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="A kind of reason and how many times the usual; repeatable.")
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Take everything back to the usual first.")] = False,
    json: Json = False,
) -> None:
    """How much reasons count in suggestions for a community: shows it, or sets it within bounds.

    Example: peernet weights --as diego --community madrid --set shared_community=1.5
    """
    found = run(_weights(as_, community, _factors(set_ or ()), reset)).effective()
    if json:
        facts({"weights": [_facts(each) for each in found]})
    else:
        table([_row(each) for each in found])


async def _weights(person: str, community: str, factors: Mapping[str, float], reset: bool) -> Weights:
    async with open_network(read_settings()) as network:
        if factors or reset:
            await set_community_weights(network, person, community, factors, reset=reset)
        return await community_weights(network, person, community)


def _factors(given: Sequence[str]) -> dict[str, float]:
    """Factors by kind; BadInput for what is not KIND=NUMBER."""
    factors = {}
    for text in given:
        kind, _, number = text.partition("=")
        try:
            factors[kind.strip()] = float(number)
        except ValueError as error:
            raise BadInput("must be a kind of reason and a number, as in `shared_community=1.5`", "--set") from error
    return factors


def _facts(each: Effective) -> dict[str, object]:
    return {
        "kind": each.kind,
        "times": each.factor,
        "least": each.bounds.least,
        "most": each.bounds.most,
        "ask": each.ask,
        "accept": each.accept,
        "origin": each.origin.value,
        "usual_ask": each.usual_ask,
        "usual_accept": each.usual_accept,
        "usual_origin": each.usual_origin.value,
    }


def _row(each: Effective) -> tuple[str, ...]:
    least, most = each.bounds
    return (each.kind, f"{each.factor:g} times the usual", f"from {least:g} to {most:g}", each.origin.value)
