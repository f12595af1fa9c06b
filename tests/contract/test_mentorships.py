"""Mentorships from request to end, on both engines: every step is decided once, whoever comes at the same time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Sequence
from typing import Any

import pytest

from peernet.errors import (
    AlreadyRequested,
    BadInput,
    CannotMentorSelf,
    LimitReached,
    MentorIsFull,
    MentorUnavailable,
    NotFound,
    RuleBroken,
    WrongState,
)
from peernet.graph import mentorships as store
from peernet.graph.session import Graph
from peernet.model.mentorship import MAX_OPEN_REQUESTS
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.block_person import block_person
from peernet.use_cases.decline_mentorship import decline_mentorship
from peernet.use_cases.end_mentorship import end_mentorship
from peernet.use_cases.network import Network
from peernet.use_cases.request_mentorship import MentorshipRequest, request_mentorship
from peernet.use_cases.update_profile import update_profile
from peernet.use_cases.withdraw_request import withdraw_request
from tests.contract.asking import person_facts, picture, values
from tests.contract.seeding import NOW, OfferOf, PersonOf, community, person, seed

ANYBODY = 2**53
STATES = ["requested", "active", "declined", "withdrawn", "completed"]


async def request(network: Network, viewer_id: str = "bob", mentor_id: str = "ada", **others: Any) -> str:
    """Bob asks Ada for Python, unless said otherwise."""
    skill_ids = others.pop("skill_ids", ("python",))
    return await request_mentorship(network, viewer_id, MentorshipRequest(mentor_id, skill_ids, "to learn", **others))


async def outcomes(calls: Sequence[Awaitable[object]]) -> Counter[str]:
    """What became of calls made at once: `done`, or the name of the refusal; any other error is raised."""
    answers = await asyncio.gather(*calls, return_exceptions=True)
    for answer in answers:
        if isinstance(answer, BaseException) and not isinstance(answer, RuleBroken):
            raise answer
    return Counter(type(answer).__name__ if isinstance(answer, RuleBroken) else "done" for answer in answers)


async def states(graph: Graph) -> Counter[str]:
    """How many mentorships there are in each state."""
    return Counter(await values(graph, "MATCH (m:Mentorship) RETURN m.state AS value"))


def ada(**others: Any) -> PersonOf:
    """Ada offers Python and has one place."""
    return person("ada", offers={"python": 4}, **others)


async def test_a_request_is_kept_with_what_was_said(graph: Graph) -> None:
    network = await seed(graph, ada(), person("bob"))
    made = await request(network)
    found = (await store.mentorships_mine(graph, "bob", [made]))[made]
    assert (found.mentor_id, found.mentee_id, found.skill_ids) == ("ada", "bob", ["python"])
    assert (found.goal, found.state, found.requested_at, found.started_at) == ("to learn", "requested", NOW, None)


async def test_a_request_takes_no_place_and_is_counted_for_the_mentor(graph: Graph) -> None:
    network = await seed(graph, ada(), person("bob"))
    await request(network)
    facts = await person_facts(graph, "ada")
    assert (facts["open_places"], facts["requests_received"]) == (1, 1)


async def test_accepting_takes_a_place_and_ties_the_two(graph: Graph) -> None:
    network = await seed(graph, ada(capacity=2), person("bob"))
    made = await request(network)
    await accept_mentorship(network, "ada", made)
    facts = await person_facts(graph, "ada")
    assert (facts["open_places"], facts["requests_answered"], facts["requests_accepted"]) == (1, 1, 1)
    ties = await values(
        graph, "MATCH (:Person {id: 'ada'})-[t:MENTORED]->(:Person {id: 'bob'}) RETURN [t.skill_id, t.from] AS value"
    )
    assert ties == [["python", NOW]]


async def test_accepting_again_changes_nothing(graph: Graph) -> None:
    network = await seed(graph, ada(capacity=2), person("bob"))
    made = await request(network)
    await accept_mentorship(network, "ada", made)
    before = await picture(graph)
    await accept_mentorship(network, "ada", made)
    assert await picture(graph) == before


async def test_ending_gives_the_place_back_once_and_closes_the_tie(graph: Graph) -> None:
    network = await seed(graph, ada(), person("bob"))
    made = await request(network)
    await accept_mentorship(network, "ada", made)
    assert await outcomes([end_mentorship(network, who, made) for who in ("ada", "bob", "ada")]) == {"done": 3}
    assert (await person_facts(graph, "ada"))["open_places"] == 1
    assert await values(graph, "MATCH ()-[t:MENTORED]->() RETURN t.to AS value") == [NOW]
    assert (await store.mentorships_mine(graph, "ada", [made]))[made].ended_at == NOW


async def test_a_mentor_who_took_fewer_places_meanwhile_has_none_open_until_enough_have_ended(graph: Graph) -> None:
    network = await seed(graph, ada(capacity=3), person("bob"), person("cyd"), person("dee"))
    made = [await request(network, who) for who in ("bob", "cyd", "dee")]
    for each in made:
        await accept_mentorship(network, "ada", each)
    await update_profile(network, "ada", {"capacity": 1})
    places = []
    for each in made:
        await end_mentorship(network, "ada", each)
        places.append((await person_facts(graph, "ada"))["open_places"])
    assert places == [0, 0, 1]


async def test_a_declined_request_is_answered_and_takes_no_place(graph: Graph) -> None:
    network = await seed(graph, ada(), person("bob"))
    made = await request(network)
    await decline_mentorship(network, "ada", made)
    await decline_mentorship(network, "ada", made)
    facts = await person_facts(graph, "ada")
    assert (facts["open_places"], facts["requests_answered"], facts.get("requests_accepted")) == (1, 1, None)
    assert await states(graph) == {"declined": 1}


async def test_after_a_refusal_or_an_end_the_same_mentor_can_be_asked_again(graph: Graph) -> None:
    network = await seed(graph, ada(), person("bob"))
    await decline_mentorship(network, "ada", await request(network))
    await withdraw_request(network, "bob", await request(network))
    third = await request(network)
    await accept_mentorship(network, "ada", third)
    await end_mentorship(network, "bob", third)
    await request(network)
    assert await states(graph) == {"declined": 1, "withdrawn": 1, "completed": 1, "requested": 1}


async def test_steps_that_do_not_follow_are_refused_and_change_nothing(graph: Graph) -> None:
    network = await seed(graph, ada(capacity=5), person("bob"), person("cyd"), person("dee"))
    waiting, active, declined = [await request(network, who) for who in ("bob", "cyd", "dee")]
    await accept_mentorship(network, "ada", active)
    await decline_mentorship(network, "ada", declined)
    before = await picture(graph)
    for step in (
        end_mentorship(network, "bob", waiting),
        decline_mentorship(network, "ada", active),
        withdraw_request(network, "cyd", active),
        accept_mentorship(network, "ada", declined),
        withdraw_request(network, "dee", declined),
        end_mentorship(network, "ada", declined),
    ):
        with pytest.raises(WrongState):
            await step
    assert await picture(graph) == before


async def test_only_the_two_who_are_in_it_can_take_a_step(graph: Graph) -> None:
    network = await seed(graph, ada(), person("bob"), person("eve", offers={"python": 3}))
    made = await request(network)
    before = await picture(graph)
    for step in (accept_mentorship, decline_mentorship, withdraw_request, end_mentorship):
        for viewer_id in ("eve", "nobody"):
            with pytest.raises(NotFound):
                await step(network, viewer_id, made)
        with pytest.raises(NotFound):
            await step(network, "ada", "no such mentorship")
    with pytest.raises(NotFound):
        await accept_mentorship(network, "bob", made)
    with pytest.raises(NotFound):
        await withdraw_request(network, "ada", made)
    assert await picture(graph) == before


MENTORS_WHO_REFUSE: dict[str, tuple[PersonOf, type[RuleBroken]]] = {
    "full": (ada(open_places=0), MentorIsFull),
    "away": (ada(status="away"), MentorUnavailable),
    "retired": (ada(status="retired"), MentorUnavailable),
    "other skill": (person("ada", offers={"go": 3}), MentorUnavailable),
    "offer has ended": (person("ada", offers={"python": OfferOf(until=NOW - 1)}), MentorUnavailable),
    "hidden": (ada(visibility="hidden"), NotFound),
    "communities only": (ada(visibility="communities", member_of={"choir": "member"}), NotFound),
    "blocks the asker": (ada(blocks=("bob",)), NotFound),
}


@pytest.mark.parametrize("why", MENTORS_WHO_REFUSE)
async def test_a_request_that_cannot_be_is_refused_and_changes_nothing(graph: Graph, why: str) -> None:
    mentor, refusal = MENTORS_WHO_REFUSE[why]
    network = await seed(graph, mentor, person("bob"), person("cyd", offers={"python": 1}))
    before = await picture(graph)
    with pytest.raises(refusal):
        await request(network)
    assert await picture(graph) == before


async def test_a_request_by_nobody_to_nobody_for_nothing_is_refused(graph: Graph) -> None:
    network = await seed(graph, ada(), person("bob"), community("lodge", "hidden"))
    before = await picture(graph)
    for asked, refusal in (
        (request(network, "nobody"), NotFound),
        (request(network, "bob", "nobody"), NotFound),
        (request(network, "ada", "ada"), CannotMentorSelf),
        (request(network, skill_ids=("cobol",)), NotFound),
        (request(network, skill_ids=()), BadInput),
        (request(network, community_id="lodge"), NotFound),
        (request(network, community_id="no such"), NotFound),
    ):
        with pytest.raises(refusal):
            await asked
    assert await picture(graph) == before


async def test_who_the_asker_has_blocked_cannot_be_asked(graph: Graph) -> None:
    network = await seed(graph, ada(), person("bob", blocks=("ada",)))
    with pytest.raises(NotFound):
        await request(network)


async def test_a_shared_community_is_enough_to_ask_somebody_seen_by_communities_only(graph: Graph) -> None:
    network = await seed(
        graph,
        ada(visibility="communities", member_of={"choir": "member"}),
        person("bob", member_of={"choir": "member"}),
    )
    await request(network, community_id="choir")
    assert await states(graph) == {"requested": 1}


async def test_a_second_request_names_the_one_that_stands(graph: Graph) -> None:
    network = await seed(graph, ada(capacity=3), person("bob"))
    first = await request(network)
    with pytest.raises(AlreadyRequested) as refused:
        await request(network)
    assert refused.value.mentorship_id == first
    await accept_mentorship(network, "ada", first)
    with pytest.raises(AlreadyRequested):
        await request(network)


async def test_a_member_may_wait_for_ten_mentors_and_no_more(graph: Graph) -> None:
    mentors = [person(f"m{n:02}", offers={"python": 3}) for n in range(MAX_OPEN_REQUESTS + 1)]
    network = await seed(graph, person("bob"), *mentors)
    came = await outcomes([request(network, "bob", mentor.id) for mentor in mentors])
    assert came == {"done": MAX_OPEN_REQUESTS, LimitReached.__name__: 1}


async def test_pages_follow_each_other_newest_first_without_gap_or_repeat(graph: Graph) -> None:
    network = await seed(graph, *[person(f"m{n}", offers={"python": 3}) for n in range(7)], person("bob"))
    made = []
    for n in range(7):
        later = Network(graph, network.catalogue, clock=lambda n=n: NOW + n // 2)  # type: ignore[misc]
        made.append((-(n // 2), await request(later, "bob", f"m{n}")))
    seen: list[str] = []
    before, before_id = ANYBODY, ""
    while page := await store.mentorships_page(graph, "bob", STATES, before, before_id, 2):
        assert len(page) <= 2
        seen += [row.id for row in page]
        before, before_id = page[-1].at, page[-1].id
    assert seen == [mentorship_id for _, mentorship_id in sorted(made)]


async def test_a_page_holds_only_the_states_asked_for_and_only_the_viewers_own(graph: Graph) -> None:
    network = await seed(graph, ada(capacity=2), person("bob"), person("cyd"))
    waiting, active = await request(network, "bob"), await request(network, "cyd")
    await accept_mentorship(network, "ada", active)

    async def page(viewer_id: str, wanted: list[str]) -> set[str]:
        return {row.id for row in await store.mentorships_page(graph, viewer_id, wanted, ANYBODY, "", 10)}

    assert await page("ada", STATES) == {waiting, active}
    assert await page("ada", ["active"]) == {active}
    assert await page("bob", STATES) == {waiting}
    assert await page("nobody", STATES) == set()
    assert await page("ada", []) == set()


async def test_nobody_else_sees_a_mentorship_and_a_block_hides_it_from_both(graph: Graph) -> None:
    network = await seed(graph, ada(), person("bob"), person("eve"))
    made = await request(network)
    assert not await store.mentorships_mine(graph, "eve", [made])
    assert not await store.mentorships_mine(graph, "nobody", [made])
    await block_person(network, "bob", "ada")
    for viewer_id in ("ada", "bob"):
        assert not await store.mentorships_mine(graph, viewer_id, [made])
        assert not await store.mentorships_page(graph, viewer_id, STATES, ANYBODY, "", 10)
