"""Rounds with preferences of both sides and with several mentors for one mentee, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peernet.errors import BadInput
from peernet.graph import rounds as store
from peernet.graph.session import Graph
from peernet.model.round import Preference, RoundRules, Side
from peernet.use_cases.accept_round import accept_round
from peernet.use_cases.block_person import block_person
from peernet.use_cases.match_community import match_community
from peernet.use_cases.plan_round import plan_round
from peernet.use_cases.round_wish import MOST_PREFERRED, check_wish
from tests.contract.asking import picture
from tests.contract.seeding import person
from tests.contract.test_rounds import CHOIR, WISH, choir, mentor, pairs_of, requests


def prefers(who: str, *order: str, side: Side = Side.MENTEE, **rated: float) -> Preference:
    return Preference(who, side, order, tuple(rated.items()))


async def test_what_either_side_said_decides_who_is_matched_with_whom(graph: Graph) -> None:
    network = await choir(graph, mentor("ada"), mentor("bob"), learners=2)
    for first, second in (("ada", "bob"), ("bob", "ada")):
        said = (prefers("l0", first, second), prefers("l1", second))
        found = await match_community(network, "org", replace(WISH, preferences=said))
        assert {(pair.mentee_id, pair.mentor_id) for pair in found.result.pairs} == {("l0", first), ("l1", second)}
    said = (prefers("ada", "l1", side=Side.MENTOR), prefers("bob", side=Side.MENTOR, l1=0.0, l0=0.9))
    found = await match_community(network, "org", replace(WISH, preferences=said))
    assert {(pair.mentee_id, pair.mentor_id) for pair in found.result.pairs} == {("l0", "bob"), ("l1", "ada")}
    assert found.pairs["l1", "bob"].quality == 0.0
    same = await match_community(network, "org", replace(WISH, preferences=said[::-1]))
    assert same.result.digest == found.result.digest
    assert (await match_community(network, "org", WISH)).result.digest != found.result.digest


async def test_who_is_preferred_is_considered_however_many_others_are_better(graph: Graph) -> None:
    better = [person(f"m{n}", offers={"go": 5}, shown={"go": 9.0}, member_of=CHOIR) for n in range(4)]
    network = await choir(graph, person("low", offers={"go": 1}, member_of=CHOIR), *better, learners=1)
    few = replace(WISH, candidates=2)
    assert "low" not in {mentor_id for _, mentor_id in (await match_community(network, "org", few)).pairs}
    said = replace(few, preferences=(prefers("l0", "low"),))
    (pair,) = (await match_community(network, "org", said)).result.pairs
    assert pair.mentor_id == "low"
    (pair,) = (await match_community(network, "org", replace(few, fixed=(("l0", "low"),)))).result.pairs
    assert (pair.mentor_id, pair.fixed) == ("low", True)


async def test_pairs_who_would_rather_have_each_other_are_listed_for_who_may_see_both(graph: Graph) -> None:
    network = await choir(graph, mentor("ada"), mentor("bob"), learners=2)
    # Quality is highest the other way round; but l0 and ada would both rather have each other.
    said = (
        prefers("l0", ada=0.9, bob=0.85),
        prefers("l1", ada=0.9, bob=0.01),
        prefers("ada", side=Side.MENTOR, l0=0.9, l1=0.85),
    )
    wish = replace(WISH, preferences=said)
    round_id = await plan_round(network, "org", wish)
    (blocking,) = await store.round_blocking(graph, "org", round_id)
    assert (blocking.mentee_id, blocking.mentor_id, blocking.quality) == ("l0", "ada", 0.9)
    assert await store.round_blocking(graph, "l0", round_id) == []
    steady = await plan_round(network, "org", replace(wish, rules=RoundRules(stable=True)))
    assert await store.round_blocking(graph, "org", steady) == []
    assert ("l0", "ada", None) in await pairs_of(graph, steady)
    await block_person(network, "l0", "ada")
    assert await store.round_blocking(graph, "org", round_id) == []


async def test_what_other_coverages_would_have_given_is_kept(graph: Graph) -> None:
    network = await choir(graph, mentor("ada", 2), mentor("bob"))
    said = (prefers("l2", side=Side.MENTEE, ada=0.1, bob=0.1),)
    found = await match_community(network, "org", replace(WISH, preferences=said))
    assert [point.coverage for point in found.curve][:: len(found.curve) - 1] == [0.0, 1.0]
    assert (found.curve[0].matched, found.curve[-1].matched) == (2, 3)
    assert found.curve[-1].quality == pytest.approx(found.result.certificate.quality)


async def test_somebody_gets_as_many_mentors_as_they_want_and_all_of_them_are_asked(graph: Graph) -> None:
    network = await choir(graph, mentor("ada"), mentor("bob"), mentor("cyd"), learners=2)
    round_id = await plan_round(network, "org", replace(WISH, several=(("l0", 2),)))
    matched = [mentee_id for mentee_id, _, _ in await pairs_of(graph, round_id)]
    assert matched == ["l0", "l0", "l1"]
    await accept_round(network, "org", round_id)
    assert [outcome for _, _, outcome in await pairs_of(graph, round_id)] == ["requested"] * 3
    after = await picture(graph)
    await accept_round(network, "two", round_id)
    assert await picture(graph) == after
    assert len(await requests(graph)) == 3


async def test_who_gets_fewer_mentors_than_they_want_is_told_so(graph: Graph) -> None:
    network = await choir(graph, mentor("ada"), mentor("bob"), learners=1)
    round_id = await plan_round(network, "org", replace(WISH, each=3))
    (gap,) = await store.round_gaps_page(graph, "org", round_id, 0, 9)
    assert (gap.person_id, gap.wanted, gap.got) == ("l0", 3, 2)


async def test_nobody_gets_a_second_mentor_before_everybody_has_one(graph: Graph) -> None:
    network = await choir(graph, mentor("ada"), mentor("bob"), learners=2)
    said = (prefers("l0", ada=1.0, bob=1.0), prefers("l1", ada=0.1, bob=0.1))
    wish = replace(WISH, each=2, preferences=said)
    found = (await match_community(network, "org", wish)).result
    assert {pair.mentee_id for pair in found.pairs} == {"l0", "l1"}
    greedy = replace(wish, rules=RoundRules(everyone_first=False))
    assert {pair.mentee_id for pair in (await match_community(network, "org", greedy)).result.pairs} == {"l0"}


async def test_another_round_still_asks_for_nobody_whom_the_first_one_asked_for(graph: Graph) -> None:
    network = await choir(graph, mentor("ada", 2), mentor("bob", 2), learners=1)
    two = replace(WISH, each=2)
    rounds = [await plan_round(network, "org", two) for _ in range(2)]
    for round_id in rounds:
        await accept_round(network, "org", round_id)
    assert [outcome for _, _, outcome in await pairs_of(graph, rounds[1])] == ["not_possible"] * 2
    assert len(await requests(graph)) == 2


async def test_preferences_that_cannot_be_are_refused_and_change_nothing(graph: Graph) -> None:
    network = await choir(graph, mentor("ada", 3), mentor("hid", visibility="hidden"))
    before = await picture(graph)
    told = []
    for wrong in (
        replace(WISH, preferences=(prefers("l0", "ghost"),)),
        replace(WISH, preferences=(prefers("l0", "hid"),)),
        replace(WISH, preferences=(prefers("hid", "l0", side=Side.MENTOR),)),
        replace(WISH, preferences=(prefers("l0", "ada", "ada"),)),
        replace(WISH, preferences=(prefers("l0", "l0"),)),
        replace(WISH, preferences=(prefers("l0"),)),
        replace(WISH, preferences=(prefers("l0", "ada", bob=0.2),)),
        replace(WISH, preferences=(prefers("l0", ada=1.5),)),
        replace(WISH, preferences=(prefers("l0", ada=float("nan")),)),
        replace(WISH, preferences=(prefers("l0", "ada"), prefers("l0", ada=0.5))),
        replace(WISH, preferences=(prefers("l0", *(f"m{n}" for n in range(MOST_PREFERRED + 1))),)),
        replace(WISH, preferences=tuple(prefers(f"l{n}", "ada") for n in range(2001))),
        replace(WISH, several=(("ghost", 2),)),
        replace(WISH, several=(("l0", 2), ("l0", 3))),
        replace(WISH, several=(("l0", 11),)),
        replace(WISH, each=0),
    ):
        with pytest.raises(BadInput):
            await check_wish(network, "org", wrong)
        with pytest.raises(BadInput) as refused:
            await plan_round(network, "org", wrong)
        told.append(str(refused.value))
    assert told[0].replace("ghost", "") == told[1].replace("hid", "")
    assert await picture(graph) == before
