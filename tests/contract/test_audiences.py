"""To whom each aspect of a person is shown, on both engines: by how near the viewer is, wherever the aspect counts."""

from __future__ import annotations

from typing import Any

import pytest

from peernet.errors import BadInput, MentorUnavailable
from peernet.graph import insights, needs, people
from peernet.graph.session import Graph
from peernet.model.audience import ASPECTS, AUDIENCES, Aspect, Audience
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.end_mentorship import end_mentorship
from peernet.use_cases.help_wanted import help_wanted
from peernet.use_cases.near_misses import near_misses
from peernet.use_cases.network import Network
from peernet.use_cases.open_need import open_need
from peernet.use_cases.request_mentorship import MentorshipRequest, request_mentorship
from peernet.use_cases.suggest_mentors import MentorAnswer, MentorQuestion, suggest_mentors
from peernet.use_cases.update_profile import update_profile
from tests.contract.asking import person_facts
from tests.contract.seeding import NOW, PersonOf, person, seed, skill

VIEWERS = ("stranger", "neighbour", "mentee", "ann")
"""From the farthest to the nearest: of these ann is the person herself."""


def ann(**others: Any) -> PersonOf:
    facts: dict[str, Any] = {"hours": ("Mon 18:00-20:00",), "contact": "ann@example.org", "offers": {"go": 4}}
    return person("ann", **{**facts, "member_of": {"choir": "member"}, "capacity": 3, "open_places": 2} | others)


async def around(graph: Graph, shown_to: dict[Aspect, Audience]) -> Network:
    """Ann, a stranger, somebody of her choir, and somebody whom she mentors."""
    network = await seed(
        graph,
        ann(),
        person("stranger"),
        person("neighbour", member_of={"choir": "member"}),
        person("mentee"),
        skill("sql"),
    )
    request = await request_mentorship(network, "mentee", MentorshipRequest("ann", ("go",), ""))
    await accept_mentorship(network, "ann", request)
    if shown_to:
        await update_profile(network, "ann", {"shown_to": shown_to})
    return network


async def shown(graph: Graph, viewer: str) -> dict[str, Any]:
    """What a viewer is told of ann, by aspect."""
    facts = (await people.people_seen(graph, viewer, ["ann"], NOW))["ann"]
    return {
        "name": facts.name,
        "contact": facts.contact,
        "languages": facts.languages,
        "place": [facts.country, facts.time_zone],
        "hours": facts.hours,
        "offers": [each.skill_id for each in await people.offers_of(graph, viewer, ["ann"], NOW, 9)],
        "needs": [each.skill_id for each in await needs.needs_of(graph, viewer, ["ann"], ["open"], 9, NOW)],
    }


async def asked(network: Network, viewer: str) -> MentorAnswer:
    """Who is suggested to the viewer for the one skill that ann offers."""
    return await suggest_mentors(network, viewer, MentorQuestion(skills=("go",)), (), 10)


def is_empty(value: Any) -> bool:
    return not any(value) if isinstance(value, list) else not value


@pytest.mark.parametrize("audience", AUDIENCES)
async def test_every_aspect_is_shown_from_a_nearness_on_and_empty_before(graph: Graph, audience: Audience) -> None:
    shown_to: dict[Aspect, Audience] = dict.fromkeys(ASPECTS, audience)
    network = await around(graph, shown_to | ({"contact": "working"} if AUDIENCES.index(audience) < 2 else {}))
    await open_need(network, "ann", "sql", None, "", None, None)
    for near, viewer in enumerate(VIEWERS):
        told = await shown(graph, viewer)
        least = AUDIENCES.index(audience)
        assert {aspect for aspect, value in told.items() if not is_empty(value)} == {
            aspect for aspect in told if near >= (max(least, 2) if aspect == "contact" else least)
        }


async def test_a_contact_is_shown_once_both_have_agreed_and_no_longer_than_that(graph: Graph) -> None:
    network = await seed(graph, ann(), person("mia", contact="mia@example.org"))
    assert (await shown(graph, "mia"))["contact"] == ""
    request = await request_mentorship(network, "mia", MentorshipRequest("ann", ("go",), ""))
    assert (await shown(graph, "mia"))["contact"] == ""
    assert (await people.people_seen(graph, "ann", ["mia"], NOW))["mia"].contact == ""
    await accept_mentorship(network, "ann", request)
    assert (await shown(graph, "mia"))["contact"] == "ann@example.org"
    assert (await people.people_seen(graph, "ann", ["mia"], NOW))["mia"].contact == "mia@example.org"
    await end_mentorship(network, "mia", request)
    assert (await shown(graph, "mia"))["contact"] == ""


