"""What an engine tells of itself, on both: its clock, its constraints, whether anybody is there."""

from __future__ import annotations

import time

from peernet.graph.engine_facts import constraint_names, engine_clock, has_people
from peernet.graph.session import Graph
from tests.contract.seeding import person, seed


async def test_its_clock_is_in_epoch_milliseconds(graph: Graph) -> None:
    assert abs(await engine_clock(graph) - time.time() * 1000) < 60_000


async def test_every_identity_has_its_constraint(graph: Graph) -> None:
    wanted = {"person_id", "skill_id", "community_id", "need_id", "mentorship_id", "evidence_id", "migration_number"}
    assert wanted <= await constraint_names(graph)


async def test_a_network_has_people_once_one_is_there(graph: Graph) -> None:
    assert not await has_people(graph)
    await seed(graph, person("ann"))
    assert await has_people(graph)
