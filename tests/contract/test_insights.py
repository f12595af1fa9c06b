"""What organisers learn of their community, on both engines: of whom they may see, and nobody else."""

from __future__ import annotations

import pytest

from peernet.errors import NotFound, NotPermitted
from peernet.graph.session import Graph
from peernet.model.insight import LoneSkill
from peernet.use_cases.community_insights import community_insights
from peernet.use_cases.network import Network
from tests.contract.asking import write
from tests.contract.seeding import PersonOf, community, person, seed, skill
from tests.contract.test_help_wanted import NeedOf, need_them

CHOIR = {"choir": "member"}


async def choir(graph: Graph, *others: PersonOf) -> Network:
    """Ora runs a choir in which Ann holds Bea and Cyd together, Dee is alone, and only Ann offers Go."""
    network = await seed(
        graph,
        community("choir"),
        community("lodge", "hidden"),
        skill("go"),
        person("ora", member_of={"choir": "organiser"}),
        person("ann", member_of=CHOIR, offers={"go": 3}, knows=("bea", "cyd")),
        person("bea", member_of=CHOIR),
        person("cyd", member_of=CHOIR, knows=("eve",)),
        person("dee", member_of=CHOIR),
        person("eve", member_of={"lodge": "member"}),
        *others,
    )
    await need_them(graph, NeedOf("n", "bea", "go"))
    return network


async def test_an_organiser_sees_who_connects_who_is_alone_and_what_hangs_on_one(graph: Graph) -> None:
    found = await community_insights(await choir(graph), "ora", "choir")
    assert (found.members, found.complete, found.exact) == (5, True, True)
    # Of the hidden lodge, which only Eve belongs to, nothing is told.
    assert [(each.person_id, each.cut_off, each.communities) for each in found.connectors] == [
        ("ann", 1, 0),
        ("cyd", 1, 0),
    ]
    assert [(each.one_id, each.other_id, each.beyond) for each in found.bridges] == [("ann", "cyd", 2)]
    assert (found.alone, found.alone_total) == (("dee", "ora"), 2)
    assert found.lone_skills == (LoneSkill("go", "ann", 1),)


async def test_a_mentorship_keeps_somebody_from_being_alone(graph: Graph) -> None:
    network = await choir(graph, person("hid", visibility="hidden"))
    text = "MATCH (a:Person {id: $a}) MATCH (b:Person {id: $b}) CREATE (a)-[:MENTORED {skill_id: 'go', from: 1}]->(b)"
    await write(graph, text, a="ann", b="dee")
    await write(graph, text, a="hid", b="ora")
    assert (await community_insights(network, "ora", "choir")).alone == ("ora",)


async def test_people_whom_the_organiser_may_not_see_do_not_count(graph: Graph) -> None:
    before = await community_insights(await choir(graph), "ora", "choir")
    await write(graph, "MATCH (n) WHERE NOT n:Migration AND NOT n:Lease AND NOT n:Nobody DETACH DELETE n")
    network = await choir(
        graph,
        person("hid", visibility="hidden", member_of=CHOIR, offers={"go": 5}, knows=("bea", "dee", "ora")),
        person("blo", blocks=("ora",), member_of=CHOIR, offers={"go": 5}, knows=("bea", "dee", "ora")),
        person("far", visibility="communities", member_of={"lodge": "member"}, knows=("ann", "dee")),
    )
    await need_them(graph, NeedOf("n2", "hid", "go"), NeedOf("n3", "blo", "go"))
    assert await community_insights(network, "ora", "choir") == before


@pytest.mark.parametrize(
    ("viewer_id", "community_id", "administrator", "refusal"),
    [
        ("ann", "choir", False, NotPermitted),
        ("eve", "choir", False, NotPermitted),
        ("nobody", "choir", False, NotFound),
        ("ora", "lodge", False, NotFound),
        ("ora", "lodge", True, NotFound),
        ("ora", "no such", False, NotFound),
        ("eve", "lodge", False, NotPermitted),
    ],
)
async def test_it_is_for_those_who_run_it(
    graph: Graph, viewer_id: str, community_id: str, administrator: bool, refusal: type[Exception]
) -> None:
    network = await choir(graph)
    with pytest.raises(refusal):
        await community_insights(network, viewer_id, community_id, administrator=administrator)


async def test_an_administrator_of_the_network_may_look_at_a_community_of_others(graph: Graph) -> None:
    network = await choir(graph)
    assert (await community_insights(network, "eve", "choir", administrator=True)).members == 5
