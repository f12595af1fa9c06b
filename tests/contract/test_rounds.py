"""Rounds on both engines: planned by organisers for those they may see, accepted once, and never more than was open."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import replace

import pytest

from peernet.errors import BadInput, LimitReached, NotFound, NotPermitted, PeernetError, WrongState
from peernet.graph import rounds as store
from peernet.graph.session import Graph
from peernet.model.round import Again, RoundRules
from peernet.model.round_kept import MOST_PROPOSED
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.accept_round import accept_round, discard_round
from peernet.use_cases.block_person import block_person
from peernet.use_cases.end_mentorship import end_mentorship
from peernet.use_cases.match_community import candidates_for, match_community
from peernet.use_cases.network import Network
from peernet.use_cases.open_need import close_need, open_need
from peernet.use_cases.plan_round import plan_round
from peernet.use_cases.request_mentorship import MentorshipRequest, request_mentorship
from peernet.use_cases.round_wish import RoundWish
from peernet.use_cases.update_profile import update_profile
from tests.contract.asking import picture, values
from tests.contract.seeding import PersonOf, person, seed
from tests.contract.test_mentorships import outcomes

CHOIR = {"choir": "member"}
WISH = RoundWish("choir")


def mentor(id_: str, places: int = 1, **others: object) -> PersonOf:
    return person(id_, offers={"go": 4}, capacity=places, member_of=CHOIR, **others)


async def choir(graph: Graph, *people: PersonOf, learners: int = 3) -> Network:
    """A community with two organisers, learners who need Go, and whoever else is given; l0 to l2 unless said."""
    names = [f"l{n}" for n in range(learners)]
    network = await seed(
        graph,
        *(person(name, member_of={"choir": "organiser"}) for name in ("org", "two")),
        *(person(name, member_of=CHOIR) for name in names),
        *people,
    )
    for name in names:
        await open_need(network, name, "go", 3, "a service", None, f"need of {name}")
    return network


async def pairs_of(graph: Graph, round_id: str, viewer_id: str = "org") -> list[tuple[str, str, str | None]]:
    rows = await store.round_pairs_page(graph, viewer_id, round_id, 0, 100)
    return sorted((row.mentee_id, row.mentor_id, row.outcome) for row in rows)


async def requests(graph: Graph) -> list[str]:
    return sorted(
        await values(graph, "MATCH (m:Mentorship) RETURN m.mentee_id + '>' + m.mentor_id + ' ' + m.state AS value")
    )


async def test_a_round_is_kept_with_its_pairs_and_whom_it_leaves_out_and_asks_nobody(graph: Graph) -> None:
    network = await choir(graph, mentor("ada"), mentor("bob"))
    round_id = await plan_round(network, "org", WISH)
    kept = (await store.rounds_seen(graph, "org", [round_id]))[round_id]
    assert (kept.state, kept.made_by, kept.community_id, kept.rules_version) == ("proposed", "org", "choir", "1")
    told = json.loads(kept.certificate)
    assert (told["matched"], told["maximum"], told["proved"]) == (2, 2, True)
    assert len(await pairs_of(graph, round_id)) == 2
    (gap,) = await store.round_gaps_page(graph, "org", round_id, 0, 10)
    assert [each["kind"] for each in json.loads(gap.blockers)] == ["mentors_full"]
    assert json.loads(gap.changes)[0]["kind"] == "one_more_place"
    assert await requests(graph) == []


async def test_the_same_inputs_have_the_same_digest_and_pairs(graph: Graph) -> None:
    network = await choir(graph, mentor("ada"), mentor("bob"))
    one, other = [await match_community(network, "org", WISH) for _ in range(2)]
    assert one == other
    changed = await match_community(network, "org", replace(WISH, rules=RoundRules(seed=2)))
    assert changed.result.digest != one.result.digest


async def test_the_same_key_keeps_one_round(graph: Graph) -> None:
    network = await choir(graph, mentor("ada"))
    made = await asyncio.gather(*(plan_round(network, "org", replace(WISH, key="k")) for _ in range(4)))
    assert len(set(made)) == 1
    assert len(await values(graph, "MATCH (r:Round) RETURN r.id AS value")) == 1
    assert len(await pairs_of(graph, made[0])) == 1


async def test_only_organisers_plan_see_and_decide(graph: Graph) -> None:
    network = await choir(graph, mentor("ada"), person("out"))
    round_id = await plan_round(network, "org", WISH)
    before = await picture(graph)
    for viewer_id in ("l0", "out"):
        with pytest.raises(NotPermitted):
            await plan_round(network, viewer_id, WISH)
        for step in (accept_round, discard_round):
            with pytest.raises(NotFound):
                await step(network, viewer_id, round_id)
        assert await store.rounds_seen(graph, viewer_id, [round_id]) == {}
        assert await pairs_of(graph, round_id, viewer_id) == []
        assert await store.round_gaps_page(graph, viewer_id, round_id, 0, 10) == []
    with pytest.raises(NotFound):
        await plan_round(network, "org", RoundWish("no such"))
    assert await picture(graph) == before


async def test_a_hidden_community_is_none_to_who_is_not_in_it(graph: Graph) -> None:
    from tests.contract.seeding import community

    network = await seed(graph, community("secret", "hidden"), person("out"))
    with pytest.raises(NotFound):
        await plan_round(network, "out", RoundWish("secret"))


async def test_whom_the_organiser_may_not_see_is_in_no_round(graph: Graph) -> None:
    network = await choir(
        graph,
        mentor("ada", visibility="hidden"),
        mentor("bob", blocks=("org",)),
        mentor("cyd", status="away"),
        mentor("dee"),
        person("shy", member_of=CHOIR, visibility="hidden"),
        person("foe", member_of=CHOIR, blocks=("org",)),
    )
    for name in ("shy", "foe"):
        await open_need(network, name, "go", 3, "", None, name)
    matched = await match_community(network, "org", WISH)
    assert {mentor_id for _, mentor_id in matched.pairs} == {"dee"}
    assert {mentee_id for mentee_id, _ in matched.pairs} == {"l0", "l1", "l2"}


async def test_a_pair_of_people_who_are_blocked_from_each_other_never_appears(graph: Graph) -> None:
    network = await choir(graph, mentor("ada", 3, blocks=("l0",)), learners=2)
    matched = await match_community(network, "org", WISH)
    assert set(matched.pairs) == {("l1", "ada")}
    round_id = await plan_round(network, "org", WISH)
    await block_person(network, "l1", "ada")
    assert await pairs_of(graph, round_id) == []
    await accept_round(network, "org", round_id)
    assert await requests(graph) == []
    assert await pairs_of(graph, round_id) == []


async def test_mentors_come_from_the_community_unless_anywhere_is_asked_for(graph: Graph) -> None:
    network = await choir(graph, person("far", offers={"go": 4}), learners=1)
    assert (await match_community(network, "org", WISH)).pairs == {}
    assert set((await match_community(network, "org", replace(WISH, anywhere=True))).pairs) == {("l0", "far")}


async def test_who_has_something_open_with_a_mentor_is_not_paired_with_them_again(graph: Graph) -> None:
    network = await choir(graph, mentor("ada", 5), mentor("bob", 5), learners=1)
    made = await request_mentorship(network, "l0", MentorshipRequest("ada", ("go",), ""))
    assert set((await match_community(network, "org", WISH)).pairs) == {("l0", "bob")}
    await accept_mentorship(network, "ada", made)
    await end_mentorship(network, "l0", made)
    assert len((await match_community(network, "org", WISH)).pairs) == 2
    for again, mentors in ((Again.DIFFERENT, {"bob"}), (Again.SAME, {"ada"})):
        found = await match_community(network, "org", replace(WISH, rules=RoundRules(again=again)))
        assert {mentor_id for _, mentor_id in found.pairs} == mentors


async def test_pairs_can_be_fixed_and_forbidden_and_what_cannot_be_is_said(graph: Graph) -> None:
    network = await choir(graph, mentor("ada"), mentor("bob"), learners=2)
    wish = replace(WISH, fixed=(("l1", "bob"),), forbidden=(("l0", "ada"),))
    result = (await match_community(network, "org", wish)).result
    assert [(pair.mentee_id, pair.mentor_id, pair.fixed) for pair in result.pairs] == [("l1", "bob", True)]
    before = await picture(graph)
    for wrong in (
        replace(WISH, fixed=(("l1", "bob"),), forbidden=(("l1", "bob"),)),
        replace(WISH, fixed=(("l1", "nobody"),)),
        replace(WISH, fixed=(("l0", "bob"), ("l1", "bob"))),
        replace(WISH, fixed=(("l0", "bob"), ("l0", "bob"))),
        replace(WISH, candidates=1_000_000),
        replace(WISH, rules=RoundRules(coverage=1.5)),
        replace(WISH, rules=RoundRules(worth=float("nan"))),
        replace(WISH, forbidden=(("a", "b"),) * 1001),
    ):
        with pytest.raises(BadInput):
            await plan_round(network, "org", wrong)
    assert await picture(graph) == before


async def test_a_community_has_a_bounded_number_of_rounds_that_wait(graph: Graph) -> None:
    network = await choir(graph, mentor("ada"), learners=1)
    made = [await plan_round(network, "org", WISH) for _ in range(MOST_PROPOSED)]
    with pytest.raises(LimitReached):
        await plan_round(network, "org", WISH)
    await discard_round(network, "two", made[0])
    await plan_round(network, "org", WISH)


async def test_accepting_makes_each_request_once_however_often_it_is_retried(graph: Graph) -> None:
    network = await choir(graph, mentor("ada", 2), mentor("bob"))
    round_id = await plan_round(network, "org", WISH)
    await accept_round(network, "org", round_id)
    after = await picture(graph, trail=False)
    assert [state for _, _, state in await pairs_of(graph, round_id)] == ["requested"] * 3
    assert len(await requests(graph)) == 3
    await accept_round(network, "two", round_id)
    assert await picture(graph, trail=False) == after
    with pytest.raises(WrongState):
        await discard_round(network, "org", round_id)


async def test_two_organisers_who_accept_at_once_make_each_request_once(graph: Graph) -> None:
    network = await choir(graph, mentor("ada", 4), mentor("bob", 4), learners=8)
    round_id = await plan_round(network, "org", WISH)
    viewers = ["org", "two"] * 3
    assert await outcomes([accept_round(network, each, round_id) for each in viewers]) == {"done": 6}
    assert len(await requests(graph)) == 8
    assert len({request.split(">")[0] for request in await requests(graph)}) == 8
    received = await values(graph, "MATCH (p:Person) WHERE p.requests_received > 0 RETURN p.requests_received AS value")
    assert sum(received) == 8


async def test_of_accepting_and_discarding_at_once_one_wins(graph: Graph) -> None:
    network = await choir(graph, mentor("ada", 3))
    for _ in range(3):
        round_id = await plan_round(network, "org", WISH)
        came = await outcomes([accept_round(network, "org", round_id), discard_round(network, "two", round_id)])
        assert came == {"done": 1, WrongState.__name__: 1}
        state = (await store.rounds_seen(graph, "org", [round_id]))[round_id].state
        asked = [outcome for _, _, outcome in await pairs_of(graph, round_id) if outcome is not None]
        assert bool(asked) == (state == "accepted") or not await pairs_of(graph, round_id)


async def test_an_acceptance_that_was_cut_short_goes_on(graph: Graph) -> None:
    network = await choir(graph, mentor("ada", 3))
    round_id = await plan_round(network, "org", WISH)
    # As if the process had died after the decision and the first request, before it was noted.
    assert await store.decide_round(graph, "org", round_id, "accepted", 1) is not None
    first = (await store.round_pairs_now(graph, round_id))[0]
    skills = MentorshipRequest(first.mentor_id, ("go",), "")
    await accept_round(network, "org", round_id)
    assert len(await requests(graph)) == 3
    with pytest.raises(PeernetError):
        await request_mentorship(network, first.mentee_id, skills)


async def test_what_changed_meanwhile_is_respected_and_said_of_each_pair(graph: Graph) -> None:
    network = await choir(graph, mentor("ada", 2), mentor("bob"), mentor("cyd"), mentor("dee"), learners=5)
    round_id = await plan_round(network, "org", WISH)
    pairs = {mentor_id: mentee_id for mentee_id, mentor_id, _ in await pairs_of(graph, round_id)}
    await update_profile(network, "ada", {"capacity": 1})
    await update_profile(network, "bob", {"status": "away"})
    (need_id,) = await values(
        graph, "MATCH (:Person {id: $id})-[:NEEDS]->(n:Need) RETURN n.id AS value", id=pairs["cyd"]
    )
    await close_need(network, pairs["cyd"], need_id, "met")
    await request_mentorship(network, pairs["dee"], MentorshipRequest("dee", ("go",), ""))
    await accept_round(network, "org", round_id)
    came = sorted((mentor_id, outcome) for _, mentor_id, outcome in await pairs_of(graph, round_id))
    assert came == [
        ("ada", "full"),
        ("ada", "requested"),
        ("bob", "unavailable"),
        ("cyd", "need_closed"),
        ("dee", "not_possible"),
    ]
    assert len(await requests(graph)) == 2


async def test_a_request_out_of_a_round_is_answered_as_any_other(graph: Graph) -> None:
    network = await choir(graph, mentor("ada"), learners=1)
    round_id = await plan_round(network, "org", WISH)
    await accept_round(network, "org", round_id)
    (made,) = await values(graph, "MATCH (m:Mentorship) RETURN m.id AS value")
    await accept_mentorship(network, "ada", made)
    assert await requests(graph) == ["l0>ada active"]


async def test_pages_of_pairs_follow_each_other_best_first(graph: Graph) -> None:
    network = await choir(graph, mentor("ada", 2), mentor("bob", 1))
    round_id = await plan_round(network, "org", WISH)
    one = await store.round_pairs_page(graph, "org", round_id, 0, 2)
    two = await store.round_pairs_page(graph, "org", round_id, one[-1].number, 2)
    assert [row.number for row in one + two] == [1, 2, 3]
    assert [row.quality for row in one + two] == sorted((row.quality for row in one + two), reverse=True)


async def test_a_need_of_several_is_met_by_the_mentor_whom_it_suits_best(graph: Graph) -> None:
    network = await choir(graph, mentor("ada"), person("sql", offers={"sql": 5}, member_of=CHOIR), learners=1)
    await open_need(network, "l0", "sql", 4, "reports", None, "another")
    matched = await match_community(network, "org", WISH)
    assert {mentor_id: each.skill_id for (_, mentor_id), each in matched.pairs.items()} == {"ada": "go", "sql": "sql"}
    assert len(matched.result.pairs) == 1
    needs = await store.round_needs(graph, "org", "choir", network.clock(), 10)
    found = await candidates_for(network, "l0", needs[0], "choir", 5)
    assert all(0 <= score <= 1 for _, score, _ in found)
    assert await store.round_organiser(graph, "choir") == "org"


async def test_whose_need_is_under_way_is_in_no_further_round_until_that_came_to_nothing(graph: Graph) -> None:
    network = await choir(graph, mentor("ada"), mentor("bob", 2), learners=1)
    await accept_round(network, "org", await plan_round(network, "org", WISH))
    (asked,) = await values(graph, "MATCH (m:Mentorship) RETURN m.id AS value")
    assert (await match_community(network, "org", WISH)).mentees == {}
    (mentor_id,) = await values(graph, "MATCH (m:Mentorship) RETURN m.mentor_id AS value")
    await accept_mentorship(network, mentor_id, asked)
    assert (await match_community(network, "org", WISH)).mentees == {}
    await end_mentorship(network, "l0", asked)
    assert set((await match_community(network, "org", WISH)).mentees) == {"l0"}


async def test_of_two_rounds_accepted_at_once_each_mentee_is_asked_for_once(graph: Graph) -> None:
    network = await choir(graph, mentor("ada", 3), mentor("bob", 3))
    rounds = [
        await plan_round(network, "org", replace(WISH, forbidden=tuple((f"l{n}", other) for n in range(3))))
        for other in ("ada", "bob")
    ]
    assert await outcomes([accept_round(network, "org", each) for each in rounds]) == {"done": 2}
    assert sorted(request.split(">")[0] for request in await requests(graph)) == ["l0", "l1", "l2"]
    came = [outcome for each in rounds for _, _, outcome in await pairs_of(graph, each)]
    assert Counter(came) == {"not_possible": 3, "requested": 3}
