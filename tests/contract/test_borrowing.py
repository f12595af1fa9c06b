"""What a chapter cannot meet goes to the community above, as far as both the chapter and the owner allow."""

from __future__ import annotations

from typing import Any

from peernet.graph import boards
from peernet.graph.borrowing import borrowed_needs, wider_communities
from peernet.graph.session import Graph
from peernet.model.borrowing import NeedReach
from peernet.model.help_wanted import NobodyLocal
from peernet.model.suggestion import MentoredThere
from peernet.use_cases.ask_for_need import ask_for_need
from peernet.use_cases.help_wanted import help_wanted
from peernet.use_cases.match_community import match_community
from peernet.use_cases.network import Network
from peernet.use_cases.open_need import open_need
from peernet.use_cases.round_wish import RoundWish
from peernet.use_cases.suggest_mentors import MentorAnswer, MentorQuestion, suggest_mentors
from tests.contract.asking import write
from tests.contract.conftest import _WIPE
from tests.contract.seeding import NOW, PersonOf, community, person, seed

GO = {"go": 4}


async def tree(
    graph: Graph, *people: PersonOf, lagos: dict[str, Any] | None = None, africa: dict[str, Any] | None = None
) -> Network:
    """A chapter of a chapter: lagos, africa, world. lea of lagos learns, wes of world teaches."""
    return await seed(
        graph,
        community("world"),
        community("africa", part_of="world", **africa or {}),
        community("lagos", part_of="africa", **lagos or {}),
        person("org", member_of={"lagos": "organiser"}),
        person("lea", member_of={"lagos": "member"}),
        person("wes", offers=GO, member_of={"world": "mentor"}),
        person("tim", offers=GO),
        *people,
    )


async def needed(network: Network, reach: NeedReach = "wider", level: int | None = None) -> str:
    """A need of lea's."""
    return await open_need(network, "lea", "go", level, "a server", None, None, reach)


async def asked(network: Network, viewer_id: str = "lea", **more: Any) -> MentorAnswer:
    question = MentorQuestion(skills=("go",), community_id="lagos", **more)
    return await suggest_mentors(network, viewer_id, question, ("en",), 5)


async def wanted(network: Network, viewer_id: str, community_id: str | None) -> list[tuple[str, list[str]]]:
    """(whose need, the chapters in which nobody can meet it) as a mentor is shown them."""
    answer = await help_wanted(network, viewer_id, community_id, ("en",), 9)
    return [
        (each.need.person_id, [reason.name for reason in each.reasons if isinstance(reason, NobodyLocal)])
        for each in answer.suggestions
    ]


async def test_a_community_borrows_from_those_above_it_as_far_as_each_lets_it(graph: Graph) -> None:
    network = await tree(graph)
    assert await wider_communities(network.graph, "lea", "lagos") == ["africa", "world"]
    assert await wider_communities(network.graph, "lea", "world") == []
    assert await wider_communities(network.graph, "nobody", "lagos") == []


async def test_what_above_has_set_holds_below_unless_the_chapter_says_otherwise(graph: Graph) -> None:
    communities = [
        community("top", borrowing=False),
        community("mid", part_of="top"),
        community("low", part_of="mid"),
        community("own", part_of="mid", borrowing=True),
        community("lodge", "hidden", "mid"),
        community("cellar", part_of="lodge"),
        community("free"),
        community("stop", part_of="free", borrowing=False),
        community("under", part_of="stop", borrowing=True),
    ]
    network = await seed(graph, *communities, person("me", member_of={"lodge": "member"}))
    found = {each.id: await wider_communities(network.graph, "me", each.id) for each in communities}
    assert found == {
        "top": [],
        "mid": [],
        "low": [],
        "own": ["mid"],
        "lodge": [],
        "cellar": [],
        "free": [],
        "stop": [],
        "under": ["stop"],
    }


async def test_who_asks_for_a_chapter_without_mentors_is_shown_those_of_the_community_above(graph: Graph) -> None:
    network = await tree(graph)
    answer = await asked(network)
    assert answer.wider_id == "world"
    first, second = answer.suggestions
    assert (first.person_id, second.person_id) == ("wes", "tim")
    assert [reason.name for reason in first.reasons if isinstance(reason, MentoredThere)] == ["world"]


async def test_who_finds_somebody_in_the_chapter_is_not_sent_further(graph: Graph) -> None:
    network = await tree(graph, person("ben", offers={"go": 2}, member_of={"lagos": "member"}))
    answer = await asked(network)
    assert answer.wider_id is None
    assert answer.suggestions[0].person_id == "ben"


