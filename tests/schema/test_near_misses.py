"""What would help, over GraphQL: near misses, what somebody without a token is told, and what bad questions get."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.contract.seeding import PersonOf, person, seed, skill
from tests.schema.asking import Asking, gid
from tests.schema.test_api_mentors import since, statements

from peernet.graph.session import Graph
from peernet.model.near_miss import CHANGES
from peernet.schema.change import CHANGE_TYPES, Change, ChangeKind
from peernet.use_cases.count_mentors import STEP

ASK = """
query Ask($for: MentorQuestionInput!, $first: Int! = 10, $after: String) {
  mentorSuggestions(for: $for, first: $first, after: $after) {
    understood { label skill { label } }
    didYouMean { label why text }
    available
    pageInfo { hasNextPage endCursor startCursor }
    edges { cursor person { id } }
    nearMisses {
      score person { id name } skill { label }
      change {
        kind text
        ... on AddLanguage { language }
        ... on WaitForPlace { leastWeeks likelyWeeks mostWeeks waiting }
        ... on AddHours { window hours }
        ... on LowerLevel { level wantedLevel skill { id } }
      }
    }
    whatWouldHelp { kind text ... on OpenNeed { skill { id } } }
  }
}
"""


def wanted(skill_: str = "React", **more: Any) -> dict[str, Any]:
    """The variables of a question."""
    return {"for": {"skill": skill_} | more}


@pytest.fixture
async def asking(graph: Graph, tmp_path: Path) -> Asking:
    """Dee would like to learn React; four people each miss one condition, and Bo misses two."""
    react = {"react": 4}
    people: list[PersonOf] = [
        person("dee", hours=("Mon 19:00-21:00",)),
        person("ana", offers=react, languages=("es",)),
        person("ben", offers=react, open_places=0),
        person("cho", offers=react, hours=("Tue 18:00-20:00",)),
        person("dan", offers={"react": 2}),
        person("bo", offers=react, languages=("es",), open_places=0),
    ]
    return Asking(await seed(graph, skill("react", "React"), skill("css", "CSS"), *people), tmp_path)


async def test_near_misses_say_what_one_change_would_do(asking: Asking) -> None:
    found = (await asking.answer("dee", ASK, **wanted(level=3)))["mentorSuggestions"]
    assert {miss["person"]["name"]: miss["change"] for miss in found["nearMisses"]} == {
        "Ana": {"kind": "ADD_LANGUAGE", "text": "If you added Spanish to your languages", "language": "es"},
        "Ben": {
            "kind": "WAIT_FOR_PLACE",
            "text": "If you waited for a place; nobody can say for how long",
            "leastWeeks": None,
            "likelyWeeks": None,
            "mostWeeks": None,
            "waiting": 0,
        },
        "Cho": {
            "kind": "ADD_HOURS",
            "text": "If you had time on Tuesday 18:00-20:00",
            "window": "Tue 18:00-20:00",
            "hours": 2.0,
        },
        "Dan": {
            "kind": "LOWER_LEVEL",
            "text": "If you asked for level 2 of React",
            "level": 2,
            "wantedLevel": 3,
            "skill": {"id": gid("Skill", "react")},
        },
    }
    assert found["whatWouldHelp"] is None
    assert all(0 < miss["score"] < 1 and miss["skill"] == {"label": "React"} for miss in found["nearMisses"])


async def test_near_misses_are_looked_for_once_and_only_when_asked_for(asking: Asking) -> None:
    before = statements()
    await asking.answer("dee", ASK, "en", **wanted())
    assert since(before) == {"mentor_candidates": 1, "near_misses": 1}
    before = statements()
    await asking.answer(
        "dee", "query($for: MentorQuestionInput!) { mentorSuggestions(for: $for) { available } }", "en", **wanted()
    )
    assert since(before) == {"mentor_candidates": 1}


async def test_where_nobody_can_be_asked_the_smallest_change_is_told(asking: Asking, graph: Graph) -> None:
    await seed(graph, person("eve", languages=("fr",)))
    found = (await asking.answer("eve", ASK, "fr", **wanted()))["mentorSuggestions"]
    assert found["edges"] == []
    assert found["whatWouldHelp"]["kind"] == "ADD_LANGUAGE"
    assert found["whatWouldHelp"]["text"].startswith("Si vous parliez aussi ")
    nobody = (await asking.answer("dee", ASK, "es", **wanted("CSS")))["mentorSuggestions"]
    assert nobody["nearMisses"] == []
    assert nobody["whatWouldHelp"] == {
        "kind": "OPEN_NEED",
        "text": "Nadie puede enseñarte CSS por ahora: abre una necesidad, para que te encuentre quien pueda",
        "skill": {"id": gid("Skill", "css")},
    }


async def test_without_a_token_one_is_told_what_was_understood_and_how_many_there_are(
    asking: Asking, graph: Graph
) -> None:
    empty = {"pageInfo": {"hasNextPage": False, "endCursor": None, "startCursor": None}, "edges": []}
    nothing: dict[str, Any] = {"nearMisses": [], "whatWouldHelp": None, "didYouMean": []}
    await seed(graph, *[person(f"m{n}", offers={"knots": 3}) for n in range(STEP + 2)])
    await asking.network.catalogue.refresh()
    for label, available in (("React", 0), ("knots", STEP)):  # three offer React, fewer than a step
        found = (await asking.answer(None, ASK, **wanted(label)))["mentorSuggestions"]
        understood = {"understood": [{"label": label, "skill": {"label": label}}]}
        assert found == empty | nothing | understood | {"available": available}


async def test_a_member_is_told_how_many_suggestions_there_are(asking: Asking) -> None:
    found = (await asking.answer("dee", ASK, first=1, **wanted()))["mentorSuggestions"]
    assert (len(found["edges"]), found["available"]) == (1, 2)


@pytest.mark.parametrize("viewer", ["dee", None])
async def test_words_that_mean_nothing_are_answered_by_what_may_be_meant(asking: Asking, viewer: str | None) -> None:
    found = (await asking.answer(viewer, ASK, "en", **wanted("ryeacte")))["mentorSuggestions"]
    assert (found["understood"], found["available"], found["nearMisses"]) == ([], 0, [])
    assert found["whatWouldHelp"]["kind"] == "NAME_SKILL"
    assert [match["label"] for match in found["didYouMean"]] == ["React"]
    assert found["didYouMean"][0]["text"] == "“React” is spelled almost like this"
    found = (await asking.answer(viewer, ASK, "en", **wanted("beekeeping")))["mentorSuggestions"]
    assert found["didYouMean"] == []


async def test_a_cursor_of_another_question_is_bad_input(asking: Asking) -> None:
    found = (await asking.answer("dee", ASK, first=1, **wanted()))["mentorSuggestions"]
    after = found["pageInfo"]["endCursor"]
    others = (
        ("dee", wanted(level=2)),
        ("dee", wanted("CSS")),
        ("dee", wanted(goal="A shop")),
        ("dan", wanted()),
        (None, wanted()),
    )
    for viewer, question in others:
        error = await asking.error(viewer, ASK, after=after, **question)
        assert error["extensions"] == {"code": "BAD_USER_INPUT", "where": "after"}
        assert "another question" in error["message"]
    again = (await asking.answer("dee", ASK, first=1, after=after, **wanted()))["mentorSuggestions"]
    assert again["edges"] != found["edges"]


@pytest.mark.parametrize("first", [0, -1, 101, 1_000_000])
async def test_more_than_a_page_at_once_is_bad_input(asking: Asking, first: int) -> None:
    error = await asking.error("dee", ASK, first=first, **wanted())
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "where": "first"}


async def test_every_change_has_its_graphql_type() -> None:
    assert set(CHANGE_TYPES) == set(CHANGES)
    assert all(issubclass(made, Change) for made in CHANGE_TYPES.values())
    assert {kind.value for kind in ChangeKind} == {change.kind for change in CHANGES}


async def test_a_goal_that_names_no_skill_is_told_the_skills_that_its_words_come_near(
    graph: Graph, tmp_path: Path
) -> None:
    network = await seed(graph, skill("a11y", "Accessibility"), skill("react", "React"), person("lea"))
    asking = Asking(network, tmp_path)
    goal = "I want my pages to be accessible to my neighbours"
    found = (await asking.answer("lea", ASK, **{"for": {"goal": goal}}))["mentorSuggestions"]
    assert [match["label"] for match in found["didYouMean"]] == ["Accessibility"]
    assert found["whatWouldHelp"] == {
        "kind": "NAME_SKILL",
        "text": "Nothing in these words is a skill that we know: name one, or look for one in the catalogue",
    }


async def test_a_goal_in_ones_own_words_is_answered_by_the_skill_that_its_words_are_about(
    graph: Graph, tmp_path: Path
) -> None:
    network = await seed(graph, skill("speak", "Public speaking"), person("lea"), person("ana", offers={"speak": 4}))
    asking = Asking(network, tmp_path)
    goal = "My first talk is in June. How does one speak in public?"
    for viewer in ("lea", None):
        found = (await asking.answer(viewer, ASK, "en", **{"for": {"goal": goal}}))["mentorSuggestions"]
        assert [each["label"] for each in found["understood"]] == ["Public speaking"]
        assert (found["didYouMean"], found["whatWouldHelp"]) == ([], None)
    found = (await asking.answer("lea", ASK, "en", **{"for": {"goal": goal}}))["mentorSuggestions"]
    assert [edge["person"]["id"] for edge in found["edges"]] == [gid("Person", "ana")]
