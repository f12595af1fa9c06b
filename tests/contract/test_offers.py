"""Offers and the catalogue on both engines: offered once, changed, withdrawn, bounded."""

from __future__ import annotations

import asyncio

import pytest

from peernet.errors import BadInput, LimitReached, NotFound
from peernet.graph import people
from peernet.graph import skills as store
from peernet.graph.session import Graph
from peernet.model.person import Offer
from peernet.recommend import standing
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.find_skills import find_skills
from peernet.use_cases.network import Network
from peernet.use_cases.offer_skill import MOST_OFFERS, offer_skill, withdraw_offer
from tests.contract.asking import picture, values, write
from tests.contract.seeding import DAY, NOW, OfferOf, person, seed, skill
from tests.contract.test_mentorships import outcomes

YEAR = NOW + 365 * DAY
"""Until when an offer stands that says nothing of it."""
FRONT = "MATCH (p:Person)-[f:FRONT]->(s:Skill) RETURN [p.id, s.id, f.level, f.until] AS value"


async def test_a_new_offer_stands_as_one_fresh_claim(graph: Graph) -> None:
    network = await seed(graph, person("me"), skill("go"))
    await offer_skill(network, "me", "go", 4, NOW + DAY)
    claim = standing.increment("said", 1.0, NOW)
    assert await people.offers_of(graph, "me", ["me"], NOW, 9) == [Offer("me", "go", 4, claim, NOW, NOW + DAY)]
    assert await values(graph, FRONT) == [["me", "go", 4, NOW + DAY]]


async def test_an_offer_made_again_changes_level_and_end_and_keeps_what_was_earned(graph: Graph) -> None:
    network = await seed(graph, person("me", offers={"go": OfferOf(2, 9.0, since=5, until=NOW + 7)}))
    await offer_skill(network, "me", "go", 5, None)
    assert await people.offers_of(graph, "me", ["me"], NOW, 9) == [Offer("me", "go", 5, 9.0, 5, YEAR)]
    assert await values(graph, FRONT) == [["me", "go", 5, YEAR]]


async def test_the_same_offer_ten_times_at_once_is_one_offer(graph: Graph) -> None:
    network = await seed(graph, person("me"), skill("go"))
    await asyncio.gather(*[offer_skill(network, "me", "go", 3, None) for _ in range(10)])
    assert len(await values(graph, "MATCH ()-[o:OFFERS]->() RETURN 1 AS value")) == 1
    assert await values(graph, FRONT) == [["me", "go", 3, YEAR]]


async def test_a_withdrawn_offer_is_gone_from_the_front_too(graph: Graph) -> None:
    network = await seed(graph, person("me", offers={"go": 3, "sql": 2}))
    await withdraw_offer(network, "me", "go")
    assert [each.skill_id for each in await people.offers_of(graph, "me", ["me"], NOW, 9)] == ["sql"]
    assert await values(graph, FRONT) == [["me", "sql", 2, None]]


async def test_withdrawing_at_once_ten_times_withdraws_once(graph: Graph) -> None:
    network = await seed(graph, person("me", offers={"go": 3}))
    assert await outcomes([withdraw_offer(network, "me", "go") for _ in range(10)]) == {"done": 1, "NotFound": 9}


async def test_offering_and_withdrawing_at_once_leaves_the_front_true_to_the_offers(graph: Graph) -> None:
    network = await seed(graph, person("me", offers={"go": 3}))
    for _ in range(8):
        await outcomes([offer_skill(network, "me", "go", 4, None), withdraw_offer(network, "me", "go")])
        offers = await values(graph, "MATCH ()-[o:OFFERS]->(s) RETURN s.id AS value")
        assert await values(graph, "MATCH ()-[f:FRONT]->(s) RETURN s.id AS value") == offers


async def test_an_offer_that_cannot_be_changes_nothing(graph: Graph) -> None:
    network = await seed(graph, person("me", offers={"go": 3}), skill("sql"))
    before = await picture(graph)
    for asked, refusal in (
        (offer_skill(network, "me", "cobol", 3, None), NotFound),
        (offer_skill(network, "nobody", "go", 3, None), NotFound),
        (offer_skill(network, "me", "go", 0, None), BadInput),
        (offer_skill(network, "me", "go", 6, None), BadInput),
        (offer_skill(network, "me", "go", 3, NOW), BadInput),
        (withdraw_offer(network, "me", "sql"), NotFound),
        (withdraw_offer(network, "me", "no such"), NotFound),
        (withdraw_offer(network, "nobody", "go"), NotFound),
    ):
        with pytest.raises(refusal):
            await asked
    assert await picture(graph) == before


async def test_fifty_offers_and_no_more_even_at_once(graph: Graph) -> None:
    most: dict[str, int | OfferOf] = {f"s{n:02}": 3 for n in range(MOST_OFFERS - 1)}
    network = await seed(graph, person("me", offers=most), *[skill(f"t{n}") for n in range(4)])
    came = await outcomes([offer_skill(network, "me", f"t{n}", 3, None) for n in range(4)])
    assert came == {"done": 1, LimitReached.__name__: 3}
    before = await picture(graph)
    later = Network(graph, network.catalogue, clock=lambda: NOW + 5)
    added = set(await values(graph, "MATCH (:Person)-[:OFFERS]->(s:Skill) WHERE s.id >= 't' RETURN s.id AS value"))
    with pytest.raises(LimitReached):
        await offer_skill(later, "me", min({"t0", "t1"} - added), 3, None)
    assert await picture(graph) == before
    await offer_skill(later, "me", "s00", 5, None)


async def test_the_catalogue_is_read_whole_with_labels_and_links(graph: Graph) -> None:
    await seed(graph, skill("js", "JavaScript"), skill("react", "React", broader=("js",)), skill("vue"))
    await write(
        graph, "MATCH (a:Skill {id: 'vue'}), (b:Skill {id: 'react'}) CREATE (a)-[:RELATED {kind: 'alike'}]->(b)"
    )
    await write(
        graph,
        "MATCH (s:Skill {id: 'js'}) SET s.languages = ['en', 'es'], s.labels = ['JavaScript', 'Javaescript'], "
        "s.alt_languages = ['en', 'en'], s.alt_labels = ['JS', 'ECMAScript']",
    )
    found = {each.id: each for each in store.catalogue(await store.catalogue_rows(graph))}
    assert list(found) == ["js", "react", "vue"]
    assert found["js"].labels == {"en": "JavaScript", "es": "Javaescript"}
    assert found["js"].alt_labels == {"en": ("JS", "ECMAScript")}
    assert (found["react"].broader, found["react"].related, found["vue"].related) == (("js",), ("vue",), ("react",))


async def test_a_catalogue_longer_than_a_page_is_read_to_its_end(graph: Graph) -> None:
    await seed(graph, *[skill(f"s{n:04}") for n in range(2003)])
    assert len(store.catalogue(await store.catalogue_rows(graph))) == 2003


async def test_the_catalogue_is_read_again_only_when_it_has_changed(graph: Graph) -> None:
    catalogue = Catalogue(graph)
    assert await store.catalogue_version(graph) == 0
    network = await seed(graph, skill("go", "Golang"))
    assert await catalogue.refresh()
    assert not await catalogue.refresh()
    assert [match.skill_id for match in await find_skills(network, "golang", ("en",), 5)] == ["go"]
    await asyncio.gather(*[store.catalogue_changed(graph) for _ in range(10)])
    assert await store.catalogue_version(graph) == 11
    assert await catalogue.refresh()
