"""Everybody of a community into teams, kept nowhere, on both engines: as its organiser may see them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peernet.errors import BadInput, NotFound, NotPermitted
from peernet.graph.session import Graph
from peernet.model.grouping import Size
from peernet.model.grouping_certificate import RuleMet
from peernet.model.grouping_missing import ApartTooMany, NotFoundInTime, RuleNamed
from peernet.use_cases.block_person import block_person
from peernet.use_cases.group_community import GroupedCommunity, NoPlan, discreet, discreet_obstacle, group_community
from peernet.use_cases.network import Network
from peernet.use_cases.team_wish import RoleWish
from tests.contract.asking import picture
from tests.contract.seeding import person, skill
from tests.contract.test_team_plans import CHOIR, PAIRS, choir


async def grouped(network: Network, roles: tuple[RoleWish, ...] = ()) -> GroupedCommunity:
    made = await group_community(network, "org", "choir", PAIRS, roles, ["en"])
    assert isinstance(made, GroupedCommunity), made
    return made


async def test_everybody_there_who_may_be_asked_comes_into_a_team_and_nothing_is_kept(graph: Graph) -> None:
    network = await choir(graph, person("out", offers={"go": 3}), person("hid", member_of=CHOIR, visibility="hidden"))
    before = await picture(graph)
    made = await grouped(network)
    assert sorted(each for team in made.grouping.teams for each in team.people) == ["ann", "bea", "cyd", "dan"]
    assert made.grouping.certificate.proved
    assert await picture(graph) == before


async def test_roles_are_words_for_skills_and_held_in_every_team(graph: Graph) -> None:
    network = await choir(graph)
    made = await grouped(network, (RoleWish("go", 3), RoleWish("sql")))
    assert [len({member.role for member in team.members}) for team in made.grouping.teams] == [2, 2]


async def test_who_blocks_whom_is_kept_apart_and_told_by_no_certificate(graph: Graph) -> None:
    network = await choir(graph)
    await block_person(network, "ann", "cyd")
    made = await grouped(network)
    assert {"ann", "cyd"} not in [set(team.people) for team in made.grouping.teams]
    certificate = made.grouping.certificate
    blocked = [rule for rule in certificate.rules if rule.rule == "apart"]
    assert blocked
    assert [rule for rule in discreet(certificate, PAIRS).rules if rule.rule == "apart"] == []
    own = replace(PAIRS, apart=(("ann", "cyd"),))
    assert [type(rule) for rule in discreet(certificate, own).rules if rule.rule == "apart"] == [RuleMet]


def test_time_that_ran_out_does_not_show_that_somebody_blocks_somebody() -> None:
    ran_out = NotFoundInTime(2.0, 3, (RuleNamed("apart"), RuleNamed("overlap")))
    assert discreet_obstacle(ran_out) == NotFoundInTime(2.0, 0, (RuleNamed("overlap"),))


@pytest.mark.parametrize(
    ("role", "where"),
    [(RoleWish("go", second=True), "roles.second"), (RoleWish("go", holders=("ann",)), "roles.holders")],
)
async def test_a_rule_of_one_team_is_refused_and_not_passed_over(graph: Graph, role: RoleWish, where: str) -> None:
    network = await choir(graph)
    with pytest.raises(BadInput) as refused:
        await group_community(network, "org", "choir", PAIRS, (role,), ["en"])
    assert refused.value.where == where


async def test_what_is_in_the_way_by_the_organiser_s_own_rules_is_told(graph: Graph) -> None:
    network = await choir(graph)
    rules = replace(PAIRS, size=Size(teams=1), apart=(("ann", "bea"),))
    made = await group_community(network, "org", "choir", rules, (), ["en"])
    assert isinstance(made, NoPlan)
    assert [type(each) for each in made.obstacles] == [ApartTooMany]


async def test_skills_next_to_each_other_make_less_of_a_variety_than_strangers(graph: Graph) -> None:
    both = ("programming",)
    network = await choir(graph, skill("programming"), skill("go", broader=both), skill("sql", broader=both))
    certificate = (await grouped(network)).grouping.certificate
    assert certificate.rao == pytest.approx(certificate.mean / 2)  # two of the four hops that would make them strangers


async def test_whoever_watches_can_end_the_search(graph: Graph) -> None:
    network = await choir(graph)
    made = await group_community(network, "org", "choir", PAIRS, (), ["en"], lambda progress: False)
    assert isinstance(made, GroupedCommunity)
    assert len(made.grouping.teams) == 2


@pytest.mark.parametrize(
    ("viewer_id", "community_id", "refusal"),
    [("org", "nowhere", NotFound), ("ann", "choir", NotPermitted), ("nobody at all", "choir", NotFound)],
)
async def test_only_who_runs_it_may_group_a_community(
    viewer_id: str, community_id: str, refusal: type[Exception], graph: Graph
) -> None:
    network = await choir(graph)
    with pytest.raises(refusal):
        await group_community(network, viewer_id, community_id, PAIRS, (), ["en"])
