"""Who can mentor me: suggestions, requests and answers over GraphQL, on both engines."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import REGISTRY
from tests.contract.seeding import PersonOf, community, person, seed, skill
from tests.schema.asking import Asking, gid

from peernet.graph.session import Graph

SUGGEST = """
query Suggest($for: MentorQuestionInput!, $first: Int! = 10, $after: String) {
  mentorSuggestions(for: $for, first: $first, after: $after) {
    understood { label why text score matched skill { id label } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
    edges { score hop viaLabel skill { label } person { id name } reasons { kind weight text } }
  }
}
"""
REQUEST = """
mutation Request($input: RequestMentorshipInput!) {
  requestMentorship(input: $input) {
    __typename
    ... on RequestMentorshipPayload { mentorship { id state goal mentor { name } mentee { name } skills { label } } }
    ... on Refusal { message }
    ... on AlreadyRequested { mentorshipId }
    ... on MentorIsFull { mentorId capacity }
  }
}
"""
OPEN = "mutation Open($input: OpenNeedInput!) { openNeed(input: $input) { __typename } }"
ACCEPT = """
mutation Accept($input: AcceptMentorshipInput!) {
  acceptMentorship(input: $input) {
    __typename
    ... on AcceptMentorshipPayload { mentorship { state startedAt mentor { openPlaces } } }
    ... on MentorIsFull { message mentorId capacity }
    ... on Refusal { message }
  }
}
"""


def statements() -> dict[str, float]:
    """How many statements of each name were answered so far."""
    samples = [sample for metric in REGISTRY.collect() for sample in metric.samples]
    found = [each for each in samples if each.name == "peernet_statements_total"]
    return {each.labels["statement"]: each.value for each in found if each.labels["outcome"] == "answered"}


def since(before: dict[str, float]) -> dict[str, float]:
    """How many statements of each name were answered since then."""
    return {name: count - before.get(name, 0) for name, count in statements().items() if count != before.get(name, 0)}


def wish(mentor: str, *skills: str, **more: Any) -> dict[str, Any]:
    """The input of a request."""
    return {"mentorId": gid("Person", mentor), "skillIds": [gid("Skill", each) for each in skills], **more}


@pytest.fixture
async def asking(graph: Graph, tmp_path: Path) -> Asking:
    """Ada and Bo teach React, Cy teaches CSS, Dee would like to learn; Ada and Dee are in one community."""
    people: list[PersonOf] = [
        person("ada", offers={"react": 5}, member_of={"lagos": "member"}, hours=("Mon 18:00-20:00",)),
        person("bo", offers={"react": 3}),
        person("cy", offers={"css": 3}),
        person("dee", member_of={"lagos": "member"}, hours=("Mon 19:00-21:00",), languages=("es", "en")),
    ]
    return Asking(
        await seed(graph, skill("react", "React"), skill("css", "CSS"), community("lagos"), *people), tmp_path
    )


async def test_mentors_come_best_first_with_reasons_in_the_viewers_language(asking: Asking) -> None:
    found = (await asking.answer("dee", SUGGEST, "fr", **{"for": {"skill": "react"}}))["mentorSuggestions"]
    assert [edge["person"] for edge in found["edges"]] == [
        {"id": gid("Person", "ada"), "name": "Ada"},
        {"id": gid("Person", "bo"), "name": "Bo"},
    ]
    assert found["understood"][0]["skill"] == {"id": gid("Skill", "react"), "label": "React"}
    kinds = {reason["kind"]: reason["text"] for reason in found["edges"][0]["reasons"]}
    assert kinds["TEACHES_SKILL"] == "Propose React au niveau 5 sur 5"
    assert {"SHARED_COMMUNITY", "OVERLAPPING_HOURS", "COMMON_LANGUAGE"} <= kinds.keys()


async def test_suggestions_with_reasons_and_names_take_one_statement(asking: Asking) -> None:
    before = statements()
    found = await asking.answer("dee", SUGGEST, **{"for": {"skill": "react"}})
    assert "Ofrece React" in found["mentorSuggestions"]["edges"][0]["reasons"][0]["text"]
    assert since(before) == {"mentor_candidates": 1}


async def test_what_else_is_asked_of_the_suggested_takes_one_statement_for_all_of_them(asking: Asking) -> None:
    before = statements()
    query = """{ mentorSuggestions(for: {skill: "React"}) { edges { person {
        about country capacity openPlaces status activeAt offers { level skill { label } } communities { community {
        name } } } } } }"""
    found = await asking.answer("dee", query)
    assert found["mentorSuggestions"]["edges"][0]["person"]["offers"] == [{"level": 5, "skill": {"label": "React"}}]
    assert since(before) == dict.fromkeys(
        ["mentor_candidates", "people_seen", "offers_of", "communities_of", "communities_seen"], 1
    )


async def test_a_need_of_ones_own_asks_for_its_skill_and_level_and_nobody_elses_can_be_asked_for(
    asking: Asking,
) -> None:
    for viewer in ("dee", "cy"):
        wanted = {"skillId": gid("Skill", "react"), "level": 5, "goal": "a shop", "idempotencyKey": viewer}
        await asking.answer(viewer, OPEN, input=wanted)
    needs = await asking.answer("dee", "{ viewer { person { needs { id } } } }")
    own = needs["viewer"]["person"]["needs"][0]["id"]
    found = (await asking.answer("dee", SUGGEST, **{"for": {"needId": own}}))["mentorSuggestions"]
    asked = {"skill": "React", "level": 5, "goal": "a shop"}
    assert found["edges"] == (await asking.answer("dee", SUGGEST, **{"for": asked}))["mentorSuggestions"]["edges"]
    assert [edge["person"]["name"] for edge in found["edges"]] == ["Ada", "Bo"]
    others = await asking.error("cy", SUGGEST, **{"for": {"needId": own}})
    missing = await asking.error("cy", SUGGEST, **{"for": {"needId": gid("Need", "none")}})
    assert others == missing
    assert others["message"] == "for.needId: is none of your needs"
    both = await asking.error("dee", SUGGEST, **{"for": {"needId": own, "skill": "CSS"}})
    assert both["extensions"]["where"] == "for.needId"


async def test_pages_of_suggestions_follow_each_other(asking: Asking) -> None:
    one = (await asking.answer("dee", SUGGEST, first=1, **{"for": {"skill": "React"}}))["mentorSuggestions"]
    assert one["pageInfo"]["hasNextPage"]
    after = one["pageInfo"]["endCursor"]
    two = await asking.answer("dee", SUGGEST, first=1, after=after, **{"for": {"skill": "React"}})
    assert [edge["person"]["name"] for edge in two["mentorSuggestions"]["edges"]] == ["Bo"]
    assert two["mentorSuggestions"]["pageInfo"]["hasPreviousPage"]
    assert not two["mentorSuggestions"]["pageInfo"]["hasNextPage"]


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ({}, "for"),
        ({"skill": "React", "level": 6}, "for.level"),
        ({"skillId": "react"}, "for.skillId"),
        ({"skillId": gid("Person", "ada")}, "for.skillId"),
        ({"skill": "React", "communityId": "?"}, "for.communityId"),
        ({"skill": "React", "at": "2030-01-01T00:00:00"}, "for.at"),
    ],
)
async def test_a_question_that_cannot_be_is_bad_input(asking: Asking, question: dict[str, Any], where: str) -> None:
    error = await asking.error("dee", SUGGEST, **{"for": question})
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "where": where}


async def test_somebody_not_signed_in_gets_no_suggestions(asking: Asking) -> None:
    found = (await asking.answer(None, SUGGEST, **{"for": {"skill": "React"}}))["mentorSuggestions"]
    assert found["edges"] == []
    assert found["pageInfo"]["endCursor"] is None


async def test_a_stranger_with_a_token_gets_no_suggestions(asking: Asking) -> None:
    found = (await asking.answer("stranger", SUGGEST, **{"for": {"skill": "React"}}))["mentorSuggestions"]
    assert found["edges"] == []
    assert not found["pageInfo"]["hasNextPage"]


async def test_a_request_is_made_once_however_often_its_key_is_sent(asking: Asking) -> None:
    given = wish("ada", "react", goal="Build a shop", idempotencyKey="k1")
    answers = [(await asking.answer("dee", REQUEST, input=given))["requestMentorship"] for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["mentorship"] | {"id": ""} == {
        "id": "",
        "state": "REQUESTED",
        "goal": "Build a shop",
        "mentor": {"name": "Ada"},
        "mentee": {"name": "Dee"},
        "skills": [{"label": "React"}],
    }
    again = (await asking.answer("dee", REQUEST, input=wish("ada", "react")))["requestMentorship"]
    assert again["__typename"] == "AlreadyRequested"
    assert again["mentorshipId"] == answers[0]["mentorship"]["id"]


async def test_a_key_that_was_sent_to_another_mentor_is_refused(asking: Asking) -> None:
    await asking.answer("dee", REQUEST, input=wish("ada", "react", idempotencyKey="k1"))
    error = await asking.error("dee", REQUEST, input=wish("bo", "react", idempotencyKey="k1"))
    assert (error["extensions"]["code"], error["extensions"]["where"]) == ("BAD_USER_INPUT", "idempotencyKey")


async def test_of_two_learners_one_gets_the_last_place(asking: Asking) -> None:
    requests = [await asking.answer(each, REQUEST, input=wish("ada", "react")) for each in ("dee", "bo")]
    ids = [each["requestMentorship"]["mentorship"]["id"] for each in requests]
    answers = await asyncio.gather(*(asking.answer("ada", ACCEPT, input={"mentorshipId": each}) for each in ids))
    outcomes = sorted((each["acceptMentorship"] for each in answers), key=lambda each: each["__typename"])
    assert [each["__typename"] for each in outcomes] == ["AcceptMentorshipPayload", "MentorIsFull"]
    assert outcomes[0]["mentorship"]["mentor"]["openPlaces"] == 0
    assert outcomes[1]["mentorId"] == gid("Person", "ada")
    assert outcomes[1]["capacity"] == 1
