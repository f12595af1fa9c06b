"""Candidates for mentoring, held against a search through everybody; both engines give the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from peernet.errors import BadInput
from peernet.graph.session import Graph
from peernet.graph.suggestions import NETWORK, mentor_candidates
from peernet.model.near_miss import NameSkill
from peernet.model.shown import Shown
from peernet.model.suggestion import CommonContacts, ReachableThrough
from peernet.use_cases.learn_network import learn_network
from peernet.use_cases.near_misses import near_misses
from peernet.use_cases.suggest_mentors import MentorQuestion, suggest_mentors
from tests.contract.asking import write
from tests.contract.seeding import LONG_AGO, NOW, OfferOf, PersonOf, community, person, seed, skill

SKILLS = ("go", "python", "sql")
COMMUNITIES = {"choir": "open", "board": "closed", "lodge": "hidden"}
FAIR = "fair"
Facts = tuple[object, ...]
BEST = {"go": OfferOf(5, 9.0)}


def random_people(chance: random.Random, size: int) -> list[PersonOf]:
    """A small network in which every rule has somebody to apply to."""
    names = [f"p{n:02}" for n in range(size)]
    return [
        person(
            name,
            offers={
                each: OfferOf(chance.randint(1, 5), chance.choice([0.5, 1.0, 2.0, 4.0]), LONG_AGO, _until(chance))
                for each in chance.sample(SKILLS, chance.randint(0, 3))
            },
            member_of=dict.fromkeys((*(c for c in COMMUNITIES if chance.random() < 0.3), *_fair(number)), "member"),
            knows=[other for other in names if other != name and chance.random() < 0.1],
            blocks=[other for other in names if other != name and chance.random() < 0.05],
            shown={each: 2.0 for each in SKILLS if chance.random() < 0.2},
            languages=chance.choice([("en",), ("es",), ("en", "es"), ("pt-BR",), ("pt-PT", "en"), ()]),
            capacity=2,
            open_places=chance.choice([0, 1, 2]),
            status=chance.choice(["active", "active", "active", "away", "retired"]),
            visibility=chance.choice(["open", "open", "open", "communities", "hidden"]),
        )
        for number, name in enumerate(names)
    ]


def _fair(number: int) -> tuple[str, ...]:
    """A second open community, of every fourth: somebody may be in one that is out of another's reach."""
    return (FAIR,) if number % 4 == 3 else ()


def _until(chance: random.Random) -> int | None:
    return chance.choice([None, None, NOW + 1, NOW, NOW - 1])


def sees(viewer: PersonOf, other: PersonOf) -> bool:
    """The rule of who may see whom, in Python."""
    if viewer.id == other.id:
        return True
    if other.id in viewer.blocks or viewer.id in other.blocks or other.visibility == "hidden":
        return False
    return other.visibility == "open" or bool(set(viewer.member_of) & set(other.member_of))


def shares_language(viewer: PersonOf, other: PersonOf) -> bool:
    """Whether they have a language in common; somebody who names none is taken to manage with any."""
    spoken = {tag.partition("-")[0] for tag in viewer.languages}
    return not spoken or bool(spoken & {tag.partition("-")[0] for tag in other.languages})


def offered(other: PersonOf, skills: Sequence[str]) -> set[tuple[str, int | None, float]]:
    """The offers that count now, among `skills`; of somebody who never offered anything, what they have shown."""
    if not other.offers:
        return {(skill_id, None, standing) for skill_id, standing in other.shown.items() if skill_id in skills}
    return {
        (skill_id, offer.level, offer.standing)
        for skill_id, offer in other.offers.items()
        if skill_id in skills and (offer.until is None or offer.until > NOW)
    }


def friends(everybody: Sequence[PersonOf], id_: str) -> set[str]:
    """Whom a person knows or is known by."""
    return {other.id for other in everybody if id_ in other.knows} | {
        each for other in everybody if other.id == id_ for each in other.knows
    }


def could_mentor(viewer: PersonOf, other: PersonOf, skills: Sequence[str]) -> bool:
    """Whether `viewer` should be shown `other` for `skills`."""
    return (
        viewer.id != other.id
        and sees(viewer, other)
        and other.status == "active"
        and other.open_places > 0
        and shares_language(viewer, other)
        and bool(offered(other, skills))
    )


