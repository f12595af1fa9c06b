"""peernet serve, demo, token."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from peernet.app import open_demo, open_network
from peernet.commands.running import console, run
from peernet.errors import EngineError
from peernet.model.viewer import Role
from peernet.settings import EMBEDDED, Settings, read_settings
from peernet.use_cases.import_network import import_network
from peernet.use_cases.network import Network
from peernet.use_cases.warm_up import warm_up
from peernet.web.address import taken_address

DEMO_PEOPLE: tuple[tuple[Role, str], ...] = (
    ("member", "amara"),
    ("organiser", "diego"),
    ("administrator", "admin"),
)
DEMO_QUERY = (
    'query { mentorSuggestions(for: {skill: "React"}, first: 3) { edges { score person { name } reasons { text } } } }'
)
_WEEK = 7 * 86_400

Host = Annotated[str | None, typer.Option(help="Address to listen on; PEERNET_HOST otherwise.")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; PEERNET_PORT otherwise.")]


def serve(host: Host = None, port: Port = None) -> None:
    """Serve GraphQL on the engine that the settings name.

    Example: PEERNET_ENGINE=bolt://localhost:7687 peernet serve --port 8000
    """
    run(_serve(_settings(host, port)))


def demo(host: Host = None, port: Port = None) -> None:
    """Serve the sample network on a fresh embedded engine, and print all that is needed to try it.

    Example: peernet demo --port 8080
    """
    run(_demo(replace(_settings(host, port), engine=EMBEDDED)))


def token(
    as_: Annotated[str, typer.Option("--as", help="The id of the person whom the token names.")],
    role: Annotated[str, typer.Option(help="member, organiser or administrator.")] = "member",
    hours: Annotated[int, typer.Option(min=1, max=24 * 365, help="How long it is valid.")] = 24,
) -> None:
    """Print a development token; refused in production.

    Example: peernet token --as amara --role member
    """
    from peernet.schema.tokens import issue_token

    print(issue_token(read_settings(), as_, role, hours * 3600))  # type: ignore[arg-type]


# What only serving needs is imported by those who serve, since every other command would wait for it; and beside the
# engine's start, which takes longer, in a thread.


async def _serve(settings: Settings) -> None:
    with taken_address(settings) as sockets:
        loading = _load_server()
        async with open_network(settings, "serve") as network:
            await warm_up(network)
            answer = await loading
            welcome = "GraphQL  {}/graphql\nready".format
            await answer(network, settings, sockets, lambda address: print(welcome(address), flush=True))


async def _demo(settings: Settings) -> None:
    sample = sample_folder()
    with taken_address(settings) as sockets:
        loading = _load_server()
        async with open_demo(settings, sample) as (network, demo):
            if demo.restored:
                console.print("The sample network is put back as an earlier demo had loaded it.")
            else:
                await _load_sample(network, sample)
            await asyncio.gather(warm_up(network), demo.whole())
            answer = await loading
            await answer(network, settings, sockets, lambda address: print(_welcome(settings, address), flush=True))


def _load_server() -> asyncio.Task[Callable[..., Awaitable[None]]]:
    """Imports what answers over HTTP, from when its caller first waits for something; gives `web.server.answer`."""

    def load() -> Callable[..., Awaitable[None]]:
        from peernet.web.server import answer

        return answer

    return asyncio.create_task(asyncio.to_thread(load), name="import of the server")


async def _load_sample(network: Network, sample: Path) -> None:
    console.print("Loading the sample network ...")
    result = await import_network(network.graph, sample)
    if result.rejected:
        raise EngineError(f"The sample network has {result.rejected} rows that were refused: see rejects.csv.")
    await network.catalogue.refresh()
    console.print(f"Loaded {result.read:,} rows in {result.seconds:.1f} s.")


def _welcome(settings: Settings, address: str) -> str:
    from peernet.schema.tokens import issue_token

    tokens = {role: issue_token(settings, person, role, _WEEK) for role, person in DEMO_PEOPLE}
    return "\n".join(
        [
            "",
            f"GraphQL   {address}/graphql",
            f"GraphiQL  {address}/graphql#token={tokens['member']}",
            f"Health    {address}/health",
            "",
            "Tokens (a member in Lagos, an organiser in Madrid, an administrator; valid for a week):",
            *(f"{role}: {value}" for role, value in tokens.items()),
            "",
            "A question to paste: who can mentor me in React?",
            f"curl -s {address}/graphql -H 'Content-Type: application/json' \\",
            f"  -H 'Authorization: Bearer {tokens['member']}' \\",
            f'  -d \'{{"query": "{_escaped(DEMO_QUERY)}"}}\'',
            "",
            "ready",
        ]
    )


def _escaped(query: str) -> str:
    return query.replace('"', '\\"')


def sample_folder() -> Path:
    """The sample network: beside `src/` in a checkout, inside the package in a wheel."""
    package = Path(str(files("peernet")))
    beside = package.parent.parent / "sample"
    return beside if beside.is_dir() else package / "_sample"


def _settings(host: str | None, port: int | None) -> Settings:
    settings = read_settings()
    return replace(settings, host=host or settings.host, port=settings.port if port is None else port)
