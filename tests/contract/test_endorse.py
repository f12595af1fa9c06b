"""Endorsements on both engines: one for each pair and skill, worth what their endorser has shown, counted once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from peernet.errors import CannotEndorseSelf, LimitReached, NotFound
from peernet.graph import endorsements as store
from peernet.graph.session import Graph
from peernet.model.endorsement import MOST_GIVEN
from peernet.recommend import standing, trust
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.endorse import endorse, withdraw_endorsement
from peernet.use_cases.export_network import export_network
from peernet.use_cases.give_feedback import give_feedback
from peernet.use_cases.merge_skills import merge_skills, unmerge_skills
from peernet.use_cases.network import Network
from peernet.use_cases.reckon_endorsements import reckon
from tests.contract.asking import picture, values, write
from tests.contract.seeding import DAY, NOW, OfferOf, person, seed, skill
from tests.contract.test_evidence import SUMS, put
from tests.contract.test_mentorships import outcomes, request
from tests.contract.test_skill_merges import ROOT
from tests.contract.test_transfer import take

TIES = "MATCH (a)-[e:ENDORSES]->(b) RETURN [a.id, b.id, e.skill_id, e.at] AS value"


async def answers(graph: Graph, person_id: str, weight: float = 1.0, skill_id: str = "go") -> float:
    """Somebody has answered well; what that adds to their standing."""
    gained = standing.increment("answered", weight, NOW)
    row = {"id": f"a-{person_id}-{skill_id}", "person_id": person_id, "skill_id": skill_id, "kind": "answered"}
    await put(graph, row | {"weight": weight, "at": NOW, "increment": gained})
    return gained


async def shown(graph: Graph, person_id: str) -> float:
    """What somebody has shown of Go."""
    return float(sum(each[2] for each in await values(graph, SUMS, id=person_id) if each[0] == "go"))


def worth(inflow: float) -> float:
    return trust.increment(inflow, NOW)


async def test_an_endorsement_moves_the_standing_by_what_its_endorser_has_shown(graph: Graph) -> None:
    network = await seed(graph, person("ann", offers={"go": OfferOf(3, 1.0)}), person("expert"), person("nobody"))
    gained = await answers(graph, "expert")
    now_worth = standing.value(gained, NOW)
    await endorse(network, "nobody", "ann", "go")
    assert await shown(graph, "ann") == 0
    await endorse(network, "expert", "ann", "go")
    expected = worth(now_worth / (1 + now_worth))
    assert await shown(graph, "ann") == pytest.approx(expected)
    offered = "MATCH (:Person {id: 'ann'})-[o:OFFERS]->() RETURN o.standing AS value"
    front = "MATCH (:Person {id: 'ann'})-[f:FRONT]->() RETURN f.standing AS value"
    assert await values(graph, offered) == await values(graph, front) == [pytest.approx(1.0 + expected)]
    await withdraw_endorsement(network, "expert", "ann", "go")
    assert await shown(graph, "ann") == 0
    assert await values(graph, offered) == [pytest.approx(1.0)]
    assert await values(graph, TIES) == [["nobody", "ann", "go", NOW]]


async def test_endorsing_again_and_at_once_is_one_endorsement(graph: Graph) -> None:
    network = await seed(graph, person("ann"), person("expert"), skill("go"))
    await answers(graph, "expert")
    await asyncio.gather(*[endorse(network, "expert", "ann", "go") for _ in range(8)])
    once = await shown(graph, "ann")
    await endorse(replace(network, clock=lambda: NOW + DAY), "expert", "ann", "go")
    assert await values(graph, TIES) == [["expert", "ann", "go", NOW + DAY]]
    assert await shown(graph, "ann") == pytest.approx(once, rel=0.05)
    assert len(await values(graph, "MATCH (e:Evidence {kind: 'endorsed'}) RETURN 1 AS value")) == 1


async def test_of_many_who_endorse_at_once_all_count(graph: Graph) -> None:
    experts = [f"e{n}" for n in range(6)]
    network = await seed(graph, person("ann"), *map(person, experts), skill("go"))
    for each in experts:
        await answers(graph, each)
    await asyncio.gather(*[endorse(network, each, "ann", "go") for each in experts])
    found = await store.endorsements_of_skill(graph, "go")
    source = standing.value(standing.increment("answered", 1.0, NOW), NOW)
    assert len(found) == 6
    assert await shown(graph, "ann") == pytest.approx(worth(6 * source / (1 + source)), rel=0.05)


async def test_only_the_endorsed_skill_moves_and_others_of_the_same_people_stay(graph: Graph) -> None:
    network = await seed(graph, person("ann"), person("expert"), skill("go"), skill("sql"))
    await answers(graph, "expert")
    await answers(graph, "expert", skill_id="sql")
    await endorse(network, "expert", "ann", "sql")
    assert [each[0] for each in await values(graph, SUMS, id="ann")] == ["sql"]


async def test_trust_reaches_those_whom_the_endorsed_endorse(graph: Graph) -> None:
    network = await seed(graph, person("ann"), person("bea"), person("expert"), skill("go"))
    await answers(graph, "expert")
    await endorse(network, "ann", "bea", "go")
    assert await shown(graph, "bea") == 0
    await endorse(network, "expert", "ann", "go")
    assert 0 < await shown(graph, "bea") < await shown(graph, "ann")


async def test_what_somebody_teaches_makes_their_endorsements_count(graph: Graph) -> None:
    ada = person("ada", offers={"python": 4})
    network = await seed(graph, ada, person("bob"), person("cyd"))
    await endorse(network, "ada", "cyd", "python")
    assert await values(graph, SUMS, id="cyd") == []
    made = await request(network, "bob")
    await accept_mentorship(network, "ada", made)
    await give_feedback(network, "bob", made, 5)
    assert len(await values(graph, SUMS, id="cyd")) == 1


async def test_a_ring_of_a_thousand_accounts_lifts_nobody_and_pushes_nobody_out(graph: Graph) -> None:
    network = await seed(graph, person("ann"), person("expert"), person("bea"), skill("go"))
    await answers(graph, "expert")
    await answers(graph, "ann")
    await endorse(network, "expert", "bea", "go")
    before = (await shown(graph, "ann"), await shown(graph, "bea"))
    text = """MATCH (t:Person {id: 'ann'}) UNWIND range(0, 999) AS n
        CREATE (f:Person {id: 'fake' + toString(n), speaks: [], status: 'active', visibility: 'open', open_places: 1})
        CREATE (f)-[:ENDORSES {skill_id: 'go', at: $now}]->(t)"""
    await write(graph, text, now=NOW + 5)
    chain = """MATCH (a:Person), (b:Person) WHERE a.id = 'fake' + toString($from) AND b.id = 'fake' + toString($to)
        CREATE (a)-[:ENDORSES {skill_id: 'go', at: 5}]->(b)"""
    await write(graph, chain, **{"from": 0, "to": 1})
    await endorse(network, "ann", "fake0", "go")
    after = (await shown(graph, "ann"), await shown(graph, "bea"))
    assert after[0] <= trust.MOST_LIFT * before[0]
    assert after[1] == pytest.approx(before[1])


async def test_an_endorsement_that_cannot_be_changes_nothing(graph: Graph) -> None:
    network = await seed(
        graph,
        person("me"),
        person("ann"),
        person("hid", visibility="hidden"),
        person("foe", blocks=("me",)),
        person("far", visibility="communities", member_of={"choir": "member"}),
        skill("go"),
    )
    before = await picture(graph)
    for asked, refusal in (
        (endorse(network, "me", "me", "go"), CannotEndorseSelf),
        (endorse(network, "me", "hid", "go"), NotFound),
        (endorse(network, "me", "foe", "go"), NotFound),
        (endorse(network, "me", "far", "go"), NotFound),
        (endorse(network, "me", "no such", "go"), NotFound),
        (endorse(network, "me", "ann", "cobol"), NotFound),
        (endorse(network, "nobody", "ann", "go"), NotFound),
        (withdraw_endorsement(network, "me", "ann", "go"), NotFound),
        (withdraw_endorsement(network, "nobody", "ann", "go"), NotFound),
    ):
        with pytest.raises(refusal):
            await asked
    assert await picture(graph) == before


async def test_so_many_endorsements_and_no_more_even_at_once(graph: Graph) -> None:
    network = await seed(graph, person("me"), person("ann"), *[person(f"p{n}") for n in range(4)], skill("go"))
    text = """MATCH (me:Person {id: 'me'}), (a:Person {id: 'ann'}) UNWIND range(1, $most) AS n
        CREATE (me)-[:ENDORSES {skill_id: 's' + toString(n), at: 5}]->(a)"""
    await write(graph, text, most=MOST_GIVEN - 1)
    came = await outcomes([endorse(network, "me", f"p{n}", "go") for n in range(4)])
    assert came == {"done": 1, LimitReached.__name__: 3}


async def test_endorsers_are_counted_only_where_the_viewer_may_see_them(graph: Graph) -> None:
    network = await seed(
        graph,
        person("ann"),
        person("me"),
        person("hid", visibility="hidden"),
        person("foe", blocks=("me",)),
        skill("go"),
    )
    for each in ("me", "hid", "foe"):
        await endorse(network, each, "ann", "go")

    async def seen(viewer_id: str) -> list[tuple[str, int, bool]]:
        return [(row.skill_id, row.people, row.mine) for row in await store.endorsed_in(graph, viewer_id, ["ann"], 9)]

    assert await seen("me") == [("go", 1, True)]
    assert await seen("hid") == [("go", 3, True)]
    assert await seen("ann") == [("go", 2, False)]


async def test_an_export_and_an_import_give_the_same_standings_and_count_nothing_twice(
    graph: Graph, tmp_path: Path
) -> None:
    network = await seed(graph, person("ann", offers={"go": 3}), person("expert"), skill("go"))
    await answers(graph, "expert")
    await endorse(network, "expert", "ann", "go")
    kept = await shown(graph, "ann")
    folder = tmp_path / "out"
    await export_network(graph, folder)
    assert "endorsed" not in (folder / "evidence.csv").read_text(encoding="utf-8")
    for _ in range(2):
        await take(graph, folder)
        assert await shown(graph, "ann") == pytest.approx(kept)
    await write(graph, "MATCH (n) WHERE NOT n:Migration AND NOT n:Lease AND NOT n:Nobody DETACH DELETE n")
    await take(graph, folder)
    assert await shown(graph, "ann") == pytest.approx(kept)
    assert isinstance(network, Network)
    assert await reckon(graph, "go", NOW) == 0


async def counted(graph: Graph, person_id: str) -> dict[str, float]:
    """What somebody has shown, by skill."""
    return {each[0]: each[2] for each in await values(graph, SUMS, id=person_id)}


async def test_endorsements_of_merged_skills_count_once_and_go_back_with_an_undone_merge(graph: Graph) -> None:
    people = [person(each) for each in ("ann", "bea", "expert", "other", "root")]
    network = await seed(graph, *people, skill("go"), skill("golang"))
    await network.catalogue.refresh()
    source = standing.value(await answers(graph, "expert"), NOW)
    await answers(graph, "other", skill_id="golang")
    for who, whom, of in (("expert", "ann", "go"), ("other", "ann", "golang"), ("other", "bea", "golang")):
        await endorse(network, who, whom, of)
    before = {each: await counted(graph, each) for each in ("ann", "bea", "expert", "other")}
    await merge_skills(network, ROOT, "golang", "go")
    half = source / (1 + source) / 2  # who endorses two for a skill gives each a half
    assert await counted(graph, "ann") == {"go": pytest.approx(worth(source / (1 + source) + half))}
    assert await counted(graph, "bea") == {"go": pytest.approx(worth(half))}
    kinds = "MATCH (:Person {id: 'ann'})-[:SHOWED]->(e) RETURN [e.kind, e.skill_id] AS value"
    assert await values(graph, kinds) == [["endorsed", "go"]]
    await endorse(network, "expert", "ann", "golang")
    await withdraw_endorsement(network, "expert", "ann", "golang")
    assert sorted(each[:3] for each in await values(graph, TIES)) == [["other", "ann", "go"], ["other", "bea", "go"]]
    await endorse(network, "expert", "ann", "golang")
    await unmerge_skills(network, ROOT, "golang")
    after = {each: await counted(graph, each) for each in before}
    assert after == {each: pytest.approx(sums) for each, sums in before.items()}
    breadth = "MATCH (p:Person {id: $id}) RETURN p.breadth AS value"
    assert [await values(graph, breadth, id=each) for each in before] == [[len(sums)] for sums in before.values()]