@pytest.mark.parametrize("audience", ["everyone", "communities"])
async def test_a_contact_cannot_be_shown_before_both_have_agreed(graph: Graph, audience: Audience) -> None:
    network = await seed(graph, ann())
    before = await person_facts(graph, "ann")
    with pytest.raises(BadInput, match="both have agreed") as refused:
        await update_profile(network, "ann", {"shown_to": {"contact": audience}, "about": "new"})
    assert refused.value.where == "shown_to"
    assert await person_facts(graph, "ann") == before


async def test_hours_are_not_shown_to_whom_the_place_is_not(graph: Graph) -> None:
    await around(graph, {"place": "communities"})
    assert (await shown(graph, "stranger"))["hours"] == []
    assert (await shown(graph, "neighbour"))["hours"] == ["Mon 18:00-20:00"]


@pytest.mark.parametrize("aspect", ["offers", "languages"])
@pytest.mark.parametrize(("audience", "found_by"), [("communities", 1), ("working", 2), ("nobody", 3)])
async def test_whoever_does_not_show_offers_or_languages_is_suggested_to_none_but_whom_they_show_them(
    graph: Graph, aspect: Aspect, audience: Audience, found_by: int
) -> None:
    network = await around(graph, {aspect: audience})
    for near, viewer in enumerate(VIEWERS[:3]):
        answer = await asked(network, viewer)
        assert [each.person_id for each in answer.suggestions] == (["ann"] if near >= found_by else [])
        assert (await near_misses(network, viewer, answer)).misses == ()


async def test_who_does_not_show_what_they_offer_cannot_be_asked_for_it(graph: Graph) -> None:
    network = await around(graph, {"offers": "communities"})
    with pytest.raises(MentorUnavailable):
        await request_mentorship(network, "stranger", MentorshipRequest("ann", ("go",), ""))
    assert await request_mentorship(network, "neighbour", MentorshipRequest("ann", ("go",), ""))


async def test_hours_that_are_not_shown_are_no_reason_and_lower_no_score(graph: Graph) -> None:
    network = await around(graph, {"hours": "communities"})
    await update_profile(network, "stranger", {"hours": ["Mon 18:00-20:00"], "time_zone": "Africa/Lagos"})
    hidden = (await asked(network, "stranger")).suggestions
    await update_profile(network, "ann", {"hours": []})
    without = (await asked(network, "stranger")).suggestions
    assert [(each.person_id, each.score) for each in hidden] == [(each.person_id, each.score) for each in without]


async def test_needs_that_are_not_shown_are_on_no_list(graph: Graph) -> None:
    network = await seed(
        graph,
        person("ann", member_of={"choir": "member"}),
        person("stranger", offers={"go": 4}),
        person("neighbour", offers={"go": 4}, member_of={"choir": "member"}),
    )
    need = await open_need(network, "ann", "go", None, "", None, None)
    for shown_to, seen_by in (
        ("everyone", {"stranger", "neighbour"}),
        ("communities", {"neighbour"}),
        ("nobody", set()),
    ):
        await update_profile(network, "ann", {"shown_to": {"needs": shown_to}})
        for viewer in ("stranger", "neighbour"):
            listed = (await help_wanted(network, viewer, None, (), 10)).suggestions
            assert [each.need.id for each in listed] == ([need] if viewer in seen_by else [])
            assert set(await needs.needs_seen(graph, viewer, [need], NOW)) == ({need} if viewer in seen_by else set())


@pytest.mark.parametrize("end", ["ann", "bea"])
async def test_a_tie_is_shown_to_whom_both_its_ends_show_it(graph: Graph, end: str) -> None:
    network = await seed(
        graph,
        ann(member_of={}, knows=("bea",)),
        person("bea", knows=("viewer",), member_of={"choir": "member"}),
        person("viewer", member_of={"choir": "organiser"}),
    )
    before = (await asked(network, "viewer")).suggestions[0]
    assert sorted(await contacts_of_bea(graph)) == ["ann", "viewer"]
    await update_profile(network, end, {"shown_to": {"ties": "nobody"}})
    after = (await asked(network, "viewer")).suggestions[0]
    kinds = [{type(reason).__name__ for reason in each.reasons} for each in (before, after)]
    assert "ReachableThrough" in kinds[0]
    assert {"ReachableThrough", "CommonContacts"}.isdisjoint(kinds[1])
    assert await contacts_of_bea(graph) == (["viewer"] if end == "ann" else [])


async def contacts_of_bea(graph: Graph) -> list[str]:
    """Whom bea knows, as the organiser of her choir is told."""
    found, _ = await insights.community_people(graph, "viewer", "choir", NOW)
    return next(list(each.contacts) for each in found if each.id == "bea")
