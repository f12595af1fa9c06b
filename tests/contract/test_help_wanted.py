"""Needs for one mentor, held against a search through everybody; both engines give the same."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import pytest

from peernet.graph import boards
from peernet.graph import help_wanted as store
from peernet.graph.session import Graph
from peernet.model.help_wanted import FEW, FewOthers
from peernet.model.shown import Shown
from peernet.use_cases.block_person import block_person
from peernet.use_cases.help_wanted import help_wanted
from peernet.use_cases.network import Network
from peernet.use_cases.open_need import close_need, open_need
from peernet.use_cases.update_profile import update_profile
from tests.contract.asking import values, write
from tests.contract.seeding import DAY, NOW, PersonOf, community, person, seed, skill
from tests.contract.test_suggestions import COMMUNITIES, friends, random_people, sees

SKILLS = ("go", "python", "sql", "databases")
CATALOGUE = (skill("go"), skill("python"), skill("databases"), skill("sql", broader=("databases",)))
NEAR = {"go": set(), "python": set(), "sql": {"databases"}, "databases": {"sql"}}


@dataclass(frozen=True, slots=True)
class NeedOf:
    """A need as it stands in the graph."""

    id: str
    owner: str
    skill_id: str
    since: int = NOW
    until: int | None = None
    state: str = "open"
    level: int | None = None


async def need_them(graph: Graph, *needs: NeedOf) -> None:
    """Writes the needs as an import would, and makes the boards."""
    rows = [
        {"id": each.id, "owner": each.owner, "skill_id": each.skill_id, "since": each.since, "until": each.until}
        | {"state": each.state, "level": each.level}
        for each in needs
    ]
    await write(graph, _NEEDS, rows=rows)
    await boards.rebuild_all(graph, NOW)


_NEEDS = """
UNWIND $rows AS row MATCH (p:Person {id: row.owner}) MATCH (s:Skill {id: row.skill_id})
CREATE (p)-[:NEEDS]->(n:Need {id: row.id, skill_id: row.skill_id, level: row.level, goal: '', state: row.state,
                              since: row.since, until: row.until})
CREATE (n)-[:WANTS]->(s)
"""


def random_needs(chance: random.Random, people: Sequence[PersonOf], many: int = 40) -> list[NeedOf]:
    """Needs of every kind."""
    return [
        NeedOf(
            f"n{number:02}",
            chance.choice(people).id,
            chance.choice(SKILLS),
            NOW - chance.randint(0, 9) * DAY,
            chance.choice([None, None, NOW + 1, NOW]),
            chance.choice(["open", "open", "open", "met", "withdrawn"]),
        )
        for number in range(many)
    ]


def hears(helper: PersonOf, owner: PersonOf) -> bool:
    """Whether the helper speaks a language of the owner's; an owner who names none manages with any."""
    wanted = {tag.partition("-")[0] for tag in owner.languages}
    return not wanted or bool(wanted & {tag.partition("-")[0] for tag in helper.languages})


def could_help(helper: PersonOf, people: Mapping[str, PersonOf], need: NeedOf, within: str | None) -> bool:
    """Whether the helper should be shown the need."""
    owner = people[need.owner]
    offered = {each for each, offer in helper.offers.items() if offer.until is None or offer.until > NOW}
    return (
        owner.id != helper.id
        and sees(helper, owner)
        and owner.status == "active"
        and hears(helper, owner)
        and need.state == "open"
        and (need.until is None or need.until > NOW)
        and bool(offered & {need.skill_id, *NEAR[need.skill_id]})
        and (within is None or within in owner.member_of)
    )


@pytest.mark.parametrize("number", range(6))
async def test_needs_are_exactly_those_that_a_search_through_everybody_finds(graph: Graph, number: int) -> None:
    chance = random.Random(number)
    everybody = random_people(chance, 24)
    people = {each.id: each for each in everybody}
    await seed(graph, *everybody, *[community(*each) for each in COMMUNITIES.items()], *CATALOGUE)
    needs = random_needs(chance, everybody)
    await need_them(graph, *needs)
    for helper in everybody[:12]:
        within = chance.choice([None, None, *helper.member_of])
        found = await store.help_wanted(graph, helper.id, community_id=within, now=NOW)
        assert found is not None
        assert sorted(each.need.id for each in found.needs) == sorted(
            each.id for each in needs if could_help(helper, people, each, within)
        ), helper
        mine = friends(everybody, helper.id)
        seen = {each.id for each in everybody if each.id in mine and sees(helper, each)}
        for each in found.needs:
            owner = people[each.need.person_id]
            assert {shared.id for shared in each.helper.shared} == set(helper.member_of) & set(owner.member_of)
            assert each.helper.knows == (owner.id in mine)
            assert each.helper.common_contacts == len(seen & friends(everybody, owner.id))
            assert dict(each.asker.levels).items() >= {
                (skill_id, offer.level) for skill_id, offer in owner.offers.items() if skill_id == each.need.skill_id
            }


