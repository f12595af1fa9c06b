"""What clients learn of an error, and of what they sent."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from tests.schema.toy import SECRET, client_of, codes, post, toy_endpoint

from peernet.schema.http import GraphQLEndpoint

GRAPHQL = "application/graphql-response+json"


@pytest.fixture
def endpoint(tmp_path: Path) -> GraphQLEndpoint:
    return toy_endpoint(tmp_path)


@pytest.fixture
async def client(endpoint: GraphQLEndpoint) -> AsyncIterator[httpx2.AsyncClient]:
    async with client_of(endpoint) as client:
        yield client


@pytest.mark.parametrize("first", [0, -1, 101, 2**31 - 1])
async def test_first_is_from_1_to_100(client: httpx2.AsyncClient, first: int) -> None:
    for query, variables in (
        (f"{{ people(first: {first}) {{ __typename }} }}", {}),
        ("query($n: Int!) { people(first: $n) { __typename } }", {"n": first}),
    ):
        error = (await post(client, query, variables=variables)).json()["errors"][0]
        assert error["extensions"] == {"code": "BAD_USER_INPUT", "where": "first"}


@pytest.mark.parametrize("id_", ["zzz", "", "é", "UGVyc29u"])
async def test_a_malformed_id_is_bad_input(client: httpx2.AsyncClient, id_: str) -> None:
    answer = (await post(client, "query($id: ID) { echo(id: $id) }", variables={"id": id_})).json()
    assert codes(answer) == ["BAD_USER_INPUT"]
    assert "padding" not in str(answer)


@pytest.mark.parametrize(
    ("kind", "code", "retriable"),
    [
        ("unavailable", "UNAVAILABLE", True),
        ("deadline", "TIMEOUT", True),
        ("statement", "INTERNAL", False),
        ("rule", "FORBIDDEN", None),
        ("unencodable", "INTERNAL", False),
        ("anything else", "INTERNAL", False),
    ],
)
async def test_what_goes_wrong_is_masked(
    client: httpx2.AsyncClient, kind: str, code: str, retriable: bool | None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        answer = await post(client, "query($k: String!) { fault(kind: $k) }", GRAPHQL, variables={"k": kind})
    assert answer.status_code == 200
    error = answer.json()["errors"][0]
    assert (error["extensions"]["code"], error["extensions"].get("retriable"), error["path"]) == (
        code,
        retriable,
        ["fault"],
    )
    assert SECRET not in answer.text
    assert str(2**40) not in answer.text
    if code == "INTERNAL":
        assert error["extensions"]["id"] in caplog.text


async def test_a_text_that_is_no_unicode_is_our_mistake(client: httpx2.AsyncClient) -> None:
    answer = await post(client, "{ brokenText }")
    assert answer.status_code == 200
    assert codes(answer.json()) == ["INTERNAL"]


@pytest.mark.parametrize(("accept", "status"), [(GRAPHQL, 503), ("application/json", 200)])
async def test_an_answer_that_takes_too_long_is_a_timeout(endpoint: GraphQLEndpoint, accept: str, status: int) -> None:
    endpoint.deadline = 0.05
    async with client_of(endpoint) as client:
        answer = await post(client, '{ fault(kind: "slow") }', accept)
    assert answer.status_code == status
    assert codes(answer.json()) == ["TIMEOUT"]


async def test_a_huge_value_is_not_sent_back(client: httpx2.AsyncClient) -> None:
    answer = await post(client, "query($n: Int!) { people(first: $n) { __typename } }", variables={"n": "x" * 100_000})
    assert len(answer.content) < 1000


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("query($t: String) { echo(text: $t) }", {"t": "a\0b"}),
        ("query($w: Wish) { echo(wish: $w) }", {"w": {"text": "a\0b"}}),
        ('{ echo(text: "a\\u0000b") }', {}),
        ('{ echo(wish: {text: "a\\u{0}b"}) }', {}),
        ('query($t: String = "a\\u0000b") { echo(text: $t) }', {}),
    ],
)
async def test_a_nul_is_bad_input(client: httpx2.AsyncClient, query: str, variables: dict[str, Any]) -> None:
    assert codes((await post(client, query, variables=variables)).json()) == ["BAD_USER_INPUT"]


async def test_a_lone_surrogate_in_a_document_does_not_parse(client: httpx2.AsyncClient) -> None:
    assert codes((await post(client, '{ echo(text: "\\ud800") }')).json()) == ["GRAPHQL_PARSE_FAILED"]


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(("value", "code"), [(nested(900), "TOO_DEEP"), (["x"] * 20_000, "DOCUMENT_TOO_LARGE")])
async def test_variables_are_bounded(client: httpx2.AsyncClient, value: Any, code: str) -> None:
    assert codes((await post(client, "{ __typename }", variables={"v": value})).json()) == [code]
