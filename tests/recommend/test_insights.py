"""Bridges and gaps: exact where it is said to be, and the same as networkx finds."""

from __future__ import annotations

import random
from collections.abc import Sequence

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peernet.model.insight import Bridge, InsightPerson, LoneSkill
from peernet.recommend import insights as module
from peernet.recommend.insights import insights

Ties = Sequence[tuple[str, str]]


def someone(
    id_: str,
    ties: Ties = (),
    *,
    member: bool = True,
    active: bool = True,
    communities: Sequence[str] = (),
    offers: Sequence[str] = (),
    needs: Sequence[str] = (),
    mentoring: bool = False,
) -> InsightPerson:
    """An active member, who knows whom `ties` say."""
    contacts = [other for one, other in ties if one == id_] + [one for one, other in ties if other == id_]
    return InsightPerson(
        id_,
        id_.title(),
        member,
        active,
        tuple(contacts),
        tuple(communities),
        tuple(offers),
        tuple(needs),
        mentoring,
    )


def crowd(ids: str, ties: Ties) -> list[InsightPerson]:
    """Members whose ids are single letters."""
    return [someone(each, ties) for each in ids]


@st.composite
def graphs(draw: st.DrawFn) -> networkx.Graph[str]:
    """Up to ten people, tied at random."""
    names = [f"p{number}" for number in range(draw(st.integers(0, 10)))]
    pairs = [(one, other) for one in names for other in names if one < other]
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(names)
    graph.add_edges_from(draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else [])
    return graph


@settings(deadline=None, max_examples=200)
@given(graphs())
def test_betweenness_is_the_share_of_shortest_ways_between_others(graph: networkx.Graph[str]) -> None:
    people = [someone(each, list(graph.edges)) for each in graph]
    found = {each.person_id: each.between for each in insights(people, complete=True).connectors}
    shares = {each: share for each in graph if (share := counted(graph, each)) > 0}
    assert found == pytest.approx(shares, abs=0.000051)  # told to four places, and summed in another order


def counted(graph: networkx.Graph[str], between: str) -> float:
    """The mean, over pairs of others, of the part of their shortest ways that leads through somebody."""
    others = [each for each in graph if each != between]
    pairs = [(one, other) for one in others for other in others if one < other]
    parts = 0.0
    for one, other in pairs:
        if networkx.has_path(graph, one, other):
            ways = list(networkx.all_shortest_paths(graph, one, other))
            parts += sum(between in way for way in ways) / len(ways)
    return parts / len(pairs) if pairs else 0.0


def test_who_holds_two_groups_together_comes_first_with_how_many_they_would_lose() -> None:
    ties = [(pair[0], pair[1]) for pair in ["ab", "bc", "ca", "cd", "de", "ef", "eg", "fg"]]
    found = insights(crowd("abcdefg", ties), complete=True)
    assert {each.person_id: each.cut_off for each in found.connectors} == {"c": 2, "d": 3, "e": 2}
    assert found.bridges == (Bridge("c", "d", 3), Bridge("d", "e", 3))


def test_neighbours_are_gone_through_but_not_listed() -> None:
    ties = [("a", "x"), ("x", "b"), ("b", "c")]
    people = [someone("x", ties, member=False, communities=("else",)), *crowd("abc", ties)]
    found = insights(people, complete=True)
    assert [(each.person_id, each.communities) for each in found.connectors] == [("b", 1)]
    assert found.members == 3


def test_whoever_has_neither_contact_nor_mentorship_is_alone() -> None:
    people = [someone("a"), someone("b", mentoring=True), *crowd("cd", [("c", "d")]), someone("e", member=False)]
    found = insights(people, complete=True)
    assert (found.alone, found.alone_total) == (("a",), 1)
    many = insights([someone(f"p{n:03}") for n in range(50)], complete=False)
    assert (len(many.alone), many.alone_total, many.complete) == (module.MOST_LISTED, 50, False)


def test_a_skill_hangs_on_the_only_active_member_who_offers_it_while_others_want_it() -> None:
    people = [
        someone("a", offers=("go", "sql", "css")),
        someone("b", offers=("sql",), needs=("go",)),
        someone("c", needs=("go", "sql", "rust")),
        someone("d", offers=("go",), active=False),
        someone("e", offers=("go",), needs=("go",), member=False),
    ]
    assert insights(people, complete=True).lone_skills == (LoneSkill("go", "a", 2),)
    assert insights([someone("a", offers=("go",), needs=("go",))], complete=True).lone_skills == ()


@settings(deadline=None)
@given(graphs(), st.randoms())
def test_the_order_of_people_does_not_matter_and_every_only_tie_is_found(
    graph: networkx.Graph[str], chance: random.Random
) -> None:
    people = [someone(each, list(graph.edges)) for each in graph]
    mixed = [*people]
    chance.shuffle(mixed)
    found = insights(people, complete=True)
    assert insights(mixed, complete=True) == found
    expected = set()
    for tie in networkx.bridges(graph):
        one, other = min(tie), max(tie)
        without = graph.copy()
        without.remove_edge(one, other)
        beyond = min(len(networkx.node_connected_component(without, each)) for each in (one, other))
        expected |= {Bridge(one, other, beyond)} if beyond > 1 else set()
    assert set(found.bridges) == expected


def test_where_there_are_too_many_ties_the_answer_says_that_it_is_an_estimate() -> None:
    graph = networkx.relabel_nodes(networkx.barabasi_albert_graph(300, 3, seed=1), str)
    people = [someone(each, [tie for tie in graph.edges if each in tie]) for each in graph]
    exact = insights(people, complete=True)
    assert exact.exact
    steps = 300 * (300 + 2 * graph.number_of_edges()) // 2
    estimated = insights(people, complete=True, steps=steps)
    assert not estimated.exact
    assert insights(people[::-1], complete=True, steps=steps) == estimated
    assert estimated.connectors[0].person_id == exact.connectors[0].person_id
    assert estimated.connectors[0].between == pytest.approx(exact.connectors[0].between, abs=0.02)
