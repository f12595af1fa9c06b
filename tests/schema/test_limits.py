"""Documents made to be slow are refused before they are, in work linear in their length."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from graphql import GraphQLSchema, OperationDefinitionNode, build_schema, get_introspection_query, parse
from tests.schema.toy import SCHEMA, client_of, codes, toy_endpoint

from peernet.schema import limits
from peernet.schema.codes import Code, RequestRefused
from peernet.schema.cost import ASSUMED_ROWS, plan_cost
from peernet.schema.documents import KEPT_CHARACTERS, Documents

GRAPH: GraphQLSchema = SCHEMA._schema


def fan_out(levels: int, key: str = "a") -> str:
    """Each fragment spreads the next one twice: 2^levels fields when spread out."""
    spreads = (f"fragment F{n} on Query {{ {key}: __typename ...F{n + 1} ...F{n + 1} }}" for n in range(levels))
    return "{ ...F0 } " + " ".join(spreads) + f" fragment F{levels} on Query {{ __typename }}"


def chain(length: int) -> str:
    spreads = (f"fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(length))
    return "{ ...F0 } " + " ".join(spreads) + f" fragment F{length} on Query {{ __typename }}"


def friends(levels: int, first: int) -> str:
    inner = "name"
    for _ in range(levels):
        inner = f"friends(first: {first}) {{ edges {{ node {{ {inner} }} }} }}"
    return f"{{ people(first: {first}) {{ edges {{ node {{ {inner} }} }} }} }}"


ATTACKS = {
    "10,000 aliases": ("{" + " ".join(f"a{n}: __typename" for n in range(10_000)) + "}", "DOCUMENT_TOO_LARGE"),
    "500 aliases": ("{" + " ".join(f"a{n}: __typename" for n in range(500)) + "}", "DOCUMENT_TOO_LARGE"),
    "300 overlapping selections": ("{" + "people { edges { cursor } } " * 300 + "}", "DOCUMENT_TOO_LARGE"),
    "60 overlapping selections": ("{" + "people { edges { cursor } } " * 60 + "}", "DOCUMENT_TOO_LARGE"),
    "overlapping fragments": (
        "{"
        + " ".join(f"...F{n}" for n in range(100))
        + "}"
        + " ".join(f"fragment F{n} on Query {{ people {{ edges {{ cursor }} }} }}" for n in range(100)),
        "DOCUMENT_TOO_LARGE",
    ),
    "30 kB of tokens": ("{" + "a " * 15_000 + "}", "DOCUMENT_TOO_LARGE"),
    "1 MB of tokens": ("{" + "a " * 500_000 + "}", "DOCUMENT_TOO_LARGE"),
    "comments": ("#\n" * 16_000 + "{ __typename }", "DOCUMENT_TOO_LARGE"),
    "a huge text": ('{ echo(text: "' + "x" * 200_000 + '") }', "DOCUMENT_TOO_LARGE"),
    "four nested lists of 20": (friends(3, 20), "TOO_COSTLY"),
    "20-level fragment fan-out": (fan_out(20), "TOO_DEEP|DOCUMENT_TOO_LARGE"),
    "50-level fragment fan-out": (fan_out(50), "TOO_DEEP|DOCUMENT_TOO_LARGE"),
    "a long chain of fragments": (chain(200), "TOO_DEEP"),
    "circular fragments": (
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "a fragment in itself": ("{ ...A } fragment A on Query { x: __typename ...A }", "GRAPHQL_VALIDATION_FAILED"),
    "circular and unused": ("{ __typename } fragment A on Query { ...A }", "GRAPHQL_VALIDATION_FAILED"),
    "deep selections": ("{a" * 190 + "}" * 190, "TOO_DEEP"),
    "deeper selections": ("{a" * 5_000 + "}" * 5_000, "TOO_DEEP|DOCUMENT_TOO_LARGE"),
    "a deep list": ("{ echo(text: " + "[" * 900 + "]" * 900 + ") }", "TOO_DEEP|GRAPHQL_VALIDATION_FAILED"),
    "a deep input object": (
        "{ echo(wish: " + "{text: " * 600 + "1" + "}" * 600 + ") }",
        "TOO_DEEP|GRAPHQL_VALIDATION_FAILED",
    ),
    "many directives": ("{ __typename " + "@include(if: true) " * 300 + "}", "DOCUMENT_TOO_LARGE"),
    "unknown fields": ("{" + " ".join(f"unknown{n}" for n in range(1_400)) + "}", "GRAPHQL_VALIDATION_FAILED"),
    "unknown fragments": ("{" + "...Nowhere " * 900 + "}", "GRAPHQL_VALIDATION_FAILED"),
}


@pytest.mark.parametrize("name", ATTACKS)
async def test_an_attack_is_refused_quickly(tmp_path: Path, name: str) -> None:
    query, expected = ATTACKS[name]
    async with client_of(toy_endpoint(tmp_path)) as client:
        await client.post("/graphql", json={"query": "{ __typename }"})
        began = time.process_time()
        answer = await client.post("/graphql", json={"query": query})
        spent = time.process_time() - began
    assert answer.status_code in {200, 413}
    if answer.status_code == 200:
        assert codes(answer.json())[0] in expected.split("|")
    assert len(answer.content) < 10_000
    assert spent < 0.5, "ten times what it takes on a slow machine: only work that is not linear takes longer"


@pytest.mark.parametrize("grown", [fan_out, chain])
def test_measuring_is_linear_in_the_document(grown: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spread out, a fan-out of 30 levels has a thousand million fields; each fragment is looked at once."""
    monkeypatch.setattr(limits, "MAX_SELECTIONS", 2**40)
    monkeypatch.setattr(limits, "_count_repeats", lambda *_: (0, 0))
    assert callable(grown)
    small, large = (limits.check_size(parse(grown(levels))) for levels in (10, 30))
    assert large.visits < 3.5 * small.visits