def searched(everybody: Sequence[PersonOf], viewer: PersonOf, skills: Sequence[str]) -> Mapping[str, Facts]:
    """What a search through everybody finds, with the facts that count."""
    mine = friends(everybody, viewer.id)
    # A contact whom the viewer may not see does not count: the number would tell whom such a person knows.
    contacts = [other for other in everybody if other.id in mine and sees(viewer, other)]
    seen = {other.id for other in contacts}
    return {
        other.id: (
            offered(other, skills),
            set(viewer.member_of) & set(other.member_of),
            other.id in mine,
            len(seen & friends(everybody, other.id)),
            named(everybody, contacts, other),
            bridges(viewer, contacts, other),
            other.open_places,
        )
        for other in everybody
        if could_mentor(viewer, other, skills)
    }


def named(everybody: Sequence[PersonOf], contacts: Sequence[PersonOf], other: PersonOf) -> str | None:
    """The contact by whom they may be said to be reachable: both open to everybody, and nothing between the two."""
    theirs = friends(everybody, other.id)
    ways = [
        each.id
        for each in contacts
        if each.id in theirs and each.visibility == other.visibility == "open"
        if other.id not in each.blocks and each.id not in other.blocks
    ]
    return min(ways, default=None)


def bridges(viewer: PersonOf, contacts: Sequence[PersonOf], other: PersonOf) -> bool:
    """Whether they are in an open community in which neither the viewer is nor a contact."""
    reached = {joined for each in (viewer, *contacts) for joined in each.member_of}
    return any(joined not in reached for joined in ("choir", FAIR) if joined in other.member_of)


async def answered(graph: Graph, viewer: str, skills: Sequence[str], near: Sequence[str], within: str | None) -> object:
    """What the statement finds, in the same shape."""
    found = await mentor_candidates(graph, viewer, skills, near, community_ids=[within] if within else [], now=NOW)
    if found is None:
        return {}
    assert len({each.person_id for each in found.mentors}) == len(found.mentors)
    return {
        each.person_id: (
            {(offer.skill_id, offer.level, offer.standing) for offer in each.offers},
            {shared.id for shared in each.shared},
            each.knows,
            each.common_contacts,
            None if each.via is None else each.via.id,
            each.bridges,
            each.open_places,
        )
        for each in found.mentors
    }


@pytest.mark.parametrize("number", range(6))
async def test_candidates_are_exactly_those_that_a_search_through_everybody_finds(graph: Graph, number: int) -> None:
    chance = random.Random(number)
    everybody = random_people(chance, 24)
    await seed(graph, *everybody, *[community(*each) for each in COMMUNITIES.items()], *map(skill, SKILLS))
    for viewer in everybody[:12]:
        asked = chance.sample(SKILLS, 2)
        near = [each for each in SKILLS if each not in asked][: chance.randint(0, 1)]
        within = chance.choice([None, None, *viewer.member_of])
        expected = searched(everybody, viewer, [*asked, *near])
        assert await answered(graph, viewer.id, asked, near, within) == expected, viewer


async def test_of_common_contacts_the_one_whom_the_asker_knows_best_is_named(graph: Graph) -> None:
    network = await seed(
        graph,
        person("me", knows=("abe", "bea", "cyd")),
        person("ann", offers={"go": 4}, knows=("abe", "bea", "cyd")),
        *map(person, ("abe", "bea", "cyd")),
    )
    await write(graph, "MATCH (:Person {id: 'me'})-[k:KNOWS]->(:Person {id: 'bea'}) SET k.strength = 0.9")
    (found,) = (await suggest_mentors(network, "me", MentorQuestion(skills=("go",)), ("en",), 5)).suggestions
    (reason,) = [each for each in found.reasons if isinstance(each, ReachableThrough)]
    assert (reason.person_id, reason.name, reason.people) == ("bea", "Bea", 3)


