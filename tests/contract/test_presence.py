"""Who is away comes back, who is silent goes quiet and offers end, all by the clock: no answer lags behind it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from peernet.errors import BadInput, MentorUnavailable, NotFound
from peernet.graph import boards, fronts, people, returns
from peernet.graph.presence import notices_of
from peernet.graph.session import Graph
from peernet.graph.suggestions import mentor_candidates
from peernet.model.viewer import Viewer
from peernet.use_cases.change_member_role import remove_member
from peernet.use_cases.count_mentors import count_mentors
from peernet.use_cases.decide_join_request import decide_join_request
from peernet.use_cases.help_wanted import help_wanted
from peernet.use_cases.join_community import join_community, request_id
from peernet.use_cases.learning_rings import learning_rings
from peernet.use_cases.network import Network
from peernet.use_cases.note_presence import count_quiet, membership_moved, note_presence, wake
from peernet.use_cases.offer_skill import offer_skill
from peernet.use_cases.open_need import open_need
from peernet.use_cases.set_community_settings import set_community_settings
from peernet.use_cases.suggest_mentors import MentorQuestion, suggest_mentors
from peernet.use_cases.update_profile import update_profile
from tests.contract.asking import person_facts, picture, values, write
from tests.contract.seeding import DAY, NOW, OfferOf, PersonOf, community, person, seed, skill
from tests.contract.test_mentorships import request
from tests.contract.test_suggestions import friends, sees, shares_language

SKILLS = ("go", "sql")
LATER = (0, 1, 5, 6, 10, 11)
ROUND = {"choir": "member"}


def at(network: Network, later: int) -> Network:
    """The same network so many milliseconds after NOW."""
    return replace(network, clock=lambda: NOW + later)


async def suggested(network: Network, skill_id: str = "go", viewer_id: str = "me") -> list[str]:
    """Whom somebody is suggested for a skill."""
    answer = await suggest_mentors(network, viewer_id, MentorQuestion(skill_ids=(skill_id,)), ("en",), 50)
    return sorted(each.person_id for each in answer.suggestions)


async def wanting(network: Network, viewer_id: str = "me") -> list[str]:
    """Whose needs somebody is told of."""
    found = await help_wanted(network, viewer_id, None, ("en",), 50)
    return sorted(each.need.person_id for each in found.suggestions)


def maybe(chance: random.Random) -> int | None:
    """A time around NOW, or none."""
    return chance.choice([None, None, *[NOW + later for later in (-1, 0, 1, 5, 6, 10, 11, 99)]])


def clocked(chance: random.Random, size: int) -> list[PersonOf]:
    """People whom only the clock will change."""
    names = [f"p{n:02}" for n in range(size)]
    return [
        person(
            name,
            offers={each: OfferOf(3, chance.choice([0.5, 1.0, 2.0]), until=maybe(chance)) for each in SKILLS},
            member_of=dict.fromkeys((c for c in ("choir", "lodge") if chance.random() < 0.4), "member"),
            knows=[other for other in names if other != name and chance.random() < 0.08],
            blocks=[other for other in names if other != name and chance.random() < 0.04],
            languages=chance.choice([("en",), ("es",), ("en", "es"), ()]),
            status=chance.choice(["active", "active", "active", "away", "retired"]),
            visibility=chance.choice(["open", "open", "communities", "hidden"]),
            away_until=maybe(chance),
            quiet_at=maybe(chance),
        )
        for name in names
    ]


def here(each: PersonOf, now: int) -> bool:
    """Whether somebody can be asked then, in Python."""
    return each.status == "active" and (each.away_until or 0) <= now and (each.quiet_at is None or each.quiet_at > now)


def offers_then(each: PersonOf, skill_id: str, now: int) -> bool:
    until = each.offers[skill_id].until
    return until is None or until > now


def should_find(everybody: Sequence[PersonOf], viewer: PersonOf, skill_id: str, now: int) -> set[str]:
    """Whom a search through everybody finds then."""
    return {
        each.id
        for each in everybody
        if each.id != viewer.id and sees(viewer, each) and here(each, now) and offers_then(each, skill_id, now)
        if shares_language(viewer, each)
    }


@pytest.mark.parametrize("number", range(4))
async def test_at_every_time_candidates_are_exactly_those_that_a_search_through_everybody_finds(
    graph: Graph, number: int
) -> None:
    """Nothing is written between the questions but by them, and questions come in the order of time, as they do."""
    chance = random.Random(number)
    everybody = clocked(chance, 20)
    await seed(graph, *everybody, *map(skill, SKILLS), community("choir"), community("lodge", "hidden"))
    for later in LATER:
        for viewer in everybody[:6]:
            asked = chance.choice(SKILLS)
            found = await mentor_candidates(graph, viewer.id, [asked], [], now=NOW + later)
            ids = set() if found is None else {each.person_id for each in found.mentors}
            assert ids == should_find(everybody, viewer, asked, NOW + later), (later, viewer)


@pytest.mark.parametrize("number", range(3))
async def test_at_every_time_the_needs_told_of_are_those_that_a_search_through_everybody_finds(
    graph: Graph, number: int
) -> None:
    chance = random.Random(number)
    owners = [replace(each, offers={}) for each in clocked(chance, 20)]
    helper = person("me", offers={"go": 5}, languages=("en", "es"), member_of={"choir": "member"})
    network = await seed(graph, *owners, helper, *map(skill, SKILLS), community("lodge"))
    ends: dict[str, int | None] = {}
    for each in owners:
        ends[each.id] = chance.choice([NOW + later for later in (1, 5, 6, 10, 11, 99)])
        await open_need(network, each.id, "go", None, "", ends[each.id], None)
    known = friends([*owners, helper], "me")
    assert known == set()
    for later in LATER:
        now = NOW + later
        expected = sorted(
            each.id for each in owners if sees(helper, each) and here(each, now) and (ends[each.id] or 0) > now
        )
        assert await wanting(at(network, later)) == expected, later


async def test_however_many_are_away_they_hide_nobody_and_all_are_back_at_once(graph: Graph) -> None:
    """More than a front holds, and more than are brought back one by one."""
    away = [person(f"a{n:03}", offers={"go": OfferOf(5, 9.0)}, away_until=NOW + 5) for n in range(fronts.KEEP + 20)]
    network = await seed(graph, *away, person("me"), person("low", offers={"go": OfferOf(1, 0.1)}))
    assert await suggested(network) == ["low"]
    found = await mentor_candidates(graph, "me", ["go"], [], now=NOW + 5, front=200)
    assert found is not None
    assert len(found.mentors) == fronts.KEEP
    assert {each.person_id for each in found.mentors} < {each.id for each in away}
    assert await values(graph, "MATCH ()-[b:COMES_BACK]->() RETURN b.at AS value") == []


async def test_when_the_best_have_ended_those_left_out_take_their_places_without_a_write(graph: Graph) -> None:
    best = [person(f"b{n:03}", offers={"go": OfferOf(5, 9.0, until=NOW + 5)}) for n in range(fronts.KEEP)]
    left_out = [person(f"z{n}", offers={"go": OfferOf(2, 0.5)}) for n in range(3)]
    network = await seed(graph, *best, *left_out, person("me"))
    assert "z0" not in await suggested(network)
    assert await suggested(at(network, 5)) == ["z0", "z1", "z2"]


async def test_who_is_away_until_a_time_is_nowhere_before_and_everywhere_after_without_a_write(graph: Graph) -> None:
    network = await seed(graph, person("ann", offers={"go": 4}), person("me", offers={"sql": 3}), skill("sql"))
    await open_need(network, "ann", "sql", None, "", None, None)
    await open_need(network, "me", "go", None, "", None, None)
    assert (await suggested(network), await wanting(network)) == (["ann"], ["ann"])
    assert len(await learning_rings(network, "me", 5)) == 1
    await update_profile(network, "ann", {"away_until": NOW + DAY})
    before = at(network, DAY - 1)
    for then in (network, before):
        assert (await suggested(then), await wanting(then), await learning_rings(then, "me", 5)) == ([], [], [])
        ann = (await people.people_seen(graph, "me", ["ann"], then.clock()))["ann"]
        assert (ann.status, ann.away_until) == ("away", NOW + DAY)
    with pytest.raises(MentorUnavailable) as away:
        await request(before, "me", "ann", skill_ids=("go",))
    assert away.value.status == "away"
    after = at(network, DAY)
    assert (await suggested(after), await wanting(after)) == (["ann"], ["ann"])
    assert len(await learning_rings(after, "me", 5)) == 1
    ann = (await people.people_seen(graph, "me", ["ann"], after.clock()))["ann"]
    assert (ann.status, ann.away_until) == ("active", None)
    await request(after, "me", "ann", skill_ids=("go",))


async def test_rings_are_found_with_who_is_back_though_nobody_else_asked_before(graph: Graph) -> None:
    ann = person("ann", offers={"go": 4}, away_until=NOW + 5)
    network = await seed(graph, ann, person("me", offers={"sql": 4}), skill("sql"))
    await open_need(network, "ann", "sql", None, "", None, None)
    await open_need(network, "me", "go", None, "", None, None)
    assert await learning_rings(network, "me", 5) == []
    assert len(await learning_rings(at(network, 5), "me", 5)) == 1


async def test_what_somebody_offers_or_needs_while_away_comes_back_with_them(graph: Graph) -> None:
    network = await seed(graph, person("ann", away_until=NOW + DAY), person("me", offers={"sql": 3}), skill("go"))
    await offer_skill(network, "ann", "go", 4, None)
    await open_need(network, "ann", "sql", None, "", None, None)
    assert (await suggested(network), await wanting(network)) == ([], [])
    after = at(network, DAY)
    assert await wanting(after) == ["ann"]
    assert await suggested(after) == ["ann"]


async def test_counts_without_an_account_go_by_the_clock(graph: Graph) -> None:
    people_away = [person(f"a{n}", offers={"go": 3}, away_until=NOW + 5) for n in range(5)]
    network = await seed(graph, *people_away)
    question = MentorQuestion(skill_ids=("go",))
    assert (await count_mentors(network, question, ("en",))).available == 0
    assert (await count_mentors(at(network, 5), question, ("en",))).available == 5


@pytest.mark.parametrize(
    "facts", [{"status": "away"}, {"status": "retired"}, {"away_until": NOW + DAY}, {"quiet_at": NOW - DAY}]
)
async def test_one_call_brings_back_whoever_is_not_here(graph: Graph, facts: dict[str, Any]) -> None:
    network = await seed(graph, person("ann", offers={"go": 4}, **facts), person("me"))
    await write(graph, "MATCH (p:Person {id: 'ann'}) SET p.quiet_after = $after", after=DAY)
    assert await suggested(network) == []
    await wake(network, "ann")
    assert await suggested(network) == ["ann"]
    assert (await person_facts(graph, "ann"))["quiet_at"] == NOW + DAY
    assert await values(graph, "MATCH ()-[b:COMES_BACK]->() RETURN b.at AS value") == []
    with pytest.raises(NotFound):
        await wake(network, "nobody")


async def test_who_says_when_they_are_back_is_away_and_who_says_something_else_is_not(graph: Graph) -> None:
    network = await seed(graph, person("ann"))

    async def status() -> tuple[str, int | None]:
        ann = (await people.people_seen(graph, "ann", ["ann"], NOW))["ann"]
        return ann.status, ann.away_until

    await update_profile(network, "ann", {"status": "away", "away_until": NOW + DAY})
    assert await status() == ("away", NOW + DAY)
    await update_profile(network, "ann", {"about": "on a boat"})
    assert await status() == ("away", NOW + DAY)
    await update_profile(network, "ann", {"status": "away"})
    assert await status() == ("away", None)
    await update_profile(network, "ann", {"away_until": NOW + 2 * DAY})
    await update_profile(network, "ann", {"status": "active"})
    assert await status() == ("active", None)
    before = await picture(graph)
    for wrong in ({"away_until": NOW}, {"status": "retired", "away_until": NOW + 5}, {"status": "quiet"}):
        with pytest.raises(BadInput):
            await update_profile(network, "ann", wrong)
    assert await picture(graph) == before


async def test_who_is_silent_for_as_long_as_the_community_set_goes_quiet_with_notice_and_is_back_by_a_sign(
    graph: Graph,
) -> None:
    ann = person("ann", offers={"go": 4}, member_of=ROUND)
    network = await seed(graph, community("choir", quiet_days=90), ann, person("me", offers={"sql": 3}), skill("sql"))
    await open_need(network, "ann", "sql", None, "", NOW + 400 * DAY, None)
    await note_presence(network, "ann")

    async def told(days: int) -> list[tuple[str, int]]:
        rows = await notices_of(graph, "ann", NOW + days * DAY, 14)
        return [(row.kind, (row.at - NOW) // DAY) for row in rows]

    assert await told(70) == []
    assert await told(80) == [("goes_quiet", 90)]
    last = at(network, 90 * DAY - 1)
    assert (await suggested(last), await wanting(last)) == (["ann"], ["ann"])
    silent = at(network, 90 * DAY)
    assert (await suggested(silent), await wanting(silent)) == ([], [])
    assert (await people.people_seen(graph, "me", ["ann"], silent.clock()))["ann"].status == "quiet"
    assert await told(100) == [("is_quiet", 90)]
    back = at(network, 100 * DAY)
    await note_presence(back, "ann")
    assert (await suggested(back), await wanting(back)) == (["ann"], ["ann"])
    assert await told(100) == []
    assert await suggested(at(network, 190 * DAY)) == []


async def test_who_does_many_things_within_an_hour_is_written_down_once(graph: Graph) -> None:
    network = await seed(graph, community("choir", quiet_days=90), person("ann", member_of=ROUND), person("bea"))
    await note_presence(network, "ann")
    before = await picture(graph)
    await note_presence(at(network, 3_599_999), "ann")
    await note_presence(network, "bea")
    assert await picture(graph) == before
    await note_presence(at(network, 3_600_000), "ann")
    assert (await person_facts(graph, "ann"))["quiet_at"] == NOW + 3_600_000 + 90 * DAY


async def test_of_the_times_that_ones_communities_have_set_to_go_quiet_the_longest_counts(graph: Graph) -> None:
    network = await seed(
        graph,
        community("all", quiet_days=60),
        community("north", part_of="all"),
        community("south", part_of="all", quiet_days=0),
        community("choir", quiet_days=30),
        person("ann", member_of={"north": "member", "choir": "member"}),
        person("bea", member_of={"south": "member", "choir": "member"}),
        person("cyd", member_of=ROUND),
    )
    for each in ("ann", "bea", "cyd"):
        await note_presence(network, each)
    quiet = {each: (await person_facts(graph, each)).get("quiet_at") for each in ("ann", "bea", "cyd")}
    assert quiet == {"ann": NOW + 60 * DAY, "bea": None, "cyd": NOW + 30 * DAY}
    await write(graph, "MATCH (:Person {id: 'cyd'})-[m:MEMBER_OF]->() DELETE m")
    await note_presence(network, "cyd")
    assert (await person_facts(graph, "cyd")).get("quiet_at") is None


async def test_a_new_setting_counts_for_all_at_once_and_leaves_everybody_time_for_the_notice(graph: Graph) -> None:
    network = await seed(
        graph,
        community("all"),
        community("choir", part_of="all"),
        person("org", member_of={"all": "organiser"}),
        person("old", offers={"go": 4}, member_of=ROUND),
        person("new", offers={"go": 4}, member_of=ROUND),
        person("out", offers={"go": 4}),
        person("me"),
    )
    await write(graph, "MATCH (p:Person {id: 'old'}) SET p.active_at = $at", at=NOW - 1000 * DAY)
    await write(graph, "MATCH (p:Person {id: 'new'}) SET p.active_at = $at", at=NOW - 10 * DAY)
    organiser = Viewer("org", "member")
    await set_community_settings(network, organiser, "all", {"quiet_days": 60})
    assert await suggested(network) == ["new", "old", "out"]
    assert await suggested(at(network, 14 * DAY - 1)) == ["new", "old", "out"]
    assert await suggested(at(network, 14 * DAY)) == ["new", "out"]
    assert await suggested(at(network, 50 * DAY)) == ["out"]
    await set_community_settings(at(network, 50 * DAY), organiser, "all", {"quiet_days": 0})
    assert await suggested(at(network, 50 * DAY)) == ["new", "old", "out"]
    assert await count_quiet(network, "all") == 0


async def test_who_is_let_in_or_removed_by_others_goes_by_what_holds_for_them_from_then_on(graph: Graph) -> None:
    network = await seed(
        graph,
        community("choir", joining="request", quiet_days=30),
        person("org", member_of={"choir": "organiser"}),
        person("ann", offers={"go": 4}),
        person("me", offers={"sql": 3}),
    )
    await open_need(network, "ann", "sql", None, "", NOW + 400 * DAY, None)
    await join_community(network, "ann", "choir")
    await decide_join_request(network, Viewer("org", "member"), request_id("ann", "choir"), "accepted")
    before, silent = at(network, 30 * DAY - 1), at(network, 30 * DAY)
    assert (await suggested(before), await wanting(before)) == (["ann"], ["ann"])
    assert (await suggested(silent), await wanting(silent)) == ([], [])
    await remove_member(silent, Viewer("org", "member"), "choir", "ann")
    assert (await suggested(silent), await wanting(silent)) == (["ann"], ["ann"])
    before_again = await picture(graph)
    await membership_moved(silent, ["ann"])
    assert await picture(graph) == before_again


async def test_notes_of_who_comes_back_follow_an_import(graph: Graph) -> None:
    await seed(graph, person("ann", offers={"go": 4}), person("bea", offers={"go": 4}), person("me"))
    await write(graph, "MATCH (p:Person {id: 'ann'}) SET p.away_until = $at", at=NOW + 5)
    assert await returns.note_all(graph, NOW) == 1
    await fronts.rebuild_fronts(graph, NOW)
    await boards.rebuild_all(graph, NOW)
    found = await mentor_candidates(graph, "me", ["go"], [], now=NOW + 5)
    assert found is not None
    assert sorted(each.person_id for each in found.mentors) == ["ann", "bea"]
