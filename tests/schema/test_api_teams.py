"""Teams over GraphQL: looked at, locked and swapped before anybody decides; on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.contract.seeding import person, seed
from tests.schema.asking import Asking, gid

from peernet.graph.session import Graph

PROPOSED = """query($rules: TeamRulesInput!) { teamProposals(rules: $rules) { __typename
    ... on TeamProposalConnection { edges { node { repeatedPairs load
        change { came { name } left { name } difference { fit meanVariety load commonHours } }
        members { role person { name } alternatives(first: 2) { level person { name } difference { fit load } } }
    } } } ... on TeamImpossible { missing { kind text ... on MissingSecond { role level } } } } }"""


@pytest.fixture
async def asking(graph: Graph, tmp_path: Path) -> Asking:
    """An organiser, two who can do Go, two who can do SQL."""
    network = await seed(
        graph,
        person("org"),
        person("ann", offers={"go": 5}),
        person("bea", offers={"go": 5}, capacity=3, open_places=1),
        person("cyd", offers={"sql": 5}),
        person("dan", offers={"sql": 5, "go": 1}, capacity=2, open_places=1),
    )
    return Asking(network, tmp_path)


async def proposed(asking: Asking, **rules: Any) -> Any:
    """What is proposed to the organiser for one who can do Go and one who can do SQL."""
    roles = rules.pop("roles", [{"skill": "go", "level": 3}, {"skill": "sql"}])
    told = (await asking.answer("org", PROPOSED, "en", rules={"roles": roles} | rules))["teamProposals"]
    return told["edges"][0]["node"] if "edges" in told else told


def seated(team: Any) -> list[str]:
    """The members' names in the order of the seats."""
    return [member["person"]["name"] for member in team["members"]]


async def test_each_seat_has_its_alternatives_with_what_would_change(asking: Asking) -> None:
    team = await proposed(asking)
    assert seated(team) == ["Ann", "Cyd"]
    (instead,) = team["members"][0]["alternatives"]
    assert (instead["person"]["name"], instead["level"]) == ("Bea", 5)
    assert instead["difference"] == {"fit": 0, "load": 2}


async def test_a_seat_is_locked_and_what_a_swap_changes_is_told(asking: Asking) -> None:
    roles = [{"skill": "go", "level": 3, "holders": [gid("Person", "bea")]}, {"skill": "sql"}]
    before = [gid("Person", name) for name in ("ann", "cyd")]
    team = await proposed(asking, roles=roles, comparedWith=before)
    assert seated(team) == ["Bea", "Cyd"]
    assert team["members"][0]["alternatives"] == []
    assert team["change"]["came"] == [{"name": "Bea"}]
    assert team["change"]["left"] == [{"name": "Ann"}]
    assert team["change"]["difference"] == {"fit": 0, "meanVariety": 0, "load": 2, "commonHours": None}


async def test_those_who_are_kept_stay_and_another_is_found_for_the_rest(asking: Asking) -> None:
    cyd, ann = gid("Person", "cyd"), gid("Person", "ann")
    team = await proposed(asking, include=[cyd], exclude=[ann], comparedWith=[ann, cyd])
    assert seated(team) == ["Bea", "Cyd"]
    assert team["change"]["left"] == [{"name": "Ann"}]


async def test_rules_on_pairs_load_and_critical_skills_are_kept_or_said_to_be_missing(asking: Asking) -> None:
    ann, cyd = gid("Person", "ann"), gid("Person", "cyd")
    told = await proposed(asking, apart=[{"oneId": ann, "otherId": cyd}], mostLoad=1)
    assert [each["kind"] for each in told["missing"]] == ["PEOPLE"]
    assert seated(await proposed(asking, apart=[{"oneId": ann, "otherId": cyd}])) == ["Ann", "Dan"]
    critical = [{"skill": "go", "level": 3, "second": True}, {"skill": "sql"}]
    told = await proposed(asking, roles=critical)
    assert told["missing"] == [
        {
            "kind": "SECOND",
            "text": "Somebody else in the team who could do go as well, at level 3 or above",
            "role": "go",
            "level": 3,
        }
    ]
