"""Communities add skills of their own, and whoever keeps a catalogue names and places what is in it, on each engine."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from peernet.errors import (
    BadInput,
    LimitReached,
    NotFound,
    NotPermitted,
    SkillCircle,
    SkillExists,
    WrongState,
)
from peernet.graph.session import Graph
from peernet.graph.skill_keeping import skill_edits, skill_proposals_page
from peernet.graph.skills import catalogue_version, skill_now
from peernet.model.policy import Act, roles_for
from peernet.model.skill_keeping import PROPOSAL_STATES, Keeper
from peernet.use_cases.change_skill import place_skill, rename_skill, translate_skill
from peernet.use_cases.network import Network
from peernet.use_cases.offer_skill import offer_skill
from peernet.use_cases.propose_skill import MOST_PROPOSALS, SkillWish, accept_skill, decline_skill, propose_skill
from tests.contract.asking import picture, values, write
from tests.contract.seeding import community, person, seed, skill


def keeper(who: str, *, administrator: bool = False) -> Keeper:
    return Keeper(who, roles_for(Act.KEEP_SKILLS), administrator=administrator)


ROOT = keeper("root", administrator=True)


@pytest.fixture
async def network(graph: Graph) -> Network:
    """Org organises a club that Mem belongs to; Out does not; there is a hidden community of Mem's."""
    return await seed(
        graph,
        community("club"),
        community("den", "hidden"),
        person("root"),
        person("org", member_of={"club": "organiser"}),
        person("mem", member_of={"club": "member", "den": "organiser"}),
        person("out"),
        skill("craft", "Craft"),
        skill("clay", "Clay work", broader=["craft"]),
        skill("glaze", "Glazing", broader=["clay"]),
    )


async def found(network: Network, text: str) -> list[str]:
    await network.catalogue.refresh()
    return [match.skill_id for match in network.catalogue.index.find(text, ["en"], 5)]


WHEEL = SkillWish("Wheel throwing", "en", ("Throwing pots",), broader_id="clay", community_id="club", about="We do it")


async def test_a_proposal_is_no_skill_before_it_is_accepted(network: Network) -> None:
    graph = network.graph
    proposal_id, accepted = await propose_skill(network, keeper("mem"), WHEEL)
    assert not accepted
    assert await found(network, "Wheel throwing") == []
    assert await skill_now(graph, proposal_id) is None
    with pytest.raises(NotFound):
        await offer_skill(network, "mem", proposal_id, 3, None)
    version = await catalogue_version(graph)
    assert await accept_skill(network, keeper("org"), proposal_id) == proposal_id
    assert await catalogue_version(graph) > version
    assert await found(network, "throwing pots") == [proposal_id]
    made = network.catalogue.index.skill(proposal_id)
    assert made is not None
    assert (made.community_id, made.broader, made.source) == ("club", ("clay",), "own")
    await offer_skill(network, "out", proposal_id, 3, None)
    assert await accept_skill(network, keeper("org"), proposal_id) == proposal_id
    assert await catalogue_version(graph) == version + 1


async def test_what_who_keeps_the_catalogue_proposes_is_a_skill_at_once(network: Network) -> None:
    proposal_id, accepted = await propose_skill(network, keeper("org"), WHEEL)
    assert accepted
    assert await found(network, "Wheel throwing") == [proposal_id]
    general, accepted = await propose_skill(network, ROOT, SkillWish("Juggling"))
    assert accepted
    assert await found(network, "Juggling") == [general]


async def test_only_who_keeps_the_catalogue_decides(network: Network) -> None:
    proposal_id, _ = await propose_skill(network, keeper("mem"), WHEEL)
    before = await picture(network.graph)
    with pytest.raises(NotPermitted):
        await accept_skill(network, keeper("mem"), proposal_id)
    for step in (accept_skill, decline_skill):
        with pytest.raises(NotFound):
            await step(network, keeper("out"), proposal_id)
    assert await picture(network.graph) == before
    await decline_skill(network, keeper("org"), proposal_id, "We have it")
    await decline_skill(network, keeper("org"), proposal_id)
    with pytest.raises(WrongState):
        await accept_skill(network, keeper("org"), proposal_id)
    with pytest.raises(WrongState):
        await decline_skill(network, keeper("mem"), proposal_id)
    [told] = await skill_proposals_page(network.graph, keeper("mem"), "club", PROPOSAL_STATES, None, 10)
    assert (told.state, told.why, told.own) == ("declined", "We have it", True)


