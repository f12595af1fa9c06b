"""What an administrator of the network may do for communities that they do not run themselves, on both engines."""

from __future__ import annotations

import pytest

from peernet.errors import NotFound, NotPermitted
from peernet.graph import rounds as store
from peernet.graph import team_plans
from peernet.graph.session import Graph
from peernet.model.policy import Act, may
from peernet.model.viewer import Viewer
from peernet.use_cases.accept_round import accept_round, discard_round
from peernet.use_cases.accept_team_plan import accept_team_plan, discard_team_plan
from peernet.use_cases.group_community import NoPlan
from peernet.use_cases.permission import permitted
from peernet.use_cases.plan_round import plan_round
from peernet.use_cases.plan_teams import plan_teams
from peernet.use_cases.round_wish import RoundWish
from tests.contract import test_team_plans as teams
from tests.contract.asking import picture, values
from tests.contract.seeding import community, person, seed
from tests.contract.test_rounds import WISH, choir, mentor, pairs_of, requests

BOSS = may(Act.PLAN, "administrator")


async def test_an_administrator_of_the_network_may_do_what_organisers_may_where_they_may_see_the_community(
    graph: Graph,
) -> None:
    network = await choir(graph, mentor("ada", 3), person("boss"))
    with pytest.raises(NotPermitted):
        await plan_round(network, "boss", WISH)
    round_id = await plan_round(network, "boss", WISH, network_role="administrator")
    assert await pairs_of(graph, round_id, "boss") == []
    assert await store.round_pairs_page(graph, "boss", round_id, 0, 9, BOSS) != []
    listed = await store.rounds_page(graph, "boss", "choir", 2**60, "", 9, BOSS)
    assert [row.id for row in listed] == [round_id]
    assert set(await store.rounds_seen(graph, "boss", [round_id], BOSS)) == {round_id}
    other = await plan_round(network, "boss", WISH, network_role="administrator")
    await discard_round(network, "boss", other, network_role="administrator")
    with pytest.raises(NotFound):
        await accept_round(network, "boss", round_id)
    await accept_round(network, "boss", round_id, network_role="administrator")
    assert len(await requests(graph)) == 3


async def test_a_hidden_community_is_none_to_an_administrator_who_is_not_in_it_either(graph: Graph) -> None:
    network = await seed(
        graph, community("lodge", "hidden"), person("org", member_of={"lodge": "organiser"}), person("boss")
    )
    lodge = RoundWish("lodge")
    round_id = await plan_round(network, "org", lodge)
    before = await picture(graph)
    with pytest.raises(NotFound):
        await plan_round(network, "boss", lodge, network_role="administrator")
    for step in (accept_round, discard_round):
        with pytest.raises(NotFound):
            await step(network, "boss", round_id, network_role="administrator")
    assert await store.rounds_seen(graph, "boss", [round_id], BOSS) == {}
    assert await store.rounds_page(graph, "boss", "lodge", 2**60, "", 9, BOSS) == []
    assert await picture(graph) == before
    assert await values(graph, "MATCH (r:Round) RETURN r.state AS value") == ["proposed"]


async def test_an_administrator_plans_teams_as_organisers_do(graph: Graph) -> None:
    network = await teams.choir(graph, person("boss"))
    with pytest.raises(NotPermitted):
        await plan_teams(network, "boss", teams.WISH, ("en",))
    plan_id, other = [
        await plan_teams(network, "boss", teams.WISH, ("en",), network_role="administrator") for _ in range(2)
    ]
    assert not isinstance(plan_id, NoPlan)
    assert not isinstance(other, NoPlan)
    assert set(await team_plans.team_plans_seen(graph, "boss", [plan_id], BOSS)) == {plan_id}
    assert len(await team_plans.planned_teams_page(graph, "boss", plan_id, 0, 9, BOSS)) == 2
    listed = await team_plans.team_plans_page(graph, "boss", "choir", 2**60, "", 9, BOSS)
    assert {row.id for row in listed} == {plan_id, other}
    await discard_team_plan(network, "boss", other, network_role="administrator")
    with pytest.raises(NotFound):
        await accept_team_plan(network, "boss", plan_id)
    await accept_team_plan(network, "boss", plan_id, network_role="administrator")
    assert len(await teams.formed_teams(graph)) == 2


async def test_an_administrator_sees_no_more_people_of_a_community_than_before(graph: Graph) -> None:
    network = await choir(graph, mentor("ada", visibility="communities"), mentor("bob"), person("boss"), learners=2)
    round_id = await plan_round(network, "boss", WISH, network_role="administrator")
    rows = await store.round_pairs_page(graph, "boss", round_id, 0, 9, BOSS)
    assert {row.mentor_id for row in rows} == {"bob"}
    by_organiser = await plan_round(network, "org", WISH)
    assert {mentor_id for _, mentor_id, _ in await pairs_of(graph, by_organiser)} == {"ada", "bob"}
    rows = await store.round_pairs_page(graph, "boss", by_organiser, 0, 9, BOSS)
    assert {row.mentor_id for row in rows} == {"bob"}


async def test_a_community_that_is_not_there_is_none_to_an_administrator_either(graph: Graph) -> None:
    network = await seed(graph, community("choir"), person("boss"))
    for community_id in ("no such", ""):
        with pytest.raises(NotFound):
            await permitted(network, Viewer("boss", "administrator"), community_id, Act.PLAN)
    assert (await permitted(network, Viewer("boss", "administrator"), "choir", Act.PLAN)).id == "choir"
