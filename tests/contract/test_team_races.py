"""Steps of teams taken at once, on both engines: one organiser gets a person, and a place is taken once."""

from __future__ import annotations

import asyncio
from typing import Any

from peernet.errors import MembersUnavailable, NoPlaceFree, RuleBroken
from peernet.graph.session import Graph
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.accept_team_place import accept_team_place
from peernet.use_cases.block_person import block_person
from peernet.use_cases.decline_team_place import decline_team_place
from peernet.use_cases.finish_team import call_off_team, finish_team, start_team
from peernet.use_cases.form_team import RoleWish, TeamWish
from peernet.use_cases.form_teams import TeamsAsk, form_teams
from peernet.use_cases.network import Network
from peernet.use_cases.request_mentorship import MentorshipRequest, request_mentorship
from tests.contract.asking import values
from tests.contract.seeding import person, seed
from tests.contract.test_mentorships import outcomes
from tests.contract.test_team_life import formed, members, places, state, under_way, workshop

GO = TeamWish((RoleWish("go"),))


async def asks(network: Network, organiser: str, *person_ids: str, key: str | None = None) -> str:
    """The id of an organiser's team of one who does Go, or the refusal raised."""
    made = await form_teams(network, organiser, TeamsAsk(f"{organiser}'s", GO, person_ids, key), ("en",))
    assert isinstance(made, str)
    return made


async def test_of_organisers_who_want_the_same_person_at_once_one_gets_them_and_the_others_are_told(
    graph: Graph,
) -> None:
    organisers = [f"o{n}" for n in range(8)]
    network = await seed(graph, person("ann", offers={"go": 5}), *map(person, organisers))
    told = await asyncio.gather(*(asks(network, each, "ann") for each in organisers), return_exceptions=True)
    assert len([each for each in told if isinstance(each, str)]) == 1
    refused = [each for each in told if isinstance(each, MembersUnavailable)]
    assert [each.person_ids for each in refused] == [("ann",)] * 7
    assert await values(graph, "MATCH (t:Team) RETURN count(t) AS value") == [1]


async def test_two_organisers_who_ask_for_each_other_s_people_at_once_are_both_answered(graph: Graph) -> None:
    people = [person(f"p{n}", offers={"go": 5}, capacity=2) for n in range(6)]
    network = await seed(graph, person("one"), person("two"), *people)
    wish = TeamWish((RoleWish("go", people=6),))
    names = [each.id for each in people]
    ones, twos = TeamsAsk("one's", wish, tuple(names)), TeamsAsk("two's", wish, tuple(reversed(names)))
    made = await asyncio.gather(form_teams(network, "one", ones, ()), form_teams(network, "two", twos, ()))
    assert all(isinstance(each, str) for each in made)


async def test_the_same_key_at_once_makes_one_team_and_asks_once(graph: Graph) -> None:
    network = await workshop(graph)
    made = await asyncio.gather(*(asks(network, "org", key="k") for _ in range(8)))
    assert len(set(made)) == 1
    assert await values(graph, "MATCH (:Person)-[i:IN_TEAM]->(:Team) RETURN count(i) AS value") == [1]


async def test_the_last_acceptances_at_once_form_the_team(graph: Graph) -> None:
    network = await workshop(graph)
    for _ in range(4):
        team_id = await formed(network, "ann", "bea")
        await asyncio.gather(*(accept_team_place(network, each, team_id) for each in ("ann", "bea") for _ in (1, 2)))
        assert await state(network, team_id) == "formed"
        assert [await places(graph, each) for each in ("ann", "bea")] == [0, 0]
        await call_off_team(network, "org", team_id)


async def test_a_last_place_goes_to_a_team_or_to_a_mentee_and_never_to_both(graph: Graph) -> None:
    network = await workshop(graph, *(person(f"l{n}") for n in range(4)))
    for n in range(4):
        team_id = await formed(network, "ann", "bea")
        asked = await request_mentorship(network, f"l{n}", MentorshipRequest("ann", ("go",), ""))
        came = await outcomes([accept_team_place(network, "ann", team_id), accept_mentorship(network, "ann", asked)])
        assert came["done"] == 1
        assert came in ({"done": 1, NoPlaceFree.__name__: 1}, {"done": 1, "MentorIsFull": 1})
        assert await places(graph, "ann") == 0
        if NoPlaceFree.__name__ in came:
            return
        await call_off_team(network, "org", team_id)
        await asyncio.gather(block_person(network, f"l{n}", "ann"))
        assert await places(graph, "ann") == 1


async def test_of_an_acceptance_and_a_withdrawal_at_once_the_place_is_open_at_the_end(graph: Graph) -> None:
    network = await workshop(graph)
    for _ in range(4):
        team_id = await formed(network, "ann", "cyd")
        await ignoring_refusals(accept_team_place(network, "ann", team_id), decline_team_place(network, "ann", team_id))
        assert "ann" not in await members(network, team_id)
        assert await places(graph, "ann") == 1
        await call_off_team(network, "org", team_id)


async def test_an_acceptance_and_a_block_at_once_leave_the_two_in_no_team_together(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await formed(network, "ann", "bea")
    await accept_team_place(network, "ann", team_id)
    await ignoring_refusals(accept_team_place(network, "bea", team_id), block_person(network, "ann", "bea"))
    assert set(await members(network, team_id)) <= {"bea", "cyd"}
    assert await places(graph, "ann") == 1


async def test_a_team_begins_and_is_finished_once_however_many_do_it_at_once(graph: Graph) -> None:
    network = await workshop(graph)
    team_id = await under_way(network, "ann", "bea")
    await asyncio.gather(*(start_team(network, who, team_id) for who in ("org", "ann", "bea")))
    await asyncio.gather(*(finish_team(network, who, team_id, who) for who in ("org", "ann", "bea")))
    assert await values(graph, "MATCH ()-[k:KNOWS]->() RETURN k.kind AS value") == ["teamed"]
    assert await values(graph, "MATCH (e:Evidence) RETURN count(e) AS value") == [2]
    assert [await places(graph, each) for each in ("ann", "bea")] == [1, 1]


async def ignoring_refusals(*steps: Any) -> None:
    """All steps at once; whatever is no refusal of the rules is raised."""
    for came in await asyncio.gather(*steps, return_exceptions=True):
        if isinstance(came, BaseException) and not isinstance(came, RuleBroken):
            raise came
