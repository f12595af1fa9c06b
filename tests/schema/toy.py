"""A small schema with every kind of field that the endpoint treats in its own way."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2
import strawberry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from strawberry import relay

from peernet.errors import DeadlineExceeded, NotPermitted, StoreFault, Unavailable
from peernet.model.viewer import Viewer
from peernet.schema.context import Context
from peernet.schema.fields import After, First, field, member, mutation
from peernet.schema.http import GraphQLEndpoint, graphql_endpoint
from peernet.settings import Settings

SECRET = "MATCH (n) RETURN n.password"  # stands for what must not get out


@strawberry.type(description="A reason.")
class Reason:
    kind: str = member("Its kind.")
    text: str = member("In words.")


@strawberry.type(description="A person.")
class Person:
    name: str = member("A name.")
    score: float = member("0 to 1.")
    level: int = member("1 to 5.")
    place: str = member("Where.")
    about: str = member("Who.")
    open: bool = member("Whether there is a place.")
    reasons: list[Reason] = member("Why.", most=5)

    @field("The people that this person knows.")
    def friends(self, first: First = 10, after: After = None) -> PersonConnection:
        return people(first)


@strawberry.type(description="An edge.")
class PersonEdge:
    cursor: str = member("A cursor.")
    node: Person = member("A person.")


@strawberry.type(description="A page of people.")
class PersonConnection:
    edges: list[PersonEdge] = member("The people.")
    understood: list[Reason] = member("What was understood.", most=3)


def people(first: int) -> PersonConnection:
    """`first` people with three reasons each."""
    reasons = [Reason(kind=f"k{number}", text="since you both live there") for number in range(3)]
    nodes = [Person(name="Ada", score=0.5, level=3, place="Oslo", about="x", open=True, reasons=reasons)] * first
    return PersonConnection(edges=[PersonEdge(cursor="c", node=node) for node in nodes], understood=[])


@strawberry.input(description="A wish.")
class Wish:
    text: str = member("In words.")


@strawberry.type(description="Queries.")
class Query:
    @field("People.", cost=10)
    async def people(self, first: First = 10, after: After = None) -> PersonConnection:
        return people(first)

    @field("People by id.")
    def nodes(self, ids: list[strawberry.ID]) -> list[Person]:
        return []

    @field("The viewer's id and languages.")
    def viewer(self, info: strawberry.Info[Context, None]) -> list[str]:
        return [str(info.context.viewer.person_id), *info.context.accept_languages]

    @field("What was said.")
    def echo(self, text: str | None = None, wish: Wish | None = None, id: relay.GlobalID | None = None) -> str:  # noqa: A002
        return text or "nothing"

    @field("What goes wrong.")
    async def fault(self, kind: str) -> int | None:
        match kind:
            case "unavailable":
                raise Unavailable(SECRET, "statement")
            case "deadline":
                raise DeadlineExceeded(SECRET, "statement")
            case "statement":
                raise StoreFault(SECRET, "statement")
            case "rule":
                raise NotPermitted("organisers")
            case "slow":
                await asyncio.sleep(30)
            case "unencodable":
                return 2**40
        raise ValueError(SECRET)

    @field("A text that is no Unicode.")
    def broken_text(self) -> str:
        return "\ud800"


@strawberry.type(description="Mutations.")
class Mutation:
    @mutation("Remembers nothing.")
    async def forget(self) -> bool:
        return True


SCHEMA = strawberry.Schema(Query, Mutation)


def context_for(request: Request, viewer: Viewer) -> Context:
    """A context without use cases."""
    return Context(viewer, tuple(request.headers.get("accept-language", "").split(",")))


def toy_endpoint(folder: Path, **settings: Any) -> GraphQLEndpoint:
    """The endpoint for the toy schema, with a key of its own in `folder`."""
    return graphql_endpoint(SCHEMA, settings=Settings(data=folder, **settings), context_for=context_for)


def client_of(endpoint: GraphQLEndpoint) -> httpx2.AsyncClient:
    """A client that reaches the endpoint at /graphql without a network."""
    app = Starlette(routes=[Route("/graphql", endpoint)])
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://toy")


async def post(client: httpx2.AsyncClient, query: str, accept: str = "*/*", **more: Any) -> httpx2.Response:
    """The answer to a query; `variables` and `operationName` may be given."""
    return await client.post("/graphql", json={"query": query, **more}, headers={"accept": accept})


def codes(answer: Mapping[str, Any]) -> list[str]:
    """The codes of an answer's errors."""
    return [error["extensions"]["code"] for error in answer["errors"]]
