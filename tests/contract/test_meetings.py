"""Meetings and feedback: recorded once, confirmed by the other, and what helped moves the mentor's standing at once."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from peernet.errors import BadInput, LimitReached, NotFound, WrongState
from peernet.graph import meetings as store
from peernet.graph.session import Graph
from peernet.model.meeting import MOST_MEETINGS
from peernet.recommend import standing
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.block_person import block_person
from peernet.use_cases.end_mentorship import end_mentorship
from peernet.use_cases.give_feedback import give_feedback
from peernet.use_cases.merge_skills import merge_skills, unmerge_skills
from peernet.use_cases.network import Network
from peernet.use_cases.record_meeting import confirm_meeting, record_meeting
from tests.contract.asking import person_facts, picture, values, write
from tests.contract.seeding import DAY, NOW, OfferOf, person, seed, skill
from tests.contract.test_evidence import SUMS, put
from tests.contract.test_mentorships import outcomes, request
from tests.contract.test_skill_merges import ROOT

OFFERED = "MATCH (:Person {id: 'ada'})-[o:OFFERS]->(:Skill {id: 'python'}) RETURN o.standing AS value"


async def mentoring(graph: Graph, *others: str) -> tuple[Network, str]:
    """Ada mentors Bob in Python, since NOW; the clock stands ten days later."""
    ada = person("ada", offers={"python": OfferOf(4, 1.0)}, capacity=9)
    network = await seed(graph, ada, person("bob"), person("eve"), skill("go"), *map(person, others))
    made = await request(network, "bob")
    await accept_mentorship(network, "ada", made)
    return replace(network, clock=lambda: NOW + 10 * DAY), made


async def listed(graph: Graph, mentorship_id: str) -> list[tuple[int, int, str, bool]]:
    """When, how long, recorded by whom, and whether it is confirmed."""
    found = await store.meetings_of(graph, [mentorship_id], 99)
    return [((each.at - NOW) // DAY, each.minutes, each.recorded_by, each.confirmed_at is not None) for each in found]


async def test_either_side_records_a_meeting_and_the_other_confirms_it(graph: Graph) -> None:
    network, made = await mentoring(graph)
    await record_meeting(network, "ada", made, NOW + 3 * DAY, 45)
    await record_meeting(network, "bob", made, None, 60)
    assert await listed(graph, made) == [(10, 60, "bob", False), (3, 45, "ada", False)]
    late, early = [each.id for each in await store.meetings_of(graph, [made], 99)]
    assert await confirm_meeting(network, "bob", early) == made
    assert await confirm_meeting(network, "bob", early) == made
    with pytest.raises(WrongState):
        await confirm_meeting(network, "bob", late)
    with pytest.raises(WrongState):
        await confirm_meeting(network, "ada", early, happened=False)
    await confirm_meeting(network, "ada", late, happened=False)
    assert await listed(graph, made) == [(3, 45, "ada", True)]


async def test_the_same_key_at_once_records_one_meeting(graph: Graph) -> None:
    network, made = await mentoring(graph)
    await asyncio.gather(*[record_meeting(network, "ada", made, None, 30, "k") for _ in range(8)])
    assert len(await listed(graph, made)) == 1
    other = await request(network, "eve")
    await accept_mentorship(network, "ada", other)
    await record_meeting(network, "ada", other, None, 30, "k")
    assert len(await listed(graph, other)) == 1


async def test_a_meeting_that_cannot_be_changes_nothing(graph: Graph) -> None:
    network, made = await mentoring(graph)
    waiting = await request(network, "eve")
    await record_meeting(network, "ada", made, None, 30)
    (kept,) = await store.meetings_of(graph, [made], 9)
    before = await picture(graph)
    for asked, refusal in (
        (record_meeting(network, "ada", made, NOW + 11 * DAY, 30), BadInput),
        (record_meeting(network, "ada", made, NOW - 1, 30), BadInput),
        (record_meeting(network, "ada", made, None, 4), BadInput),
        (record_meeting(network, "ada", made, None, 481), BadInput),
        (record_meeting(network, "ada", made, None, 30, " "), BadInput),
        (record_meeting(network, "eve", made, None, 30), NotFound),
        (record_meeting(network, "ada", "no such", None, 30), NotFound),
        (record_meeting(network, "ada", waiting, None, 30), WrongState),
        (confirm_meeting(network, "eve", kept.id), NotFound),
        (confirm_meeting(network, "ada", "no such"), NotFound),
        (confirm_meeting(network, "ada", kept.id), WrongState),
    ):
        with pytest.raises(refusal):
            await asked
    assert await picture(graph) == before


async def test_so_many_meetings_and_no_more_even_at_once(graph: Graph) -> None:
    network, made = await mentoring(graph)
    text = """UNWIND range(1, $most) AS n MATCH (m:Mentorship {id: $id})
        CREATE (m)-[:HAD]->(:Meeting {id: 'g' + toString(n), at: 1, minutes: 5, recorded_by: 'ada'})"""
    await write(graph, text, id=made, most=MOST_MEETINGS - 1)
    came = await outcomes([record_meeting(network, "ada", made, None, 30) for _ in range(4)])
    assert came == {"done": 1, LimitReached.__name__: 3}


async def test_a_mentorship_at_its_end_can_be_recorded_up_to_then(graph: Graph) -> None:
    network, made = await mentoring(graph)
    await end_mentorship(network, "ada", made)
    later = replace(network, clock=lambda: NOW + 20 * DAY)
    await record_meeting(later, "bob", made, NOW + 9 * DAY, 30)
    with pytest.raises(BadInput):
        await record_meeting(later, "bob", made, NOW + 11 * DAY, 30)


async def test_after_a_block_neither_records_confirms_nor_says_anything(graph: Graph) -> None:
    network, made = await mentoring(graph)
    await record_meeting(network, "ada", made, None, 30)
    (kept,) = await store.meetings_of(graph, [made], 9)
    await block_person(network, "ada", "bob")
    for asked in (
        record_meeting(network, "bob", made, None, 30),
        confirm_meeting(network, "bob", kept.id),
        give_feedback(network, "bob", made, 5),
    ):
        with pytest.raises(NotFound):
            await asked


@pytest.mark.parametrize(("helpful", "weight"), [(1, 0.0), (2, 0.0), (3, 0.5), (4, 1.0), (5, 2.0)])
async def test_what_helped_moves_the_mentors_standing_at_once_and_no_further(
    graph: Graph, helpful: int, weight: float
) -> None:
    network, made = await mentoring(graph)
    gained = standing.increment("taught", weight, network.clock()) if weight else 0.0
    for _ in range(2):
        await give_feedback(network, "bob", made, helpful, "thanks")
    shown = [["python", "python", pytest.approx(gained)]] if weight else []
    assert await values(graph, SUMS, id="ada") == shown
    assert await values(graph, OFFERED) == [pytest.approx(1.0 + gained)]
    front = "MATCH (:Person {id: 'ada'})-[f:FRONT]->(:Skill {id: 'python'}) RETURN f.standing AS value"
    assert await values(graph, front) == await values(graph, OFFERED)
    facts = await person_facts(graph, "ada")
    assert (facts["shown"], facts["breadth"]) == (pytest.approx(gained), len(shown))


async def test_feedback_that_is_changed_replaces_what_it_showed(graph: Graph) -> None:
    network, made = await mentoring(graph)
    await give_feedback(network, "bob", made, 5)
    await give_feedback(network, "bob", made, 1)
    assert await values(graph, SUMS, id="ada") == []
    assert await values(graph, OFFERED) == [pytest.approx(1.0)]
    assert await values(graph, "MATCH (e:Evidence) RETURN e.id AS value") == []
    await give_feedback(network, "bob", made, 4)
    ((_, _, shown),) = await values(graph, SUMS, id="ada")
    assert shown == pytest.approx(standing.increment("taught", 1.0, network.clock()))


async def test_one_mentee_counts_once_for_a_skill_however_many_mentorships_they_have_had(graph: Graph) -> None:
    network, first = await mentoring(graph)
    await give_feedback(network, "bob", first, 5)
    await end_mentorship(network, "bob", first)
    second = await request(network, "bob")
    await accept_mentorship(network, "ada", second)
    await give_feedback(network, "bob", second, 5)
    assert len(await values(graph, "MATCH (e:Evidence) RETURN e.id AS value")) == 1
    ((_, _, shown),) = await values(graph, SUMS, id="ada")
    assert shown == pytest.approx(standing.increment("taught", 2.0, network.clock()))


async def test_of_many_who_say_it_at_once_none_is_lost_and_it_is_what_a_sum_of_all_evidence_gives(graph: Graph) -> None:
    learners = [f"l{n}" for n in range(6)]
    network, _ = await mentoring(graph, *learners)
    made = [await request(network, each) for each in learners]
    for each in made:
        await accept_mentorship(network, "ada", each)
    await asyncio.gather(*[give_feedback(network, who, each, 4) for who, each in zip(learners, made, strict=True)])
    ((_, _, kept),) = await values(graph, SUMS, id="ada")
    assert kept == pytest.approx(6 * standing.increment("taught", 1.0, network.clock()))
    row = {"id": "e", "person_id": "ada", "skill_id": "go", "kind": "said", "weight": 1.0, "at": 5, "increment": 1.0}
    await put(graph, row)  # which sums up all of a person's evidence anew
    sums = {each[0]: each[2] for each in await values(graph, SUMS, id="ada")}
    assert sums == {"go": 1.0, "python": pytest.approx(kept)}
    assert await values(graph, OFFERED) == [pytest.approx(kept + (await values(graph, CLAIM))[0])]


CLAIM = "MATCH (:Person {id: 'ada'})-[o:OFFERS]->(:Skill {id: 'python'}) RETURN coalesce(o.claim, 0.0) AS value"


async def test_feedback_is_read_by_the_mentee_and_by_the_mentor_only_where_it_is_shared(graph: Graph) -> None:
    network, made = await mentoring(graph)

    async def read_by(viewer_id: str) -> list[tuple[int, str]]:
        found = await store.feedback_of(graph, viewer_id, [made])
        return [(each.helpful, each.words) for each in found.values()]

    assert await read_by("bob") == []
    await give_feedback(network, "bob", made, 2, "too fast")
    assert (await read_by("bob"), await read_by("ada"), await read_by("eve")) == ([(2, "too fast")], [], [])
    await give_feedback(network, "bob", made, 4, "thanks", shared=True)
    assert (await read_by("ada"), await read_by("eve")) == ([(4, "thanks")], [])


async def test_feedback_that_cannot_be_changes_nothing(graph: Graph) -> None:
    network, made = await mentoring(graph)
    waiting = await request(network, "eve")
    before = await picture(graph)
    for asked, refusal in (
        (give_feedback(network, "bob", made, 0), BadInput),
        (give_feedback(network, "bob", made, 6), BadInput),
        (give_feedback(network, "bob", made, 5, "x" * 2001), BadInput),
        (give_feedback(network, "ada", made, 5), NotFound),
        (give_feedback(network, "eve", made, 5), NotFound),
        (give_feedback(network, "bob", "no such", 5), NotFound),
        (give_feedback(network, "eve", waiting, 5), WrongState),
    ):
        with pytest.raises(refusal):
            await asked
    assert await picture(graph) == before


async def test_feedback_on_merged_skills_counts_for_the_survivor_and_said_again_still_once(graph: Graph) -> None:
    network, made = await mentoring(graph, "root")
    await network.catalogue.refresh()
    await give_feedback(network, "bob", made, 5)
    await merge_skills(network, ROOT, "python", "go")
    for helpful, weight in ((3, 0.5), (5, 2.0)):
        await give_feedback(network, "bob", made, helpful)
        gained = standing.increment("taught", weight, network.clock())
        assert [[each[0], each[2]] for each in await values(graph, SUMS, id="ada")] == [["go", pytest.approx(gained)]]
    other = await request(network, "eve", skill_ids=("go",))
    await accept_mentorship(network, "ada", other)
    await give_feedback(network, "eve", other, 5)
    await unmerge_skills(network, ROOT, "python")
    sums = {each[0]: each[2] for each in await values(graph, SUMS, id="ada")}
    assert sums == {"python": pytest.approx(gained), "go": pytest.approx(gained)}
