"""What members report, who decides it, and what whoever is reported never learns; on both engines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from peernet.errors import BadInput, LastOrganiser, LimitReached, NotFound, RuleBroken, WrongState
from peernet.graph import reports as store
from peernet.graph.session import Graph
from peernet.model.policy import Act, may
from peernet.model.report import MOST_A_DAY
from peernet.model.viewer import Viewer
from peernet.use_cases.decide_report import decide_report
from peernet.use_cases.network import Network
from peernet.use_cases.open_need import open_need
from peernet.use_cases.report import report
from tests.contract.asking import picture, values, write
from tests.contract.seeding import DAY, NOW, community, person, seed, skill
from tests.contract.test_joining import came

ORG, TWO, MEM, BAD = (Viewer(each, "member") for each in ("org", "two", "mem", "bad"))
ROOT = Viewer("root", "administrator")
_LATEST = 2**62


async def club(graph: Graph, **others: Any) -> Network:
    """A hidden club with two organisers, a member, and somebody who does wrong; beside it, root and an outsider."""
    return await seed(
        graph,
        community("club", "hidden"),
        community("park"),
        skill("go"),
        person("org", member_of={"club": "organiser"}, **others),
        person("two", member_of={"club": "organiser"}),
        person("mem", member_of={"club": "member"}),
        person("bad", member_of={"club": "mentor", "park": "organiser"}),
        person("out"),
        person("root"),
    )


async def listed(network: Network, viewer: Viewer, community_id: str | None = "club") -> list[tuple[str, str, str]]:
    """(what it is about, its text, who reported it) of the reports that a viewer may decide."""
    decides, graph, who = may(Act.DECIDE_REPORTS, viewer.role), network.graph, str(viewer.person_id)
    if community_id is None:
        rows = await store.reports_escalated(graph, who, decides, _LATEST, "", 50)
    else:
        rows = await store.reports_page(graph, who, community_id, decides, _LATEST, "", 50)
    return [(row.about, row.text, row.reporter_id) for row in rows]


async def only(graph: Graph) -> str:
    """The id of the only report."""
    (found,) = await values(graph, "MATCH (r:Report) RETURN r.id AS value")
    return str(found)


async def test_a_report_goes_to_those_who_run_a_community_of_both_and_never_to_whom_it_is_about(graph: Graph) -> None:
    network = await club(graph)
    await report(network, "mem", "person", "bad", "harassment", "He shouts")
    await report(network, "mem", "person", "bad", "harassment", "He shouts again")
    assert await listed(network, ORG) == await listed(network, TWO) == [("person", "He shouts", "mem")]
    for viewer in (MEM, BAD, ROOT, Viewer("out", "member")):
        assert await listed(network, viewer) == []
    assert await listed(network, ROOT, None) == []
    assert await store.warnings_mine(graph, "bad", 9) == []
    assert [(row.text, row.state) for row in await store.reports_mine(graph, "mem", 9)] == [("He shouts", "open")]


async def test_what_nobody_else_can_decide_goes_to_the_networks_administrators(graph: Graph) -> None:
    network = await club(graph)
    await report(network, "out", "person", "bad", "spam", "no community of both")
    assert await listed(network, ROOT, None) == [("person", "no community of both", "out")]
    for viewer in (ORG, BAD, MEM):
        assert await listed(network, viewer, None) == []
    await report(network, "out", "community", "park", "untrue", "no such park")
    assert len(await listed(network, ROOT, None)) == 2
    assert await listed(network, BAD, "park") == []
    await report(network, "out", "person", "root", "spam", "the administrator")
    assert len(await listed(network, ROOT, None)) == 2


async def test_a_chapter_is_reported_to_those_who_run_what_it_is_part_of_and_not_it(graph: Graph) -> None:
    network = await seed(
        graph,
        community("world"),
        community("lagos", part_of="world"),
        person("org", member_of={"world": "organiser"}),
        person("two", member_of={"world": "organiser", "lagos": "organiser"}),
        person("mem"),
    )
    await report(network, "mem", "community", "lagos", "unsafe", "look")
    assert await listed(network, ORG, "world") == [("community", "look", "mem")]
    assert await listed(network, TWO, "world") == []
    with pytest.raises(NotFound):
        await decide_report(network, TWO, await only(graph), "dismissed", "")
    with pytest.raises(BadInput):
        await decide_report(network, ORG, await only(graph), "removed", "")
    await decide_report(network, ORG, await only(graph), "dismissed", "")


async def test_a_decision_is_recorded_once_with_who_made_it_and_why(graph: Graph) -> None:
    network = await club(graph)
    await report(network, "mem", "person", "bad", "harassment", "He shouts")
    about = await only(graph)
    before = await picture(graph)
    for viewer in (MEM, BAD, ROOT, Viewer("out", "member")):
        with pytest.raises(NotFound):
            await decide_report(network, viewer, about, "warned", "no")
    assert await picture(graph) == before
    await decide_report(network, ORG, about, "warned", "Please speak softly")
    await decide_report(network, TWO, about, "warned", "Another word")
    with pytest.raises(WrongState):
        await decide_report(network, TWO, about, "dismissed", "")
    found = await store.report_to_decide(graph, "two", about, may(Act.DECIDE_REPORTS, "member"))
    assert found is not None
    assert (found.decision, found.note, found.decided_by, found.decided_at) == (
        "warned",
        "Please speak softly",
        "org",
        NOW,
    )
    (warned,) = await store.warnings_mine(graph, "bad", 9)
    assert (warned.reason, warned.note) == ("harassment", "Please speak softly")
    assert [row.state for row in await store.reports_mine(graph, "mem", 9)] == ["decided"]


async def test_somebody_reported_can_be_removed_and_what_is_recorded_was_done(graph: Graph) -> None:
    network = await club(graph)
    await report(network, "mem", "person", "bad", "harassment", "He shouts")
    about = await only(graph)
    with pytest.raises(BadInput):
        await decide_report(network, ORG, about, "removed", "Goodbye")
    with pytest.raises(RuleBroken):
        await decide_report(network, ORG, about, "removed", "Goodbye", "park")
    await decide_report(network, ORG, about, "removed", "Goodbye", "club")
    inside = "MATCH (p:Person)-[:MEMBER_OF]->(:Community {id: 'club'}) RETURN p.id AS value"
    assert set(await values(graph, inside)) == {"org", "two", "mem"}
    assert [row.note for row in await store.warnings_mine(graph, "bad", 9)] == ["Goodbye"]


async def test_a_removal_that_is_refused_leaves_the_report_open(graph: Graph) -> None:
    network = await club(graph)
    await report(network, "out", "person", "bad", "spam", "x")
    about = await only(graph)
    before = await picture(graph)
    with pytest.raises(LastOrganiser):
        await decide_report(network, ROOT, about, "removed", "Goodbye", "park")
    assert await picture(graph) == before


async def test_a_need_is_reported_with_its_words_and_withdrawn(graph: Graph) -> None:
    network = await club(graph)
    need = await open_need(network, "bad", "go", None, "Buy my book", None, None)
    await report(network, "mem", "need", need, "spam", "He sells")
    await write(graph, "MATCH (n:Need {id: $id}) SET n.goal = 'changed since'", id=need)
    found = await store.report_to_decide(graph, "org", await only(graph), may(Act.DECIDE_REPORTS, "member"))
    assert found is not None
    assert (found.about, found.name, found.said, found.person_id) == ("need", "Bad", "Buy my book", "bad")
    await decide_report(network, ORG, found.id, "removed", "No selling")
    state = "MATCH (n:Need {id: $id}) RETURN n.state AS value"
    assert await values(graph, state, id=need) == ["withdrawn"]


async def test_who_decides_sees_nothing_of_whom_they_may_not_see(graph: Graph) -> None:
    network = await club(graph, blocks=("bad",))
    await report(network, "mem", "person", "bad", "harassment", "He shouts")
    assert await listed(network, ORG) == []
    assert len(await listed(network, TWO)) == 1
    with pytest.raises(NotFound):
        await decide_report(network, ORG, await only(graph), "dismissed", "")


async def test_somebody_whom_one_has_blocked_can_still_be_reported(graph: Graph) -> None:
    network = await club(graph)
    text = "MATCH (a:Person {id: 'mem'}) MATCH (b:Person {id: 'bad'}) CREATE (a)-[:BLOCKS {at: 1}]->(b)"
    await write(graph, text)
    await report(network, "mem", "person", "bad", "harassment", "before I blocked him")
    assert len(await listed(network, ORG)) == 1
    with pytest.raises(NotFound):
        await report(network, "bad", "person", "mem", "other", "revenge")


async def test_reports_that_cannot_be_are_refused_and_change_nothing(graph: Graph) -> None:
    network = await club(graph)
    before = await picture(graph)
    refusals: tuple[tuple[str, str, str, type[Exception]], ...] = (
        ("out", "community", "club", NotFound),
        ("out", "community", "no such", NotFound),
        ("out", "person", "no such", NotFound),
        ("out", "need", "no such", NotFound),
        ("nobody", "person", "bad", NotFound),
        ("bad", "person", "bad", BadInput),
    )
    for viewer, about, about_id, refusal in refusals:
        with pytest.raises(refusal):
            await report(network, viewer, about, about_id, "spam", "x")
    for reason, text in (("because", "x"), ("spam", "x" * 4001), ("spam", "\x00")):
        with pytest.raises(BadInput):
            await report(network, "mem", "person", "bad", reason, text)
    with pytest.raises(NotFound):
        await decide_report(network, ORG, "no such", "dismissed", "")
    with pytest.raises(BadInput):
        await decide_report(network, ORG, "no such", "hanged", "")
    assert await picture(graph) == before


async def test_one_person_makes_so_many_reports_a_day(graph: Graph) -> None:
    others = [person(f"p{number:02}") for number in range(MOST_A_DAY + 1)]
    network = await seed(graph, person("mem"), *others)
    for each in others[:-3]:
        await report(network, "mem", "person", each.id, "spam", "")
    steps = [report(network, "mem", "person", each.id, "spam", "") for each in others[-3:]]
    assert await came(steps) == {"None": 2, "LimitReached": 1}
    left = "MATCH (p:Person) WHERE p.id STARTS WITH 'p' AND NOT (p)<-[:CONCERNS]-(:Report) RETURN p.id AS value"
    (unreported,) = await values(graph, left)
    with pytest.raises(LimitReached):
        await report(network, "mem", "person", unreported, "spam", "")
    tomorrow = replace(network, clock=lambda: NOW + DAY)
    await report(tomorrow, "mem", "person", unreported, "spam", "")
