"""Teams over GraphQL: looked at, locked and swapped before anybody decides; on both engines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.contract.seeding import person, seed
from tests.schema.asking import Asking, gid
from tests.schema.whole_documents import whole_document

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


TEAM = """{ id name state organiser asked accepted openSeats made answerBy
    members { role level person { name } reasons { kind text } onlyTheyBring { kind text } } }"""
FORM = f"""mutation($input: FormTeamsInput!) {{ formTeams(input: $input) {{ __typename
    ... on Refusal {{ message }} ... on MembersUnavailable {{ personIds }}
    ... on FormTeamsPayload {{ missing {{ kind }} teams {TEAM} }} }} }}"""


async def stepped(asking: Asking, viewer: str, verb: str, team_id: str, **given: Any) -> Any:
    """What a step of a team answers, every field of it."""
    document, _ = whole_document("mutation", verb)
    asking.endpoint.ceiling = 10**9
    return (await asking.answer(viewer, document, "es", input={"teamId": team_id} | given))[verb]


async def test_a_team_is_formed_accepted_and_finished_and_each_is_told_what_only_they_bring(asking: Asking) -> None:
    roles = [{"skill": "go", "level": 3}, {"skill": "sql"}]
    given = {"name": "A shop", "rules": {"roles": roles}, "idempotencyKey": "k"}
    told = (await asking.answer("org", FORM, "en", input=given))["formTeams"]
    (team,) = told["teams"]
    assert (team["state"], team["organiser"], team["openSeats"], seated(team)) == ("PROPOSED", True, 0, ["Ann", "Cyd"])
    again = (await asking.answer("org", FORM, "en", input=given))["formTeams"]
    assert again["teams"][0]["id"] == team["id"]
    own = (await asking.answer("ann", f"query($id: ID!) {{ team(id: $id) {TEAM} }}", "en", id=team["id"]))["team"]
    assert (own["asked"], own["accepted"], own["answerBy"] is None) == (True, False, False)
    assert own["members"][0]["onlyTheyBring"] == [{"kind": "SKILL", "text": "Only they bring go (level 5)"}]
    for viewer in ("ann", "cyd"):
        assert (await stepped(asking, viewer, "acceptTeamPlace", team["id"]))["__typename"] == "AcceptTeamPlacePayload"
    assert (await stepped(asking, "cyd", "startTeam", team["id"]))["team"]["state"] == "STARTED"
    done = await stepped(asking, "org", "finishTeam", team["id"], made="It sells")
    assert (done["team"]["state"], done["team"]["made"]) == ("FINISHED", "It sells")
    late = await stepped(asking, "org", "callOffTeam", team["id"])
    assert late["message"] == "Ese paso ya no es posible; situación: terminado."
    listed = await asking.answer("cyd", "{ teams { edges { node { name state } } } }", "en")
    assert listed["teams"]["edges"] == [{"node": {"name": "A shop", "state": "FINISHED"}}]


async def test_whoever_declines_sees_the_team_no_more_and_another_is_asked(asking: Asking) -> None:
    given = {"name": "A shop", "rules": {"roles": [{"skill": "go", "level": 3}]}}
    (team,) = (await asking.answer("org", FORM, "en", input=given))["formTeams"]["teams"]
    gone = await stepped(asking, "ann", "declineTeamPlace", team["id"])
    assert (gone["__typename"], gone["teamId"]) == ("DeclineTeamPlacePayload", team["id"])
    find = f"query($id: ID!) {{ team(id: $id) {TEAM} }}"
    assert (await asking.answer("ann", find, "en", id=team["id"]))["team"] is None
    assert seated((await asking.answer("org", find, "en", id=team["id"]))["team"]) == ["Bea"]
    refilled = await stepped(asking, "org", "refillTeam", team["id"])
    assert (refilled["__typename"], refilled["missing"]) == ("RefillTeamPayload", [])


async def test_the_second_organiser_is_told_who_cannot_be_asked(asking: Asking) -> None:
    given = {"name": "A shop", "rules": {"roles": [{"skill": "go"}]}, "personIds": [gid("Person", "ann")]}
    for viewer, expected in (("org", "FormTeamsPayload"), ("cyd", "MembersUnavailable")):
        told = (await asking.answer(viewer, FORM, "en", input=given))["formTeams"]
        assert told["__typename"] == expected
    assert told["personIds"] == [gid("Person", "ann")]
    assert told["message"] == "1 of these people cannot be asked at the moment; look for somebody else."


async def test_what_is_missing_for_a_team_to_be_formed_is_told_and_nobody_is_asked(asking: Asking) -> None:
    given = {"name": "A shop", "rules": {"roles": [{"skill": "go", "people": 9}]}}
    told = (await asking.answer("org", FORM, "en", input=given))["formTeams"]
    assert (told["teams"], [each["kind"] for each in told["missing"]]) == ([], ["PEOPLE"])


PLAN = """query($id: ID!) { teamPlan(id: $id) { name state seed digest madeBy { name } community { name }
    certificate { mean worst bound gap proved repeated leftOut rules { rule text about met of unit hard } }
    teams(first: 5) { edges { node { number variety seats members { role person { name } }
                                     team { name state openSeats } } } } } }"""


async def done(asking: Asking, viewer: str, verb: str, /, **given: Any) -> Any:
    """What a mutation answers, every field of it."""
    document, _ = whole_document("mutation", verb)
    asking.endpoint.ceiling = 10**9
    return (await asking.answer(viewer, document, "en", input=given))[verb]


@pytest.fixture
async def club(graph: Graph, tmp_path: Path) -> Asking:
    """A club with an organiser and four members, two of whom do Go and two SQL."""
    skills = {"ann": "go", "bea": "go", "cyd": "sql", "dan": "sql"}
    network = await seed(
        graph,
        person("org", member_of={"club": "organiser"}, status="away"),
        *(person(name, offers={skill: 3}, member_of={"club": "member"}) for name, skill in skills.items()),
    )
    return Asking(network, tmp_path)


async def test_everybody_is_planned_into_teams_looked_at_and_accepted(club: Asking) -> None:
    rules = {"teams": 2, "roles": [{"skill": "go"}], "diverse": [{"attribute": "SKILLS"}], "seconds": 2}
    made = await done(club, "org", "planTeams", communityId=gid("Community", "club"), name="Day", **rules)
    assert (made["__typename"], made["obstacles"]) == ("PlanTeamsPayload", [])
    plan_id = made["plan"]["id"]
    plan = (await club.answer("org", PLAN, "en", id=plan_id))["teamPlan"]
    assert (plan["state"], plan["madeBy"], plan["community"]) == ("PROPOSED", {"name": "Org"}, {"name": "club"})
    assert (plan["certificate"]["worst"], plan["certificate"]["proved"]) == (0.5, True)
    assert {"rule": "role", "about": ["go"], "text": "roles"}.items() <= plan["certificate"]["rules"][1].items()
    for edge in plan["teams"]["edges"]:
        assert [each["role"] for each in edge["node"]["members"]] == ["go", None]
        assert edge["node"]["team"] is None
    accepted = await done(club, "org", "acceptTeamPlan", planId=plan_id)
    assert (accepted["__typename"], accepted["plan"]["state"]) == ("AcceptTeamPlanPayload", "ACCEPTED")
    edges = (await club.answer("org", PLAN, "en", id=plan_id))["teamPlan"]["teams"]["edges"]
    assert [edge["node"]["team"]["name"] for edge in edges] == ["Day 1", "Day 2"]
    assert (await club.answer("ann", PLAN, "en", id=plan_id))["teamPlan"] is None
    late = await done(club, "org", "discardTeamPlan", planId=plan_id)
    assert (late["__typename"], late["state"]) == ("WrongState", "accepted")


async def test_what_is_in_the_way_of_a_plan_is_told_in_words(club: Asking) -> None:
    given = {"communityId": gid("Community", "club"), "name": "Day", "seconds": 1}
    told = await done(club, "org", "planTeams", minSize=3, maxSize=3, **given)
    (obstacle,) = told["obstacles"]
    assert (told["plan"], obstacle["rule"]) == (None, "size")
    assert "4 people" in obstacle["text"]
    both = [{"personIds": [gid("Person", "ann"), gid("Person", "bea")]}]
    told = await done(club, "org", "planTeams", teams=1, apart=both, **given)
    (obstacle,) = told["obstacles"]
    assert (obstacle["rule"], len(obstacle["people"])) == ("apart", 2)
    assert {"Ann", "Bea"} <= set(re.findall(r"\w+", obstacle["text"]))
    refused = await done(club, "ann", "planTeams", teams=2, **given)
    assert (refused["__typename"], refused["needed"]) == ("NotPermitted", "organiser")
