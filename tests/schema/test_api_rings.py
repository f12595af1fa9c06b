"""Learning rings over GraphQL, on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.contract.test_rings import triangle
from tests.schema.asking import Asking, gid

from peernet.graph.session import Graph

MEMBERS = "members { person { name } gives { label } level gets { label } }"
RINGS = f"{{ learningRings(first: 5) {{ worth {MEMBERS} }} }}"
PROPOSALS = f"{{ ringProposals {{ id state accepted proposedAt {MEMBERS} }} }}"
PROPOSE = f"""mutation($people: [ID!]!, $skills: [ID!]!) {{
  proposeRing(input: {{personIds: $people, skillIds: $skills}}) {{
    __typename
    ... on ProposeRingPayload {{ ring {{ id state accepted {MEMBERS} }} }}
    ... on Refusal {{ message }} }} }}"""
ACCEPT = """mutation($id: ID!) { acceptRing(input: {ringId: $id}) {
  __typename ... on AcceptRingPayload { ring { state accepted } } ... on Refusal { message } } }"""
DECLINE = """mutation($id: ID!) { declineRing(input: {ringId: $id}) {
  __typename ... on DeclineRingPayload { ring { state } } ... on Refusal { message } } }"""


@pytest.fixture
async def asking(graph: Graph, tmp_path: Path) -> Asking:
    """Ann, Bea and Cyd could make a ring."""
    return Asking(await triangle(graph), tmp_path)


async def propose(asking: Asking) -> Any:
    """What comes of Ann's proposal."""
    people = [gid("Person", each) for each in ("ann", "bea", "cyd")]
    skills = [gid("Skill", each) for each in ("go", "sql", "css")]
    return (await asking.answer("ann", PROPOSE, people=people, skills=skills))["proposeRing"]


async def test_a_ring_tells_what_each_gives_and_gets(asking: Asking) -> None:
    (ring,) = (await asking.answer("bea", RINGS))["learningRings"]
    assert [(each["person"]["name"], each["gives"]["label"], each["gets"]["label"]) for each in ring["members"]] == [
        ("Bea", "sql", "go"),
        ("Cyd", "css", "sql"),
        ("Ann", "go", "css"),
    ]
    assert ring["worth"] == 1.0


async def test_a_ring_is_proposed_to_all_and_agreed_when_all_accept(asking: Asking) -> None:
    ring = (await propose(asking))["ring"]
    assert (ring["state"], ring["accepted"]) == ("PROPOSED", True)
    (asked,) = (await asking.answer("cyd", PROPOSALS))["ringProposals"]
    assert (asked["id"], asked["state"], asked["accepted"]) == (ring["id"], "PROPOSED", False)
    for who, state in (("bea", "PROPOSED"), ("cyd", "AGREED")):
        told = (await asking.answer(who, ACCEPT, id=ring["id"]))["acceptRing"]
        assert told["ring"] == {"state": state, "accepted": True}
    found = await asking.answer(
        "ann", "query($id: ID!) { node(id: $id) { ... on ProposedRing { state } } }", id=ring["id"]
    )
    assert found["node"] == {"state": "AGREED"}


async def test_a_declined_ring_has_ended_for_everybody_without_saying_why(asking: Asking) -> None:
    ring = (await propose(asking))["ring"]
    assert (await asking.answer("bea", DECLINE, id=ring["id"]))["declineRing"]["ring"] == {"state": "ENDED"}
    told = (await asking.answer("cyd", ACCEPT, "es", id=ring["id"]))["acceptRing"]
    assert told == {"__typename": "WrongState", "message": "Ese paso ya no es posible; situación: sin efecto."}


async def test_somebody_outside_finds_no_ring(asking: Asking) -> None:
    ring = (await propose(asking))["ring"]
    for document in (ACCEPT, DECLINE):
        told = await asking.answer("stranger", document, id=ring["id"])
        assert next(iter(told.values()))["__typename"] == "NotFound"
    assert (await asking.answer("stranger", PROPOSALS))["ringProposals"] == []
