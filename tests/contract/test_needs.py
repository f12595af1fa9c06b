"""Needs on both engines: opened once, closed once, seen by whoever may see their owner."""

from __future__ import annotations

import asyncio

import pytest

from peernet.errors import BadInput, LimitReached, NotFound, WrongState
from peernet.graph import needs as store
from peernet.graph.session import Graph
from peernet.model.need import MAX_OPEN_NEEDS, Need
from peernet.use_cases.ask_for_need import ask_for_need
from peernet.use_cases.network import Network
from peernet.use_cases.open_need import close_need, open_need
from peernet.use_cases.preview_need import preview_need
from peernet.use_cases.suggest_mentors import MentorQuestion
from tests.contract.asking import picture, values
from tests.contract.seeding import NOW, person, seed, skill
from tests.contract.test_mentorships import outcomes


async def opened(network: Network, viewer_id: str = "me", skill_id: str = "go", key: str | None = None) -> str:
    """A need for Go, unless said otherwise."""
    return await open_need(network, viewer_id, skill_id, 3, "a service", NOW + 1000, key)


async def test_a_need_is_kept_with_what_was_said(graph: Graph) -> None:
    network = await seed(graph, person("me"), skill("go"))
    need_id = await opened(network)
    assert await store.needs_seen(graph, "me", [need_id, "no such", need_id], NOW) == {
        need_id: Need(need_id, "me", "go", 3, "a service", "open", NOW, NOW + 1000)
    }
    assert await values(graph, "MATCH (:Need)-[:WANTS]->(s:Skill) RETURN s.id AS value") == ["go"]


async def test_a_key_that_was_sent_for_another_skill_is_refused_and_changes_nothing(graph: Graph) -> None:
    network = await seed(graph, person("me"), skill("go"), skill("rust"))
    await opened(network, key="k")
    before = await picture(graph)
    with pytest.raises(BadInput, match="idempotencyKey"):
        await opened(network, skill_id="rust", key="k")
    assert await picture(graph) == before


async def test_needs_are_seen_by_whoever_may_see_their_owner(graph: Graph) -> None:
    network = await seed(
        graph,
        skill("go"),
        person("ann", visibility="hidden"),
        person("bea", blocks=("me",)),
        person("cyd", visibility="communities", member_of={"choir": "member"}),
        person("dee"),
        person("me", member_of={"choir": "member"}),
        person("out"),
    )
    ids = {who: await opened(network, who) for who in ("ann", "bea", "cyd", "dee")}

    async def owners(viewer_id: str) -> set[str]:
        return {need.person_id for need in (await store.needs_seen(graph, viewer_id, list(ids.values()), NOW)).values()}

    assert await owners("me") == {"cyd", "dee"}
    assert await owners("out") == {"bea", "dee"}
    assert await owners("ann") == {"ann", "bea", "dee"}
    assert await owners("nobody") == set()


async def test_needs_come_newest_first_of_the_states_asked_for_and_so_many_of_each(graph: Graph) -> None:
    network = await seed(graph, person("me"), person("ann"), skill("go"))
    made = []
    for later in range(4):
        made.append(await opened(Network(graph, network.catalogue, clock=lambda later=later: NOW + later)))  # type: ignore[misc]
    await close_need(network, "me", made[2], "met")
    theirs = await opened(network, "ann")

    async def listed(states: list[str], most: int) -> list[str]:
        return [need.id for need in await store.needs_of(graph, "me", ["me", "ann"], states, most, NOW)]

    assert await listed(["open"], 2) == [theirs, made[3], made[1]]
    assert await listed(["met"], 2) == [made[2]]
    assert await listed([], 2) == []


async def test_the_same_key_at_once_makes_one_need(graph: Graph) -> None:
    network = await seed(graph, person("me"), skill("go"))
    assert len(set(await asyncio.gather(*[opened(network, key="k") for _ in range(10)]))) == 1
    assert await values(graph, "MATCH (n:Need) RETURN n.state AS value") == ["open"]


async def test_the_same_key_again_after_closing_does_not_open_it_again(graph: Graph) -> None:
    network = await seed(graph, person("me"), skill("go"))
    need_id = await opened(network, key="k")
    await close_need(network, "me", need_id, "met")
    assert await opened(network, key="k") == need_id
    assert (await store.needs_seen(graph, "me", [need_id], NOW))[need_id].state == "met"


