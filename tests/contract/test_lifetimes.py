"""Offers and needs end by themselves, are told of before, and are renewed by one call; on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peernet.errors import BadInput, LimitReached, MentorIsFull, MentorUnavailable, NotFound, WrongState
from peernet.graph import needs as need_store
from peernet.graph import people
from peernet.graph.presence import notices_of
from peernet.graph.session import Graph
from peernet.model.lifetime import DAY_MS, KEPT_DAYS
from peernet.model.need import MAX_OPEN_NEEDS
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.count_mentors import count_mentors
from peernet.use_cases.end_mentorship import end_mentorship
from peernet.use_cases.help_wanted import help_wanted
from peernet.use_cases.learning_rings import accept_ring, propose_ring
from peernet.use_cases.merge_skills import merge_skills, unmerge_skills
from peernet.use_cases.network import Network
from peernet.use_cases.offer_skill import offer_skill, renew_offer
from peernet.use_cases.open_need import close_need, open_need, renew_need
from peernet.use_cases.suggest_mentors import MentorQuestion, suggest_mentors
from tests.contract.asking import picture, values, write
from tests.contract.seeding import DAY, NOW, OfferOf, community, person, seed, skill
from tests.contract.test_mentorships import outcomes, request
from tests.contract.test_skill_merges import ROOT

MENTORS = [f"m{number}" for number in range(5)]


def at(network: Network, later: int) -> Network:
    """The same network so many milliseconds after NOW."""
    return replace(network, clock=lambda: NOW + later)


async def suggested(network: Network, skill_id: str = "go") -> list[str]:
    """Whom "me" is suggested for a skill."""
    answer = await suggest_mentors(network, "me", MentorQuestion(skill_ids=(skill_id,)), ("en",), 20)
    return sorted(each.person_id for each in answer.suggestions)


async def ends(graph: Graph, person_id: str) -> list[int | None]:
    """Until when a person's offers and needs stand."""
    offers = "MATCH (:Person {id: $id})-[o:OFFERS]->() RETURN o.until AS value"
    needs = "MATCH (:Person {id: $id})-[:NEEDS]->(n) RETURN n.until AS value"
    return [each for text in (offers, needs) for each in await values(graph, text, id=person_id)]


