"""How far suggestions go through the ties of whom the viewer knows: whoever knows thousands waits for no more of them
than anybody else. The same in the three statements that do; both engines give the same.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import pytest

from peernet.graph import help_wanted, near_misses, suggestions
from peernet.graph.fronts import rebuild_fronts
from peernet.graph.session import Graph
from peernet.use_cases.open_need import open_need
from tests.contract.asking import write
from tests.contract.seeding import NOW, PersonOf, person, seed

Common = Mapping[str, int]
FRIENDS = ("eve", "dee", "cyd", "bea", "abe")
"""The best known first, which is not the order of ids."""


async def as_mentors(graph: Graph) -> Common:
    """By each who could be asked for Go: how many whom `me` knows know them."""
    found = await suggestions.mentor_candidates(graph, "me", ["go"], [], now=NOW)
    assert found is not None
    return {each.person_id: each.common_contacts for each in found.mentors}


async def as_missed(graph: Graph) -> Common:
    """By each who could be asked for Go if they had a place open."""
    await write(graph, "MATCH (p:Person)-[:OFFERS]->(:Skill {id: 'go'}) SET p.open_places = 0")
    await rebuild_fronts(graph, NOW)
    found = await near_misses.missed_mentors(graph, "me", ["go"], now=NOW)
    assert found is not None
    return {each.candidate.person_id: each.candidate.common_contacts for each in found.people}


async def as_helped(graph: Graph) -> Common:
    """By each who needs SQL, which `me` offers."""
    found = await help_wanted.help_wanted(graph, "me", community_id=None, now=NOW)
    assert found is not None
    return {each.need.person_id: each.helper.common_contacts for each in found.needs}


Asking = Callable[[Graph], Awaitable[Common]]
WAYS: tuple[Asking, ...] = (as_mentors, as_missed, as_helped)


@pytest.fixture(params=WAYS, ids=lambda each: each.__name__)
def asking(request: pytest.FixtureRequest) -> Asking:
    asking: Asking = request.param
    return asking


async def known(graph: Graph, *others: PersonOf) -> None:
    """`me` knows the five friends; each of the others who offers Go needs SQL."""
    network = await seed(
        graph,
        person("me", knows=FRIENDS, offers={"sql": 4}),
        *map(person, FRIENDS),
        *others,
    )
    strengths = {each: 0.9 - 0.1 * place for place, each in enumerate(FRIENDS)}
    await write(
        graph,
        "MATCH (:Person {id: 'me'})-[k:KNOWS]->(x:Person) SET k.strength = $strengths[x.id]",
        strengths=strengths,
    )
    for each in others:
        if each.offers:
            await open_need(network, each.id, "sql", 3, "a report", None, None)


def bound(monkeypatch: pytest.MonkeyPatch, name: str, value: int) -> None:
    """The same bound for all three, as long as the test runs."""
    for module in (suggestions, near_misses, help_wanted):
        monkeypatch.setattr(module, name, value)


async def test_who_knows_very_many_is_no_way_to_anybody(
    graph: Graph, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound(monkeypatch, "TIES", 12)  # of one person at most three
    await known(
        graph,
        person("ann", offers={"go": 4}, knows=("eve", "dee")),
        person("zoe", offers={"go": 4}, knows=("eve",)),
        person("yan", knows=("eve",)),
    )
    assert await asking(graph) == {"ann": 1, "zoe": 0}  # eve knows four people, dee two


async def test_the_ties_of_the_best_known_are_gone_through_first(
    graph: Graph, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound(monkeypatch, "TIES", 8)  # two for each of four people
    await known(
        graph,
        person("ann", offers={"go": 4}, knows=("eve",)),
        person("ben", offers={"go": 4}, knows=("bea",)),
        person("zoe", offers={"go": 4}, knows=("abe",)),
        person("bob", knows=("dee",)),
        person("cat", knows=("cyd",)),
    )
    assert await asking(graph) == {"ann": 1, "ben": 1, "zoe": 0}


async def test_of_whom_somebody_knows_the_best_known_count(
    graph: Graph, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound(monkeypatch, "KNOWN", 2)
    await known(
        graph,
        person("ann", offers={"go": 4}, knows=("dee", "cyd")),
        person("zoe", offers={"go": 4}, knows=("bea",)),
    )
    assert await asking(graph) == {"ann": 1, "zoe": 0}


async def test_nothing_is_left_out_where_it_is_little(graph: Graph, asking: Asking) -> None:
    await known(
        graph,
        person("ann", offers={"go": 4}, knows=("eve", "dee", "cyd")),
        person("zoe", offers={"go": 4}, knows=("abe",)),
    )
    assert await asking(graph) == {"ann": 3, "zoe": 1}


async def test_ties_that_the_viewer_may_not_know_of_are_not_counted(
    graph: Graph, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound(monkeypatch, "TIES", 12)
    await known(
        graph,
        person("ann", offers={"go": 4}, knows=("eve",)),
        person("hid", visibility="hidden", knows=("eve",)),
        person("far", visibility="communities", member_of={"lodge": "member"}, knows=("eve",)),
        person("foe", blocks=("me",), knows=("eve",)),
        person("shy", knows=("eve",), shown_to={"ties": "nobody"}),
    )
    assert await asking(graph) == {"ann": 1}


async def test_who_is_named_as_a_way_is_right_when_somebody_better_known_is_none(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound(monkeypatch, "TIES", 12)
    await known(
        graph,
        person("ann", offers={"go": 4}, knows=("eve", "bea")),
        person("yan", knows=("eve",)),
        person("zoe", knows=("eve",)),
    )
    found = await suggestions.mentor_candidates(graph, "me", ["go"], [], now=NOW)
    assert found is not None
    (ann,) = found.mentors
    assert (ann.common_contacts, ann.via and ann.via.id) == (1, "bea")
