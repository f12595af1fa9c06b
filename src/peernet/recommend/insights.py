"""Bridges and gaps of a community, from its members, those whom they know, and the ties among all of these.

Pure: the same people in any order, the same insights; estimates draw their sources from a fixed seed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx

from peernet.model.insight import Bridge, Connector, InsightPerson, Insights, LoneSkill

MOST_LISTED = 20
STEPS = 4_000_000
"""Looking for the shortest ways from everybody takes people x (people + 2 x ties) steps. Up to so many, which is seven
hundred people with three ties each and about a second, betweenness is exact; beyond, ways are followed from as many
people as that allows, drawn from a fixed seed (Brandes and Pich: "Centrality Estimation in Large Networks", 2007)."""
_SEED = 20260101


def insights(people: Sequence[InsightPerson], *, complete: bool, steps: int = STEPS) -> Insights:
    """What the people's ties, offers and needs say; `complete` is passed on. Each person may be there once.

    steps: how many betweenness may take; beyond, it is an estimate.
    """
    known = {person.id: person for person in sorted(people, key=lambda person: person.id)}
    graph = _graph(known)
    members = [person for person in known.values() if person.member]
    sources = steps // max(1, len(known) + 2 * graph.number_of_edges())
    exact = sources >= len(known)
    between = networkx.betweenness_centrality(graph, k=None if exact else max(1, sources), seed=_SEED)
    alone = [person.id for person in members if not person.contacts and not person.mentoring]
    return Insights(
        members=len(members),
        complete=complete,
        exact=exact,
        connectors=_connectors(graph, known, between),
        bridges=_bridges(graph),
        alone=tuple(alone[:MOST_LISTED]),
        alone_total=len(alone),
        lone_skills=_lone_skills(members),
    )


def _graph(known: Mapping[str, InsightPerson]) -> networkx.Graph[str]:
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(known)
    for person in known.values():
        graph.add_edges_from((person.id, other) for other in sorted(person.contacts) if other in known)
    graph.remove_edges_from([(each, each) for each in known if graph.has_edge(each, each)])
    return graph


def _connectors(
    graph: networkx.Graph[str], known: Mapping[str, InsightPerson], between: Mapping[str, float]
) -> tuple[Connector, ...]:
    found = [each for each in between if between[each] > 0 and known[each].member]
    found.sort(key=lambda each: (-between[each], each))
    cuts = set(networkx.articulation_points(graph))
    return tuple(
        Connector(
            each,
            known[each].name,
            round(between[each], 4),
            _cut_off(graph, each) if each in cuts else 0,
            _reached(graph, known, each),
        )
        for each in found[:MOST_LISTED]
    )


def _cut_off(graph: networkx.Graph[str], person_id: str) -> int:
    """How many would be outside the largest part of those whom the person holds together now."""
    together = networkx.node_connected_component(graph, person_id) - {person_id}
    parts = [len(part) for part in networkx.connected_components(graph.subgraph(together))]
    return len(together) - max(parts, default=0)


def _reached(graph: networkx.Graph[str], known: Mapping[str, InsightPerson], person_id: str) -> int:
    theirs = {each for contact in graph[person_id] for each in known[contact].communities}
    return len(theirs - set(known[person_id].communities))


def _bridges(graph: networkx.Graph[str]) -> tuple[Bridge, ...]:
    """The ties that alone hold two parts of at least two people together, those with the most beyond them first."""
    ties = [(min(pair), max(pair)) for pair in networkx.bridges(graph)]
    parts = graph.copy()
    parts.remove_edges_from(ties)
    part_of = {each: number for number, part in enumerate(networkx.connected_components(parts)) for each in part}
    tree: networkx.Graph[int] = networkx.Graph()
    tree.add_nodes_from(part_of.values())
    tree.add_edges_from((part_of[one], part_of[other]) for one, other in ties)
    sizes = _sizes_below(tree, part_of)
    found = [Bridge(one, other, sizes[frozenset((part_of[one], part_of[other]))]) for one, other in ties]
    found.sort(key=lambda bridge: (-bridge.beyond, bridge.one_id, bridge.other_id))
    return tuple(bridge for bridge in found if bridge.beyond > 1)[:MOST_LISTED]


def _sizes_below(tree: networkx.Graph[int], part_of: Mapping[str, int]) -> dict[frozenset[int], int]:
    """For each edge of the forest how many people stand on its smaller side."""
    weight: dict[int, int] = dict.fromkeys(tree, 0)
    for part in part_of.values():
        weight[part] += 1
    sizes: dict[frozenset[int], int] = {}
    for whole in networkx.connected_components(tree):
        total, below = sum(weight[part] for part in whole), dict(weight)
        edges = list(networkx.dfs_edges(tree, min(whole)))
        for above, part in reversed(edges):  # a part is left before the one it hangs on
            sizes[frozenset((above, part))] = min(below[part], total - below[part])
            below[above] += below[part]
    return sizes


def _lone_skills(members: Sequence[InsightPerson]) -> tuple[LoneSkill, ...]:
    offerers: dict[str, list[str]] = {}
    needs: dict[str, set[str]] = {}
    for person in members:
        for skill_id in set(person.offers) if person.active else ():
            offerers.setdefault(skill_id, []).append(person.id)
        for skill_id in person.needs:
            needs.setdefault(skill_id, set()).add(person.id)
    found = [
        LoneSkill(skill_id, people[0], len(needs[skill_id] - {people[0]}))
        for skill_id, people in offerers.items()
        if len(people) == 1 and needs.get(skill_id, set()) - {people[0]}
    ]
    return tuple(sorted(found, key=lambda each: (-each.needs, each.skill_id))[:MOST_LISTED])
