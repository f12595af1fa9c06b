"""The endpoint keeps GraphQL over HTTP, and tells nothing that it should not."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from tests.schema.toy import client_of, codes, post, toy_endpoint

from peernet.schema.http import GraphQLEndpoint
from peernet.schema.tokens import issue_token
from peernet.settings import Settings

GRAPHQL = "application/graphql-response+json"


@pytest.fixture
def endpoint(tmp_path: Path) -> GraphQLEndpoint:
    return toy_endpoint(tmp_path)


@pytest.fixture
async def client(endpoint: GraphQLEndpoint) -> AsyncIterator[httpx2.AsyncClient]:
    async with client_of(endpoint) as client:
        yield client


@pytest.mark.parametrize(
    ("accept", "served"),
    [
        (GRAPHQL, GRAPHQL),
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        ("application/*;q=0.2", "application/json"),
        (f"{GRAPHQL}; charset=utf-8, application/json; charset=utf-8", GRAPHQL),
        (f"application/json;q=0.5, {GRAPHQL};q=0.9", GRAPHQL),
        (f"{GRAPHQL};q=0.1, application/json", "application/json"),
        (f"{GRAPHQL};q=zzz, application/json", "application/json"),
    ],
)
async def test_the_most_wanted_media_type_is_served(client: httpx2.AsyncClient, accept: str, served: str) -> None:
    answer = await post(client, "{ __typename }", accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == f"{served}; charset=utf-8"
    assert answer.json()["data"] == {"__typename": "Query"}


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml", "application/json;q=0", "application/json; charset=latin1"]
)
async def test_what_cannot_be_served_is_406(client: httpx2.AsyncClient, accept: str) -> None:
    assert (await post(client, "{ __typename }", accept)).status_code == 406


REQUEST_ERRORS = {
    "GRAPHQL_PARSE_FAILED": {"query": "{"},
    "GRAPHQL_VALIDATION_FAILED": {"query": "{ nothing }"},
    "BAD_USER_INPUT": {"query": "query($n: Int!) { people(first: $n) { __typename } }", "variables": {"n": "x"}},
    "TOO_COSTLY": {"query": "{ people(first: 100) { edges { node { friends(first: 100) { edges { cursor } } } } } }"},
    "TOO_DEEP": {"query": "{ people { edges { node { friends " * 5 + "{ __typename }" + "} } } }" * 5},
    "DOCUMENT_TOO_LARGE": {"query": "{" + "__typename " * 5000 + "}"},
}


@pytest.mark.parametrize("code", REQUEST_ERRORS)
@pytest.mark.parametrize(("accept", "status"), [(GRAPHQL, 400), ("application/json", 200)])
async def test_a_request_error_has_no_data(client: httpx2.AsyncClient, code: str, accept: str, status: int) -> None:
    answer = await client.post("/graphql", json=REQUEST_ERRORS[code], headers={"accept": accept})
    assert answer.status_code == status
    assert "data" not in answer.json()
    assert set(codes(answer.json())) == {code}


@pytest.mark.parametrize("name", ["B", ""])
async def test_an_operation_that_cannot_be_determined_is_bad_input(client: httpx2.AsyncClient, name: str) -> None:
    answer = await post(client, "query A { __typename } query C { __typename }", GRAPHQL, operationName=name)
    assert answer.status_code == 400
    assert codes(answer.json()) == ["BAD_USER_INPUT"]


async def test_the_named_operation_is_executed(client: httpx2.AsyncClient) -> None:
    answer = await post(client, "query A { a: __typename } query B { b: __typename }", operationName="B")
    assert answer.json()["data"] == {"b": "Query"}


MALFORMED: list[Any] = [
    {},
    {"qeury": "{ __typename }"},
    {"query": 1},
    {"query": ["{ __typename }"]},
    {"query": "{ __typename }", "variables": []},
    {"query": "{ __typename }", "variables": "{}"},
    {"query": "{ __typename }", "operationName": 1},
    {"query": "{ __typename }", "extensions": 1},
    [{"query": "{ __typename }"}],
    "{ __typename }",
    1,
    None,
]


@pytest.mark.parametrize("body", MALFORMED, ids=repr)
@pytest.mark.parametrize("accept", [GRAPHQL, "application/json"])
async def test_a_malformed_request_is_400(client: httpx2.AsyncClient, body: Any, accept: str) -> None:
    headers = {"accept": accept, "content-type": "application/json"}
    answer = await client.post("/graphql", content=json.dumps(body), headers=headers)
    assert (answer.status_code, codes(answer.json())) == (400, ["BAD_REQUEST"])


@pytest.mark.parametrize(
    "raw", [b"", b"{", b'{"query":"\xff"}', b'{"query":"{ a }","variables":{"a":"\\ud800"}}', b"[" * 2000]
)
async def test_a_body_that_is_no_json_is_400(client: httpx2.AsyncClient, raw: bytes) -> None:
    answer = await client.post("/graphql", content=raw, headers={"content-type": "application/json"})
    assert (answer.status_code, codes(answer.json())) == (400, ["BAD_REQUEST"])


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"content-type": "application/json; charset=latin1"},
        {"content-type": "application/json", "content-encoding": "gzip"},
        {},
    ],
)
async def test_only_json_may_be_posted(client: httpx2.AsyncClient, headers: dict[str, str]) -> None:
    """Anything else could be sent by a foreign page without asking first."""
    answer = await client.post("/graphql", content=b'{"query":"{ __typename }"}', headers=headers)
    assert answer.status_code == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_other_methods_are_405(client: httpx2.AsyncClient, method: str) -> None:
    answer = await client.request(method, "/graphql")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


async def test_a_query_may_be_sent_by_get(client: httpx2.AsyncClient) -> None:
    asked = {"query": "query($t: String) { echo(text: $t) }", "variables": '{"t":"hi"}', "operationName": ""}
    answer = await client.get("/graphql", params=asked)
    assert answer.json()["data"] == {"echo": "hi"}


@pytest.mark.parametrize("accept", [GRAPHQL, "application/json"])
async def test_a_mutation_by_get_is_405(client: httpx2.AsyncClient, accept: str) -> None:
    answer = await client.get("/graphql", params={"query": "mutation { forget }"}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert "data" not in answer.json()


@pytest.mark.parametrize(
    "params", [{}, {"query": "{ __typename }", "variables": "{"}, {"query": "{ __typename }", "variables": "1"}]
)
async def test_a_malformed_get_is_400(client: httpx2.AsyncClient, params: dict[str, str]) -> None:
    assert (await client.get("/graphql", params=params)).status_code == 400


async def test_a_body_of_20_mb_is_413(client: httpx2.AsyncClient) -> None:
    body = json.dumps({"query": "{ __typename }", "variables": {"x": "x" * 20_000_000}}).encode()
    answer = await client.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 413


async def test_a_body_without_a_length_is_stopped_at_the_bound(client: httpx2.AsyncClient) -> None:
    sent = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 20_000_000:
            sent += 10_000
            yield b" " * 10_000

    answer = await client.post("/graphql", content=chunks(), headers={"content-type": "application/json"})
    assert answer.status_code == 413
    assert sent < 1_000_000


@pytest.mark.parametrize("length", ["x", "-1", "9" * 50])
async def test_a_made_up_length_is_413(client: httpx2.AsyncClient, length: str) -> None:
    answer = await client.post(
        "/graphql", content=b"{}", headers={"content-type": "application/json", "content-length": length}
    )
    assert answer.status_code == 413


async def test_the_cost_is_told(client: httpx2.AsyncClient) -> None:
    answer = (await post(client, "{ people(first: 5) { edges { cursor node { name } } } }")).json()
    # 10 for the statement, 1 for `edges`, and for each of five people a cursor, a node and a name
    assert answer["extensions"]["cost"] == {"requested": 26, "ceiling": 10_000}


async def test_a_refused_cost_is_told_too(client: httpx2.AsyncClient) -> None:
    answer = (await client.post("/graphql", json=REQUEST_ERRORS["TOO_COSTLY"])).json()
    assert answer["extensions"]["cost"]["requested"] > answer["extensions"]["cost"]["ceiling"]


async def test_a_token_that_does_not_hold_is_401_with_a_challenge(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/graphql", json={"query": "{ viewer }"}, headers={"authorization": "Bearer zzz"})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith('Bearer realm="peernet"')
    assert codes(answer.json()) == ["UNAUTHENTICATED"]


async def test_the_viewer_comes_from_the_token(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    token = issue_token(Settings(data=tmp_path), "ada")
    headers = {"authorization": f"Bearer {token}", "accept-language": "es"}
    answer = await client.post("/graphql", json={"query": "{ viewer }"}, headers=headers)
    assert answer.json()["data"] == {"viewer": ["ada", "es"]}


async def test_keys_that_cannot_be_fetched_are_503(tmp_path: Path) -> None:
    endpoint = toy_endpoint(tmp_path, jwks=str(tmp_path / "none"), issuer="x", audience="x", env="production")
    async with client_of(endpoint) as client:
        headers = {"authorization": "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln"}
        answer = await client.post("/graphql", json={"query": "{ viewer }"}, headers=headers)
    assert (answer.status_code, codes(answer.json())) == (503, ["UNAVAILABLE"])
    assert answer.headers["retry-after"] == "1"


@pytest.mark.parametrize(
    "query", ["{ __schema { types { name } } }", '{ ...F } fragment F on Query { __type(name: "Query") { name } }']
)
@pytest.mark.parametrize(("env", "told"), [("development", True), ("production", False)])
async def test_introspection_is_for_development(tmp_path: Path, query: str, env: str, told: bool) -> None:
    async with client_of(toy_endpoint(tmp_path, env=env, jwks="set", issuer="x", audience="x")) as client:
        assert ("data" in (await post(client, query)).json()) is told


@pytest.mark.parametrize(("env", "told"), [("development", True), ("production", False)])
async def test_suggestions_are_for_development(tmp_path: Path, env: str, told: bool) -> None:
    async with client_of(toy_endpoint(tmp_path, env=env, jwks="set", issuer="x", audience="x")) as client:
        assert ("Did you mean" in (await post(client, "{ peopl { edges { cursor } } }")).text) is told
