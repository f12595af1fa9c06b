"""Rounds of a part of a community, on both engines: the needs and mentors named, and no more places than are said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peernet.errors import BadInput
from peernet.graph import rounds as store
from peernet.graph.session import Graph
from peernet.model.round import BlockKind, ChangeKind
from peernet.use_cases.match_community import match_community
from peernet.use_cases.open_need import open_need
from peernet.use_cases.plan_round import plan_round
from tests.contract.asking import picture
from tests.contract.seeding import person
from tests.contract.test_rounds import CHOIR, WISH, choir, mentor


async def test_only_needs_and_mentors_that_are_named_take_part_with_the_places_that_are_said(graph: Graph) -> None:
    network = await choir(graph, mentor("ada", 3), mentor("bob", 3))
    needs = {need.person_id: need.id for need in await store.round_needs(graph, "org", "choir", network.clock(), 9)}
    two = (needs["l0"], needs["l2"])
    found = await match_community(network, "org", replace(WISH, need_ids=two, mentors=(("bob", 1),)))
    assert (set(found.mentees), found.places) == ({"l0", "l2"}, {"bob": 1})
    assert len(found.result.pairs) == 1
    assert (await match_community(network, "org", replace(WISH, mentors=(("bob", 99), ("org", 1))))).places == {
        "bob": 3
    }
    assert (await match_community(network, "org", replace(WISH, mentors=(("bob", None),)))).places == {"bob": 3}
    nothing = (await match_community(network, "org", replace(WISH, mentors=(("bob", 0),)))).result
    assert {blocker.kind for each in nothing.unmatched for blocker in each.blocked_by} == {BlockKind.NO_PLACES}


async def test_who_has_no_mentor_is_told_to_find_an_offer_and_not_a_mentor_who_teaches_something_else(
    graph: Graph,
) -> None:
    sam = person("sam", offers={"sql": 5}, capacity=3, member_of=CHOIR)
    network = await choir(graph, sam, person("away", offers={"go": 4}), learners=1)
    await open_need(network, "two", "sql", None, "", None, "need of two")
    result = (await match_community(network, "org", WISH)).result
    assert {each.person_id: [change.kind for change in each.changes] for each in result.unmatched} == {
        "l0": [ChangeKind.MORE_OFFERS]
    }


async def test_a_round_that_names_who_is_not_there_or_somebody_twice_is_refused_and_changes_nothing(
    graph: Graph,
) -> None:
    network = await choir(graph, mentor("ada", 3), mentor("hid", visibility="hidden"))
    before = await picture(graph)
    told = []
    for wrong in (
        replace(WISH, mentors=(("ghost", 1),)),
        replace(WISH, mentors=(("hid", 1),)),
        replace(WISH, forbidden=(("l0", "ghost"),)),
        replace(WISH, forbidden=(("hid", "ada"),)),
        replace(WISH, fixed=(("ghost", "ada"),)),
        replace(WISH, mentors=(("ada", 1), ("ada", 2))),
        replace(WISH, mentors=(("ada", -1),)),
        replace(WISH, mentors=tuple((f"m{n}", 1) for n in range(1001))),
        replace(WISH, need_ids=("ghost",)),
    ):
        with pytest.raises(BadInput) as refused:
            await plan_round(network, "org", wrong)
        told.append(str(refused.value))
    assert told[0].replace("ghost", "") == told[1].replace("hid", "")
    assert await picture(graph) == before
