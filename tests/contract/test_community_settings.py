"""What communities set for themselves, on both engines, and what holds in a chapter that has not set it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from peernet.errors import BadInput, NotFound, NotPermitted
from peernet.graph.communities import communities_seen
from peernet.graph.session import Graph
from peernet.model.community_settings import (
    NAMES,
    CommunitySettings,
    EffectiveSettings,
    effective_settings,
)
from peernet.model.viewer import Viewer
from peernet.recommend.weighting import Weights
from peernet.use_cases.network import Network
from peernet.use_cases.set_community_settings import set_community_settings
from peernet.use_cases.set_community_weights import community_weights, set_community_weights
from tests.contract.asking import picture
from tests.contract.seeding import community, person, seed

ORGANISER = Viewer("org", "member")
ADMINISTRATOR = Viewer("root", "administrator")


async def held(network: Network, community_id: str, viewer_id: str = "org") -> EffectiveSettings:
    return (await communities_seen(network.graph, viewer_id, [community_id]))[community_id].settings


async def tree(graph: Graph) -> Network:
    """A community with a chapter that has a chapter; beside it a hidden one with a chapter that everybody sees."""
    runs = dict.fromkeys(("world", "spain", "madrid", "lodge", "cellar"), "organiser")
    return await seed(
        graph,
        community("world"),
        community("spain", "closed", "world"),
        community("madrid", "open", "spain"),
        community("lodge", "hidden", "world"),
        community("cellar", "open", "lodge"),
        person("org", member_of=runs),
        person("mem", member_of={"madrid": "member"}),
        person("root"),
        person("out"),
    )


async def test_a_chapter_has_what_it_has_not_set_as_the_nearest_above_it_has(graph: Graph) -> None:
    network = await tree(graph)
    usual = EffectiveSettings("anyone", 0, 0, 0, borrowing=True)
    assert await held(network, "madrid") == usual
    await set_community_settings(network, ORGANISER, "world", {"joining": "request", "need_days": 90, "quiet_days": 60})
    await set_community_settings(network, ORGANISER, "spain", {"need_days": 30, "borrowing": False})
    await set_community_settings(network, ORGANISER, "madrid", {"quiet_days": 0})
    above = frozenset({"joining", "need_days", "borrowing"})
    assert await held(network, "madrid") == EffectiveSettings(
        "request", 30, 0, 0, borrowing=False, own=frozenset({"quiet_days"}), above=above
    )
    await set_community_settings(network, ORGANISER, "spain", {"need_days": None, "borrowing": None})
    await set_community_settings(network, ORGANISER, "madrid", {"quiet_days": None})
    inherited = frozenset({"joining", "need_days", "quiet_days"})
    assert await held(network, "madrid") == EffectiveSettings("request", 90, 0, 60, borrowing=True, above=inherited)


async def test_a_hidden_community_takes_from_above_and_passes_nothing_on(graph: Graph) -> None:
    network = await tree(graph)
    await set_community_settings(network, ORGANISER, "world", {"need_days": 90, "joining": "anyone"})
    await set_community_settings(network, ORGANISER, "lodge", {"quiet_days": 5, "joining": "anyone"})
    lodge = await held(network, "lodge")
    assert (lodge.need_days, lodge.quiet_days, lodge.joining) == (90, 5, "invitation")
    assert await held(network, "cellar") == EffectiveSettings("anyone", 0, 0, 0, borrowing=True)


def test_that_anybody_may_join_an_open_community_opens_no_closed_chapter() -> None:
    chain = [CommunitySettings(), CommunitySettings(joining="anyone")]
    assert effective_settings(chain, "open").joining == "anyone"
    assert effective_settings(chain, "closed") == EffectiveSettings("invitation", 0, 0, 0, borrowing=True)
    assert (
        effective_settings([CommunitySettings(), CommunitySettings(joining="request")], "closed").joining == "request"
    )
    assert effective_settings([CommunitySettings(joining="anyone")], "closed").joining == "anyone"
    assert effective_settings([CommunitySettings(joining="anyone")], "hidden").joining == "invitation"


async def test_who_may_not_and_what_cannot_be_changes_nothing(graph: Graph) -> None:
    network = await tree(graph)
    before = await picture(graph)
    for viewer, community_id, refusal in (
        (Viewer("mem", "member"), "madrid", NotPermitted),
        (Viewer("mem", "organiser"), "madrid", NotPermitted),
        (Viewer("out", "member"), "world", NotPermitted),
        (Viewer("out", "member"), "lodge", NotFound),
        (ADMINISTRATOR, "lodge", NotFound),
        (ORGANISER, "no such", NotFound),
        (Viewer("nobody", "member"), "world", NotFound),
        (Viewer(), "world", NotFound),
    ):
        with pytest.raises(refusal):
            await set_community_settings(network, viewer, community_id, {"need_days": 3})
    wrong: tuple[dict[str, Any], ...] = (
        {"joining": "nobody"},
        {"need_days": -1},
        {"quiet_days": 3651},
        {"id": "other"},
        {"need_days": 3, "visibility": "open"},
    )
    for changes in wrong:
        with pytest.raises(BadInput):
            await set_community_settings(network, ORGANISER, "world", changes)
    assert await picture(graph) == before


async def test_the_networks_administrators_may_where_they_see_the_community(graph: Graph) -> None:
    network = await tree(graph)
    await set_community_settings(network, ADMINISTRATOR, "spain", {"joining": "request"})
    assert (await held(network, "spain")).joining == "request"


async def test_what_two_set_at_once_is_all_kept(graph: Graph) -> None:
    network = await tree(graph)
    given: dict[str, Any] = {"joining": "request", "need_days": 1, "offer_days": 2, "quiet_days": 3, "borrowing": False}
    assert set(given) == set(NAMES)
    await asyncio.gather(
        *(
            set_community_settings(network, (ORGANISER, ADMINISTRATOR)[n % 2], "world", {name: value})
            for n, (name, value) in enumerate(given.items())
        )
    )
    assert await held(network, "world") == EffectiveSettings(**given, own=frozenset(NAMES))


async def test_weights_of_a_chapter_are_its_own_and_beside_them_those_above_it(graph: Graph) -> None:
    network = await tree(graph)
    await set_community_weights(network, "org", "world", {"knows": 0.5, "responsive": 2.0})
    await set_community_weights(network, "org", "lodge", {"knows": 0.25})
    assert await community_weights(network, "mem", "madrid") == Weights({"knows": 0.5, "responsive": 2.0})
    assert (await community_weights(network, "mem", "cellar")).factors == {}
    await set_community_weights(network, "org", "madrid", {"knows": 1.0, "shared_community": 1.5})
    here = {"knows": 1.0, "responsive": 2.0, "shared_community": 1.5}
    assert await community_weights(network, "mem", "madrid") == Weights(here)
    await set_community_weights(network, "org", "madrid", {}, reset=True)
    assert await community_weights(network, "mem", "madrid") == Weights({"knows": 0.5, "responsive": 2.0})
