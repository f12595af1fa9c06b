"""What somebody does not show to a viewer makes no difference to any answer that the viewer gets.

Each random network is made twice: as it is, and with everything different that the viewer is not shown of the others:
other names, contacts, languages, places and hours, no offers, needs and ties. Whoever can tell the two apart by any
field, count, order, cursor, reason or refusal has found a leak. The networks are also made with something different
that the viewer is shown, to see that the questions would notice. Run with `-s` to see how much was looked at.
"""

from __future__ import annotations

import random
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.contract.conftest import _WIPE
from tests.schema.asking import Asking, gid
from tests.schema.leak_networks import SKILLS, MarkedNetwork, random_network, write_tables
from tests.schema.leak_networks import tables as tables_of
from tests.schema.test_leaks import questions
from tests.schema.whole_documents import FieldOf, whole_document

from peernet.graph.session import Graph
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.import_network import import_network
from peernet.use_cases.network import Network

NOW = 1_780_000_000_000
NETWORKS = 8
REFUSED = "{ __typename ... on Refusal { message } ... on NotFound { what } }"
RING = f"""mutation($people: [ID!]!, $skills: [ID!]!) {{
    proposeRing(input: {{personIds: $people, skillIds: $skills}}) {REFUSED} }}"""
Tables = dict[str, list[dict[str, str]]]


@dataclass(slots=True)
class Compared:
    """What was compared, and what told the viewer something that they are not shown."""

    networks: int = 0
    answers: int = 0
    hidden: int = 0
    noticed: int = 0
    fields: set[FieldOf] = field(default_factory=set)
    leaks: list[str] = field(default_factory=list)


@pytest.fixture
async def compared() -> AsyncIterator[Compared]:
    """What a test has compared; told at its end."""
    found = Compared()
    yield found
    what = (
        f"{found.networks} networks, {found.hidden} hidden aspects, {found.answers} answers, {len(found.fields)} fields"
    )
    print(f"{what}: {len(found.leaks)} leaks; {found.noticed} answers tell what is shown")


async def test_what_is_not_shown_makes_no_difference_to_any_answer(
    migrated: Graph, compared: Compared, tmp_path: Path
) -> None:
    for seed in range(NETWORKS):
        network = random_network(500 + seed, shy=0.5)
        viewer = random.Random(seed).choice(sorted(network.people))
        hidden = network.hidden_aspects(viewer)
        compared.networks, compared.hidden = compared.networks + 1, compared.hidden + len(hidden)
        as_it_is = await answers(migrated, network, tables_of(network), viewer, tmp_path / f"{seed}a", compared)
        changed = with_others(network, viewer, hidden)
        differently = await answers(migrated, network, changed, viewer, tmp_path / f"{seed}b", compared)
        compared.leaks += [
            f"{viewer} of {500 + seed} by {asked}: {one} / {other}"
            for (asked, one), (_, other) in zip(as_it_is, differently, strict=True)
            if one != other
        ]
        shown = {
            (each, aspect)
            for each in network.people
            for aspect in ("languages", "hours", "offers", "needs", "ties")
            if each != viewer and network.shows(each, aspect, viewer)
        }
        control = with_others(network, viewer, shown)
        noticed = await answers(migrated, network, control, viewer, tmp_path / f"{seed}c", compared)
        compared.noticed += sum(one != other for one, other in zip(as_it_is, noticed, strict=True))
    assert compared.leaks == []
    assert compared.hidden > NETWORKS
    assert compared.noticed > NETWORKS


async def answers(
    graph: Graph, network: MarkedNetwork, tables: Tables, viewer: str, folder: Path, compared: Compared
) -> list[tuple[str, str]]:
    """Everything that the viewer is told in the network that is in the tables."""
    write_tables(tables, folder)
    await graph.run(_WIPE)
    result = await import_network(graph, folder, rejects_path=folder / "rejects.txt", clock=lambda: NOW)
    assert result.rejected == 0, (folder / "rejects.txt").read_text()
    made = Network(graph, Catalogue(graph), clock=lambda: NOW)
    await made.catalogue.refresh()
    asking = Asking(made, folder)
    asking.endpoint.ceiling = 10**9
    told = []
    for asked, document, variables in asked_of(network, viewer, compared):
        answer = (await asking.response(viewer, document, "en", **variables)).json()
        assert "errors" not in answer or answer["errors"][0]["extensions"]["code"] != "INTERNAL", answer
        told.append((f"{asked} {variables}", _without_moments(answer)))
    compared.answers += len(told)
    return told


def asked_of(network: MarkedNetwork, viewer: str, compared: Compared) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every question there is, and then what can be tried with everybody."""
    for root, variables in questions(network, [], []):
        document, covered = whole_document("query", root)
        compared.fields |= covered
        yield root, document, variables
    people = sorted(network.people)
    for skill in SKILLS:
        skill_id = gid("Skill", skill)
        for each in people:
            given = f'mentorId: $id, skillIds: ["{skill_id}"], idempotencyKey: "{skill}{each}"'
            yield (
                "requestMentorship",
                f"mutation($id: ID!) {{ requestMentorship(input: {{{given}}}) {REFUSED} }}",
                {"id": gid("Person", each)},
            )
    for each in people:
        pair = [gid("Person", viewer), gid("Person", each)]
        yield "proposeRing", RING, {"people": pair, "skills": [gid("Skill", "react")] * 2}
        rules = {"roles": [{"skill": "React"}], "include": [gid("Person", each)]}
        document, _ = whole_document("query", "teamProposals")
        yield "teamProposals", document, {"rules": rules}


def with_others(network: MarkedNetwork, viewer: str, changed: set[tuple[str, str]]) -> Tables:
    """The network's tables with these aspects of these people different from what they are."""
    tables = tables_of(network)
    for row in tables["people"]:
        ways = {
            "name": {"name": "Somebody else"},
            "contact": {"contact": "elsewhere@example.org"},
            "languages": {"languages": "es" if row["languages"] != "es" else "en"},
            "place": {"country": "PE", "time_zone": "America/Lima"},
            "hours": {"hours": "Mon 18:00-20:00" if row["hours"] != "Mon 18:00-20:00" else "Sun 01:00-02:00"},
        }
        for aspect, other in ways.items():
            if (row["id"], aspect) in changed:
                row.update(other)
    for table, aspect, ends in (
        ("offers", "offers", ("person_id",)),
        ("needs", "needs", ("person_id",)),
        ("ties", "ties", ("from_id", "to_id")),
        ("endorsements", "ties", ("from_id", "to_id")),
        ("endorsements", "offers", ("to_id",)),
    ):
        tables[table] = [
            row
            for row in tables[table]
            if not any((row[end], aspect) in changed for end in ends)
            or (table == "ties" and viewer in (row["from_id"], row["to_id"]))
        ]
    return tables


def _without_moments(answer: Any) -> str:
    """The answer as text, without when it was made."""
    return re.sub(r"'(requestId|at)': '[^']*'", "", repr(answer))