async def test_nobody_is_asked_for_nothing(graph: Graph) -> None:
    network = await seed(graph, person("me"), person("ann"), skill("go"))
    await need_them(graph, NeedOf("n", "ann", "go"))
    assert await store.help_wanted(graph, "nobody", community_id=None, now=NOW) is None
    assert (await help_wanted(network, "nobody", None, (), 5)).suggestions == []
    assert (await help_wanted(network, "me", None, (), 5)).suggestions == []


async def suggested(network: Network, viewer_id: str = "me", **others: object) -> list[str]:
    """The owners of the needs, best first."""
    answer = await help_wanted(network, viewer_id, None, (), 100)
    return [each.need.person_id for each in answer.suggestions]


async def test_a_need_is_seen_as_soon_as_it_is_opened_and_no_longer_when_it_is_closed(graph: Graph) -> None:
    network = await seed(graph, person("me", offers={"go": 4}), person("ann"), person("bea"))
    need_id = await open_need(network, "ann", "go", 3, "a service", None, None)
    await open_need(network, "bea", "go", 3, "a service", None, None)
    assert sorted(await suggested(network)) == ["ann", "bea"]
    await close_need(network, "ann", need_id, "met")
    assert await suggested(network) == ["bea"]
    assert await values(graph, "MATCH (b:Board) RETURN size(b.ids) AS value") == [1]


@pytest.mark.parametrize(
    "changes", [{"visibility": "hidden"}, {"status": "away"}, {"languages": ["fi"]}], ids=lambda each: next(iter(each))
)
async def test_a_change_of_its_owner_takes_a_need_away_and_brings_it_back(
    graph: Graph, changes: dict[str, object]
) -> None:
    network = await seed(graph, person("me", offers={"go": 4}), person("ann"))
    await open_need(network, "ann", "go", 3, "", None, None)
    await update_profile(network, "ann", changes)
    assert await suggested(network) == []
    await update_profile(network, "ann", {"visibility": "open", "status": "active", "languages": ["en"]})
    assert await suggested(network) == ["ann"]


async def test_a_block_from_either_side_takes_a_need_away(graph: Graph) -> None:
    network = await seed(graph, person("me", offers={"go": 4}), person("ann"), person("bea"))
    for each in ("ann", "bea"):
        await open_need(network, each, "go", None, "", None, None)
    await block_person(network, "me", "ann")
    await block_person(network, "bea", "me")
    assert await suggested(network) == []


OBSTACLES: dict[str, Callable[[str], PersonOf]] = {
    "blocking": lambda name: person(name, blocks=("me",)),
    "hidden": lambda name: person(name, visibility="hidden"),
    "without a common language": lambda name: person(name, languages=("fi",)),
    "of another community": lambda name: person(name, visibility="communities", member_of={"choir": "member"}),
    "away": lambda name: person(name, status="away"),
}


@pytest.mark.parametrize("why", OBSTACLES)
async def test_many_newer_needs_that_cannot_be_met_do_not_hide_one_that_can(graph: Graph, why: str) -> None:
    others = [OBSTACLES[why](f"p{n:03}") for n in range(boards.KEEP)]
    network = await seed(graph, person("me", offers={"go": 4}), person("ann"), *others)
    needs = [NeedOf(f"n{each.id}", each.id, "go", NOW - n) for n, each in enumerate(others)]
    # On one board with ninety-nine others: with more of them blocked it would be the board itself that ends.
    await need_them(graph, NeedOf("wanted", "ann", "go", NOW - DAY), *needs[1:])
    assert await suggested(network) == ["ann"]


async def test_needs_that_ran_out_of_time_do_not_hide_those_below_them(graph: Graph) -> None:
    many = [person(f"p{n:03}") for n in range(boards.KEEP + 5)]
    network = await seed(graph, person("me", offers={"go": 4}), person("ann"), *many)
    until = NOW + 5
    await need_them(
        graph,
        NeedOf("wanted", "ann", "go", NOW - DAY),
        *[NeedOf(f"n{each.id}", each.id, "go", NOW, until) for each in many],
    )
    later = replace(network, clock=lambda: until)
    assert await suggested(later) == ["ann"]


@pytest.mark.parametrize("number", range(12))
async def test_a_board_holds_the_newest_needs_through_any_changes(graph: Graph, number: int) -> None:
    chance, keep = random.Random(number), 4
    people = [person(f"p{n:02}", languages=chance.choice([("en",), ("es",), ("en", "es"), ()])) for n in range(12)]
    await seed(graph, *people, *CATALOGUE)
    await boards.rebuild_all(graph, NOW, keep)
    for step in range(20):
        who = chance.choice(people).id
        at = NOW + step
        if chance.random() < 0.6:
            need = NeedOf(f"n{step:02}", who, "go", at, chance.choice([None, None, at + 5]))
            await write(
                graph,
                _NEEDS,
                rows=[
                    {
                        "id": need.id,
                        "owner": who,
                        "skill_id": "go",
                        "since": at,
                        "until": need.until,
                        "state": "open",
                        "level": None,
                    }
                ],
            )
            await boards.refresh(graph, who, at, keep=keep)
        elif chance.random() < 0.5:
            closed = await _closed(graph, who)
            await boards.refresh(graph, who, at, closed=closed, keep=keep)
        else:
            status = chance.choice(["active", "away"])
            await write(graph, "MATCH (p:Person {id: $who}) SET p.status = $status", who=who, status=status)
            await boards.refresh(graph, who, at, keep=keep)
        await check(graph, at, keep)


