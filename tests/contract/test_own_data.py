"""One's own data, on both engines: the export holds all that the graph holds of somebody, and nothing of others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from peernet.errors import NotFound
from peernet.graph.session import Graph
from peernet.model.lifetime import DAY_MS, Lifetimes
from peernet.model.own_data import MENTIONS, TIES
from peernet.model.own_nodes import NODES, PROFILE, Facts
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.block_person import block_person
from peernet.use_cases.export_own_data import export_own_data
from peernet.use_cases.give_feedback import give_feedback
from peernet.use_cases.open_need import open_need
from peernet.use_cases.record_meeting import record_meeting
from peernet.use_cases.request_mentorship import MentorshipRequest, request_mentorship
from tests.contract.asking import picture, values, write
from tests.contract.seeding import NOW, community, person, seed

_LISTS = frozenset({"places", "moved", "passed"})
_NAMES_PEOPLE = ("mentor_id", "mentee_id", "person_id", "made_by", "proposer_id", "learner_id", "to_id")


def marks(facts: Facts, of: str) -> dict[str, Any]:
    """A value for each property that can be told from any other; ids are those of somebody and something to be seen."""
    told: dict[str, Any] = {name: f"{of}.{name}" for name in facts.told}
    told |= dict.fromkeys(facts.people, "bob")
    told |= {name: ["club"] if name in _LISTS else "club" for name in facts.communities}
    told |= {name: f"secret {of}.{name}" for name in facts.kept_back}
    return {name: [value] if name in _LISTS and not isinstance(value, list) else value for name, value in told.items()}


async def with_everything(graph: Graph) -> list[str]:
    """Ada with one of every tie that there can be, and each property on it; the marks that have to be told to her."""
    await write(graph, "MATCH (p:Person {id: 'ada'}) SET p += $facts", facts=marks(PROFILE, "me") | {"id": "ada"})
    expected = [json.dumps(f"me.{name}") for name in PROFILE.told if name != "id"]
    for number, tie in enumerate(TIES):
        of = f"{tie.kind}{number}"
        facts = marks(tie.facts, of)
        node = marks(NODES[tie.label], f"{of}.{tie.label}") if tie.label in NODES else {"id": f"end{number}"}
        if tie.kind == "CONCERNS":
            node |= {"decision": "warned", "note": f"{of}.note", "decided_at": f"{of}.decided_at"}
        elif tie.section is not None:
            expected += [json.dumps(value) for value in [*facts.values(), *node.values()] if "secret" not in str(value)]
        ends = "(p)-[r:{}]->(n)" if tie.outgoing else "(n)-[r:{}]->(p)"
        more: dict[str, Any] = {"visibility": "open", "name": "secret name"}
        more |= {"languages": [], "hours": []} if tie.label == "Person" else {}
        await write(
            graph,
            f"MATCH (p:Person {{id: 'ada'}}) CREATE {ends.format(f'{tie.kind} $facts')} ".replace(
                "(n)", f"(n:{tie.label} $node)"
            ),
            facts={name: value for name, value in facts.items() if value is not None},
            node=node | (more if tie.label in ("Person", "Community") else {}),
        )
    return expected


async def test_an_export_holds_every_property_of_every_tie_that_is_to_be_told(graph: Graph) -> None:
    network = await seed(graph, person("ada"), person("bob"), community("club"))
    expected = await with_everything(graph)
    told = json.dumps(await export_own_data(network, "ada"))
    assert [each for each in expected if each not in told] == []
    assert "secret" not in told


def test_every_tie_of_a_person_is_in_a_section_or_says_why_not() -> None:
    assert all(tie.section is not None or tie.facts.kept_back for tie in TIES)
    assert all(tie.erased for tie in TIES)
    assert {tie.label for tie in TIES} <= {*NODES, "Skill", "Person", "Community"} | {"Evidence"}


def test_the_document_says_of_each_what_the_tables_say() -> None:
    rows = []
    for tie in TIES:
        told = f"`{tie.section}`" if tie.section else f"not told: {next(iter(tie.facts.kept_back.values()))}"
        rows.append(f"| `{tie.kind}` {'to' if tie.outgoing else 'from'} `{tie.label}` | {told} | {tie.erased} |")
    for each in MENTIONS:
        names = ", ".join(f"`{name}`" for name in each.properties)
        rows.append(f"| `{each.label}`: {names} | {'a tie says it' if each.copies else '`mentions`'} | {each.erased} |")
    document = (Path(__file__).parents[2] / "docs" / "own-data.md").read_text(encoding="utf-8")
    assert document.partition("## What becomes of what")[2].strip().splitlines()[2:] == rows


async def test_an_export_of_a_life_is_what_the_graph_holds_of_it(graph: Graph) -> None:
    network = await seed(
        graph,
        person("ada", offers={"python": 4}, member_of={"club": "organiser"}, knows=["bob"], blocks=["eve"]),
        person("bob", knows=["ada"]),
        person("eve", knows=["ada"]),
        community("club", "hidden"),
    )
    need_id = await open_need(network, "ada", "python", 3, "to teach it", None, None)
    asked = await request_mentorship(network, "bob", MentorshipRequest("ada", ("python",), "to learn"))
    await accept_mentorship(network, "ada", asked)
    told = await export_own_data(network, "ada")
    held = await values(graph, "MATCH (:Person {id: 'ada'})-[r]-() RETURN type(r) AS value")
    hidden = await values(graph, "MATCH (:Person {id: 'ada'})<-[r]-(:Person {id: 'eve'}) RETURN type(r) AS value")
    sections = [record for name, records in told.items() if isinstance(records, list) for record in records]
    assert len(sections) == len(held) - len(hidden)
    assert told["needs"] == [{"need": {"id": need_id, **_need()}}]
    (mentored,) = told["mentorships_as_mentor"]
    assert mentored["mentorship"]["mentee_id"] == "bob"
    assert [(each["community"], each["role"]) for each in told["memberships"]] == [("club", "organiser")]
    assert [each["person"] for each in told["blocks"]] == ["eve"]


def _need() -> dict[str, Any]:
    until = NOW + Lifetimes().need * DAY_MS
    need = {"skill_id": "python", "level": 3, "goal": "to teach it", "state": "open"}
    return need | {"since": NOW, "until": until, "reach": "wider"}


async def test_an_export_tells_of_nobody_who_hides_and_of_no_block_of_another(graph: Graph) -> None:
    network = await seed(
        graph, person("ada", knows=["bob", "cyd"]), person("bob", visibility="hidden"), person("cyd", offers={"go": 3})
    )
    asked = await request_mentorship(network, "ada", MentorshipRequest("cyd", ("go",), "to learn"))
    await accept_mentorship(network, "cyd", asked)
    await block_person(network, "cyd", "ada")
    told = await export_own_data(network, "ada")
    assert [each["person"] for each in told["ties"]] == [None]
    assert "cyd" not in json.dumps(told)
    assert told["mentorships_as_mentee"] == []


async def test_an_export_is_the_same_every_time_and_changes_nothing(graph: Graph) -> None:
    network = await seed(graph, person("ada", offers={"python": 4, "go": 2}, knows=["bob"]), person("bob"))
    before = await picture(graph)
    assert await export_own_data(network, "ada") == await export_own_data(network, "ada")
    assert await picture(graph) == before


async def test_nobody_is_given_an_export(graph: Graph) -> None:
    network = await seed(graph, person("ada"))
    with pytest.raises(NotFound):
        await export_own_data(network, "zoe")


async def test_an_id_in_whatever_holds_one_without_a_tie_is_mentioned(graph: Graph) -> None:
    network = await seed(graph, person("ada"))
    for number, each in enumerate(every := [each for each in MENTIONS if not each.copies]):
        for name in each.properties:
            value: Any = "ada"
            if name in ("rules", "wish", "blockers", "changes"):
                value = json.dumps({"include": ["ada"]})
            elif name in ("blocking_mentees", "blocking_mentors", "passed", "person_ids"):
                value = ["ada"]
            facts = {"id": f"{number}.{name}", name: value}
            await write(graph, f"CREATE (n:{each.label}) SET n += $facts", facts=facts)
    told = await export_own_data(network, "ada")
    found = {(each["of"], name) for each in told["mentions"] for name in each["in"]}
    assert found == {(each.label, name) for each in every for name in each.properties}


async def test_every_property_that_holds_an_id_of_a_person_is_among_those_that_are_looked_at() -> None:
    named = {(each.label, name) for each in MENTIONS for name in each.properties}
    held = {(label, name) for label, facts in NODES.items() for name in facts.people}
    assert held <= named | {(label, name) for label, name in held if name not in _NAMES_PEOPLE}


@pytest.mark.parametrize("shared", [True, False])
async def test_a_mentor_is_told_of_feedback_where_it_is_shared_and_the_mentee_always(
    graph: Graph, shared: bool
) -> None:
    network = await seed(graph, person("ada", offers={"python": 4}), person("bob"))
    asked = await request_mentorship(network, "bob", MentorshipRequest("ada", ("python",), "to learn"))
    await accept_mentorship(network, "ada", asked)
    await record_meeting(network, "bob", asked, None, 60)
    await give_feedback(network, "bob", asked, 2, "too fast", shared=shared)
    for who, knows in (("bob", True), ("ada", shared)):
        told = await export_own_data(network, who)
        assert ("too fast" in json.dumps(told), "helpful" in json.dumps(told)) == (knows, knows)
        assert [each["minutes"] for each in told["mentions"] if each["of"] == "Meeting"] == [60]
