"""Candidates for a team on both engines, held against a search through everybody, and teams formed of them."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from peernet.errors import BadInput, NotFound, Unavailable
from peernet.graph.session import Graph
from peernet.graph.team_candidates import RoleQuestion, TeamCandidateRow, team_candidates
from peernet.model.team import Diverse, NoLone, TeamImpossible, TeamProposal
from peernet.use_cases.form_team import RoleWish, TeamWish, form_team
from tests.contract.asking import picture
from tests.contract.seeding import NOW, PersonOf, community, person, seed, skill
from tests.contract.test_suggestions import COMMUNITIES, SKILLS, friends, random_people, sees


def able(everybody: Sequence[PersonOf], viewer: PersonOf, role: RoleQuestion, language: str | None) -> set[str]:
    """Whom a search through everybody finds for one role."""
    return {
        each.id
        for each in everybody
        if sees(viewer, each) and each.status == "active" and each.open_places > 0 and each.visibility != "hidden"
        if language is None or language in {tag.partition("-")[0] for tag in each.languages}
        if any(
            skill_id in role.skill_ids and offer.level >= role.level and (offer.until is None or offer.until > NOW)
            for skill_id, offer in each.offers.items()
        )
    }


def meet(one: PersonOf, other: PersonOf) -> bool:
    """Whether each of the two may see the other."""
    return sees(one, other) and sees(other, one)


async def asked_for(
    graph: Graph, viewer_id: str, *roles: RoleQuestion, language: str | None = None, named: Sequence[str] = ()
) -> dict[str, TeamCandidateRow]:
    """Candidates by id."""
    rows = await team_candidates(graph, viewer_id, roles, language=language, community_id=None, named=named, now=NOW)
    assert [row.person_id for row in rows] == sorted({row.person_id for row in rows})
    return {row.person_id: row for row in rows}


@pytest.mark.parametrize("number", range(4))
async def test_candidates_are_exactly_those_that_a_search_through_everybody_finds(graph: Graph, number: int) -> None:
    chance = random.Random(number)
    everybody = random_people(chance, 24)
    by_id = {each.id: each for each in everybody}
    await seed(graph, *everybody, *[community(*each) for each in COMMUNITIES.items()], *map(skill, SKILLS))
    for viewer in everybody[:10]:
        roles = [RoleQuestion(tuple(chance.sample(SKILLS, 2)), 3), RoleQuestion((chance.choice(SKILLS),), 1)]
        language = chance.choice([None, "en", "pt"])
        named = chance.sample(sorted(by_id), 2)
        found = await asked_for(graph, viewer.id, *roles, language=language, named=[*named, "no such"])
        expected = {each for role in roles for each in able(everybody, viewer, role, language)}
        expected |= {each for each in named if sees(viewer, by_id[each]) and by_id[each].status == "active"}
        assert set(found) == expected
        for id_, row in found.items():
            others = set(found) - {id_}
            assert set(row.knows) & others == friends(everybody, id_) & others
            apart = {each for each in others if not meet(by_id[id_], by_id[each])}
            assert set(row.apart) & others <= apart
            assert {each for each in others if id_ in found[each].apart or each in row.apart} == apart
            hidden = {"lodge", "board"} - set(viewer.member_of)  # who is in a closed one is for its members to know
            assert set(row.communities) == set(by_id[id_].member_of) - hidden
            assert row.load == by_id[id_].capacity - by_id[id_].open_places


async def test_nobody_finds_no_candidates(graph: Graph) -> None:
    await seed(graph, person("ann", offers={"go": 3}))
    assert await asked_for(graph, "nobody", RoleQuestion(("go",), 1), named=["ann"]) == {}


async def test_a_team_holds_a_different_person_for_each_role_and_changes_nothing(graph: Graph) -> None:
    network = await seed(
        graph,
        person("me"),
        person("ann", offers={"go": 5, "sql": 5}),
        person("bea", offers={"go": 4}),
        person("cyd", offers={"go": 5, "sql": 5}, blocks=("me",)),
    )
    before = await picture(graph)
    team = await form_team(network, "me", TeamWish((RoleWish("go"), RoleWish("sql"))), ("en",))
    assert isinstance(team, TeamProposal)
    assert {seat.person_id for seat in team.members} == {"ann", "bea"}
    assert await picture(graph) == before


async def test_two_who_have_blocked_each_other_are_in_no_team_together(graph: Graph) -> None:
    network = await seed(
        graph, person("me"), person("ann", offers={"go": 5}, blocks=("bea",)), person("bea", offers={"sql": 5})
    )
    team = await form_team(network, "me", TeamWish((RoleWish("go"), RoleWish("sql"))), ("en",))
    assert isinstance(team, TeamImpossible)


async def test_rules_about_values_and_languages_and_who_comes_with_whom_are_kept(graph: Graph) -> None:
    network = await seed(
        graph,
        person("me"),
        person("ann", offers={"go": 5}, member_of={"choir": "member"}, languages=("en",)),
        person("bea", offers={"sql": 5}, member_of={"lab": "member"}, languages=("es",)),
        person("cyd", offers={"sql": 3}, member_of={"choir": "member"}, languages=("en",)),
        person("dan", offers={"art": 3}, member_of={"choir": "member"}, languages=("en",)),
    )
    roles = (RoleWish("go"), RoleWish("sql"))

    async def team(wish: TeamWish) -> set[str]:
        found = await form_team(network, "me", wish, ("en",))
        assert isinstance(found, TeamProposal), found
        return {seat.person_id for seat in found.members}

    apart = (Diverse("communities"),)
    assert await team(TeamWish(roles, shared_language=False, diverse=apart)) == {"ann", "bea"}
    assert await team(TeamWish(roles, diverse=apart)) == {"ann", "cyd"}
    alike = (Diverse("communities", alike=True),)
    assert await team(TeamWish(roles, shared_language=False, diverse=alike)) == {"ann", "cyd"}
    lone = (NoLone("communities", ("choir",)),)
    assert await team(TeamWish(roles, shared_language=False, diverse=apart, no_lone=lone)) == {"ann", "cyd"}
    # dan holds no role, and yet comes with whoever has to be there
    both = TeamWish(roles, include=("ann",), together=(("ann", "dan"),), size_max=3)
    assert await team(both) == {"ann", "cyd", "dan"}
    with pytest.raises(BadInput):
        await form_team(network, "me", TeamWish(roles, no_lone=(NoLone("gender", ("woman",)),)), ("en",))


async def test_what_is_missing_is_said_where_nobody_can_be_found(graph: Graph) -> None:
    network = await seed(graph, person("me"), person("ann", offers={"go": 5}))
    team = await form_team(network, "me", TeamWish((RoleWish("go", people=2),)), ("en",))
    assert isinstance(team, TeamImpossible)


async def test_a_place_to_form_a_team_is_waited_for_and_given_back(graph: Graph) -> None:
    network = await seed(graph, person("me"), person("ann", offers={"go": 5}))
    wish = TeamWish((RoleWish("go"),))
    one = replace(network, solving=asyncio.Semaphore(1))
    formed = await asyncio.gather(*(form_team(one, "me", wish, ("en",)) for _ in range(3)))
    assert all(isinstance(team, TeamProposal) for team in formed)
    with pytest.raises(Unavailable):
        await form_team(replace(network, solving=asyncio.Semaphore(0)), "me", wish, ("en",))


async def test_a_wish_that_cannot_be_is_refused(graph: Graph) -> None:
    network = await seed(graph, person("me"), community("lodge", "hidden"), person("ann", offers={"go": 5}))
    for wish, refusal in (
        (TeamWish(()), BadInput),
        (TeamWish((RoleWish("go"),) * 9), BadInput),
        (TeamWish((RoleWish(""),)), BadInput),
        (TeamWish((RoleWish("go"),), language="not a language; DROP"), BadInput),
        (TeamWish((RoleWish("go"),), language=""), BadInput),
        (TeamWish((RoleWish("go"),), include=("ann",) * 51), BadInput),
        (TeamWish((RoleWish("go"),), exclude=("ann",) * 1001), BadInput),
        (TeamWish((RoleWish("quilting"),)), NotFound),
        (TeamWish((RoleWish("go"),), community_id="lodge"), NotFound),
    ):
        with pytest.raises(refusal):
            await form_team(network, "me", wish, ("en",))
