"""A membership that has ended opens nothing, whenever it ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from peernet.graph.communities import communities_seen, end_memberships
from peernet.graph.session import Graph
from peernet.use_cases.join_community import join_community
from peernet.use_cases.network import Network
from tests.contract.asking import values
from tests.contract.networks import write_network
from tests.contract.seeding import DAY, NOW, community, person, seed
from tests.contract.test_transfer import counts, take

TIES = "MATCH (:Person {id: 'ann'})-[m]->(c:Community) RETURN [type(m), c.id, m.until] AS value"


def folder_with(tmp_path: Path, until: str) -> Path:
    """A hidden community that somebody belongs to until then."""
    return write_network(
        tmp_path / f"until {until}",
        {
            "communities": [("den", "Den", "", "", "", "hidden")],
            "people": [("ann", "Ann", *[""] * 10)],
            "memberships": [("ann", "den", "member", "2020-01-01", until)],
        },
    )


@pytest.mark.parametrize(("until", "seen"), [("2021-01-01", False), ("2100-01-01", True), ("", True)])
async def test_a_hidden_community_is_seen_as_long_as_one_belongs_to_it(
    graph: Graph, tmp_path: Path, until: str, seen: bool
) -> None:
    folder = folder_with(tmp_path, until)
    assert counts(await take(graph, folder)) == (3, 3, 0, 0)
    assert bool(await communities_seen(graph, "ann", ["den"])) is seen
    assert counts(await take(graph, folder)) == (3, 0, 3, 0)


async def test_a_membership_ends_in_its_time_and_only_once(graph: Graph, tmp_path: Path) -> None:
    await take(graph, folder_with(tmp_path, "2100-01-01"))
    assert await end_memberships(graph, NOW) == 0
    assert await communities_seen(graph, "ann", ["den"])
    in_2101 = 4_133_980_800_000
    assert await end_memberships(graph, in_2101) == 1
    assert not await communities_seen(graph, "ann", ["den"])
    assert await values(graph, TIES) == [["WAS_MEMBER_OF", "den", 4_102_444_800_000]]
    assert await end_memberships(graph, in_2101) == 0


async def test_who_joins_again_is_a_member_and_was_never_another(graph: Graph, tmp_path: Path) -> None:
    await take(graph, folder_with(tmp_path, "2021-01-01"))
    network = await seed(graph, person("bea"), community("open"))
    await end_memberships(graph, NOW + DAY)
    await join_community(Network(graph, network.catalogue, clock=lambda: NOW), "ann", "open")
    assert sorted(await values(graph, TIES)) == [
        ["MEMBER_OF", "open", None],
        ["WAS_MEMBER_OF", "den", 1_609_459_200_000],
    ]