async def test_who_proposed_a_skill_may_take_it_back(network: Network) -> None:
    proposal_id, _ = await propose_skill(network, keeper("mem"), WHEEL)
    await decline_skill(network, keeper("mem"), proposal_id)
    with pytest.raises(WrongState):
        await accept_skill(network, keeper("org"), proposal_id)


@pytest.mark.parametrize(
    ("who", "wish", "refusal"),
    [
        ("out", WHEEL, NotPermitted),
        ("out", SkillWish("X", community_id="den"), NotFound),
        ("mem", SkillWish("X", community_id="nowhere"), NotFound),
        ("mem", SkillWish("X", community_id="den"), NotPermitted),
        ("mem", SkillWish("Clay WORK"), SkillExists),
        ("mem", SkillWish("X", broader_id="nothing"), NotFound),
        ("mem", SkillWish(" "), BadInput),
        ("mem", SkillWish("a;b"), BadInput),
        ("mem", SkillWish("X", "not a language"), BadInput),
        ("nobody", SkillWish("X"), NotFound),
    ],
)
async def test_a_proposal_that_cannot_be_is_refused_and_changes_nothing(
    network: Network, who: str, wish: SkillWish, refusal: type[Exception]
) -> None:
    before = await picture(network.graph)
    with pytest.raises(refusal):
        await propose_skill(network, keeper(who), wish)
    assert await picture(network.graph) == before


async def test_a_key_has_one_effect_and_proposals_have_a_limit(network: Network) -> None:
    wish = SkillWish("Once", key="k")
    first = await propose_skill(network, keeper("mem"), wish)
    assert await propose_skill(network, keeper("mem"), wish) == first
    with pytest.raises(BadInput):
        await propose_skill(network, keeper("mem"), SkillWish("Other", key="k"))
    for number in range(MOST_PROPOSALS - 1):
        await propose_skill(network, keeper("mem"), SkillWish(f"Thing {number}"))
    with pytest.raises(LimitReached):
        await propose_skill(network, keeper("mem"), SkillWish("One too many"))


async def test_proposals_are_listed_newest_first_for_who_keeps_the_catalogue_and_ones_own_for_others(
    network: Network,
) -> None:
    graph = network.graph
    made = [
        (await propose_skill(network, keeper("mem"), SkillWish(f"Thing {number}", community_id="club")))[0]
        for number in range(5)
    ]
    for who, ids in (("org", sorted(made)), ("mem", sorted(made)), ("out", []), ("root", [])):
        rows = await skill_proposals_page(graph, keeper(who), "club", ("proposed",), None, 10)
        assert [row.id for row in rows] == ids
    page = await skill_proposals_page(graph, keeper("org"), "club", ("proposed",), None, 2)
    rest = await skill_proposals_page(graph, keeper("org"), "club", ("proposed",), (page[-1].at, page[-1].id), 10)
    assert [row.id for row in [*page, *rest]] == sorted(made)
    assert await skill_proposals_page(graph, keeper("org"), "den", PROPOSAL_STATES, None, 10) == []


async def labels(network: Network, skill_id: str) -> Any:
    now = await skill_now(network.graph, skill_id)
    return None if now is None else (dict(now.labels), dict(now.alt_labels))


