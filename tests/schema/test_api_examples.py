"""The editor's example documents, over the sample network: every one answers, and answers something."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.schema.asking import Asking, gid

from peernet.graph.session import Graph
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.import_network import import_network
from peernet.use_cases.network import Network
from peernet.web.graphiql import read_examples

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "src" / "peernet" / "web" / "examples"
EXAMPLES = {file.stem: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.graphql")}


@pytest.fixture
async def asking(graph: Graph, tmp_path: Path) -> Asking:
    """The sample network."""
    await import_network(graph, ROOT / "sample", rejects_path=tmp_path / "rejects.csv")
    network = Network(graph, Catalogue(graph))
    await network.catalogue.refresh()
    return Asking(network, tmp_path)


async def test_every_example_answers_for_a_member_of_the_sample_network(asking: Asking) -> None:
    mentors = await _answer(asking, "1_who_can_mentor_me")
    edges = mentors["mentorSuggestions"]["edges"]
    assert len(edges) == 5
    assert all(edge["reasons"] for edge in edges)
    assert edges[0]["skill"]["label"] == "React"

    (team,) = (await _answer(asking, "2_a_team_of_four"))["teamProposals"]["edges"]
    assert len({member["person"]["name"] for member in team["node"]["members"]}) == 4
    assert all(member["reasons"] for member in team["node"]["members"])
    assert any(member["onlyTheyBring"] for member in team["node"]["members"])

    profile = (await _answer(asking, "3_my_profile"))["viewer"]
    assert profile["person"]["name"] == "Amara Okonjo"
    assert profile["person"]["offers"]
    assert profile["person"]["needs"]
    assert profile["person"]["communities"]

    ids = {"mentorId": edges[0]["person"]["id"], "skillId": edges[0]["skill"]["id"]}
    asked = await _answer(asking, "4_request_a_mentorship", **ids)
    assert asked["requestMentorship"]["mentorship"]["state"] == "REQUESTED"
    assert (await _answer(asking, "4_request_a_mentorship", **ids)) == asked

    (formed,) = (await _answer(asking, "6_form_a_team"))["formTeams"]["teams"]
    assert len({member["person"]["name"] for member in formed["members"]}) == 3
    assert (await _answer(asking, "6_form_a_team"))["formTeams"]["teams"] == [formed]
    (mine,) = (await _answer(asking, "7_my_teams"))["teams"]["edges"]
    assert (mine["node"]["id"], mine["node"]["state"]) == (formed["id"], "PROPOSED")
    assert any(member["onlyTheyBring"] for member in mine["node"]["members"])

    found = (await asking.answer(None, EXAMPLES["5_search_skills"]))["skills"]["edges"]
    assert found[0]["node"]["label"] == "JavaScript"

    needed = await _answer(asking, "8_what_i_need", skillId=edges[0]["skill"]["id"])
    assert needed["openNeed"]["need"]["state"] == "OPEN"
    assert (await _answer(asking, "8_what_i_need", skillId=edges[0]["skill"]["id"])) == needed
    wanted = (await _answer(asking, "9_who_needs_my_help"))["helpWanted"]["edges"]
    assert len(wanted) == 5
    assert all(edge["reasons"] for edge in wanted)
    assert (await _answer(asking, "10_learning_rings"))["learningRings"] == []
    (ring, *_) = (await _answer(asking, "10_learning_rings", "learner-0080"))["learningRings"]
    assert gid("Person", "learner-0080") in {member["person"]["id"] for member in ring["members"]}


async def test_every_example_for_organisers_answers_for_the_one_in_madrid_and_refuses_a_member(asking: Asking) -> None:
    found = (await _answer(asking, "11_bridges_and_gaps", "diego"))["communityInsights"]
    assert found["members"] > 0
    assert found["connectors"]
    planned = (await _answer(asking, "12_plan_a_round", "diego"))["planRound"]["round"]
    assert planned["certificate"]["proved"]
    assert planned["pairs"]["edges"]
    assert [point["coverage"] for point in planned["curve"]][:: len(planned["curve"]) - 1] == [0.0, 1.0]
    assert (await _answer(asking, "12_plan_a_round", "diego"))["planRound"]["round"] == planned
    for example in ("11_bridges_and_gaps", "12_plan_a_round"):
        (refused,) = (await _answer(asking, example)).values()
        assert refused == {"message": "Only an organiser may do this."}


def test_every_example_is_run_by_the_tests_above_and_stands_in_the_order_of_its_number() -> None:
    assert read_examples() == [EXAMPLES[name] for name in sorted(EXAMPLES, key=lambda name: int(name.split("_")[0]))]
    assert sorted(EXAMPLES) == [
        "10_learning_rings",
        "11_bridges_and_gaps",
        "12_plan_a_round",
        "1_who_can_mentor_me",
        "2_a_team_of_four",
        "3_my_profile",
        "4_request_a_mentorship",
        "5_search_skills",
        "6_form_a_team",
        "7_my_teams",
        "8_what_i_need",
        "9_who_needs_my_help",
    ]


async def _answer(asking: Asking, example: str, viewer: str = "amara", **variables: Any) -> Any:
    answer = await asking.answer(viewer, EXAMPLES[example], "en", **variables)
    print(example, answer)
    return answer
