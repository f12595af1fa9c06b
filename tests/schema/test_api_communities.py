"""Communities over GraphQL: settings, coming in, who runs them, borrowing and reports, on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.contract.asking import picture
from tests.contract.seeding import community, person, seed
from tests.schema.asking import Asking, gid, names
from tests.schema.whole_documents import SCHEMA

from peernet.graph.session import Graph

HOME, LODGE = gid("Community", "home"), gid("Community", "lodge")
SETTINGS = "{ settings { joining needDays offerDays quietDays borrowing own above } }"


@pytest.fixture
async def asking(graph: Graph, tmp_path: Path) -> Asking:
    """A community that one asks to join, a chapter of another; a hidden lodge; org runs both."""
    network = await seed(
        graph,
        community("world", need_days=90),
        community("home", "closed", "world", joining="request"),
        community("lodge", "hidden"),
        person("org", member_of={"home": "organiser", "lodge": "organiser"}),
        person("mem", member_of={"home": "member"}),
        person("wes", offers={"go": 4}, member_of={"world": "mentor"}),
        person("out"),
    )
    return Asking(network, tmp_path)


async def done(asking: Asking, viewer: str, verb: str, selection: str, /, **given: Any) -> Any:
    """What a mutation answers."""
    kinds = SCHEMA.mutation_type
    assert kinds is not None
    given_as = kinds.fields[verb].args["input"].type
    text = f"mutation($input: {given_as}) {{ {verb}(input: $input) {{ __typename {selection} }} }}"
    return (await asking.answer(viewer, text, input=given))[verb]


async def test_settings_are_told_with_where_they_come_from_and_null_takes_one_back(asking: Asking) -> None:
    text = f"... on SetCommunitySettingsPayload {{ community {SETTINGS} }}"
    told = await done(asking, "org", "setCommunitySettings", text, communityId=HOME, quietDays=30, borrowing=False)
    assert told["community"]["settings"] == {
        "joining": "REQUEST",
        "needDays": 90,
        "offerDays": 365,
        "quietDays": 30,
        "borrowing": False,
        "own": ["JOINING", "QUIET_DAYS", "BORROWING"],
        "above": ["NEED_DAYS"],
    }
    told = await done(asking, "org", "setCommunitySettings", text, communityId=HOME, joining=None, quietDays=None)
    settings = told["community"]["settings"]
    assert (settings["joining"], settings["quietDays"], settings["own"]) == ("INVITATION", 0, ["BORROWING"])


async def test_a_setting_that_cannot_be_is_named_as_clients_know_it(asking: Asking, graph: Graph) -> None:
    before = await picture(graph)
    text = "mutation($input: SetCommunitySettingsInput!) { setCommunitySettings(input: $input) { __typename } }"
    error = await asking.error("org", text, input={"communityId": HOME, "quietDays": -1})
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "where": "quietDays"} | error["extensions"]
    assert await picture(graph) == before


async def test_who_asks_is_let_in_and_finds_the_community_among_theirs(asking: Asking) -> None:
    joined = "... on JoinCommunityPayload { joined community { myRole } }"
    told = await done(asking, "out", "joinCommunity", joined, communityId=HOME, message="I throw pots")
    assert told == {"__typename": "JoinCommunityPayload", "joined": False, "community": {"myRole": None}}
    mine = "{ viewer { joinRequests { state message community { name } } } }"
    assert (await asking.answer("out", mine))["viewer"]["joinRequests"] == [
        {"state": "WAITING", "message": "I throw pots", "community": {"name": "home"}}
    ]
    waiting = """query($id: ID!) { joinRequests(communityId: $id) {
        edges { node { requestId name message person { name } community { name } } } } }"""
    (edge,) = (await asking.answer("org", waiting, id=HOME))["joinRequests"]["edges"]
    assert (edge["node"]["name"], edge["node"]["person"]["name"]) == ("Out", "Out")
    request = edge["node"]["requestId"]
    assert (await asking.answer("mem", waiting, id=HOME))["joinRequests"]["edges"] == []
    await done(asking, "org", "acceptJoinRequest", "... on Refusal { message }", requestId=request)
    told = await done(asking, "out", "joinCommunity", joined, communityId=HOME)
    assert told["community"]["myRole"] == "MEMBER"
    again = await done(asking, "org", "declineJoinRequest", "... on WrongState { what state }", requestId=request)
    assert again == {"__typename": "WrongState", "what": "request to join", "state": "accepted"}


async def test_a_code_tells_where_it_leads_and_lets_in_once(asking: Asking) -> None:
    made = "... on InviteToCommunityPayload { invitationId code until }"
    invited = await done(asking, "org", "inviteToCommunity", made, communityId=LODGE, days=2)
    held = "query($code: String!) { invitation(code: $code) { name visibility until madeBy { name } } }"
    told = (await asking.answer("out", held, code=invited["code"]))["invitation"]
    assert told == {"name": "lodge", "visibility": "HIDDEN", "until": invited["until"], "madeBy": {"name": "Org"}}
    assert (await asking.answer("out", held, code="no such"))["invitation"] is None
    assert names((await asking.answer("out", "{ communities { edges { node { name } } } }"))["communities"]) == [
        "home",
        "world",
    ]
    inside = "... on AcceptInvitationPayload { community { myRole } } ... on InvitationOver { because message }"
    told = await done(asking, "out", "acceptInvitation", inside, code=invited["code"])
    assert told["community"] == {"myRole": "MEMBER"}
    told = await done(asking, "mem", "acceptInvitation", inside, code=invited["code"])
    assert (told["__typename"], told["because"]) == ("InvitationOver", "USED_UP")
    listed = (
        "query($id: ID!) { invitations(communityId: $id) { edges { node { byCode used uses state person { id } } } } }"
    )
    assert (await asking.answer("org", listed, id=LODGE))["invitations"]["edges"] == []


async def test_an_invitation_by_name_waits_for_whom_it_is_for(asking: Asking) -> None:
    person_id = gid("Person", "out")
    await done(asking, "org", "inviteToCommunity", "", communityId=LODGE, personId=person_id)
    mine = "{ viewer { invitations { invitationId name madeBy { name } } } }"
    (told,) = (await asking.answer("out", mine))["viewer"]["invitations"]
    assert (told["name"], told["madeBy"]) == ("lodge", {"name": "Org"})
    listed = "query($id: ID!) { invitations(communityId: $id) { edges { node { byCode state person { name } } } } }"
    (edge,) = (await asking.answer("org", listed, id=LODGE))["invitations"]["edges"]
    assert edge["node"] == {"byCode": False, "state": "OPEN", "person": {"name": "Out"}}
    refused = "... on Refusal { message } ... on NotFound { what }"
    told_mem = await done(asking, "mem", "acceptInvitation", refused, invitationId=told["invitationId"])
    assert (told_mem["__typename"], told_mem["what"]) == ("NotFound", "invitation")
    declined = await done(asking, "out", "declineInvitation", "", invitationId=told["invitationId"])
    assert declined["__typename"] == "DeclineInvitationPayload"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"code": "x", "invitationId": gid("Invitation", "x")},
        {"invitationId": gid("Person", "x")},
    ],
)
async def test_an_invitation_is_named_in_one_way(asking: Asking, given: dict[str, str]) -> None:
    text = "mutation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }"
    error = await asking.error("out", text, input=given)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


async def test_a_community_is_made_changed_handed_over_and_ended(asking: Asking) -> None:
    made = "... on CreateCommunityPayload { community { id name place visibility myRole partOf { name } } }"
    told = await done(asking, "org", "createCommunity", made, name="Porto", place="Porto", partOfId=HOME)
    porto = told["community"]
    assert porto == {
        "id": porto["id"],
        "name": "Porto",
        "place": "Porto",
        "visibility": "OPEN",
        "myRole": "ADMINISTRATOR",
        "partOf": {"name": "home"},
    }
    changed = "... on UpdateCommunityPayload { community { name about } }"
    told = await done(asking, "org", "updateCommunity", changed, communityId=porto["id"], about="Clay")
    assert told["community"] == {"name": "Porto", "about": "Clay"}
    await done(asking, "org", "setCommunitySettings", "", communityId=porto["id"], joining="ANYONE")
    await done(asking, "mem", "joinCommunity", "", communityId=porto["id"])
    whom = {"communityId": porto["id"], "personId": gid("Person", "mem")}
    role = "... on ChangeMemberRolePayload { community { members { edges { role node { name } } } } }"
    told = await done(asking, "org", "changeMemberRole", role, role="MENTOR", **whom)
    assert {edge["node"]["name"]: edge["role"] for edge in told["community"]["members"]["edges"]} == {
        "Org": "ADMINISTRATOR",
        "Mem": "MENTOR",
    }
    handed = "... on HandOverCommunityPayload { community { myRole } }"
    assert (await done(asking, "org", "handOverCommunity", handed, **whom))["community"] == {"myRole": "MEMBER"}
    refused = "... on NotPermitted { needed message }"
    told = await done(asking, "org", "removeMember", refused, **whom)
    assert (told["__typename"], told["needed"]) == ("NotPermitted", "organiser")
    assert (await done(asking, "mem", "leaveCommunity", "", communityId=porto["id"]))["__typename"] == "LastOrganiser"
    ended = await done(asking, "mem", "dissolveCommunity", "", communityId=porto["id"])
    assert ended["__typename"] == "DissolveCommunityPayload"
    gone = "query($id: ID!) { community(id: $id) { name } }"
    assert (await asking.answer("mem", gone, id=porto["id"]))["community"] is None


async def test_a_need_that_nobody_in_the_chapter_can_meet_says_where_it_went(asking: Asking) -> None:
    await done(asking, "org", "updateCommunity", "", communityId=HOME, visibility="OPEN")
    await done(asking, "mem", "openNeed", "", skillId=gid("Skill", "go"))
    wanted = """query($id: ID!) { helpWanted(communityId: $id) { edges { person { name }
        reasons { kind text ... on NobodyLocalReason { communityName community { name } } } } } }"""
    (edge,) = (await asking.answer("wes", wanted, id=gid("Community", "world")))["helpWanted"]["edges"]
    (reason,) = [each for each in edge["reasons"] if each["kind"] == "NOBODY_LOCAL"]
    assert reason["text"] == "Nobody in home can help with this, so it asks further"
    assert reason["community"] == {"name": "home"}
    asked = """query($id: ID!) { mentorSuggestions(for: {skill: "go", communityId: $id}) {
        widerCommunity { name } edges { person { name } } } }"""
    told = (await asking.answer("mem", asked, id=HOME))["mentorSuggestions"]
    assert (told["widerCommunity"], told["edges"]) == ({"name": "world"}, [{"person": {"name": "Wes"}}])


async def test_a_report_is_decided_and_who_was_warned_learns_what_for_and_not_by_whom(asking: Asking) -> None:
    whom = gid("Person", "mem")
    refused = await asking.error(
        "out", "mutation($input: ReportInput!) { report(input: $input) { __typename } }", input={"reason": "SPAM"}
    )
    assert refused["extensions"]["code"] == "BAD_USER_INPUT"
    await done(asking, "out", "joinCommunity", "", communityId=HOME)
    reported = await done(asking, "org", "report", "... on ReportPayload { about }", personId=whom, reason="OTHER")
    assert reported["about"] == "PERSON"
    mine = "{ viewer { reports { about reason state } warnings { reason note } } }"
    assert (await asking.answer("org", mine))["viewer"]["reports"] == [
        {"about": "PERSON", "reason": "OTHER", "state": "OPEN"}
    ]
    listed = """query($id: ID) { reports(communityId: $id) { edges { node { reportId name said reason state
        person { name } reporter { name } decision decidedBy { name } } } } }"""
    assert (await asking.answer("mem", listed, id=HOME))["reports"]["edges"] == []
    (edge,) = (await asking.answer("org", listed, id=HOME))["reports"]["edges"]
    assert (edge["node"]["person"], edge["node"]["state"]) == ({"name": "Mem"}, "OPEN")
    given = {"reportId": edge["node"]["reportId"], "decision": "WARNED", "note": "Please do not"}
    decided = await done(asking, "org", "decideReport", "", **given)
    assert decided["__typename"] == "DecideReportPayload"
    assert (await asking.answer("mem", mine))["viewer"] == {
        "reports": [],
        "warnings": [{"reason": "OTHER", "note": "Please do not"}],
    }
