"""Whatever somebody does by what they are to a community leaves an entry, with the change and never without it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from peernet.errors import LastOrganiser, NotPermitted, RuleBroken
from peernet.graph import communities, joining, reports, team_plans
from peernet.graph import rounds as round_store
from peernet.graph.auditing import CHANGES, VIEWS
from peernet.graph.endpoint import Endpoint
from peernet.graph.session import Graph, connect
from peernet.model.audit import MUTATIONS, QUERIES, AuditAct, AuditEntry
from peernet.model.grouping import GroupingRules, Size
from peernet.model.lifetime import DAY_MS, Lifetimes
from peernet.model.policy import Act, may
from peernet.model.viewer import Viewer
from peernet.use_cases.accept_invitation import accept_invitation
from peernet.use_cases.accept_round import discard_round
from peernet.use_cases.accept_team_plan import discard_team_plan
from peernet.use_cases.audit_trail import LATEST, as_seen, community_trail, own_trail
from peernet.use_cases.change_member_role import change_member_role, hand_over_community, remove_member
from peernet.use_cases.change_skill import place_skill, translate_skill
from peernet.use_cases.community_insights import community_insights
from peernet.use_cases.create_community import create_community, dissolve_community, update_community
from peernet.use_cases.decide_join_request import decide_join_request
from peernet.use_cases.decide_report import decide_report
from peernet.use_cases.erase_own_data import erase_own_data
from peernet.use_cases.export_own_data import export_own_data
from peernet.use_cases.invite_to_community import invite_to_community, withdraw_invitation
from peernet.use_cases.join_community import join_community
from peernet.use_cases.merge_skills import merge_skills, unmerge_skills
from peernet.use_cases.network import Network
from peernet.use_cases.permission import keeper
from peernet.use_cases.plan_round import plan_round
from peernet.use_cases.plan_teams import PlanWish, plan_teams
from peernet.use_cases.propose_skill import SkillWish, accept_skill, decline_skill, propose_skill
from peernet.use_cases.report import report
from peernet.use_cases.round_wish import RoundWish
from peernet.use_cases.set_community_settings import set_community_settings
from peernet.use_cases.set_community_weights import set_community_weights
from tests.contract.asking import picture, values, write
from tests.contract.seeding import NOW, community, person, seed, skill
from tests.schema.whole_documents import SCHEMA

ORG, BOSS, MEM, NAD = (
    Viewer("org", "member"),
    Viewer("boss", "member"),
    Viewer("mem", "member"),
    Viewer("nad", "administrator"),
)
PLAN = PlanWish("choir", "Day", GroupingRules(Size(low=2, high=3), seconds=1.0))


@pytest.fixture
async def fresh(graph: Graph, endpoint: Endpoint) -> AsyncIterator[Graph]:
    """A door of a process that has not noted anything yet."""
    async with connect(endpoint.address, endpoint.user, endpoint.password) as opened:
        yield opened


async def choir(graph: Graph) -> Network:
    """A closed community with an organiser, an administrator and members; an applicant, and somebody with a token."""
    at = {"choir": "member"}
    return await seed(
        graph,
        community("choir", "closed", joining="request"),
        skill("go"),
        skill("craft"),
        person("org", member_of={"choir": "organiser"}),
        person("boss", member_of={"choir": "administrator"}),
        *(person(who, offers={"go": 3}, member_of=at) for who in ("mem", "two", "three")),
        person("out"),
        person("nad"),
    )


async def trail(network: Network, viewer: Viewer = BOSS, community_id: str | None = "choir") -> list[AuditEntry]:
    """The whole trail, the newest first, but for what looking at it left."""
    rows = await community_trail(network, viewer, community_id, limit=100)
    return [row for row in rows if row.act != "audit_seen"]


@dataclass(frozen=True)
class Left:
    """What an entry has to say."""

    actor: str
    role: str
    concerns: str | None = None
    words: tuple[str, ...] = ()
    place: str | None = "choir"


async def reported(network: Network) -> str:
    await report(network, "two", "person", "mem", "spam", "again")
    return str((await values(network.graph, "MATCH (r:Report) RETURN r.id AS value"))[0])


async def asked(network: Network) -> str:
    await join_community(network, "out", "choir", "let me in")
    return str((await values(network.graph, "MATCH (r:JoinRequest) RETURN r.id AS value"))[0])


async def own_skill(network: Network, name: str, where: str | None = "choir") -> str:
    wish = SkillWish(name, "en", community_id=where)
    return (await propose_skill(network, keeper(ORG if where else NAD), wish))[0]


async def made(network: Network) -> Left:
    made_id = await create_community(network, ORG, {"name": "Basses"}, "choir")
    (entry,) = await values(network.graph, "MATCH (a:Audit) RETURN [a.community_id, a.actor_id] AS value")
    assert entry == [made_id, "org"]
    await write(network.graph, "MATCH (a:Audit) SET a.block = 'choir|0', a.number = 1, a.community_id = 'choir'")
    await write(network.graph, "MATCH (c:Community {id: 'choir'}) SET c.audits = 1")
    return Left("org", "administrator")


async def changed(network: Network) -> Left:
    await update_community(network, NAD, "choir", {"about": "we sing", "place": "Lagos"})
    return Left("nad", "network administrator", words=("about", "place"))


async def set_up(network: Network) -> Left:
    await set_community_settings(network, BOSS, "choir", {"need_days": 30})
    return Left("boss", "administrator", words=("need_days",))


async def handed_over(network: Network) -> Left:
    await hand_over_community(network, ORG, "choir", "mem")
    return Left("org", "organiser", "mem")


async def dissolved(network: Network) -> Left:
    await dissolve_community(network, ORG, "choir")
    # Nobody runs it any more, so nobody reads it: as it stands in the graph.
    (entry,) = await values(network.graph, "MATCH (a:Audit) RETURN [a.act, a.role, a.actor_id] AS value")
    assert entry == ["community_dissolved", "organiser", "org"]
    await write(network.graph, "MATCH (c:Community {id: 'choir'}) SET c.visibility = 'open'")
    await write(
        network.graph,
        "MATCH (c:Community {id: 'choir'}) MATCH (p:Person {id: 'boss'}) "
        "CREATE (p)-[:MEMBER_OF {role: 'administrator', since: 1}]->(c)",
    )
    return Left("org", "organiser")


async def weighed(network: Network) -> Left:
    await set_community_weights(network, "org", "choir", {"knows": 2.0})
    return Left("org", "organiser", words=("knows",))


async def given_a_role(network: Network) -> Left:
    await change_member_role(network, ORG, "choir", "mem", "mentor")
    return Left("org", "organiser", "mem", ("mentor",))


async def stepped_down(network: Network) -> Left:
    await change_member_role(network, BOSS, "choir", "boss", "organiser")
    return Left("boss", "administrator", "boss", ("organiser",))


async def removed(network: Network) -> Left:
    await remove_member(network, NAD, "choir", "mem")
    return Left("nad", "network administrator", "mem")


async def invited(network: Network) -> Left:
    await invite_to_community(network, ORG, "choir", "out", days=3)
    return Left("org", "organiser", "out")


async def invited_by_code(network: Network) -> Left:
    await invite_to_community(network, ORG, "choir", None, days=3)
    return Left("org", "organiser")


async def taken_back(network: Network) -> Left:
    made = await invite_to_community(network, ORG, "choir", "out", days=3)
    await withdraw_invitation(network, BOSS, made.id)
    return Left("boss", "administrator", "out")


async def used(network: Network) -> Left:
    made = await invite_to_community(network, ORG, "choir", None, days=3)
    await accept_invitation(network, "out", code=made.code)
    return Left("out", "member", "out")


async def let_in(network: Network) -> Left:
    await decide_join_request(network, ORG, await asked(network), "accepted")
    return Left("org", "organiser", "out", ("accepted",))


async def warned(network: Network) -> Left:
    await decide_report(network, ORG, await reported(network), "warned", "please do not")
    return Left("org", "organiser", "mem", ("warned",))


async def dismissed(network: Network) -> Left:
    await decide_report(network, ORG, await reported(network), "dismissed", "nothing")
    return Left("org", "organiser", None, ("dismissed",))


async def round_planned(network: Network) -> Left:
    await plan_round(network, "org", RoundWish("choir"))
    return Left("org", "organiser")


async def round_discarded(network: Network) -> Left:
    await discard_round(network, "boss", await plan_round(network, "org", RoundWish("choir")))
    return Left("boss", "administrator", words=("discarded",))


async def plan(network: Network) -> str:
    made = await plan_teams(network, "org", PLAN, ("en",))
    assert isinstance(made, str)
    return made


async def teams_planned(network: Network) -> Left:
    await plan(network)
    return Left("org", "organiser")


async def plan_discarded(network: Network) -> Left:
    await discard_team_plan(network, "nad", await plan(network), network_role="administrator")
    return Left("nad", "network administrator", words=("discarded",))


async def skill_accepted(network: Network) -> Left:
    proposal, _ = await propose_skill(network, keeper(MEM), SkillWish("Kiln", "en", community_id="choir"))
    await accept_skill(network, keeper(ORG), proposal)
    return Left("org", "organiser", "mem")


async def skill_declined(network: Network) -> Left:
    proposal, _ = await propose_skill(network, keeper(MEM), SkillWish("Kiln", "en", community_id="choir"))
    await decline_skill(network, keeper(BOSS), proposal, "there is one")
    return Left("boss", "administrator", "mem")


async def skill_worded(network: Network) -> Left:
    await translate_skill(network, keeper(ORG), await own_skill(network, "Kiln"), "fr", "Four")
    return Left("org", "organiser", words=("translated",))


async def skill_placed(network: Network) -> Left:
    await place_skill(network, keeper(ORG), await own_skill(network, "Kiln"), ["craft"])
    return Left("org", "organiser")


async def skills_merged(network: Network) -> Left:
    await merge_skills(network, keeper(NAD), await own_skill(network, "Kilns", None), "craft")
    return Left("nad", "network administrator", place=None)


async def skills_unmerged(network: Network) -> Left:
    one = await own_skill(network, "Kilns")
    await merge_skills(network, keeper(ORG), one, await own_skill(network, "Kiln"))
    await unmerge_skills(network, keeper(ORG), one)
    return Left("org", "organiser")


async def reports_seen(network: Network) -> Left:
    await reports.reports_page(network.graph, "org", "choir", may(Act.DECIDE_REPORTS, "member"), LATEST, "", 9)
    return Left("org", "organiser")


async def escalated_seen(network: Network) -> Left:
    await reports.reports_escalated(network.graph, "nad", may(Act.DECIDE_REPORTS, "administrator"), LATEST, "", 9)
    return Left("nad", "network administrator", place=None)


async def requests_seen(network: Network) -> Left:
    await joining.join_requests_page(network.graph, "org", "choir", may(Act.DECIDE_REQUESTS, "member"), 0, "", 9)
    return Left("org", "organiser")


async def invitations_seen(network: Network) -> Left:
    await joining.invitations_page(network.graph, "nad", "choir", may(Act.INVITE, "administrator"), LATEST, "", 9)
    return Left("nad", "network administrator")


async def members_seen(network: Network) -> Left:
    await communities.members_page(network.graph, "org", ["choir"], "", 9)
    return Left("org", "organiser")


async def insights_seen(network: Network) -> Left:
    await community_insights(network, "nad", "choir", administrator=True)
    return Left("nad", "network administrator")


async def round_seen(network: Network) -> Left:
    round_id = await plan_round(network, "org", RoundWish("choir"))
    await round_store.round_pairs_page(network.graph, "boss", round_id, 0, 9)
    return Left("boss", "administrator")


async def plan_seen(network: Network) -> Left:
    await team_plans.planned_teams_page(network.graph, "boss", await plan(network), 0, 9)
    return Left("boss", "administrator")


async def audit_seen(network: Network) -> Left:
    await community_trail(network, ORG, "choir")
    return Left("org", "organiser")


STEPS: Mapping[AuditAct, tuple[Callable[[Network], Awaitable[Left]], ...]] = {
    AuditAct.COMMUNITY_MADE: (made,),
    AuditAct.COMMUNITY_CHANGED: (changed, set_up),
    AuditAct.COMMUNITY_HANDED_OVER: (handed_over,),
    AuditAct.COMMUNITY_DISSOLVED: (dissolved,),
    AuditAct.WEIGHTS_SET: (weighed,),
    AuditAct.ROLE_CHANGED: (given_a_role, stepped_down),
    AuditAct.MEMBER_REMOVED: (removed,),
    AuditAct.INVITED: (invited, invited_by_code),
    AuditAct.INVITATION_WITHDRAWN: (taken_back,),
    AuditAct.INVITATION_USED: (used,),
    AuditAct.REQUEST_DECIDED: (let_in,),
    AuditAct.REPORT_DECIDED: (warned, dismissed),
    AuditAct.ROUND_PROPOSED: (round_planned,),
    AuditAct.ROUND_DECIDED: (round_discarded,),
    AuditAct.TEAMS_PLANNED: (teams_planned,),
    AuditAct.TEAM_PLAN_DECIDED: (plan_discarded,),
    AuditAct.SKILL_ACCEPTED: (skill_accepted,),
    AuditAct.SKILL_DECLINED: (skill_declined,),
    AuditAct.SKILL_WORDED: (skill_worded,),
    AuditAct.SKILL_PLACED: (skill_placed,),
    AuditAct.SKILLS_MERGED: (skills_merged,),
    AuditAct.SKILLS_UNMERGED: (skills_unmerged,),
    AuditAct.REPORTS_SEEN: (reports_seen, escalated_seen),
    AuditAct.REQUESTS_SEEN: (requests_seen,),
    AuditAct.INVITATIONS_SEEN: (invitations_seen,),
    AuditAct.MEMBERS_SEEN: (members_seen,),
    AuditAct.INSIGHTS_SEEN: (insights_seen,),
    AuditAct.ROUND_SEEN: (round_seen,),
    AuditAct.TEAM_PLAN_SEEN: (plan_seen,),
    AuditAct.AUDIT_SEEN: (audit_seen,),
}
_EACH = [(act, step) for act, steps in STEPS.items() for step in steps]


@pytest.mark.parametrize(("act", "step"), _EACH, ids=[step.__name__ for _, step in _EACH])
async def test_each_act_leaves_an_entry_that_says_who_did_what_to_whom(
    fresh: Graph, act: AuditAct, step: Callable[[Network], Awaitable[Left]]
) -> None:
    network = await choir(fresh)
    network = Network(fresh, network.catalogue, clock=lambda: NOW)
    left = await step(network)
    reader = NAD if left.place is None else BOSS
    rows = await community_trail(network, reader, left.place, limit=100)
    (entry, *_) = [row for row in rows if row.act == act.value]
    said = Left(str(entry.actor_id), entry.role, entry.person_id, tuple(entry.words), entry.community_id)
    assert said == left
    mine: list[AuditEntry] = await own_trail(network, str(left.concerns)) if left.concerns else []
    assert [row.id for row in mine if row.act == act.value][:1] == ([entry.id] if left.concerns else [])


def test_every_act_is_written_by_a_statement_named_in_the_api_and_tried_here() -> None:
    written = {each.act for each in CHANGES.values()} | {each.act for each in VIEWS.values()}
    named = {act for left in (*MUTATIONS.values(), *QUERIES.values()) for act in left.acts}
    assert written == named == set(STEPS) == set(AuditAct)


def test_every_mutation_and_every_query_says_what_it_leaves_in_the_trail_or_why_nothing() -> None:
    mutations, queries = SCHEMA.mutation_type, SCHEMA.query_type
    assert mutations is not None
    assert queries is not None
    assert set(MUTATIONS) == set(mutations.fields)
    assert set(QUERIES) == set(queries.fields)
    assert all(bool(left.acts) != bool(left.why) for left in (*MUTATIONS.values(), *QUERIES.values()))


async def test_a_refusal_leaves_no_entry_and_a_repeated_act_none_more(graph: Graph) -> None:
    network = await choir(graph)
    refused: list[tuple[Awaitable[Any], type[RuleBroken]]] = [
        (change_member_role(network, MEM, "choir", "two", "mentor"), NotPermitted),
        (update_community(network, MEM, "choir", {"about": "mine"}), NotPermitted),
        (remove_member(network, ORG, "choir", "boss"), NotPermitted),
    ]
    before = await picture(graph)
    for step, refusal in refused:
        with pytest.raises(refusal):
            await step
    assert await picture(graph) == before
    for _ in range(2):
        await change_member_role(network, ORG, "choir", "mem", "mentor")
    assert [row.act for row in await trail(network)] == ["role_changed"]
    await change_member_role(network, BOSS, "choir", "org", "member")
    with pytest.raises(LastOrganiser):
        await change_member_role(network, BOSS, "choir", "boss", "member")
    assert [row.act for row in await trail(network)] == ["role_changed"] * 2


async def test_changes_at_once_are_numbered_one_after_the_other(graph: Graph) -> None:
    network = await choir(graph)
    await asyncio.gather(*(change_member_role(network, ORG, "choir", who, "mentor") for who in ("mem", "two", "three")))
    rows = await trail(network)
    assert [row.number for row in rows] == [3, 2, 1]
    assert {row.person_id for row in rows} == {"mem", "two", "three"}


async def test_what_is_looked_at_again_within_the_hour_is_noted_once(fresh: Graph, graph: Graph) -> None:
    network = await choir(fresh)
    for door in (fresh, fresh, graph):
        for who in ("org", "boss", "mem"):
            await communities.members_page(door, who, ["choir"], "", 9)
    assert sorted((row.act, row.actor_id) for row in await trail(network)) == [
        ("members_seen", "boss"),
        ("members_seen", "org"),
    ]


async def test_the_trail_is_for_those_who_run_it_and_own_entries_for_whom_they_concern(graph: Graph) -> None:
    network = await choir(graph)
    await change_member_role(network, ORG, "choir", "mem", "mentor")
    assert len(await trail(network, NAD)) == len(await trail(network, ORG)) == 1
    for nobody in (MEM, Viewer("out", "organiser")):
        assert await trail(network, nobody) == []
    assert await trail(network, ORG, None) == []
    assert [row.person_id for row in await own_trail(network, "mem")] == ["mem"]
    assert await own_trail(network, "org") == []
    await write(graph, "MATCH (c:Community {id: 'choir'}) SET c.visibility = 'hidden'")
    assert await trail(network, NAD) == await trail(network, NAD, "no such") == []


async def test_whom_a_report_is_about_learns_of_its_decision_only_when_told(graph: Graph) -> None:
    network = await choir(graph)
    await change_member_role(network, BOSS, "choir", "mem", "organiser")
    for decision, known in (("dismissed", 0), ("warned", 1)):
        await write(graph, "MATCH (r:Report) DETACH DELETE r")
        await decide_report(network, BOSS, await reported(network), decision, "so it is")
        found = [row for row in await trail(network, MEM) if row.act == "report_decided"]
        mine = [row for row in await own_trail(network, "mem") if row.act == "report_decided"]
        assert (len(found), len(mine)) == (known, known)
        assert all(row.actor_id is None for row in mine), "who decided stays between those who do"
    assert len([row for row in await trail(network, ORG) if row.act == "report_decided"]) == 2


async def test_ids_of_those_whom_a_reader_may_not_see_are_taken_out(graph: Graph) -> None:
    network = await choir(graph)
    await invite_to_community(network, ORG, "choir", "out", days=3)
    await write(graph, "MATCH (p:Person) WHERE p.id IN ['org', 'out'] SET p.visibility = 'hidden'")
    (entry,) = await as_seen(network, "boss", await trail(network))
    assert (entry.actor_id, entry.person_id, entry.community_id) == (None, None, "choir")
    await write(graph, "MATCH (c:Community {id: 'choir'}) SET c.visibility = 'hidden'")
    (mine,) = await as_seen(network, "out", await own_trail(network, "out"))
    assert (mine.actor_id, mine.person_id, mine.community_id, mine.role) == (None, "out", None, "organiser")


async def test_pages_follow_each_other_while_entries_are_added_and_old_ones_go(graph: Graph) -> None:
    network = await choir(graph)
    # Two hundred and thirty entries, of which the first hundred and twenty are older than trails are kept.
    await write(
        graph,
        "UNWIND range(1, 230) AS n CREATE (:Audit {id: 'a' + toString(n), number: n, words: [], act: 'invited', "
        f"role: 'organiser', community_id: 'choir', actor_id: 'org', block: 'choir|' + toString((n - n % 50) / 50), "
        f"at: CASE WHEN n <= 120 THEN {NOW - 400 * DAY_MS} ELSE {NOW - 10 * DAY_MS} END}})",
    )
    await write(graph, "MATCH (c:Community {id: 'choir'}) SET c.audits = 230")
    seen: list[int] = []
    below = LATEST
    while rows := await community_trail(network, BOSS, "choir", below=below, limit=30):
        seen += [row.number for row in rows if row.act == "invited"]
        below = rows[-1].number
        await change_member_role(network, ORG, "choir", "mem", "mentor" if len(seen) % 20 else "member")
        await change_member_role(network, ORG, "choir", "two", "mentor" if len(seen) % 20 else "member")
    assert seen == list(range(230, 120, -1))
    for number in range(40):  # at every tenth entry a block of fifty goes
        await change_member_role(network, ORG, "choir", "mem", ("mentor", "member")[number % 2])
    left = await values(graph, "MATCH (a:Audit {act: 'invited'}) RETURN a.number AS value ORDER BY value")
    assert left == list(range(121, 231))


async def test_an_entry_is_kept_as_long_as_the_settings_say(graph: Graph) -> None:
    network = await choir(graph)
    await change_member_role(network, ORG, "choir", "mem", "mentor")
    (at,) = await values(graph, "MATCH (a:Audit) RETURN a.at AS value")
    for days, kept in ((3, 1), (1, 0)):
        later = replace(network, clock=lambda: at + 2 * DAY_MS, lifetimes=Lifetimes(audit=days))
        assert len(await trail(later)) == len(await own_trail(later, "mem")) == kept


async def test_an_export_has_what_one_did_and_what_concerned_one_and_an_erasure_takes_the_id_out(graph: Graph) -> None:
    network = await choir(graph)
    await change_member_role(network, ORG, "choir", "mem", "mentor")
    await communities.members_page(graph, "org", ["choir"], "", 9)
    told = await export_own_data(network, "org", ["mentions"])
    assert {(each["act"], *each["in"]) for each in told["mentions"] if each["of"] == "Audit"} >= {
        ("role_changed", "actor_id")
    }
    (concerned,) = [each for each in (await export_own_data(network, "mem"))["mentions"] if each["of"] == "Audit"]
    assert (concerned["in"], concerned["words"], "actor_id" in concerned) == (["person_id"], ["mentor"], False)
    for who in ("org", "mem"):
        await erase_own_data(network, who, who)
    stubs = {row.actor_id for row in await trail(network)} | {row.person_id for row in await trail(network)}
    assert all(each is None or each.startswith("erased-") for each in stubs)
    held = await values(graph, "MATCH (a:Audit) RETURN coalesce(a.once, '') AS value")
    assert not any("|org|" in each for each in held)
