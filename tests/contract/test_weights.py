"""Weights that a community sets, on both engines: kept once, by who runs it, and used wherever a question names it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from peernet.errors import NotFound, NotPermitted, RuleBroken, UnknownWeight, WeightOutOfBounds
from peernet.graph.session import Graph
from peernet.recommend.weighting import BOUNDS, USUAL_WEIGHTS, Weights
from peernet.use_cases.help_wanted import help_wanted
from peernet.use_cases.match_community import match_community
from peernet.use_cases.near_misses import near_misses
from peernet.use_cases.network import Network
from peernet.use_cases.open_need import open_need
from peernet.use_cases.round_wish import RoundWish
from peernet.use_cases.set_community_weights import community_weights, set_community_weights
from peernet.use_cases.suggest_mentors import MentorQuestion, suggest_mentors
from tests.contract.asking import picture, write
from tests.contract.seeding import PersonOf, community, person, seed

CLUB = {"club": "member"}
EVENING = ("Mon 16:00-22:00",)
HOURS_ONLY = {"shared_community": 0.0, "mentored_there": 0.0, "overlapping_hours": 2.0}


def members(**others: Any) -> tuple[PersonOf, ...]:
    """An organiser, a learner, a mentor of their club, and one from elsewhere who has time when the learner has."""
    return (
        person("org", member_of={"club": "organiser"}),
        person("me", member_of=CLUB, hours=EVENING),
        person("ann", offers={"go": 4}, member_of=CLUB, **others),
        person("bob", offers={"go": 4}, hours=EVENING, **others),
    )


async def suggested(network: Network, viewer: str = "me", community_id: str | None = "club") -> list[str]:
    question = MentorQuestion(skills=("go",), community_id=community_id)
    return [each.person_id for each in (await suggest_mentors(network, viewer, question, ("en",), 5)).suggestions]


async def test_what_is_set_is_kept_beside_what_was_set_and_goes_back_to_the_usual(graph: Graph) -> None:
    network = await seed(graph, *members())
    assert await community_weights(network, "me", "club") == USUAL_WEIGHTS
    await set_community_weights(network, "org", "club", {"knows": 0.5, "responsive": 2})
    await set_community_weights(network, "org", "club", {"shared_community": 1.5, "knows": 0.0, "responsive": 1.0})
    assert await community_weights(network, "me", "club") == Weights({"shared_community": 1.5, "knows": 0.0})
    await set_community_weights(network, "org", "club", {"responsive": 0.25}, reset=True)
    assert await community_weights(network, "me", "club") == Weights({"responsive": 0.25})
    await set_community_weights(network, "org", "club", {}, reset=True)
    assert await community_weights(network, "me", "club") == USUAL_WEIGHTS


async def test_a_refusal_says_why_and_changes_nothing(graph: Graph) -> None:
    network = await seed(graph, *members(), community("lodge", "hidden"), person("out"))
    await set_community_weights(network, "org", "club", {"knows": 0.5})
    before = await picture(graph)
    refusals: tuple[tuple[str, str, dict[str, float], type[RuleBroken]], ...] = (
        ("me", "club", {"knows": 1.0}, NotPermitted),
        ("out", "club", {"knows": 1.0}, NotPermitted),
        ("org", "lodge", {"knows": 1.0}, NotFound),
        ("org", "no such", {"knows": 1.0}, NotFound),
        ("nobody", "club", {"knows": 1.0}, NotFound),
        ("org", "club", {"knows": 0.1, "beauty": 1.0}, UnknownWeight),
        ("org", "club", {"knows": 0.1, "teaches_skill": 0.4}, WeightOutOfBounds),
    )
    for viewer_id, community_id, factors, refusal in refusals:
        with pytest.raises(refusal):
            await set_community_weights(network, viewer_id, community_id, factors, reset=True)
    assert await picture(graph) == before
    with pytest.raises(NotFound):
        await community_weights(network, "me", "lodge")


async def test_organisers_who_set_different_weights_at_once_all_have_their_way(graph: Graph) -> None:
    network = await seed(graph, *members(), person("two", member_of={"club": "administrator"}))
    kinds = sorted(BOUNDS)
    await asyncio.gather(
        *(set_community_weights(network, ("org", "two")[n % 2], "club", {kind: 0.5}) for n, kind in enumerate(kinds))
    )
    assert await community_weights(network, "org", "club") == Weights(dict.fromkeys(kinds, 0.5))


async def test_what_no_longer_holds_of_what_was_set_is_left_out_or_kept_within_bounds(graph: Graph) -> None:
    network = await seed(graph, *members())
    old = "MATCH (c:Community {id: 'club'}) SET c.weight_names = $names, c.weight_factors = [3.0, 9.0]"
    await write(graph, old, names=["gone", "knows"])
    assert await community_weights(network, "me", "club") == Weights({"knows": 2.0})
    assert await suggested(network) == ["ann", "bob"]


async def test_suggestions_for_the_community_are_ranked_and_explained_by_its_weights(graph: Graph) -> None:
    network = await seed(graph, *members())
    assert await suggested(network) == ["ann", "bob"]
    await set_community_weights(network, "org", "club", HOURS_ONLY)
    assert await suggested(network) == ["bob", "ann"]
    assert await suggested(network, community_id=None) == ["ann", "bob"]
    question = MentorQuestion(skills=("go",), community_id="club")
    answer = await suggest_mentors(network, "me", question, ("en",), 5)
    told = {reason.kind: reason.weight for each in answer.suggestions for reason in each.reasons}
    assert told["shared_community"] == told.get("mentored_there", 0.0) == 0.0
    for each in answer.suggestions:
        assert [reason.weight for reason in each.reasons] == sorted((r.weight for r in each.reasons), reverse=True)


async def test_weights_of_a_hidden_community_hold_for_its_members_alone(graph: Graph) -> None:
    lodge = {"lodge": "organiser"}
    network = await seed(
        graph, community("lodge", "hidden"), *members(), person("led", member_of=lodge, hours=EVENING), person("out")
    )
    before = [await suggested(network, viewer, "lodge") for viewer in ("me", "out")]
    await set_community_weights(network, "led", "lodge", HOURS_ONLY | {"common_language": 0.0})
    assert [await suggested(network, viewer, "lodge") for viewer in ("me", "out")] == before
    assert (await community_weights(network, "led", "lodge")).factors["overlapping_hours"] == 2.0


async def test_near_misses_for_the_community_follow_its_weights_even_where_nobody_can_be_asked(graph: Graph) -> None:
    network = await seed(graph, *members(open_places=0))

    async def missed() -> list[str]:
        answer = await suggest_mentors(network, "me", MentorQuestion(skills=("go",), community_id="club"), ("en",), 5)
        assert answer.suggestions == []
        return [each.person_id for each in (await near_misses(network, "me", answer)).misses]

    assert await missed() == ["ann", "bob"]
    await set_community_weights(network, "org", "club", HOURS_ONLY)
    assert await missed() == ["bob", "ann"]


async def test_needs_of_the_communitys_members_are_judged_by_its_weights(graph: Graph) -> None:
    network = await seed(
        graph, *members(), person("tim", member_of=CLUB, hours=EVENING), person("old", member_of=CLUB, knows=("ann",))
    )
    await write(graph, "MATCH (p:Person {id: 'ann'}) SET p.hours = $hours", hours=list(EVENING))
    for owner in ("tim", "old"):
        await open_need(network, owner, "go", None, "", None, None)

    async def wanted(community_id: str | None) -> list[str]:
        answer = await help_wanted(network, "ann", community_id, ("en",), 5)
        return [each.need.person_id for each in answer.suggestions]

    assert await wanted("club") == ["old", "tim"]
    await set_community_weights(network, "org", "club", {"knows": 0.0, "overlapping_hours": 2.0})
    assert await wanted("club") == ["tim", "old"]
    assert await wanted(None) == ["old", "tim"]


async def test_a_round_of_the_community_is_matched_by_its_weights_wherever_mentors_come_from(graph: Graph) -> None:
    network = await seed(graph, *members())
    await open_need(network, "me", "go", None, "", None, None)

    async def mentor() -> str:
        (pair,) = (await match_community(network, "org", RoundWish("club", anywhere=True))).result.pairs
        return pair.mentor_id

    assert await mentor() == "ann"
    await set_community_weights(network, "org", "club", HOURS_ONLY)
    assert await mentor() == "bob"