async def test_so_many_open_needs_and_no_more_even_at_once(graph: Graph) -> None:
    network = await seed(graph, person("me"), skill("go"))
    for _ in range(MAX_OPEN_NEEDS - 2):
        await opened(network)
    assert await outcomes([opened(network) for _ in range(6)]) == {"done": 2, LimitReached.__name__: 4}


async def test_a_need_that_cannot_be_changes_nothing(graph: Graph) -> None:
    network = await seed(graph, person("me"), skill("go"))
    before = await picture(graph)
    for asked, refusal in (
        (opened(network, skill_id="cobol"), NotFound),
        (opened(network, "nobody"), NotFound),
        (open_need(network, "me", "go", 6, "", None, None), BadInput),
        (open_need(network, "me", "go", 0, "", None, None), BadInput),
        (open_need(network, "me", "go", None, "", NOW, None), BadInput),
        (open_need(network, "me", "go", None, "x" * 4001, None, None), BadInput),
    ):
        with pytest.raises(refusal):
            await asked
    assert await picture(graph) == before


async def test_a_limit_that_is_reached_changes_nothing(graph: Graph) -> None:
    network = await seed(graph, person("me"), skill("go"))
    for _ in range(MAX_OPEN_NEEDS):
        await opened(network)
    before = await picture(graph)
    later = Network(graph, network.catalogue, clock=lambda: NOW + 5)
    with pytest.raises(LimitReached):
        await opened(later)
    assert await picture(graph) == before


async def test_closing_again_in_the_same_way_changes_nothing_and_in_another_is_refused(graph: Graph) -> None:
    network = await seed(graph, person("me"), skill("go"))
    need_id = await opened(network)
    await close_need(network, "me", need_id, "withdrawn")
    before = await picture(graph)
    await close_need(network, "me", need_id, "withdrawn")
    with pytest.raises(WrongState):
        await close_need(network, "me", need_id, "met")
    assert await picture(graph) == before


async def test_of_two_ways_to_close_at_once_one_wins(graph: Graph) -> None:
    network = await seed(graph, person("me"), skill("go"))
    for _ in range(5):
        need_id = await opened(network)
        came = await outcomes(
            [close_need(network, "me", need_id, "met"), close_need(network, "me", need_id, "withdrawn")]
        )
        assert came == {"done": 1, WrongState.__name__: 1}


async def test_nobody_else_can_close_a_need(graph: Graph) -> None:
    network = await seed(graph, person("me"), person("eve"), skill("go"))
    need_id = await opened(network)
    before = await picture(graph)
    for viewer_id, wanted in (("eve", need_id), ("nobody", need_id), ("me", "no such")):
        with pytest.raises(NotFound):
            await close_need(network, viewer_id, wanted, "met")
    assert await picture(graph) == before


async def test_a_preview_of_a_need_stores_nothing_and_notes_nobody_as_shown(graph: Graph) -> None:
    network = await seed(graph, person("ada", offers={"go": 4}), person("lea"))
    need_id = await open_need(network, "lea", "go", None, "a shop", None, None)
    before = await picture(graph)
    found = await preview_need(network, "lea", MentorQuestion(skills=("go",), goal="a sh"), ("en",), 5)
    assert [each.person_id for each in found.answer.suggestions] == ["ada"]
    assert [need.id for need in found.already] == [need_id]
    assert (await preview_need(network, "lea", MentorQuestion(goal=" "), ("en",), 5)).answer.suggestions == []
    assert await network.exposure.write(graph) == 0
    assert await picture(graph) == before


async def test_a_question_takes_from_a_need_what_it_does_not_say_itself(graph: Graph) -> None:
    network = await seed(graph, person("ada", offers={"go": 4}), person("lea"))
    need_id = await open_need(network, "lea", "go", 3, "a service", None, "key")
    whole = await ask_for_need(network, "lea", need_id, MentorQuestion())
    assert (whole.skill_ids, whole.level, whole.goal) == (("go",), 3, "a service")
    own = await ask_for_need(network, "lea", need_id, MentorQuestion(level=5, goal="a shop"))
    assert (own.skill_ids, own.level, own.goal) == (("go",), 5, "a shop")
    with pytest.raises(BadInput):
        await ask_for_need(network, "ada", need_id, MentorQuestion())