def test_sizes_are_counted_with_fragments_spread_out() -> None:
    document = parse(
        "{ a: viewer ...F people { ...G } } fragment F on Query { viewer } fragment G on X { edges { cursor } }"
    )
    size = limits.check_size(document)
    # the operation: viewer, F and its viewer, people, G and its edges and cursor; the fragments by themselves: 1 and 2
    assert (size.depth, size.nesting, size.selections, size.aliases) == (3, 4, 7 + 1 + 2, 1)


def test_repeats_are_counted_through_fragments() -> None:
    document = parse("{ viewer viewer ...F } fragment F on Query { viewer }")
    assert limits.check_size(document).repeats == 3


def test_the_introspection_of_tools_is_within_the_limits() -> None:
    limits.check_size(limits.parse_document(get_introspection_query(descriptions=True, input_value_deprecation=True)))


def cost(query: str, **variables: object) -> int:
    document = parse(query)
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    return plan_cost(GRAPH, document, operation).cost(variables)


@pytest.mark.parametrize(
    ("query", "variables", "expected"),
    [
        ("{ __typename }", {}, 0),
        ("{ viewer }", {}, 1),
        ("{ people { edges { cursor } } }", {}, 10 + 1 + 10),
        ("{ people(first: 3) { edges { cursor } } }", {}, 10 + 1 + 3),
        ("query($n: Int!) { people(first: $n) { edges { cursor } } }", {"n": 7}, 10 + 1 + 7),
        ("query($n: Int! = 4) { people(first: $n) { edges { cursor } } }", {}, 10 + 1 + 4),
        ("query($n: Int! = 4) { people(first: $n) { edges { cursor } } }", {"n": 6}, 10 + 1 + 6),
        ("query($n: Int!) { people(first: $n) { edges { cursor } } }", {"n": 10**9}, 10 + 1 + 100),
        ("query($n: Int!) { people(first: $n) { edges { cursor } } }", {"n": -5}, 10 + 1),
        ("query($n: Int!) { people(first: $n) { edges { cursor } } }", {"n": "x"}, 10 + 1 + 10),
        ("{ people(first: 3) { understood { text } } }", {}, 10 + 1 + 3),
        ("{ people(first: 3) { edges { node { reasons { text kind } } } } }", {}, 10 + 1 + 3 * (1 + 1 + 5 * 2)),
        ("{ people(first: 3) { ...F } } fragment F on PersonConnection { edges { cursor } }", {}, 10 + 1 + 3),
        ("{ people(first: 3) { ... { edges { cursor } } } }", {}, 10 + 1 + 3),
        ("{ nodes(ids: [1, 2]) { name } }", {}, 1 + 2),
        ("query($i: [ID!]!) { nodes(ids: $i) { name } }", {"i": ["a", "b", "c"]}, 1 + 3),
        ("{ __schema { types { name } } }", {}, 100),
    ],
)
def test_a_cost_bounds_the_values_in_the_answer(query: str, variables: dict[str, object], expected: int) -> None:
    assert cost(query, **variables) == expected


def test_one_fragment_costs_according_to_where_it_is_spread() -> None:
    fragment = "fragment F on PersonConnection { edges { cursor } }"
    both = "{ a: people(first: 2) { ...F } b: people(first: 30) { ...F } }"
    assert cost(f"{both} {fragment}") == (10 + 1 + 2) + (10 + 1 + 30)


def test_a_list_that_says_nothing_is_assumed_to_be_short() -> None:
    schema = build_schema("type Query { things: [Thing] } type Thing { name: String edges: [Thing] }")
    document = parse("{ things { edges { name } } }")
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    assert plan_cost(schema, document, operation).cost({}) == 1 + ASSUMED_ROWS * (1 + ASSUMED_ROWS)


def test_a_document_is_prepared_once_and_the_oldest_is_dropped() -> None:
    documents = Documents(GRAPH, introspection=True, suggestions=True)
    first = documents.prepare("{ viewer }")
    assert documents.prepare("{ viewer }") is first
    filler = "x" * 30_000
    for number in range(2 * KEPT_CHARACTERS // len(filler)):
        documents.prepare(f'{{ echo(text: "{number}{filler}") }}')
    assert documents.prepare("{ viewer }") is not first


def test_a_refused_document_is_not_kept() -> None:
    documents = Documents(GRAPH, introspection=True, suggestions=True)
    refusals = []
    for _ in range(2):
        with pytest.raises(RequestRefused) as refusal:
            documents.prepare("{ nothing }")
        refusals.append(refusal.value)
    assert refusals[0] is not refusals[1]
    assert refusals[0].code is Code.GRAPHQL_VALIDATION_FAILED
