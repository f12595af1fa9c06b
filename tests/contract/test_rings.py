"""Learning rings on both engines: found as a search through everybody finds them, agreed once or ended for all."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from peernet.errors import BadInput, LimitReached, NotFound, RingImpossible, RuleBroken, WrongState
from peernet.graph import rings as store
from peernet.graph.session import Graph
from peernet.model.ring import MAX_OPEN_RINGS, MOST, RING_DAYS
from peernet.recommend.rings import find_rings
from peernet.use_cases.block_person import block_person
from peernet.use_cases.learning_rings import accept_ring, decline_ring, learning_rings, propose_ring
from peernet.use_cases.network import Network
from peernet.use_cases.update_profile import update_profile
from tests.contract.asking import person_facts, picture, values
from tests.contract.seeding import DAY, NOW, PersonOf, community, person, seed, skill
from tests.contract.test_help_wanted import CATALOGUE, NeedOf, hears, need_them, random_needs
from tests.contract.test_mentorships import outcomes, states
from tests.contract.test_suggestions import COMMUNITIES, random_people, sees


def searched(viewer: PersonOf, everybody: Sequence[PersonOf], needs: Sequence[NeedOf]) -> set[tuple[str, ...]]:
    """Every ring through the viewer that trying every order of people finds."""
    able = [each for each in everybody if each.status == "active" and each.open_places > 0]
    live = [need for need in needs if need.state == "open" and (need.until is None or need.until > NOW)]

    def teaches(one: PersonOf, other: PersonOf) -> bool:
        return hears(one, other) and any(
            need.owner == other.id
            and (offer := one.offers.get(need.skill_id)) is not None
            and (offer.until is None or offer.until > NOW)
            and offer.level >= (need.level or 2)
            for need in live
        )

    taught = {(one.id, other.id) for one in able for other in able if one.id != other.id and teaches(one, other)}
    together = {(one.id, other.id) for one in able for other in able if sees(one, other) and sees(other, one)}
    if viewer.id not in {each.id for each in able}:
        return set()
    found = set()
    for size in range(1, MOST):
        for others in permutations([each.id for each in able if (viewer.id, each.id) in together], size):
            ring = (viewer.id, *others)
            if (
                len(set(ring)) == len(ring)
                and all(pair in taught for pair in zip(ring, (*ring[1:], ring[0]), strict=True))
                and all((one, other) in together for one in ring for other in ring)
            ):
                found.add(ring)
    return found


# Five whose networks hold rings, of two, three and four.
@pytest.mark.parametrize("number", [0, 1, 4, 5, 15])
async def test_rings_are_exactly_those_that_a_search_through_everybody_finds(graph: Graph, number: int) -> None:
    chance = random.Random(number)
    # Most of them can be asked: a ring needs several who can at once.
    everybody = [
        replace(
            each,
            status=chance.choice(["active"] * 9 + ["away"]),
            open_places=chance.choice([0, 2, 2, 2, 2, 2]),
            offers={
                key: replace(offer, until=chance.choice([None, None, None, NOW])) for key, offer in each.offers.items()
            },
            languages=chance.choice([("en",), ("en", "es"), ("es",)]),
        )
        for each in random_people(chance, 14)
    ]
    await seed(graph, *everybody, *[community(*each) for each in COMMUNITIES.items()], *CATALOGUE)
    needs = [replace(need, level=chance.choice([None, 1, 2, 4])) for need in random_needs(chance, everybody, 80)]
    await need_them(graph, *needs)
    some = 0
    for viewer in everybody:
        people = await store.ring_candidates(graph, viewer.id, NOW)
        found = {tuple(step.person_id for step in ring.steps) for ring in find_rings(viewer.id, people)}
        assert found == searched(viewer, everybody, needs), viewer
        some += len(found)
    assert some > 0


async def triangle(graph: Graph, *others: PersonOf, **ann: object) -> Network:
    """Ann gives Go to Bea, Bea gives SQL to Cyd, Cyd gives CSS to Ann."""
    network = await seed(
        graph,
        replace(person("ann", offers={"go": 4}), **ann),  # type: ignore[arg-type]
        person("bea", offers={"sql": 4}),
        person("cyd", offers={"css": 4}),
        skill("go"),
        skill("sql"),
        skill("css"),
        *others,
    )
    await need_them(graph, NeedOf("n1", "bea", "go"), NeedOf("n2", "cyd", "sql"), NeedOf("n3", "ann", "css", level=3))
    return network


async def proposed(network: Network, viewer_id: str = "ann") -> str:
    """The ring of the three."""
    return await propose_ring(network, viewer_id, ["ann", "bea", "cyd"], ["go", "sql", "css"])


async def ring_states(graph: Graph) -> list[str]:
    found: list[str] = await values(graph, "MATCH (r:Ring) RETURN r.state AS value")
    return found


async def test_a_ring_is_found_by_each_of_its_members(graph: Graph) -> None:
    network = await triangle(graph)
    for viewer_id, expected in (
        ("ann", [("ann", "go"), ("bea", "sql"), ("cyd", "css")]),
        ("cyd", [("cyd", "css"), ("ann", "go"), ("bea", "sql")]),
    ):
        (ring,) = await learning_rings(network, viewer_id, 10)
        assert [(step.person_id, step.skill_id) for step in ring.steps] == expected
    assert await learning_rings(network, "nobody", 10) == []


async def test_once_all_have_accepted_the_mentorships_begin(graph: Graph) -> None:
    network = await triangle(graph)
    ring_id = await proposed(network)
    await accept_ring(network, "bea", ring_id)
    assert (await ring_states(graph), await states(graph)) == (["proposed"], {})
    await accept_ring(network, "cyd", ring_id)
    assert (await ring_states(graph), await states(graph)) == (["agreed"], {"active": 3})
    pairs = await values(graph, "MATCH (a)-[t:MENTORED]->(b) RETURN [a.id, t.skill_id, b.id] AS value")
    assert sorted(pairs) == [["ann", "go", "bea"], ["bea", "sql", "cyd"], ["cyd", "css", "ann"]]
    assert [(await person_facts(graph, who))["open_places"] for who in ("ann", "bea", "cyd")] == [0, 0, 0]
    assert await values(graph, "MATCH (:Person)-[f:FRONT]->(:Skill) WHERE NOT f.full RETURN 1 AS value") == []


async def test_all_accepting_at_once_and_again_begins_each_mentorship_once(graph: Graph) -> None:
    network = await triangle(graph)
    ring_id = await proposed(network)
    came = await outcomes([accept_ring(network, who, ring_id) for who in ("ann", "bea", "cyd") * 3])
    assert came == {"done": 9}
    assert (await ring_states(graph), await states(graph)) == (["agreed"], {"active": 3})
    assert [(await person_facts(graph, who))["open_places"] for who in ("ann", "bea", "cyd")] == [0, 0, 0]


async def test_proposing_again_by_whomever_has_one_effect(graph: Graph) -> None:
    network = await triangle(graph)
    ring_id = await proposed(network)
    again = await propose_ring(network, "cyd", ["cyd", "ann", "bea"], ["css", "go", "sql"])
    assert again == ring_id
    assert len(await ring_states(graph)) == 1
    assert len(await values(graph, "MATCH ()-[i:IN_RING]->() RETURN 1 AS value")) == 3


async def test_the_same_ring_proposed_at_once_is_one(graph: Graph) -> None:
    network = await triangle(graph)
    assert await outcomes([proposed(network, who) for who in ("ann", "bea", "cyd") * 3]) == {"done": 9}
    assert len(await ring_states(graph)) == 1
    assert len(await values(graph, "MATCH ()-[i:IN_RING]->() RETURN 1 AS value")) == 3


async def test_a_declined_ring_ends_for_all_and_nobody_learns_who_declined(graph: Graph) -> None:
    network = await triangle(graph)
    ring_id = await proposed(network)
    await decline_ring(network, "bea", ring_id)
    await decline_ring(network, "bea", ring_id)
    with pytest.raises(WrongState):
        await accept_ring(network, "cyd", ring_id)
    with pytest.raises(WrongState):
        await proposed(network, "cyd")
    seen = {who: (await store.rings_of(graph, who, NOW, 5))[0] for who in ("ann", "bea", "cyd")}
    assert {ring.state for ring in seen.values()} == {"ended"}
    facts = await values(graph, "MATCH ()-[i:IN_RING]->(r:Ring) RETURN [properties(i), properties(r)] AS value")
    assert "declined" not in repr(facts)


async def test_an_agreed_ring_cannot_be_declined(graph: Graph) -> None:
    network = await triangle(graph)
    ring_id = await proposed(network)
    for who in ("bea", "cyd"):
        await accept_ring(network, who, ring_id)
    before = await picture(graph)
    with pytest.raises(WrongState):
        await decline_ring(network, "ann", ring_id)
    assert await picture(graph) == before


async def test_of_two_rings_that_need_the_same_place_one_is_agreed(graph: Graph) -> None:
    network = await triangle(graph, person("dee", offers={"css": 4}))
    await need_them(graph, NeedOf("n4", "dee", "go"))
    first = await proposed(network)
    second = await propose_ring(network, "ann", ["ann", "dee"], ["go", "css"])
    await accept_ring(network, "bea", first)
    await outcomes([accept_ring(network, "cyd", first), accept_ring(network, "dee", second)])
    assert sorted(await ring_states(graph)) == ["agreed", "ended"]
    assert (await person_facts(graph, "ann"))["open_places"] == 0


async def test_an_acceptance_and_a_refusal_at_once_leave_one_outcome(graph: Graph) -> None:
    network = await triangle(graph)
    ring_id = await proposed(network)
    await accept_ring(network, "bea", ring_id)
    came = await outcomes([accept_ring(network, "cyd", ring_id), decline_ring(network, "ann", ring_id)])
    assert came == {"done": 1, WrongState.__name__: 1}
    expected = {"agreed": {"active": 3}, "ended": {}}
    assert await states(graph) == expected[(await ring_states(graph))[0]]


@pytest.mark.parametrize("why", ["blocked", "hidden", "away"])
async def test_a_ring_that_cannot_be_any_more_ends_when_somebody_accepts(graph: Graph, why: str) -> None:
    network = await triangle(graph)
    ring_id = await proposed(network)
    if why == "blocked":
        await block_person(network, "ann", "cyd")
    else:
        await update_profile(network, "cyd", {"visibility": "hidden"} if why == "hidden" else {"status": "away"})
    await accept_ring(network, "bea", ring_id)
    assert (await ring_states(graph), await states(graph)) == (["ended"], {})


async def test_a_ring_waits_for_its_time_and_no_longer(graph: Graph) -> None:
    network = await triangle(graph)
    ring_id = await proposed(network)
    late = replace(network, clock=lambda: NOW + RING_DAYS * DAY)
    with pytest.raises(WrongState):
        await accept_ring(late, "bea", ring_id)
    assert [ring.state for ring in await store.rings_of(graph, "bea", NOW + RING_DAYS * DAY, 5)] == ["ended"]


async def test_a_ring_is_seen_by_its_members_alone_and_not_across_a_block(graph: Graph) -> None:
    network = await triangle(graph, person("eve"))
    ring_id = await proposed(network)
    assert await store.rings_of(graph, "eve", NOW, 5) == await store.rings_of(graph, "nobody", NOW, 5) == []
    (seen,) = await store.rings_of(graph, "cyd", NOW, 5, [ring_id])
    assert [(step.person_id, step.skill_id, step.level) for step in seen.steps] == [
        ("cyd", "css", 4),
        ("ann", "go", 4),
        ("bea", "sql", 4),
    ]
    assert (seen.state, seen.accepted) == ("proposed", False)
    await block_person(network, "ann", "cyd")
    assert await store.rings_of(graph, "cyd", NOW, 5) == []
    assert len(await store.rings_of(graph, "bea", NOW, 5)) == 1


@pytest.mark.parametrize(
    ("ann", "refusal"),
    [
        ({"status": "away"}, RingImpossible),
        ({"open_places": 0}, RingImpossible),
        ({"visibility": "hidden"}, RingImpossible),
        ({"blocks": ("cyd",)}, NotFound),
        ({"languages": ("fi",)}, RingImpossible),
        ({"offers": {}}, RingImpossible),
    ],
    ids=repr,
)
async def test_a_ring_that_cannot_be_is_refused_and_changes_nothing(
    graph: Graph, ann: dict[str, object], refusal: type[RuleBroken]
) -> None:
    network = await triangle(graph, **ann)
    before = await picture(graph)
    with pytest.raises(refusal):
        await proposed(network)
    assert await picture(graph) == before


async def test_somebody_whom_the_proposer_may_not_see_is_nobody(graph: Graph) -> None:
    network = await triangle(graph, visibility="hidden")
    before = await picture(graph)
    for people, skills, refusal in (
        (["bea", "cyd", "ann"], ["sql", "css", "go"], NotFound),
        (["bea", "nobody"], ["sql", "css"], NotFound),
        (["bea", "cyd"], ["sql", "css"], RingImpossible),
        (["bea"], ["sql"], BadInput),
        (["bea", "bea"], ["sql", "sql"], BadInput),
        (["ann", "cyd"], ["sql", "css"], BadInput),
        (["bea", "cyd"], ["sql"], BadInput),
        (["bea", "c", "d", "e", "f"], ["sql"] * 5, BadInput),
    ):
        with pytest.raises(refusal):
            await propose_ring(network, "bea", people, skills)
    with pytest.raises(NotFound):
        await propose_ring(network, "nobody", ["nobody", "bea"], ["go", "sql"])
    with pytest.raises(NotFound):
        await accept_ring(network, "bea", "no such")
    with pytest.raises(NotFound):
        await decline_ring(network, "bea", "no such")
    assert await picture(graph) == before


async def test_so_many_proposals_and_no_more(graph: Graph) -> None:
    others = [person(f"p{n}", offers={"css": 4}) for n in range(MAX_OPEN_RINGS + 1)]
    network = await triangle(graph, *others)
    await need_them(graph, *[NeedOf(f"o{each.id}", each.id, "go") for each in others])
    asked = [propose_ring(network, "ann", ["ann", each.id], ["go", "css"]) for each in others]
    assert await outcomes(asked) == {"done": MAX_OPEN_RINGS, LimitReached.__name__: 1}
