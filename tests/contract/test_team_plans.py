"""Teams of everybody in a community on both engines: planned by organisers, accepted once, every member asked."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import pytest

from peernet.errors import BadInput, LimitReached, NotFound, NotPermitted, PeernetError, WrongState
from peernet.graph import team_plans as store
from peernet.graph.session import Graph
from peernet.model.grouping import GroupingRules, Size
from peernet.model.grouping_missing import ApartTooMany, SizesDoNotAddUp
from peernet.model.team import Diverse
from peernet.model.team_plan import MOST_PLANS
from peernet.use_cases.accept_team_place import accept_team_place
from peernet.use_cases.accept_team_plan import accept_team_plan, discard_team_plan
from peernet.use_cases.block_person import block_person
from peernet.use_cases.decline_team_place import decline_team_place
from peernet.use_cases.network import Network
from peernet.use_cases.plan_teams import NoPlan, PlanWish, plan_teams
from peernet.use_cases.team_wish import RoleWish
from peernet.use_cases.update_profile import update_profile
from tests.contract.asking import picture, values
from tests.contract.seeding import PersonOf, SkillOf, person, seed
from tests.contract.test_team_life import places, seen

CHOIR = {"choir": "member"}
PAIRS = GroupingRules(Size(low=2, high=2), diverse=(Diverse("skills"),), seconds=2.0)
WISH = PlanWish("choir", "Afternoon", PAIRS)


async def choir(graph: Graph, *others: PersonOf | SkillOf) -> Network:
    """A community whose organiser hides from nobody and is away, with ann, bea, cyd and dan; and whoever is given."""
    return await seed(
        graph,
        person("org", member_of={"choir": "organiser"}, status="away"),
        person("ann", offers={"go": 3}, member_of=CHOIR, capacity=0),
        person("bea", offers={"go": 3}, member_of=CHOIR),
        person("cyd", offers={"sql": 3}, member_of=CHOIR),
        person("dan", offers={"sql": 3}, member_of=CHOIR),
        *others,
    )


async def planned(network: Network, wish: PlanWish = WISH) -> str:
    """The id of the plan."""
    made = await plan_teams(network, "org", wish, ("en",))
    assert isinstance(made, str), made
    return made


async def teams_in(network: Network, plan_id: str) -> list[set[str]]:
    """Who is with whom, as the organiser sees it."""
    rows = await store.planned_teams_page(network.graph, "org", plan_id, 0, 100)
    return [{person_id for person_id, _, _ in row.members} for row in rows]


async def formed_teams(graph: Graph) -> list[str]:
    return sorted(await values(graph, "MATCH (t:Team) RETURN t.id AS value"))


async def test_a_plan_is_kept_with_its_certificate_and_asks_nobody(graph: Graph) -> None:
    network = await choir(graph, person("shy", member_of=CHOIR), person("out", offers={"go": 3}))
    await update_profile(network, "shy", {"open_to_teams": False})
    plan_id = await planned(network)
    kept = (await store.team_plans_seen(graph, "org", [plan_id]))[plan_id]
    assert (kept.state, kept.name, kept.made_by) == ("proposed", "Afternoon", "org")
    certificate = json.loads(kept.certificate)
    assert (certificate["worst"], certificate["proved"], certificate["gap"]) == (0.5, True, 0.0)
    for team in await teams_in(network, plan_id):
        assert len(team & {"ann", "bea"}) == len(team & {"cyd", "dan"}) == 1
    assert await formed_teams(graph) == []
    assert await store.team_plans_seen(graph, "ann", [plan_id]) == {}
    assert await store.planned_teams_page(graph, "ann", plan_id, 0, 10) == []


async def test_accepting_forms_the_teams_once_however_often_and_by_however_many_at_once(graph: Graph) -> None:
    network = await choir(graph)
    plan_id = await planned(network)
    await asyncio.gather(*(accept_team_plan(network, "org", plan_id) for _ in range(4)))
    once = await picture(graph)
    await accept_team_plan(network, "org", plan_id)
    assert await picture(graph) == once
    assert len(await formed_teams(graph)) == 2
    assert len(await values(graph, "MATCH (:Person)-[i:IN_TEAM]->(:Team) RETURN i.state AS value")) == 4


async def test_a_planned_team_goes_on_with_those_who_accept_and_takes_nobody_s_place_as_a_mentor(graph: Graph) -> None:
    network = await choir(graph)
    plan_id = await planned(network, replace(WISH, rules=replace(PAIRS, size=Size(teams=1))))
    await accept_team_plan(network, "org", plan_id)
    (team_id,) = await formed_teams(graph)
    await decline_team_place(network, "dan", team_id)
    for each in ("ann", "bea", "cyd"):
        await accept_team_place(network, each, team_id)
    found = await seen(network, "org", team_id)
    assert found is not None
    assert (found.name, found.state, found.seats) == ("Afternoon 1", "formed", 3)
    assert [await places(graph, each) for each in ("ann", "bea")] == [0, 1]


async def test_whoever_cannot_be_asked_any_more_is_left_out_of_the_team_that_is_formed(graph: Graph) -> None:
    network = await choir(graph)
    plan_id = await planned(network, replace(WISH, rules=replace(PAIRS, size=Size(teams=1))))
    await update_profile(network, "dan", {"open_to_teams": False})
    await update_profile(network, "cyd", {"visibility": "hidden"})
    await accept_team_plan(network, "org", plan_id)
    (team_id,) = await formed_teams(graph)
    found = await seen(network, "org", team_id)
    assert found is not None
    assert [each.person_id for each in found.members] == ["ann", "bea"]


async def test_former_partners_are_kept_apart_and_those_who_block_each_other_always_are(graph: Graph) -> None:
    network = await choir(graph)
    first = await planned(network)
    before = await teams_in(network, first)
    await accept_team_plan(network, "org", first)
    after = await teams_in(network, await planned(network))
    assert not [team for team in after if team in before]
    one, other = sorted(after[0])
    await block_person(network, one, other)
    third = await teams_in(network, await planned(network))
    assert {one, other} not in third


async def test_what_is_in_the_way_is_told_but_not_who_blocks_whom(graph: Graph) -> None:
    network = await choir(graph)
    told = await plan_teams(network, "org", replace(WISH, rules=replace(PAIRS, size=Size(low=3, high=3))), ())
    assert isinstance(told, NoPlan)
    assert [type(each) for each in told.obstacles] == [SizesDoNotAddUp]
    everybody = replace(WISH, rules=replace(PAIRS, size=Size(teams=1)))
    own = replace(everybody, rules=replace(everybody.rules, apart=(("ann", "bea"),)))
    told = await plan_teams(network, "org", own, ())
    assert isinstance(told, NoPlan)
    assert [type(each) for each in told.obstacles] == [ApartTooMany]
    await block_person(network, "ann", "bea")
    told = await plan_teams(network, "org", everybody, ())
    assert told == NoPlan((), private=True)


async def test_the_same_key_makes_one_plan(graph: Graph) -> None:
    network = await choir(graph)
    made = {await planned(network, replace(WISH, key="k")) for _ in range(3)}
    assert len(made) == 1
    assert await planned(network, replace(WISH, key="other")) not in made


async def test_a_plan_is_decided_once(graph: Graph) -> None:
    network = await choir(graph)
    accepted, discarded = await planned(network), await planned(network)
    await accept_team_plan(network, "org", accepted)
    await discard_team_plan(network, "org", discarded)
    await discard_team_plan(network, "org", discarded)
    before = await picture(graph)
    for step in (discard_team_plan(network, "org", accepted), accept_team_plan(network, "org", discarded)):
        with pytest.raises(WrongState):
            await step
    for step in (accept_team_plan(network, "ann", accepted), discard_team_plan(network, "ann", accepted)):
        with pytest.raises(NotFound):
            await step
    assert await picture(graph) == before


@pytest.mark.parametrize(
    ("viewer", "wish", "refusal"),
    [
        ("ann", WISH, NotPermitted),
        ("org", replace(WISH, community_id="none"), NotFound),
        ("org", replace(WISH, roles=(RoleWish("quilting"),)), NotFound),
        ("org", replace(WISH, name=""), BadInput),
        ("org", replace(WISH, rules=replace(PAIRS, seconds=60.0)), BadInput),
    ],
)
async def test_a_plan_that_cannot_be_is_refused_and_changes_nothing(
    graph: Graph, viewer: str, wish: PlanWish, refusal: type[PeernetError]
) -> None:
    network = await choir(graph)
    before = await picture(graph)
    with pytest.raises(refusal):
        await plan_teams(network, viewer, wish, ("en",))
    assert await picture(graph) == before


async def test_a_community_has_a_bounded_number_of_plans_that_wait_and_lists_the_newest_first(graph: Graph) -> None:
    network = await choir(graph)
    made = [await planned(network) for _ in range(MOST_PLANS)]
    with pytest.raises(LimitReached):
        await planned(network)
    rows = await store.team_plans_page(graph, "org", "choir", 2**62, "", 100)
    assert {row.id for row in rows} == set(made)
    rest = await store.team_plans_page(graph, "org", "choir", rows[4].at, rows[4].id, 100)
    assert [row.id for row in rest] == [row.id for row in rows[5:]]
    assert await store.team_plans_page(graph, "ann", "choir", 2**62, "", 100) == []
