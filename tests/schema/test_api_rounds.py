"""Rounds over GraphQL: planned, looked at and decided by organisers; on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.contract.asking import picture
from tests.contract.seeding import person, seed
from tests.schema.asking import Asking, gid
from tests.schema.whole_documents import whole_document

from peernet.graph.session import Graph
from peernet.use_cases.open_need import open_need

CLUB, ADA = gid("Community", "club"), gid("Person", "ada")
PREFERS = {"personId": gid("Person", "lea"), "side": "MENTEE", "inOrder": [ADA]}


@pytest.fixture
async def asking(graph: Graph, tmp_path: Path) -> Asking:
    """A club with an organiser, one mentor with one place, and two learners who need React."""
    network = await seed(
        graph,
        person("org", member_of={"club": "organiser"}, languages=("es",)),
        person("ada", offers={"react": 5}, member_of={"club": "mentor"}),
        *(person(name, member_of={"club": "member"}) for name in ("lea", "leo")),
    )
    for name in ("lea", "leo"):
        await open_need(network, name, "react", 3, "a shop", None, name)
    return Asking(network, tmp_path)


async def done(asking: Asking, viewer: str, verb: str, /, **given: Any) -> Any:
    """What a mutation answers, every field of it."""
    document, _ = whole_document("mutation", verb)
    asking.endpoint.ceiling = 10**9
    return (await asking.answer(viewer, document, input=given))[verb]


ROUND = """query($id: ID!) { round(id: $id) { state digest rulesVersion rules { coverage again seed }
    certificate { matched maximum people peopleMaximum quality bound proved blocking }
    pairs(first: 5) { edges { node { mentee { name } mentor { name } outcome need { goal } } } }
    unmatched { edges { node { person { name } blockedBy { kind count text mentors { name } }
                               changes { kind text mentor { name } } } } } } }"""


async def test_a_round_is_planned_looked_at_and_accepted(asking: Asking) -> None:
    made = await done(asking, "org", "planRound", communityId=CLUB)
    assert made["__typename"] == "PlanRoundPayload"
    told = (await asking.answer("org", ROUND, "es", id=made["round"]["id"]))["round"]
    assert (told["state"], told["rules"]) == ("PROPOSED", {"coverage": 1.0, "again": "ANY", "seed": 1})
    certificate = told["certificate"]
    assert (certificate["matched"], certificate["maximum"], certificate["proved"]) == (1, 1, True)
    ((pair,), (gap,)) = ([edge["node"] for edge in told[name]["edges"]] for name in ("pairs", "unmatched"))
    assert (pair["mentor"]["name"], pair["outcome"], pair["need"]) == ("Ada", None, {"goal": "a shop"})
    assert {pair["mentee"]["name"], gap["person"]["name"]} == {"Lea", "Leo"}
    assert gap["blockedBy"] == [
        {
            "kind": "MENTORS_FULL",
            "count": 1,
            "text": "1 mentor posible, sin plazas libres: Ada",
            "mentors": [{"name": "Ada"}],
        }
    ]
    assert gap["changes"] == [{"kind": "ONE_MORE_PLACE", "text": "Una plaza más con Ada", "mentor": {"name": "Ada"}}]
    accepted = await done(asking, "org", "acceptRound", roundId=made["round"]["id"])
    assert (accepted["__typename"], accepted["round"]["state"]) == ("AcceptRoundPayload", "ACCEPTED")
    assert [edge["node"]["outcome"] for edge in accepted["round"]["pairs"]["edges"]] == ["REQUESTED"]
    refused = await done(asking, "org", "discardRound", roundId=made["round"]["id"])
    assert (refused["__typename"], refused["state"]) == ("WrongState", "accepted")


async def test_a_round_is_found_by_its_id_by_organisers_alone(asking: Asking) -> None:
    made = (await done(asking, "org", "planRound", communityId=CLUB, idempotencyKey="k"))["round"]["id"]
    again = (await done(asking, "org", "planRound", communityId=CLUB, idempotencyKey="k"))["round"]["id"]
    assert made == again
    node = "query($id: ID!) { node(id: $id) { id __typename } }"
    assert (await asking.answer("org", node, id=made))["node"] == {"id": made, "__typename": "Round"}
    for viewer in ("ada", "lea"):
        assert (await asking.answer(viewer, node, id=made))["node"] is None
        assert (await asking.answer(viewer, ROUND, id=made))["round"] is None


async def test_a_community_s_rounds_are_listed_newest_first_for_its_organisers(asking: Asking) -> None:
    made = {(await done(asking, "org", "planRound", communityId=CLUB))["round"]["id"] for _ in range(3)}
    listed = """query($id: ID!, $after: String) { rounds(communityId: $id, first: 2, after: $after) {
        pageInfo { hasNextPage endCursor } edges { node { id state } } } }"""
    one = (await asking.answer("org", listed, id=CLUB))["rounds"]
    two = (await asking.answer("org", listed, id=CLUB, after=one["pageInfo"]["endCursor"]))["rounds"]
    assert {edge["node"]["id"] for edge in one["edges"] + two["edges"]} == made
    assert (one["pageInfo"]["hasNextPage"], two["pageInfo"]["hasNextPage"]) == (True, False)
    for viewer in ("ada", "lea"):
        assert (await asking.answer(viewer, listed, id=CLUB))["rounds"]["edges"] == []


async def test_who_does_not_organise_is_refused_and_nothing_is_kept(asking: Asking) -> None:
    before = await picture(asking.network.graph)
    refused = await done(asking, "lea", "planRound", communityId=CLUB)
    assert (refused["__typename"], refused["needed"]) == ("NotPermitted", "organiser")
    assert (await done(asking, "org", "planRound", communityId=gid("Community", "x")))["__typename"] == "NotFound"
    assert (await done(asking, "org", "acceptRound", roundId=gid("Round", "x")))["__typename"] == "NotFound"
    assert await picture(asking.network.graph) == before


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"coverage": 2}, "coverage"),
        ({"worth": -1}, "worth"),
        ({"seed": -1}, "seed"),
        ({"candidates": 1_000_000}, "candidates"),
        ({"fixed": [{"menteeId": CLUB, "mentorId": CLUB}]}, "fixed.menteeId"),
        ({"fixed": [{"menteeId": gid("Person", "lea"), "mentorId": gid("Person", "leo")}]}, "fixed"),
        ({"idempotencyKey": ""}, "idempotencyKey"),
        ({"mentorsEach": 0}, "mentorsEach"),
        ({"severalMentors": [{"menteeId": gid("Person", "lea"), "mentors": 99}]}, "severalMentors.mentors"),
        ({"severalMentors": [{"menteeId": gid("Person", "ghost"), "mentors": 2}]}, "severalMentors"),
        ({"preferences": [{"personId": CLUB, "side": "MENTEE"}]}, "preferences.personId"),
        ({"preferences": [{"personId": gid("Person", "lea"), "side": "MENTEE"}]}, "preferences"),
        ({"preferences": [PREFERS | {"inOrder": [gid("Person", "ghost")]}]}, "preferences"),
        ({"preferences": [PREFERS, PREFERS]}, "preferences"),
        ({"preferences": [PREFERS | {"inOrder": [], "rated": [{"personId": ADA, "rating": 7}]}]}, "preferences.rated"),
    ],
)
async def test_a_plan_that_cannot_be_names_what_is_wrong(asking: Asking, given: dict[str, Any], where: str) -> None:
    document = "mutation($input: PlanRoundInput!) { planRound(input: $input) { __typename } }"
    error = await asking.error("org", document, input={"communityId": CLUB, **given})
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert where in error["message"] or error["extensions"].get("where") == where


async def test_a_mentor_who_hides_later_is_no_longer_named(asking: Asking) -> None:
    made = (await done(asking, "org", "planRound", communityId=CLUB))["round"]["id"]
    await done(asking, "ada", "updateProfile", visibility="HIDDEN")
    told = (await asking.answer("org", ROUND, id=made))["round"]
    assert told["pairs"]["edges"] == []
    assert "Ada" not in str(told)


async def test_an_organiser_says_who_takes_part_and_with_how_many_places(asking: Asking) -> None:
    needs = await asking.answer("lea", "{ viewer { person { needs { id } } } }")
    chosen = [need["id"] for need in needs["viewer"]["person"]["needs"]]
    named = [{"mentorId": gid("Person", "ada"), "places": 0}]
    made = (await done(asking, "org", "planRound", communityId=CLUB, needIds=chosen, mentors=named))["round"]
    told = (await asking.answer("org", ROUND, id=made["id"]))["round"]
    assert [edge["node"]["person"]["name"] for edge in told["unmatched"]["edges"]] == ["Lea"]
    assert told["certificate"]["maximum"] == 0


BEYOND = """query($id: ID!) { round(id: $id) { rules { everyoneFirst } curve { coverage matched mean quality }
    blockingPairs { mentee { name } mentor { name } quality }
    pairs { edges { node { mentee { name } quality } } }
    unmatched { edges { node { person { name } wanted got } } } } }"""


async def test_an_organiser_gives_what_both_sides_said_and_sees_what_it_cost(asking: Asking) -> None:
    leo = gid("Person", "leo")
    said = [
        PREFERS | {"inOrder": [], "rated": [{"personId": ADA, "rating": 0.2}]},
        {"personId": ADA, "side": "MENTOR", "rated": [{"personId": leo, "rating": 0.1}]},
    ]
    plan = {"communityId": CLUB, "preferences": said, "mentorsEach": 2, "everyoneFirst": False}
    told = (await asking.answer("org", BEYOND, id=(await done(asking, "org", "planRound", **plan))["round"]["id"]))[
        "round"
    ]
    assert told["rules"] == {"everyoneFirst": False}
    (pair,) = (edge["node"] for edge in told["pairs"]["edges"])
    assert pair["mentee"]["name"] == "Lea"
    assert [point["coverage"] for point in told["curve"]][:: len(told["curve"]) - 1] == [0.0, 1.0]
    assert told["curve"][-1] == {"coverage": 1.0, "matched": 1, "mean": pair["quality"], "quality": pair["quality"]}
    gaps = {edge["node"]["person"]["name"]: edge["node"] for edge in told["unmatched"]["edges"]}
    assert {name: (gap["wanted"], gap["got"]) for name, gap in gaps.items()} == {"Lea": (2, 1), "Leo": (2, 0)}
    assert told["blockingPairs"] == []


async def test_an_administrator_of_the_network_plans_and_decides_as_organisers_do(asking: Asking) -> None:
    plan = f"""mutation {{ planRound(input: {{communityId: "{CLUB}"}}) {{
        __typename ... on PlanRoundPayload {{ round {{ id pairs {{ edges {{ node {{ quality }} }} }} }} }} }} }}"""
    told = (await asking.response("ada", plan, "en", "administrator")).json()["data"]["planRound"]
    assert told["__typename"] == "PlanRoundPayload"
    assert len(told["round"]["pairs"]["edges"]) == 1
    for verb, came in (("acceptRound", "AcceptRoundPayload"), ("discardRound", "WrongState")):
        step = f'mutation {{ {verb}(input: {{roundId: "{told["round"]["id"]}"}}) {{ __typename }} }}'
        assert (await asking.response("ada", step, "en", "administrator")).json()["data"][verb] == {"__typename": came}
    refused = (await asking.response("ada", plan, "en", "organiser")).json()
    assert refused["data"]["planRound"]["__typename"] == "NotPermitted"
