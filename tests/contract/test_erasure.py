"""Somebody takes themselves out of the network, on both engines: no trace is left, others keep theirs, no way back."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from peernet.errors import Conflict, LastOrganiser, NotFound
from peernet.graph import erasures, mentorships
from peernet.graph.bulk import only_import
from peernet.graph.session import Graph
from peernet.model.meeting import feedback_mark
from peernet.model.own_data import MENTIONS, TIES
from peernet.model.viewer import Viewer
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.endorse import endorse
from peernet.use_cases.erase_own_data import RESUME_AFTER, erase_own_data, settle_erasures
from peernet.use_cases.give_feedback import give_feedback
from peernet.use_cases.import_network import import_network
from peernet.use_cases.invite_to_community import invite_to_community
from peernet.use_cases.network import Network, wall_clock
from peernet.use_cases.open_need import open_need
from peernet.use_cases.plan_round import plan_round
from peernet.use_cases.record_meeting import record_meeting
from peernet.use_cases.report import report
from peernet.use_cases.request_mentorship import MentorshipRequest, request_mentorship
from peernet.use_cases.round_wish import RoundWish
from peernet.use_cases.update_profile import update_profile
from tests.contract.asking import person_facts, picture, values, write
from tests.contract.seeding import NOW, person, seed, skill
from tests.contract.test_endorse import answers
from tests.contract.test_evidence import SUMS

ZOE = "zoë"
"""Escaped in one JSON text, and as it is in another."""


async def traces(graph: Graph, of: str = ZOE) -> list[str]:
    """Whatever in the graph still holds the id, in either spelling."""
    return [each for each in await picture(graph) if of in each or json.dumps(of)[1:-1] in each.replace("\\\\", "\\")]


async def test_of_somebody_who_is_erased_no_trace_is_left(graph: Graph) -> None:
    network = await seed(
        graph,
        person(ZOE, offers={"python": 4}, member_of={"club": "organiser"}, knows=["bob"], blocks=["eve"], capacity=3),
        person("bob", offers={"go": 3}, member_of={"club": "organiser"}, knows=[ZOE]),
        person("cyd", member_of={"club": "member"}, offers={"python": 2}),
        person("dan"),
        person("eve", blocks=[ZOE]),
    )
    await open_need(network, ZOE, "go", 2, "to help", None, None)
    await open_need(network, "cyd", "python", 2, "to help", None, None)
    for mentee in ("bob", "cyd"):
        await accept_mentorship(
            network, ZOE, await request_mentorship(network, mentee, MentorshipRequest(ZOE, ("python",), "to learn"))
        )
    await request_mentorship(network, ZOE, MentorshipRequest("bob", ("go",), "my own goal"))
    await report(network, "cyd", "person", ZOE, "spam", "again")
    await report(network, ZOE, "person", "cyd", "spam", "and again")
    await invite_to_community(network, Viewer(ZOE, "member"), "club", "dan", days=9)
    await plan_round(network, ZOE, RoundWish("club", anywhere=True))
    await erase_own_data(network, ZOE, ZOE)
    assert await traces(graph) == []
    assert await values(graph, "MATCH (n:Person) RETURN count(n) AS value") == [4]


@pytest.mark.parametrize("each", [each for each in MENTIONS if not each.copies], ids=lambda each: each.label)
def test_every_mention_says_what_becomes_of_it(each: Any) -> None:
    assert each.erased


async def test_no_mention_and_no_record_of_ones_own_is_left(graph: Graph) -> None:
    network = await seed(graph, person(ZOE), person("bob"))
    for number, each in enumerate(each for each in MENTIONS if not each.copies):
        for name in each.properties:
            facts: dict[str, Any] = {"id": f"{number}.{name}", name: ZOE}
            if name in ("rules", "wish", "blockers", "changes"):
                facts[name] = json.dumps({"include": [ZOE]}, ensure_ascii=number % 2 == 0)
            elif name in ("blocking_mentees", "blocking_mentors", "passed", "person_ids"):
                facts[name] = [ZOE, "bob"]
            await write(graph, f"CREATE (n:{each.label}) SET n += $facts", facts=facts)
    own = [tie for tie in TIES if tie.label not in ("Person", "Skill", "Community")]
    for tie in own:
        ends = f"(p)-[:{tie.kind}]->(n)" if tie.outgoing else f"(n)-[:{tie.kind}]->(p)"
        await write(
            graph,
            f"MATCH (p:Person {{id: '{ZOE}'}}) CREATE (n:{tie.label} {{id: '{tie.kind}'}}) CREATE {ends}",
        )
    await erase_own_data(network, ZOE, ZOE)
    assert await traces(graph) == []
    kinds = sorted(tie.kind for tie in own)
    left = await values(graph, "MATCH (n) WHERE n.id IN $kinds RETURN n.id AS value", kinds=kinds)
    assert sorted(left) == ["CONCERNS", "FORMED", "IN_RING", "IN_TEAM", "REPORTED"]


async def test_others_keep_their_history_with_somebody_who_stands_for_nobody(graph: Graph) -> None:
    network = await seed(
        graph, person(ZOE, offers={"python": 4}, capacity=2), person("bob", offers={"go": 3}, capacity=1)
    )
    learned = await request_mentorship(network, "bob", MentorshipRequest(ZOE, ("python",), "to learn"))
    await accept_mentorship(network, ZOE, learned)
    taught = await request_mentorship(network, ZOE, MentorshipRequest("bob", ("go",), "my own words"))
    await accept_mentorship(network, "bob", taught)
    assert (await person_facts(graph, "bob"))["open_places"] == 0
    await erase_own_data(network, ZOE, ZOE)
    kept = await mentorships.mentorships_mine(graph, "bob", [learned, taught])
    assert kept[learned].mentor_id.startswith("erased-")
    assert (kept[learned].state, kept[learned].goal, kept[learned].ended_at) == ("completed", "to learn", NOW)
    assert (kept[taught].mentee_id, kept[taught].state, kept[taught].goal) == (None, "completed", "")
    bob = await person_facts(graph, "bob")
    assert (bob["open_places"], bob["requests_received"], bob["requests_accepted"]) == (1, 1, 1)


async def test_fronts_and_boards_hold_them_no_more(graph: Graph) -> None:
    network = await seed(graph, person(ZOE, offers={"python": 4}), person("bob", offers={"python": 3}))
    await open_need(network, ZOE, "python", 2, "to help", None, None)
    await erase_own_data(network, ZOE, ZOE)
    held = await values(graph, "MATCH (f:Front) UNWIND f.ids AS id RETURN DISTINCT id AS value")
    assert held == ["bob"]
    assert await values(graph, "MATCH (b:Board) UNWIND b.owners AS id RETURN id AS value") == []


async def test_who_alone_runs_a_community_is_refused_and_nothing_is_changed(graph: Graph) -> None:
    network = await seed(
        graph, person(ZOE, member_of={"club": "organiser"}), person("bob", member_of={"club": "member"})
    )
    before = [each for each in await picture(graph) if "Lease" not in each]
    with pytest.raises(LastOrganiser) as refused:
        await erase_own_data(network, ZOE, ZOE)
    assert refused.value.community_id == "club"
    assert [each for each in await picture(graph) if "Lease" not in each] == before


async def test_of_two_last_organisers_who_go_at_once_one_stays(graph: Graph) -> None:
    network = await seed(
        graph, person(ZOE, member_of={"club": "organiser"}), person("bob", member_of={"club": "administrator"})
    )
    gone = await asyncio.gather(*(erase_own_data(network, who, who) for who in (ZOE, "bob")), return_exceptions=True)
    assert sorted(type(each).__name__ for each in gone) == ["LastOrganiser", "NoneType"]
    assert len(await values(graph, "MATCH (p:Person)-[:MEMBER_OF]->() RETURN p.id AS value")) == 1


async def test_nobody_erases_anybody_else(graph: Graph) -> None:
    network = await seed(graph, person(ZOE), person("bob"))
    before = await picture(graph)
    for who, whom in (("bob", ZOE), ("nobody", "nobody")):
        with pytest.raises(NotFound):
            await erase_own_data(network, who, whom)
    assert await picture(graph) == before


async def test_neither_an_import_nor_an_old_token_brings_them_back(graph: Graph, tmp_path: Path) -> None:
    network = await seed(graph, person(ZOE, offers={"python": 4}), person("bob"))
    (tmp_path / "people.csv").write_text(f"id,name\n{ZOE},Zoë\nbob,Bob\n", encoding="utf-8")
    (tmp_path / "offers.csv").write_text(f"person_id,skill_id\n{ZOE},python\n", encoding="utf-8")
    await erase_own_data(network, ZOE, ZOE)
    rejects = tmp_path / "rejects.txt"
    result = await import_network(graph, tmp_path, rejects_path=rejects)
    assert (result.read, result.rejected) == (3, 2)
    assert "erased themselves" in rejects.read_text(encoding="utf-8")
    with pytest.raises(NotFound):
        await update_profile(network, ZOE, {"about": "here again"})
    assert await traces(graph) == []
    with pytest.raises(NotFound):
        await erase_own_data(network, ZOE, ZOE)


async def test_it_waits_for_an_import(graph: Graph) -> None:
    network = await seed(graph, person(ZOE))
    async with only_import(graph):
        with pytest.raises(Conflict):
            await erase_own_data(network, ZOE, ZOE)
    await erase_own_data(network, ZOE, ZOE)
    assert await traces(graph) == []


async def test_what_a_process_left_that_died_is_brought_to_its_end_by_the_next(graph: Graph) -> None:
    network = await seed(graph, person(ZOE, offers={"python": 4}, member_of={"club": "member"}))
    await erasures.begin_erasure(graph, ZOE, NOW, wall_clock())
    assert await settle_erasures(network) == 0
    later = Network(graph, network.catalogue, clock=lambda: NOW + RESUME_AFTER)
    assert await settle_erasures(later) == 1
    assert await traces(graph) == []
    assert await settle_erasures(later) == 0


async def test_what_the_erased_said_and_stood_up_for_goes_and_what_they_learned_still_counts(graph: Graph) -> None:
    network = await seed(graph, person(ZOE), person("bob", offers={"python": 4}), person("cyd"), skill("go"))
    await answers(graph, ZOE)
    await endorse(network, ZOE, "cyd", "go")
    asked = await request_mentorship(network, ZOE, MentorshipRequest("bob", ("python",), "to learn"))
    await accept_mentorship(network, "bob", asked)
    await record_meeting(network, ZOE, asked, None, 60)
    await give_feedback(network, ZOE, asked, 5, "my own words", shared=True)
    sums = await values(graph, SUMS, id="bob")
    assert len(await values(graph, SUMS, id="cyd")) == 1
    await erase_own_data(network, ZOE, ZOE)
    assert await values(graph, SUMS, id="cyd") == []
    assert await values(graph, SUMS, id="bob") == sums
    assert [each for each in await picture(graph) if "my own words" in each or feedback_mark(ZOE) in each] == []
    assert await traces(graph) == []
    assert len(await values(graph, "MATCH (g:Meeting) RETURN g.id AS value")) == 1
