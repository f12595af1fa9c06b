"""Who would match if one thing changed, held against a search through everybody; both engines give the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from peernet.graph import fronts
from peernet.graph.near_misses import FULL, MOST_COUNTED, OTHERS, missed_mentors, open_mentors
from peernet.graph.session import Graph
from peernet.model.near_miss import AddHours, AddLanguage, LowerLevel, NearMisses, OpenNeed, WaitForPlace
from peernet.recommend.waiting import expected_wait
from peernet.use_cases.count_mentors import count_mentors
from peernet.use_cases.near_misses import near_misses
from peernet.use_cases.network import Network
from peernet.use_cases.suggest_mentors import MentorQuestion, suggest_mentors
from tests.contract.asking import write
from tests.contract.conftest import _WIPE
from tests.contract.seeding import DAY, NOW, OfferOf, PersonOf, community, person, seed, skill
from tests.contract.test_suggestions import COMMUNITIES, SKILLS, offered, random_people, sees, shares_language

HOURS = ((), ("Mon 18:00-20:00",), ("Tue 08:00-09:00",), ("Wed 10:00-10:30",), ("Mon 19:00-21:00", "Tue 08:30-10:00"))
WEEK = 7 * DAY


def with_hours(chance: random.Random, people: Sequence[PersonOf]) -> list[PersonOf]:
    """The same people, each with hours of their own or none."""
    return [replace(each, hours=chance.choice(HOURS)) for each in people]


def half_hours(windows: Sequence[str]) -> set[str]:
    """The half hours of these windows, as `Mon 18.5`; everybody here lives in one time zone without summer time."""
    found = set()
    for day, span in (window.split() for window in windows):
        start, end = ((int(clock[:2]) * 60 + int(clock[3:])) // 30 for clock in span.split("-"))
        found |= {f"{day} {number / 2}" for number in range(start, end)}
    return found


def missing(viewer: PersonOf, other: PersonOf, skills: Sequence[str], level: int | None) -> set[str]:
    """The conditions that `other` misses, of those that one change could meet."""
    levels = [5 if given is None else given for _, given, _ in offered(other, skills)]
    ours, theirs = half_hours(viewer.hours), half_hours(other.hours)
    conditions = {
        "wait_for_place": other.open_places > 0,
        "add_language": shares_language(viewer, other),
        "add_hours": not ours or not theirs or bool(ours & theirs),
        "lower_level": max(levels) >= (level or 1),
    }
    return {kind for kind, met in conditions.items() if not met}


def changeable(other: PersonOf, kind: str) -> bool:
    """Whether there is a change that would meet the condition: a language that is named, an hour that is whole."""
    whole = any(len(half_hours([window])) >= 2 for window in other.hours)
    return {"add_language": bool(other.languages), "add_hours": whole}.get(kind, True)


def searched(
    everybody: Sequence[PersonOf], viewer: PersonOf, skills: Sequence[str], level: int | None
) -> dict[str, str]:
    """What a search through everybody finds: the one change of everybody who misses one condition."""
    found = {}
    for other in everybody:
        if viewer.id == other.id or not sees(viewer, other) or other.status != "active" or not offered(other, skills):
            continue
        kinds = missing(viewer, other, skills, level)
        if len(kinds) == 1 and changeable(other, *kinds):
            (found[other.id],) = kinds
    return found


async def told(network: Network, viewer: str, question: MentorQuestion) -> NearMisses:
    """All near misses of a question."""
    return await near_misses(network, viewer, await suggest_mentors(network, viewer, question, ("en",), 5), most=100)


async def missed_ids(graph: Graph) -> list[str]:
    """Whom the statement finds for `me` and Go, in the order of ids."""
    found = await missed_mentors(graph, "me", ["go"], now=NOW)
    assert found is not None
    assert found.asker.person_id == "me"
    return sorted(each.candidate.person_id for each in found.people)


@pytest.mark.parametrize("number", range(6))
async def test_near_misses_are_those_that_a_search_through_everybody_finds(graph: Graph, number: int) -> None:
    chance = random.Random(number)
    everybody = with_hours(chance, random_people(chance, 24))
    network = await seed(graph, *everybody, *[community(*each) for each in COMMUNITIES.items()], *map(skill, SKILLS))
    kinds: set[str] = set()
    for viewer in everybody:
        skills, level = chance.sample(SKILLS, 2), chance.choice([None, 3, 4, 5])
        found = await told(network, viewer.id, MentorQuestion(skill_ids=tuple(skills), level=level))
        shown = {each.person_id: each.change.kind for each in found.misses}
        expected = searched(everybody, viewer, skills, level)
        assert shown == expected, [
            viewer,
            skills,
            level,
            [each for each in everybody if each.id in {*shown, *expected}],
        ]
        assert len(shown) == len(found.misses)
        kinds |= set(shown.values())
    assert kinds == {"wait_for_place", "add_language", "add_hours", "lower_level"}


@pytest.mark.parametrize("number", range(3))
async def test_whom_the_viewer_may_not_see_changes_nothing(graph: Graph, number: int) -> None:
    chance = random.Random(100 + number)
    everybody = with_hours(chance, random_people(chance, 16))
    viewer = everybody[number]
    things: list[Any] = [*[community(*each) for each in COMMUNITIES.items()], *map(skill, SKILLS)]
    seen = [replace(each, blocks=()) for each in everybody if sees(viewer, each)]
    ids = {each.id for each in seen}
    seen = [replace(each, knows=[other for other in each.knows if other in ids]) for each in seen]
    answers = []
    for people in (everybody, seen):
        await graph.run(_WIPE)
        network = await seed(graph, *people, *things)
        answers.append([await told(network, viewer.id, MentorQuestion(skill_ids=(each,))) for each in SKILLS])
    assert len(seen) < len(everybody)
    assert answers[0] == answers[1]


async def test_a_stranger_has_no_near_misses(graph: Graph) -> None:
    network = await seed(graph, person("ann", offers={"go": 4}, open_places=0))
    assert await missed_mentors(graph, "stranger", ["go"], now=NOW) is None
    assert (await told(network, "stranger", MentorQuestion(skills=("go",)))).misses == ()


async def test_whoever_asks_without_an_account_is_told_of_those_whom_everybody_sees(graph: Graph) -> None:
    hidden = [person(f"h{n}", offers={"go": 4}, open_places=0, visibility=seen) for n, seen in enumerate(_UNSEEN)]
    network = await seed(graph, person("ann", offers={"go": 4}, open_places=0, languages=("fi",)), *hidden)
    found = await told(network, "", MentorQuestion(skills=("go",)))
    assert [(each.person_id, each.change) for each in found.misses] == [("ann", WaitForPlace(None, 0))]


async def test_many_who_also_speak_the_askers_language_do_not_hide_one_who_does_not(graph: Graph) -> None:
    full = [person(f"p{n:02}", offers={"go": OfferOf(5, 9.0)}, languages=("en", "es")) for n in range(3 * OTHERS)]
    await seed(graph, person("me"), person("ann", offers={"go": OfferOf(1, 0.1)}, languages=("es",)), *full)
    assert await missed_ids(graph) == ["ann"]


async def test_however_many_are_full_a_bounded_number_of_the_best_standing_is_told(graph: Graph) -> None:
    full = [person(f"p{n:03}", offers={"go": OfferOf(3, 200.0 - n)}, open_places=0) for n in range(FULL + 20)]
    await seed(graph, person("me"), *full)
    assert await missed_ids(graph) == [each.id for each in full[:FULL]]


async def test_a_contact_who_is_full_is_told_however_low_they_stand(graph: Graph) -> None:
    full = [person(f"p{n:03}", offers={"go": OfferOf(3, 200.0 - n)}, open_places=0) for n in range(FULL + 20)]
    await seed(graph, person("me", knows=(full[-1].id,)), *full)
    assert await missed_ids(graph) == [each.id for each in (*full[:FULL], full[-1])]


@pytest.mark.parametrize(
    ("me", "ann", "change"),
    [
        ({"languages": ("en",)}, {"languages": ("es-MX", "pt")}, AddLanguage("es")),
        ({}, {"open_places": 0}, WaitForPlace(None, 0)),
        ({"hours": ("Mon 08:00-09:00",)}, {"hours": ("Tue 18:00-20:00",)}, AddHours("Tue", "18:00", "20:00", 2.0)),
        ({}, {"offers": {"go": 3}}, LowerLevel("go", "Golang", 3, 4)),
    ],
    ids=["language", "place", "hours", "level"],
)
async def test_each_condition_that_is_missed_has_its_change(
    graph: Graph, me: dict[str, Any], ann: dict[str, Any], change: object
) -> None:
    facts: dict[str, Any] = {"offers": {"go": 4}} | ann
    network = await seed(graph, person("me", **me), skill("go", "Golang"), person("ann", **facts))
    found = await told(network, "me", MentorQuestion(skills=("golang",), level=4))
    assert [(each.person_id, each.change) for each in found.misses] == [("ann", change)]


async def test_a_wait_is_told_in_weeks_without_anybody_elses_name(graph: Graph) -> None:
    network = await seed(graph, person("me"), person("ann", offers={"go": 4}, open_places=0), person("bob"))
    done = [("completed", NOW - 100 * WEEK, NOW - (100 - weeks) * WEEK) for weeks in (8, 10, 12, 14)]
    going_on = [("active", NOW - weeks * WEEK, None) for weeks in (6, 7)]
    rows = [*done, *going_on, ("requested", None, None), ("declined", None, None), ("completed", None, None)]
    await write(graph, _MENTORSHIPS, rows=[[f"m{n}", *row] for n, row in enumerate(rows)])
    [ann] = (await told(network, "me", MentorQuestion(skills=("go",)))).misses
    assert isinstance(ann.change, WaitForPlace)
    assert ann.change.waiting == 1
    expected = expected_wait([42, 49], [56, 70, 84, 98], 1)
    assert expected is not None
    assert ann.change.wait is not None
    assert ann.change.wait.least == expected.soon // 7


async def test_what_would_help_is_the_smallest_change_and_nothing_where_somebody_can_be_asked(graph: Graph) -> None:
    ann = person("ann", offers={"go": 5}, languages=("fi",))
    bob = person("bob", offers={"go": 1}, open_places=0)
    network = await seed(graph, person("me"), ann, bob)
    assert (await told(network, "me", MentorQuestion(skills=("go",)))).would_help == WaitForPlace(None, 0)
    await write(graph, "MATCH (p:Person {id: 'bob'}) SET p.open_places = 1")
    await fronts.rebuild_fronts(graph, NOW)
    found = await told(network, "me", MentorQuestion(skills=("go",)))
    assert found.would_help is None
    assert [each.person_id for each in found.misses] == ["ann"]


async def test_where_nobody_can_be_had_by_one_change_a_need_would_help(graph: Graph) -> None:
    ann = person("ann", offers={"go": 5}, languages=("fi",), open_places=0)
    network = await seed(graph, person("me"), skill("knots", "Knots"), ann)
    for asked in ("go", "knots"):
        found = await told(network, "me", MentorQuestion(skills=(asked,)))
        assert found.misses == ()
        assert isinstance(found.would_help, OpenNeed)
        assert found.would_help.skill_id == asked


async def test_who_can_be_asked_is_counted_for_somebody_without_an_account_in_steps_of_five(graph: Graph) -> None:
    mentors = [person(f"m{n}", offers={"go": 3}, languages=(("en",), ("fi", "es"))[n % 2]) for n in range(7)]
    full = person("full", offers={"go": 3}, open_places=0)
    unseen = [person(f"h{n}", offers={"go": 4}, visibility=seen) for n, seen in enumerate(_UNSEEN)]
    network = await seed(graph, *mentors, full, *unseen, skill("sql"))
    assert await open_mentors(graph, ["go"], NOW) == 7
    assert (await count_mentors(network, MentorQuestion(skills=("go",)), ("en",))).available == 5
    assert (await count_mentors(network, MentorQuestion(skills=("sql",)), ("en",))).available == 0
    nothing = await count_mentors(network, MentorQuestion(skills=("quilting",)), ("en",))
    assert (nothing.understood, nothing.available) == ([], 0)


async def test_counting_ends_at_a_bound(graph: Graph) -> None:
    await seed(graph, *[person(f"m{n}", offers={"go": 3}) for n in range(MOST_COUNTED + 3)])
    assert await open_mentors(graph, ["go"], NOW) == MOST_COUNTED


_UNSEEN = ("communities", "hidden", "hidden", "communities")
_MENTORSHIPS = """
UNWIND $rows AS row MATCH (a:Person {id: 'ann'}) MATCH (b:Person {id: 'bob'})
CREATE (a)-[:MENTORS]->(:Mentorship {id: row[0], mentor_id: 'ann', mentee_id: 'bob', skill_ids: ['go'], goal: '',
  state: row[1], started_at: row[2], ended_at: row[3]})<-[:LEARNS_IN]-(b)
"""