async def told(network: Network, viewer_id: str = "me") -> list[tuple[str, int, str | None]]:
    """What the viewer is told: the kind, the days from NOW, and the skill."""
    rows = await notices_of(network.graph, viewer_id, network.clock(), network.lifetimes.notice)
    return [(row.kind, (row.at - NOW) // DAY, row.skill_id) for row in rows]


async def test_an_offer_and_a_need_that_say_no_end_stand_as_long_as_the_network_says(graph: Graph) -> None:
    network = await seed(graph, person("me"), skill("go"))
    await offer_skill(network, "me", "go", 3, None)
    await open_need(network, "me", "go", None, "", None, None)
    assert await ends(graph, "me") == [NOW + 365 * DAY, NOW + 180 * DAY]


async def test_of_the_times_that_ones_communities_have_set_the_longest_counts(graph: Graph) -> None:
    joined = dict.fromkeys(("choir", "lodge", "quiet"), "member")
    network = await seed(graph, person("me", member_of=joined), person("out"), skill("go"))
    await write(graph, "MATCH (c:Community {id: 'choir'}) SET c.offer_days = 30, c.need_days = 20")
    await write(graph, "MATCH (c:Community {id: 'lodge'}) SET c.offer_days = 60")
    for who in ("me", "out"):
        await offer_skill(network, who, "go", 3, None)
        await open_need(network, who, "go", None, "", None, None)
    assert await ends(graph, "me") == [NOW + 60 * DAY, NOW + 20 * DAY]
    assert await ends(graph, "out") == [NOW + 365 * DAY, NOW + 180 * DAY]


@pytest.mark.parametrize(
    ("wide", "near", "end"),
    [(30, None, 30), (30, 10, 10), (10, 30, 30), (0, None, None), (0, 10, 10), (10, 0, None), (None, None, 365)],
)
async def test_a_chapter_that_has_set_nothing_goes_by_the_community_above_it(
    graph: Graph, wide: int | None, near: int | None, end: int | None
) -> None:
    network = await seed(
        graph,
        community("all"),
        community("north", part_of="all"),
        skill("go"),
        person("me", member_of={"north": "member"}),
    )
    text = "MATCH (c:Community {id: $id}) SET c.offer_days = $days"
    await write(graph, text, id="all", days=wide)
    await write(graph, text, id="north", days=near)
    await offer_skill(network, "me", "go", 3, None)
    expected = [None if end is None else NOW + end * DAY]
    assert await ends(graph, "me") == expected
    await renew_offer(network, "me", "go")
    assert await ends(graph, "me") == expected


async def test_what_has_expired_is_nowhere_at_once_and_back_when_it_is_renewed(graph: Graph) -> None:
    network = await seed(graph, skill("go"), person("me"), *map(person, MENTORS), person("ann"))
    for who in MENTORS:
        await offer_skill(network, who, "go", 4, NOW + DAY)
    need_id = await open_need(network, "ann", "go", None, "", NOW + DAY, None)
    before, after = at(network, DAY - 1), at(network, DAY)

    async def seen(then: Network) -> tuple[object, ...]:
        offers = await people.offers_of(graph, "m0", ["m0"], then.clock(), 9)
        needs = await need_store.needs_of(graph, "ann", ["ann"], ["open"], 9, then.clock())
        wanted = await help_wanted(then, "m0", None, ("en",), 9)
        count = (await count_mentors(then, MentorQuestion(skill_ids=("go",)), ("en",))).available
        return await suggested(then), len(offers), len(needs), len(wanted.suggestions), count

    assert await seen(before) == (MENTORS, 1, 1, 1, 5)
    stored = await picture(graph)
    assert await seen(after) == ([], 0, 0, 0, 0)
    assert [each.state for each in await need_store.needs_of(graph, "ann", ["ann"], ["expired"], 9, after.clock())] == [
        "expired"
    ]
    assert len(stored) > 0
    for who in MENTORS:
        await renew_offer(after, who, "go")
    await renew_need(after, "ann", need_id)
    assert await seen(after) == (MENTORS, 1, 1, 1, 5)
    assert (await need_store.needs_seen(graph, "me", [need_id], after.clock()))[need_id].state == "open"
    assert await ends(graph, "m0") == [NOW + 366 * DAY]
    assert await ends(graph, "ann") == [NOW + 181 * DAY]


async def test_the_owner_is_told_before_and_shortly_after_and_not_once_it_is_renewed(graph: Graph) -> None:
    network = await seed(graph, person("me", offers={"sql": OfferOf(3, until=NOW + 400 * DAY)}), skill("go"))
    await offer_skill(network, "me", "go", 3, NOW + 20 * DAY)
    need_id = await open_need(network, "me", "go", None, "", NOW + 30 * DAY, None)
    assert await told(network) == []
    assert await told(at(network, 7 * DAY)) == [("offer_expires", 20, "go")]
    assert await told(at(network, 25 * DAY)) == [("offer_expired", 20, "go"), ("need_expires", 30, "go")]
    assert await told(at(network, 25 * DAY), "somebody else") == []
    await renew_offer(at(network, 25 * DAY), "me", "go", NOW + 300 * DAY)
    assert await told(at(network, 31 * DAY)) == [("need_expired", 30, "go")]
    assert await told(at(network, (30 + KEPT_DAYS) * DAY)) == []
    await close_need(at(network, 31 * DAY), "me", need_id, "withdrawn")
    assert await told(at(network, 31 * DAY)) == []


async def test_what_cannot_be_renewed_is_refused_and_changes_nothing(graph: Graph) -> None:
    network = await seed(graph, person("me", offers={"go": 3}), person("ann"), skill("sql"))
    met = await open_need(network, "me", "go", None, "", None, None)
    await close_need(network, "me", met, "met")
    theirs = await open_need(network, "ann", "go", None, "", None, None)
    before = await picture(graph)
    for asked, refusal in (
        (renew_offer(network, "me", "sql"), NotFound),
        (renew_offer(network, "nobody", "go"), NotFound),
        (renew_offer(network, "me", "go", NOW), BadInput),
        (renew_need(network, "me", theirs), NotFound),
        (renew_need(network, "me", "no such"), NotFound),
        (renew_need(network, "me", met), WrongState),
        (renew_need(network, "ann", theirs, NOW - 1), BadInput),
    ):
        with pytest.raises(refusal):
            await asked
    assert await picture(graph) == before


async def test_an_expired_need_makes_room_and_comes_back_only_where_there_is_room(graph: Graph) -> None:
    network = await seed(graph, person("me"), skill("go"))
    old = await open_need(network, "me", "go", None, "", NOW + DAY, None)
    later = at(network, 2 * DAY)
    for _ in range(MAX_OPEN_NEEDS):
        await open_need(later, "me", "go", None, "", None, None)
    before = await picture(graph)
    with pytest.raises(LimitReached):
        await renew_need(later, "me", old)
    assert await picture(graph) == before


async def test_an_imported_need_that_says_it_has_expired_can_be_renewed(graph: Graph) -> None:
    network = await seed(graph, person("me"), skill("go"))
    need_id = await open_need(network, "me", "go", None, "", None, None)
    await write(graph, "MATCH (n:Need) SET n.state = 'expired', n.until = null")
    await renew_need(network, "me", need_id)
    assert (await need_store.needs_seen(graph, "me", [need_id], NOW))[need_id].state == "open"


async def test_an_offer_for_one_mentee_alone_is_over_with_the_first_who_is_accepted(graph: Graph) -> None:
    ada = person("ada", offers={"python": OfferOf(4, only_one=True), "go": 3}, capacity=5)
    network = await seed(graph, ada, person("me"), *[person(f"l{n}") for n in range(4)])
    made = [await request(network, f"l{n}") for n in range(3)]
    other = await request(network, "l3", skill_ids=("go",))
    assert await suggested(network, "python") == ["ada"]
    came = await outcomes([accept_mentorship(network, "ada", each) for each in made])
    assert came == {"done": 1, MentorIsFull.__name__: 2}
    assert await suggested(network, "python") == []
    assert [each.skill_id for each in await people.offers_of(graph, "ada", ["ada"], NOW, 9)] == ["go"]
    await accept_mentorship(network, "ada", other)
    with pytest.raises(MentorUnavailable):
        await request(network, "me")
    assert await told(network, "ada") == [("offer_taken", 0, "python")]


async def test_an_offer_for_one_mentee_that_is_renewed_takes_one_more(graph: Graph) -> None:
    ada = person("ada", offers={"python": OfferOf(4, only_one=True)}, capacity=5)
    network = await seed(graph, ada, person("bob"), person("cyd"))
    first, second = await request(network, "bob"), await request(network, "cyd")
    await accept_mentorship(network, "ada", first)
    with pytest.raises(MentorIsFull) as full:
        await accept_mentorship(network, "ada", second)
    assert full.value.capacity == 1
    await end_mentorship(network, "ada", first)
    await renew_offer(network, "ada", "python")
    await accept_mentorship(network, "ada", second)
    assert await told(network, "ada") == [("offer_taken", 0, "python")]
    assert network.lifetimes.offer * DAY_MS == 365 * DAY


async def test_an_offer_for_one_mentee_alone_is_over_with_the_ring_that_it_was_given_in(graph: Graph) -> None:
    ada = person("ada", offers={"go": OfferOf(4, only_one=True)}, capacity=5)
    network = await seed(graph, ada, person("bob", offers={"sql": 4}), person("me"))
    await open_need(network, "ada", "sql", 3, "", None, None)
    await open_need(network, "bob", "go", 3, "", None, None)
    ring_id = await propose_ring(network, "ada", ["ada", "bob"], ["go", "sql"])
    await accept_ring(network, "bob", ring_id)
    assert await told(network, "ada") == [("offer_taken", 0, "go")]
    assert (await suggested(network), await suggested(network, "sql")) == ([], [])


async def test_whoever_lets_more_than_one_come_after_all_says_so_by_offering_again(graph: Graph) -> None:
    network = await seed(graph, person("me"), community("choir"), skill("go"))
    await offer_skill(network, "me", "go", 3, None, only_one=True)
    assert [each.only_one for each in await people.offers_of(graph, "me", ["me"], NOW, 9)] == [True]
    await offer_skill(network, "me", "go", 3, None)
    assert [each.only_one for each in await people.offers_of(graph, "me", ["me"], NOW, 9)] == [False]


async def test_after_a_merge_the_old_id_renews_and_an_offer_that_was_taken_stays_taken(graph: Graph) -> None:
    ada = person("ada", offers={"python": OfferOf(4, only_one=True)}, capacity=5)
    network = await seed(graph, ada, person("bob"), person("cyd"), person("root"), skill("go"))
    await network.catalogue.refresh()
    first, second = await request(network, "bob"), await request(network, "cyd")
    await merge_skills(network, ROOT, "python", "go")
    await accept_mentorship(network, "ada", first)
    with pytest.raises(MentorIsFull):
        await accept_mentorship(network, "ada", second)
    await renew_offer(network, "ada", "python")
    await accept_mentorship(network, "ada", second)
    assert await told(network, "ada") == [("offer_taken", 0, "go")]


@pytest.mark.parametrize(("one", "other", "only"), [(True, True, True), (True, False, False), (False, True, False)])
async def test_of_two_offers_merged_the_one_left_is_for_one_mentee_alone_where_both_were(
    graph: Graph, one: bool, other: bool, only: bool
) -> None:
    offers = {"python": OfferOf(4, only_one=one), "go": OfferOf(3, only_one=other)}
    network = await seed(graph, person("ada", offers=offers, capacity=5), person("bob"), person("root"))
    await network.catalogue.refresh()
    await accept_mentorship(network, "ada", await request(network, "bob"))  # takes Python, where it is for one alone
    await merge_skills(network, ROOT, "python", "go")
    (left,) = await people.offers_of(graph, "ada", ["ada"], NOW, 9)
    assert (left.skill_id, left.only_one) == ("go", only)
    assert await told(network, "ada") == []
    await unmerge_skills(network, ROOT, "python")
    rows = await people.offers_of(graph, "ada", ["ada"], NOW, 9)
    assert [(each.skill_id, each.only_one) for each in rows] == [
        *([] if one else [("python", one)]),
        ("go", other),
    ]
