"""What members change over GraphQL: profile, offers, needs, communities, blocks, mentorships; on both engines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.contract.asking import picture
from tests.contract.seeding import community, person, seed
from tests.schema.asking import Asking, gid
from tests.schema.whole_documents import whole_document

from peernet.graph.session import Graph
from peernet.model.person import MAX_CAPACITY

REACT = gid("Skill", "react")


@pytest.fixture
async def asking(graph: Graph, tmp_path: Path) -> Asking:
    """Ada teaches React and organises a club; Bo is alone; there is a closed community."""
    network = await seed(
        graph,
        community("club"),
        community("vault", "closed"),
        person("ada", offers={"react": 5}, member_of={"club": "organiser"}, languages=("es",)),
        person("bo"),
    )
    return Asking(network, tmp_path)


async def done(asking: Asking, viewer: str, verb: str, /, **given: Any) -> Any:
    """What a mutation answers, every field of it."""
    document, _ = whole_document("mutation", verb)
    asking.endpoint.ceiling = 10**9
    return (await asking.answer(viewer, document, input=given))[verb]


async def test_a_profile_changes_in_what_is_given_and_stays_in_the_rest(asking: Asking) -> None:
    person_now = (await done(asking, "ada", "updateProfile", about="Hello", capacity=3, visibility="COMMUNITIES"))[
        "person"
    ]
    assert person_now["about"] == "Hello"
    assert (person_now["capacity"], person_now["openPlaces"]) == (3, 3)
    assert person_now["name"] == "Ada"
    assert person_now["visibility"] == "COMMUNITIES"
    assert (await done(asking, "ada", "updateProfile", status="AWAY"))["person"]["status"] == "AWAY"


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"timeZone": "Mars/Base"}, "timeZone"),
        ({"timeZone": "localtime"}, "timeZone"),
        ({"timeZone": "right/UTC"}, "timeZone"),
        ({"country": "IC"}, "country"),
        ({"languages": [""]}, "languages"),
        ({"languages": ["en-ab-cd"]}, "languages"),
        ({"country": "Nowhere"}, "country"),
        ({"languages": ["?"]}, "languages"),
        ({"capacity": -1}, "capacity"),
        ({"capacity": MAX_CAPACITY + 1}, "capacity"),
        ({"name": "\n"}, "name"),
        ({"name": "\u200b \u200d"}, "name"),
        ({"name": "\u202egnp.exe"}, "name"),
        ({"name": "one\u2028two"}, "name"),
    ],
)
async def test_a_profile_that_cannot_be_changes_nothing(
    asking: Asking, graph: Graph, given: dict[str, Any], where: str
) -> None:
    before = await picture(graph)
    error = await asking.error(
        "ada", "mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename } }", input=given
    )
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["where"] == where
    assert await picture(graph) == before


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "2201-01-01T00:00:00Z"])
async def test_a_time_beyond_what_an_import_takes_is_refused_by_its_name(asking: Asking, time: str) -> None:
    ask = 'query($at: DateTime) { mentorSuggestions(for: { skill: "react", at: $at }) { edges { score } } }'
    error = await asking.error("ada", ask, at=time)
    assert (error["extensions"]["code"], error["extensions"]["where"]) == ("BAD_USER_INPUT", "for.at")
    offer = "mutation($input: OfferSkillInput!) { offerSkill(input: $input) { __typename } }"
    error = await asking.error("ada", offer, input={"skillId": REACT, "until": time})
    assert (error["extensions"]["code"], error["extensions"]["where"]) == ("BAD_USER_INPUT", "until")


@pytest.mark.parametrize("time", ["yesterday", "2026-13-45T00:00:00Z", "", 5])
async def test_what_is_no_time_is_refused_in_our_words(asking: Asking, time: str | int) -> None:
    ask = 'query($at: DateTime) { mentorSuggestions(for: { skill: "react", at: $at }) { edges { score } } }'
    literal = ask.replace("($at: DateTime)", "").replace("$at", json.dumps(time))
    for error in (await asking.error("ada", ask, at=time), await asking.error("ada", literal)):
        assert error["extensions"]["code"] in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")
        assert error["message"].endswith("A time must be ISO 8601, as in `2030-01-31T18:00:00Z`.")


async def test_an_offer_comes_and_goes(asking: Asking) -> None:
    offered = await done(asking, "bo", "offerSkill", skillId=REACT, level=2, until="2030-01-01T00:00:00Z")
    assert offered["skill"]["label"] == "react"
    query = "{ viewer { person { offers { level until skill { id } } } } }"
    offers = (await asking.answer("bo", query))["viewer"]["person"]["offers"]
    assert offers == [{"level": 2, "until": "2030-01-01T00:00:00+00:00", "skill": {"id": REACT}}]
    assert (await done(asking, "bo", "withdrawOffer", skillId=REACT))["__typename"] == "WithdrawOfferPayload"
    assert (await done(asking, "bo", "withdrawOffer", skillId=REACT))["what"] == "offer"
    assert (await done(asking, "bo", "offerSkill", skillId=gid("Skill", "no")))["what"] == "skill"


async def test_a_need_is_opened_once_and_closed(asking: Asking) -> None:
    given = {"skillId": REACT, "goal": "A shop", "level": 3, "idempotencyKey": "k"}
    need = (await done(asking, "bo", "openNeed", **given))["need"]
    assert (await done(asking, "bo", "openNeed", **given))["need"]["id"] == need["id"]
    opening = "mutation($input: OpenNeedInput!) { openNeed(input: $input) { __typename } }"
    error = await asking.error("bo", opening, input=given | {"idempotencyKey": ""})
    assert error["extensions"]["where"] == "idempotencyKey"
    assert (need["goal"], need["level"], need["state"]) == ("A shop", 3, "OPEN")
    query = "query($id: ID!) { node(id: $id) { ... on Need { goal person { name } } } }"
    assert (await asking.answer("ada", query, id=need["id"]))["node"] == {"goal": "A shop", "person": {"name": "Bo"}}
    assert (await done(asking, "ada", "closeNeed", needId=need["id"]))["what"] == "need"
    assert (await done(asking, "bo", "closeNeed", needId=need["id"]))["need"]["state"] == "MET"
    assert (await done(asking, "bo", "closeNeed", needId=need["id"], state="WITHDRAWN"))["state"] == "met"


async def test_communities_are_joined_and_left(asking: Asking) -> None:
    club, vault = gid("Community", "club"), gid("Community", "vault")
    assert (await done(asking, "bo", "joinCommunity", communityId=club))["community"]["myRole"] == "MEMBER"
    closed = await done(asking, "bo", "joinCommunity", communityId=vault)
    assert (closed["__typename"], closed["communityId"]) == ("ClosedCommunity", vault)
    assert (await done(asking, "bo", "leaveCommunity", communityId=club))["community"]["myRole"] is None
    last = await done(asking, "ada", "leaveCommunity", communityId=club)
    assert (last["__typename"], last["communityId"]) == ("LastOrganiser", club)
    assert last["message"].startswith("Nadie más lleva esta comunidad")


async def test_a_block_hides_both_from_each_other_until_it_is_taken_back(asking: Asking) -> None:
    query = "query($id: ID!) { person(id: $id) { name } }"
    ada, bo = gid("Person", "ada"), gid("Person", "bo")
    assert (await done(asking, "bo", "block", personId=ada))["personId"] == ada
    assert (await asking.answer("bo", query, id=ada))["person"] is None
    assert (await asking.answer("ada", query, id=bo))["person"] is None
    assert (await done(asking, "ada", "unblock", personId=bo))["what"] == "block"
    assert (await done(asking, "bo", "unblock", personId=ada))["personId"] == ada
    assert (await asking.answer("ada", query, id=bo))["person"] == {"name": "Bo"}
    assert (await done(asking, "bo", "block", personId=bo))["__typename"] == "CannotBlockSelf"


async def test_a_mentorship_goes_from_request_to_end(asking: Asking) -> None:
    wish = {"mentorId": gid("Person", "ada"), "skillIds": [REACT]}
    first = {"mentorshipId": (await done(asking, "bo", "requestMentorship", **wish))["mentorship"]["id"]}
    assert (await done(asking, "bo", "acceptMentorship", **first))["what"] == "request"
    assert (await done(asking, "bo", "withdrawRequest", **first))["mentorship"]["state"] == "WITHDRAWN"
    wrong = await done(asking, "ada", "acceptMentorship", **first)
    assert (wrong["__typename"], wrong["what"], wrong["state"]) == ("WrongState", "request", "withdrawn")
    second = {"mentorshipId": (await done(asking, "bo", "requestMentorship", **wish))["mentorship"]["id"]}
    assert (await done(asking, "ada", "declineMentorship", **second))["mentorship"]["state"] == "DECLINED"
    third = {"mentorshipId": (await done(asking, "bo", "requestMentorship", **wish))["mentorship"]["id"]}
    assert (await done(asking, "ada", "acceptMentorship", **third))["mentorship"]["state"] == "ACTIVE"
    ended = (await done(asking, "bo", "endMentorship", **third))["mentorship"]
    assert ended["state"] == "COMPLETED"
    assert ended["requestedAt"] <= ended["startedAt"] <= ended["endedAt"]
    edges = await asking.answer("bo", "{ viewer { mentorships(states: [DECLINED]) { edges { node { id } } } } }")
    assert [edge["node"]["id"] for edge in edges["viewer"]["mentorships"]["edges"]] == [second["mentorshipId"]]


async def test_a_mentor_who_cannot_be_asked_says_why(asking: Asking) -> None:
    css = await done(asking, "bo", "requestMentorship", mentorId=gid("Person", "bo"), skillIds=[REACT])
    assert css["__typename"] == "CannotMentorSelf"
    no_offer = await done(asking, "ada", "requestMentorship", mentorId=gid("Person", "bo"), skillIds=[REACT])
    assert (no_offer["__typename"], no_offer["because"]) == ("MentorUnavailable", "DOES_NOT_OFFER")
    await done(asking, "ada", "updateProfile", status="AWAY")
    away = await done(asking, "bo", "requestMentorship", mentorId=gid("Person", "ada"), skillIds=[REACT])
    assert (away["__typename"], away["because"]) == ("MentorUnavailable", "AWAY")


async def test_somebody_without_a_profile_is_told_so(asking: Asking) -> None:
    told = await done(asking, "stranger", "offerSkill", skillId=REACT)
    assert (told["__typename"], told["what"], told["message"]) == (
        "NotFound",
        "profile",
        "You have no profile in this network.",
    )


async def test_what_is_missing_for_a_team_is_said_in_words_and_facts(asking: Asking) -> None:
    query = """query($rules: TeamRulesInput!) { teamProposals(rules: $rules) { __typename
        ... on TeamImpossible { missing { kind text ... on MissingPeople { people role } } }
        ... on NotFound { what } } }"""
    rules = {"roles": [{"skillId": REACT, "people": 2}]}
    told = (await asking.answer("bo", query, "en", rules=rules))["teamProposals"]
    assert told["missing"] == [
        {"kind": "PEOPLE", "text": "1 more person for react, who speaks Spanish", "people": 1, "role": "react"}
    ]
    unknown = (await asking.answer("bo", query, "en", rules={"roles": [{"skill": "zzzz"}]}))["teamProposals"]
    assert unknown == {"__typename": "NotFound", "what": "skill"}
    nobody = [gid("Person", f"nobody{number}") for number in range(20)]
    many = (await asking.answer("bo", query, "en", rules=rules | {"include": nobody}))["teamProposals"]["missing"]
    assert 1 <= len(many) <= 8


async def test_what_counts_in_a_community_is_set_within_bounds_and_goes_back(asking: Asking, graph: Graph) -> None:
    club = {"communityId": gid("Community", "club")}
    made = await done(asking, "ada", "setCommunityWeights", **club, weights=[{"kind": "KNOWS", "times": 0.5}])
    (knows,) = (each for each in made["community"]["weights"] if each["kind"] == "KNOWS")
    assert (knows["times"], knows["least"], knows["most"]) == (0.5, 0.0, 2.0)
    assert (knows["ask"], knows["origin"], knows["usualOrigin"]) == (knows["usualAsk"] / 2, "COMMUNITY", "ORDERED")
    query = "query($id: ID!) { community(id: $id) { weightsSetAt weights { kind origin } } }"
    seen = (await asking.answer("bo", query, id=club["communityId"]))["community"]
    assert seen["weightsSetAt"] is not None
    assert [each["kind"] for each in seen["weights"] if each["origin"] == "COMMUNITY"] == ["KNOWS"]
    before = await picture(graph)
    far = await done(asking, "ada", "setCommunityWeights", **club, weights=[{"kind": "TEACHES_SKILL", "times": 0}])
    assert (far["__typename"], far["least"], far["most"], far["given"]) == ("WeightOutOfBounds", 0.5, 2.0, 0.0)
    assert far["message"] == "El peso «teaches_skill» debe ser de 0,5 a 2 veces el habitual."
    other = await done(asking, "ada", "setCommunityWeights", **club, weights=[{"kind": "FEW_OTHERS", "times": 1}])
    assert (other["__typename"], "KNOWS" in other["known"]) == ("UnknownWeight", True)
    assert (await done(asking, "bo", "setCommunityWeights", **club, reset=True))["needed"] == "organiser"
    twice = "mutation($input: SetCommunityWeightsInput!) { setCommunityWeights(input: $input) { __typename } }"
    error = await asking.error("ada", twice, input=club | {"weights": [{"kind": "KNOWS", "times": 1}] * 2})
    assert error["extensions"]["where"] == "weights"
    assert await picture(graph) == before
    usual = await done(asking, "ada", "setCommunityWeights", **club, reset=True)
    assert {each["times"] for each in usual["community"]["weights"]} == {1.0}