async def test_a_tie_that_is_not_everybodys_to_know_is_counted_and_not_named(graph: Graph) -> None:
    club = {"choir": "member"}
    network = await seed(
        graph,
        person("me", knows=("shy", "odd"), member_of=club),
        person("shy", visibility="communities", member_of=club),
        person("odd", blocks=("ann",)),
        person("ann", offers={"go": 4}, knows=("shy", "odd")),
        person("bea", offers={"go": 4}, knows=("odd",), visibility="communities", member_of=club),
    )
    answer = await suggest_mentors(network, "me", MentorQuestion(skills=("go",)), ("en",), 5)
    told = [
        (each.person_id, type(reason), reason.people)
        for each in answer.suggestions
        for reason in each.reasons
        if isinstance(reason, CommonContacts | ReachableThrough)
    ]
    assert sorted(told, key=lambda each: each[0]) == [("ann", CommonContacts, 2), ("bea", CommonContacts, 1)]


async def test_of_equals_who_is_in_a_community_out_of_reach_comes_first(graph: Graph) -> None:
    network = await seed(
        graph,
        community("lodge", "hidden"),
        person("me", knows=("pal",)),
        person("pal", member_of={"choir": "member"}),
        person("a", offers={"go": 4}, member_of={"choir": "member", "lodge": "member"}),
        person("b", offers={"go": 4}, member_of={"fair": "member"}),
    )
    answer = await suggest_mentors(network, "me", MentorQuestion(skills=("go",)), ("en",), 5)
    assert [(each.person_id, each.bridges) for each in answer.suggestions] == [("b", True), ("a", False)]
    assert answer.suggestions[0].score == answer.suggestions[1].score


async def test_the_asker_comes_with_languages_and_levels(graph: Graph) -> None:
    me = person("me", offers={"go": 4, "sql": 2}, languages=("es",), hours=("Mon 18:00-20:00",))
    await seed(graph, me, person("ann", offers={"go": 1}, languages=("es",)))
    found = await mentor_candidates(graph, "me", ["go"], [], now=NOW)
    assert found is not None
    asker = found.asker
    assert (asker.person_id, asker.languages, asker.hours, asker.levels) == (
        "me",
        ("es",),
        ("Mon 18:00-20:00",),
        {"go": 4},
    )
    assert [each.person_id for each in found.mentors] == ["ann"]


async def test_nobody_finds_no_candidates(graph: Graph) -> None:
    network = await seed(graph, person("ann", offers={"go": 4}))
    assert await mentor_candidates(graph, "nobody", ["go"], [], now=NOW) is None
    answer = await suggest_mentors(network, "nobody", MentorQuestion(skills=("go",)), ("en",), 5)
    assert answer.suggestions == []


OBSTACLES: dict[str, Callable[[str], PersonOf]] = {
    "away": lambda name: person(name, offers=BEST, status="away"),
    "retired": lambda name: person(name, offers=BEST, status="retired"),
    "full": lambda name: person(name, offers=BEST, open_places=0),
    "hidden": lambda name: person(name, offers=BEST, visibility="hidden"),
    "blocking": lambda name: person(name, offers=BEST, blocks=("me",)),
    "without a common language": lambda name: person(name, offers=BEST, languages=("fi",)),
    "past their offer's end": lambda name: person(name, offers={"go": OfferOf(5, 9.0, until=NOW)}),
}


@pytest.mark.parametrize("source", ["friends", "friends of a friend", "community"])
@pytest.mark.parametrize("why", OBSTACLES)
async def test_who_cannot_be_asked_hides_nobody_who_can(graph: Graph, why: str, source: str) -> None:
    others = [OBSTACLES[why](f"p{n:02}") for n in range(NETWORK)]
    everybody = [person("ann", offers={"go": OfferOf(1, 0.1)}), *others]
    ids = [each.id for each in everybody]
    match source:
        case "friends":
            await seed(graph, person("me", knows=ids), *everybody)
        case "friends of a friend":
            await seed(graph, person("me", knows=("bob",)), person("bob", knows=ids), *everybody)
        case _:
            joined = {"choir": "member"}
            await seed(graph, person("me", member_of=joined), *[replace(each, member_of=joined) for each in everybody])
    # The asker's network is left as the only source.
    await write(graph, "MATCH ()-[f:FRONT]->(:Skill) DELETE f")
    await write(graph, "MATCH (list:Front) DETACH DELETE list")
    found = await mentor_candidates(graph, "me", ["go"], [], now=NOW)
    assert found is not None
    assert [each.person_id for each in found.mentors] == ["ann"]


