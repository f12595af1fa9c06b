"""Steps of mentorships taken at once, on both engines: the last place is given once, and one of two answers wins."""

from __future__ import annotations

import asyncio

import pytest

from peernet.errors import AlreadyRequested, MentorIsFull, WrongState
from peernet.graph.session import Graph
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.block_person import block_person
from peernet.use_cases.decline_mentorship import decline_mentorship
from peernet.use_cases.update_profile import update_profile
from peernet.use_cases.withdraw_request import withdraw_request
from tests.contract.asking import person_facts, values
from tests.contract.seeding import person, seed
from tests.contract.test_mentorships import ada, outcomes, request, states


async def test_the_same_key_at_once_makes_one_mentorship(graph: Graph) -> None:
    network = await seed(graph, ada(), person("bob"))
    made = await asyncio.gather(*[request(network, key="k1") for _ in range(10)])
    assert len(set(made)) == 1
    assert await states(graph) == {"requested": 1}
    assert (await person_facts(graph, "ada"))["requests_received"] == 1


async def test_the_same_key_of_two_members_makes_two_mentorships(graph: Graph) -> None:
    network = await seed(graph, ada(), person("bob"), person("cyd"))
    assert await request(network, "bob", key="k1") != await request(network, "cyd", key="k1")


async def test_ten_requests_at_once_without_a_key_leave_one_standing(graph: Graph) -> None:
    network = await seed(graph, ada(), person("bob"))
    assert await outcomes([request(network) for _ in range(10)]) == {"done": 1, AlreadyRequested.__name__: 9}


@pytest.mark.parametrize(("learners", "capacity"), [(2, 1), (20, 1), (20, 3)])
async def test_of_learners_accepted_at_once_exactly_the_capacity_gets_in(
    graph: Graph, learners: int, capacity: int
) -> None:
    network = await seed(graph, ada(capacity=capacity), *[person(f"l{n:02}") for n in range(learners)])
    made = [await request(network, f"l{n:02}") for n in range(learners)]
    came = await outcomes([accept_mentorship(network, "ada", each) for each in made])
    assert came == {"done": capacity, MentorIsFull.__name__: learners - capacity}
    assert (await states(graph))["active"] == capacity
    assert (await person_facts(graph, "ada"))["open_places"] == 0


async def test_of_an_answer_and_a_withdrawal_at_once_one_wins(graph: Graph) -> None:
    network = await seed(graph, ada(capacity=8), *[person(f"l{n}") for n in range(8)])
    for n in range(8):
        made = await request(network, f"l{n}")
        answer = accept_mentorship if n % 2 else decline_mentorship
        came = await outcomes([answer(network, "ada", made), withdraw_request(network, f"l{n}", made)])
        assert came == {"done": 1, WrongState.__name__: 1}
    taken = (await states(graph))["active"]
    assert (await person_facts(graph, "ada"))["open_places"] == 8 - taken
    assert len(await values(graph, "MATCH ()-[t:MENTORED]->() RETURN 1 AS value")) == taken


async def test_a_request_and_a_block_at_once_leave_nothing_open(graph: Graph) -> None:
    network = await seed(graph, ada(), *[person(f"l{n}") for n in range(6)])
    for n in range(6):
        blocker, other = ("ada", f"l{n}") if n % 2 else (f"l{n}", "ada")
        await outcomes([request(network, f"l{n}"), block_person(network, blocker, other)])
    assert not {"requested", "active"} & (await states(graph)).keys()


async def test_an_acceptance_and_a_block_at_once_leave_the_place_open(graph: Graph) -> None:
    network = await seed(graph, ada(), *[person(f"l{n}") for n in range(6)])
    for n in range(6):
        made = await request(network, f"l{n}")
        await outcomes([accept_mentorship(network, "ada", made), block_person(network, f"l{n}", "ada")])
        assert (await person_facts(graph, "ada"))["open_places"] == 1
    assert not {"requested", "active"} & (await states(graph)).keys()


async def test_a_change_of_capacity_and_an_acceptance_at_once_agree_on_the_places(graph: Graph) -> None:
    network = await seed(graph, ada(capacity=5), *[person(f"l{n}") for n in range(4)])
    for n in range(4):
        made = await request(network, f"l{n}")
        await outcomes([accept_mentorship(network, "ada", made), update_profile(network, "ada", {"capacity": 5 + n})])
        assert (await person_facts(graph, "ada"))["open_places"] == 5 + n - (n + 1)