async def _closed(graph: Graph, who: str) -> list[str]:
    ids: list[str] = await values(
        graph, "MATCH (:Person {id: $who})-[:NEEDS]->(n:Need {state: 'open'}) RETURN n.id AS value", who=who
    )
    await write(graph, "MATCH (:Person {id: $who})-[:NEEDS]->(n:Need) SET n.state = 'met'", who=who)
    return ids


async def check(graph: Graph, at: int, keep: int) -> None:
    """What a board promises, for each language."""
    held = {
        key: [(since, id_) for id_, since, end in zip(ids, sinces, ends, strict=True) if end == 0 or end > at]
        for key, ids, sinces, ends in await values(
            graph, "MATCH (b:Board) RETURN [b.key, b.ids, b.sinces, b.ends] AS value"
        )
    }
    rows = await values(
        graph,
        "MATCH (p:Person {status: 'active'})-[:NEEDS]->(n:Need {state: 'open'}) "
        "RETURN [n.id, n.since, n.until, p.speaks] AS value",
    )
    for language in ("en", "es", ""):
        live = sorted(
            (
                (since, id_)
                for id_, since, until, speaks in rows
                if (until is None or until > at) and language in (speaks or [""])
            ),
            key=lambda each: (-each[0], each[1]),
        )
        board = held.get(f"go|{language}|open", [])
        assert board == live[: len(board)], (language, board, live)
        assert len(board) >= min(len(live), keep // 2 - 1), (language, board, live)
        assert len(board) <= 2 * keep


async def test_of_equal_needs_the_one_that_few_could_meet_goes_first(graph: Graph) -> None:
    many = [person(f"m{n}", offers={"go": 4}) for n in range(FEW)]
    network = await seed(graph, person("me", offers={"go": 4, "sql": 4}), person("ann"), person("bea"), *many)
    await need_them(graph, NeedOf("a", "ann", "go", NOW - 5), NeedOf("b", "bea", "sql"))
    answer = await help_wanted(network, "me", None, (), 5)
    assert [each.need.id for each in answer.suggestions] == ["b", "a"]
    few = [reason for each in answer.suggestions for reason in each.reasons if isinstance(reason, FewOthers)]
    assert [reason.people for reason in few] == [0]


async def test_others_whom_the_viewer_may_not_see_are_not_counted(graph: Graph) -> None:
    unseen = [
        person("hid", offers={"go": 4}, visibility="hidden"),
        person("blo", offers={"go": 4}, blocks=("me",)),
        person("pri", offers={"go": 4}, visibility="communities", member_of={"choir": "member"}),
    ]
    network = await seed(graph, person("me", offers={"go": 4}), person("ann"), person("bob", offers={"go": 2}), *unseen)
    await need_them(graph, NeedOf("a", "ann", "go"))
    answer = await help_wanted(network, "me", None, (), 5)
    (suggestion,) = answer.suggestions
    assert [reason.people for reason in suggestion.reasons if isinstance(reason, FewOthers)] == [1]


async def test_whoever_has_no_place_or_is_away_is_asked_for_nothing(graph: Graph) -> None:
    network = await seed(
        graph,
        person("ful", offers={"go": 4}, capacity=2, open_places=0),
        person("awa", offers={"go": 4}, status="away"),
        person("ann"),
    )
    await need_them(graph, NeedOf("a", "ann", "go"))
    assert await suggested(network, "ful") == await suggested(network, "awa") == []


async def test_needs_continue_where_the_first_ones_end(graph: Graph) -> None:
    owners = [person(f"p{n}", hours=("Mon 18:00-20:00",) if n % 2 else ()) for n in range(5)]
    network = await seed(graph, person("me", offers={"go": 4}, hours=("Mon 18:00-20:00",)), *owners)
    await need_them(graph, *[NeedOf(f"n{each.id}", each.id, "go", NOW - n) for n, each in enumerate(owners)])
    whole = await help_wanted(network, "me", None, (), 5)
    assert len(whole.suggestions) == 5
    assert not whole.more
    first = await help_wanted(network, "me", None, (), 2)
    shown = Shown().then(first.suggestions[0].need.id).then(first.suggestions[1].need.id)
    rest = await help_wanted(network, "me", None, (), 3, shown)
    assert first.more
    assert [*first.suggestions, *rest.suggestions] == whole.suggestions


async def test_needs_opened_at_once_all_reach_the_board(graph: Graph) -> None:
    owners = [person(f"p{n}") for n in range(10)]
    network = await seed(graph, person("me", offers={"go": 4}), *owners)
    await asyncio.gather(*[open_need(network, each.id, "go", None, "", None, None) for each in owners])
    assert await values(graph, "MATCH (b:Board) RETURN size(b.ids) AS value") == [len(owners)]
    assert sorted(await suggested(network)) == [each.id for each in owners]