async def test_suggestions_are_ranked_and_continue_where_the_first_ones_end(graph: Graph) -> None:
    mentors = [person(f"m{n}", offers={"go": OfferOf(3, float(n + 1))}) for n in range(5)]
    network = await seed(graph, person("me"), skill("go", "Golang"), *mentors)
    question = MentorQuestion(skills=("golang",))
    whole = await suggest_mentors(network, "me", question, ("en",), 5)
    assert [match.skill_id for match in whole.understood] == ["go"]
    assert len(whole.suggestions) == 5
    assert not whole.more
    first = await suggest_mentors(network, "me", question, ("en",), 2)
    shown = Shown().then(first.suggestions[0].person_id).then(first.suggestions[1].person_id)
    rest = await suggest_mentors(network, "me", question, ("en",), 3, shown)
    assert first.more
    assert [*first.suggestions, *rest.suggestions] == whole.suggestions


async def test_a_question_that_nothing_is_understood_of_has_no_suggestions(graph: Graph) -> None:
    network = await seed(graph, person("me"), person("ann", offers={"go": 3}))
    answer = await suggest_mentors(network, "me", MentorQuestion(skills=("quilting",)), ("en",), 5)
    assert (answer.understood, answer.suggestions, answer.more) == ([], [], False)


async def test_a_goal_that_means_no_skill_finds_who_mentored_towards_the_like_before(graph: Graph) -> None:
    network = await seed(
        graph,
        person("me"),
        person("ann", offers={"go": 3}, shown={"go": 1.0}),
        person("bob", offers={"go": 5}, shown={"go": 9.0}),
        person("far", offers={"go": 5}, visibility="hidden"),
    )
    goals = [["ann", "A loom for my grandmother's quilts"], ["far", "Quilts"]]
    await write(graph, _PAST_MENTORSHIPS, rows=goals, at=LONG_AGO)
    await learn_network(graph, NOW)
    await network.catalogue.refresh()
    asked = MentorQuestion(goal="quilts like those of my grandmother")
    answer = await suggest_mentors(network, "me", asked, ("en",), 5)
    assert ([each.person_id for each in answer.suggestions], answer.understood) == (["ann"], [])
    nothing = await suggest_mentors(network, "me", MentorQuestion(goal="a submarine"), ("en",), 5)
    assert nothing.suggestions == []
    assert (await near_misses(network, "me", nothing)).would_help == NameSkill()
    named = MentorQuestion(skills=("zzzz",), goal=asked.goal)
    assert (await suggest_mentors(network, "me", named, ("en",), 5)).suggestions == []


@pytest.mark.parametrize(
    "question",
    [
        MentorQuestion(),
        MentorQuestion(skills=("",)),
        MentorQuestion(skills=("go",), level=6),
        MentorQuestion(skills=("go",), level=0),
        MentorQuestion(skills=("go",) * 6),
        MentorQuestion(skill_ids=("x" * 201,)),
        MentorQuestion(skills=("x" * 501,)),
        MentorQuestion(goal="x" * 10_001),
        MentorQuestion(skills=("nul\x00",)),
    ],
    ids=lambda question: repr(question)[:50],
)
async def test_a_question_that_cannot_be_is_refused(graph: Graph, question: MentorQuestion) -> None:
    network = await seed(graph, person("me"))
    with pytest.raises(BadInput):
        await suggest_mentors(network, "me", question, ("en",), 5)


_PAST_MENTORSHIPS = """
UNWIND $rows AS row
MATCH (p:Person {id: row[0]})
CREATE (p)-[:MENTORS]->(:Mentorship {id: row[0] + ' past', mentor_id: row[0], skill_ids: ['go'], goal: row[1],
                                     state: 'completed', requested_at: $at, started_at: $at, ended_at: $at})
"""