async def test_a_question_stays_local_where_the_chapter_or_the_owner_says_so(graph: Graph) -> None:
    network = await tree(graph, lagos={"borrowing": False})
    assert (await asked(network)).wider_id is None
    await graph_is_empty(graph)
    network = await tree(graph)
    reaches: tuple[tuple[NeedReach, str | None], ...] = (("local", None), ("wider", "world"))
    for reach, wider_id in reaches:
        need = await needed(network, reach)
        question = await ask_for_need(network, "lea", need, MentorQuestion(community_id="lagos"))
        assert (await suggest_mentors(network, "lea", question, ("en",), 5)).wider_id == wider_id


async def test_mentors_of_the_wider_community_are_shown_what_the_chapter_cannot_meet(graph: Graph) -> None:
    network = await tree(graph)
    await needed(network)
    assert await wanted(network, "wes", "world") == [("lea", ["lagos"])]
    assert await wanted(network, "wes", "africa") == [("lea", ["lagos"])]
    assert await wanted(network, "wes", "lagos") == [("lea", [])]
    assert await wanted(network, "wes", None) == [("lea", [])]


async def test_what_somebody_in_the_chapter_can_meet_is_not_lent(graph: Graph) -> None:
    network = await tree(graph, person("ben", offers={"go": 3}, member_of={"lagos": "member"}))
    await needed(network, level=3)
    assert await wanted(network, "wes", "world") == []
    await needed(network, level=4)
    assert await wanted(network, "wes", "world") == [("lea", ["lagos"])]


async def test_only_who_could_be_asked_counts_as_somebody_local(graph: Graph) -> None:
    there = {"lagos": "member"}
    network = await tree(
        graph,
        person("full", offers=GO, member_of=there, open_places=0),
        person("away", offers=GO, member_of=there, status="away"),
        person("gone", offers=GO, member_of=there, visibility="hidden"),
        person("foe", offers=GO, member_of=there, blocks=("lea",)),
    )
    await needed(network)
    assert await wanted(network, "wes", "world") == [("lea", ["lagos"])]


async def test_a_chapter_that_does_not_borrow_lends_nothing_out(graph: Graph) -> None:
    for settings in ({"lagos": {"borrowing": False}}, {"africa": {"borrowing": False}}):
        network = await tree(graph, **settings)
        await needed(network)
        assert await borrowed_needs(graph, "wes", "world", NOW) == {}
        await graph_is_empty(graph)


async def test_a_need_that_stays_local_is_offered_to_who_shares_a_community_alone(graph: Graph) -> None:
    network = await tree(graph, person("ben", offers=GO, member_of={"lagos": "member"}, capacity=2))
    await needed(network, "local")
    for viewer_id in ("wes", "tim"):
        for community_id in (None, "world", "lagos"):
            assert await wanted(network, viewer_id, community_id) == []
    assert await wanted(network, "ben", None) == [("lea", [])]
    assert await wanted(network, "ben", "lagos") == [("lea", [])]


async def test_whom_the_mentor_may_not_see_borrows_nothing_of_them(graph: Graph) -> None:
    network = await tree(graph)
    await needed(network)
    text = "MATCH (p:Person {id: 'lea'}) SET p.visibility = 'communities'"
    await write(graph, text)
    await boards.refresh(graph, "lea", NOW)
    assert await borrowed_needs(graph, "wes", "world", NOW) == {}
    assert await borrowed_needs(graph, "nobody", "world", NOW) == {}
    assert await borrowed_needs(graph, "wes", "no such", NOW) == {}


async def test_a_round_of_a_chapter_takes_mentors_from_above_where_it_has_none(graph: Graph) -> None:
    network = await tree(graph)
    await needed(network)
    matched = await match_community(network, "org", RoundWish("lagos"))
    assert {key: each.lent_by for key, each in matched.pairs.items()} == {("lea", "wes"): "world"}
    await open_need(network, "org", "go", None, "", None, None, "local")
    matched = await match_community(network, "org", RoundWish("lagos"))
    assert set(matched.pairs) == {("lea", "wes")}


async def test_a_round_leaves_local_needs_local_also_where_mentors_come_from_anywhere(graph: Graph) -> None:
    network = await tree(graph, person("ben", offers=GO, member_of={"lagos": "member"}, capacity=2))
    await needed(network, "local")
    matched = await match_community(network, "org", RoundWish("lagos", anywhere=True))
    assert {key: each.lent_by for key, each in matched.pairs.items()} == {("lea", "ben"): None}
    matched = await match_community(network, "org", RoundWish("lagos"))
    assert {key: each.lent_by for key, each in matched.pairs.items()} == {("lea", "ben"): None}


async def graph_is_empty(graph: Graph) -> None:
    """Takes everything out, for another network in the same test."""
    await graph.run(_WIPE)