async def test_names_change_in_one_language_and_stay_in_the_others(network: Network) -> None:
    await translate_skill(network, ROOT, "clay", "es", "Barro", ["Arcilla", "Barro"])
    await translate_skill(network, ROOT, "clay", "en", "Clay", ["Clay work"])
    await rename_skill(network, ROOT, "clay", "Working with clay")
    await rename_skill(network, ROOT, "clay", "Trabajo con barro", "ES")
    assert await labels(network, "clay") == (
        {"en": "Working with clay", "es": "Trabajo con barro"},
        {"en": ("Clay work",), "es": ("Arcilla",)},
    )
    assert await found(network, "arcilla") == ["clay"]
    version = await catalogue_version(network.graph)
    await rename_skill(network, ROOT, "clay", "Working with clay")
    assert await catalogue_version(network.graph) == version
    for who in ("org", "mem"):
        with pytest.raises(NotPermitted):
            await rename_skill(network, keeper(who), "clay", "Mine")
    with pytest.raises(NotFound):
        await rename_skill(network, ROOT, "nothing", "Mine")
    with pytest.raises(SkillExists):
        await rename_skill(network, ROOT, "clay", "craft")


async def above(network: Network, skill_id: str) -> list[str]:
    return await values(
        network.graph,
        "MATCH (s:Skill {id: $id})-[:BROADER]->(b:Skill) RETURN b.id AS value ORDER BY value",
        id=skill_id,
    )


async def test_a_skill_is_placed_under_others_but_never_under_what_is_below_it(network: Network) -> None:
    await place_skill(network, ROOT, "glaze", ["clay", "craft", "clay"])
    assert await above(network, "glaze") == ["clay", "craft"]
    await place_skill(network, ROOT, "glaze", ["craft"])
    assert await above(network, "glaze") == ["craft"]
    await place_skill(network, ROOT, "glaze", [])
    assert await above(network, "glaze") == []
    await place_skill(network, ROOT, "glaze", ["clay"])
    before = await picture(network.graph)
    for skill_id, broader in (("craft", "glaze"), ("craft", "craft"), ("clay", "glaze")):
        with pytest.raises(SkillCircle):
            await place_skill(network, ROOT, skill_id, [broader])
    with pytest.raises(NotFound):
        await place_skill(network, ROOT, "clay", ["craft", "nothing"])
    with pytest.raises(NotPermitted):
        await place_skill(network, keeper("org"), "clay", [])
    assert [line for line in await picture(network.graph) if "Version" not in line] == [
        line for line in before if "Version" not in line
    ]


@pytest.mark.parametrize("turn", range(3))
async def test_of_two_placings_at_once_that_close_a_circle_together_one_is_refused(network: Network, turn: int) -> None:
    for each in ("clay", "glaze"):
        await place_skill(network, ROOT, each, [])
    done = await asyncio.gather(
        place_skill(network, ROOT, "clay", ["glaze"]),
        place_skill(network, ROOT, "glaze", ["clay"]),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in done) == ["NoneType", "SkillCircle"]
    assert len(await above(network, "clay") + await above(network, "glaze")) == 1


async def test_who_changed_what_is_told_to_who_keeps_the_catalogue(network: Network) -> None:
    proposal_id, _ = await propose_skill(network, keeper("org"), WHEEL)
    await rename_skill(network, keeper("org"), proposal_id, "Throwing")
    await place_skill(network, keeper("org"), proposal_id, ["craft"])
    told = await skill_edits(network.graph, keeper("org"), proposal_id, 10)
    assert {(each.verb, each.actor_id, tuple(each.before), tuple(each.after)) for each in told} == {
        ("accepted", "org", (), ("Wheel throwing",)),
        ("renamed", "org", ("Wheel throwing", "Throwing pots"), ("Throwing", "Throwing pots")),
        ("placed", "org", ("clay",), ("craft",)),
    }
    assert await skill_edits(network.graph, keeper("mem"), proposal_id, 10) == []
    assert len(await skill_edits(network.graph, ROOT, proposal_id, 2)) == 2


async def test_a_catalogue_of_a_community_that_is_hidden_by_now_is_shown_to_nobody(network: Network) -> None:
    proposal_id, _ = await propose_skill(network, keeper("org"), WHEEL)
    assert await found(network, "Wheel throwing") == [proposal_id]
    await write(
        network.graph,
        "MATCH (c:Community {id: 'club'}) MATCH (v:Version {of: 'skills'}) "
        "SET c.visibility = 'hidden', v.number = v.number + 1",
    )
    assert await found(network, "Wheel throwing") == []
    assert await skill_now(network.graph, proposal_id) is None
