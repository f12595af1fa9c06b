"""Coming into a community, on both engines: joining, asking to, being invited by name and by code."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Iterable
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from peernet.errors import (
    AlreadyMember,
    BadInput,
    ClosedCommunity,
    InvitationOver,
    LimitReached,
    NotFound,
    NotPermitted,
    RuleBroken,
    WrongState,
)
from peernet.graph import joining as store
from peernet.graph.communities import communities_seen, members_page
from peernet.graph.session import Graph
from peernet.model.community_settings import CommunitySettings, effective_settings
from peernet.model.joining import MOST_INVITATIONS, MOST_REQUESTS, MOST_USES, PAUSE_DAYS
from peernet.model.policy import Act, may
from peernet.model.viewer import Viewer
from peernet.use_cases.accept_invitation import accept_invitation, decline_invitation, held_invitation
from peernet.use_cases.change_member_role import remove_member
from peernet.use_cases.decide_join_request import decide_join_request, withdraw_join_request
from peernet.use_cases.invite_to_community import invite_to_community, withdraw_invitation
from peernet.use_cases.join_community import join_community, leave_community, request_id
from peernet.use_cases.network import Network
from tests.contract.asking import picture, values, write
from tests.contract.seeding import DAY, NOW, community, person, seed

ORG, MEM, OUT = (Viewer(each, "member") for each in ("org", "mem", "out"))
ROOT = Viewer("root", "administrator")
DECIDES = may(Act.DECIDE_REQUESTS, "member")
CLUB = {"club": "organiser", "lodge": "organiser"}


async def club(graph: Graph, joining: str = "request", **others: Any) -> Network:
    """A club that one asks to join and a hidden lodge, both organised by org; mem belongs to both."""
    return await seed(
        graph,
        community("club", "closed", joining=joining),
        community("lodge", "hidden"),
        person("org", member_of=CLUB, **others),
        person("mem", member_of={"club": "member", "lodge": "member"}),
        person("out"),
        person("shy", visibility="hidden"),
        person("root"),
    )


def later(network: Network, days: float) -> Network:
    """The same network so many days later."""
    return replace(network, clock=lambda: NOW + int(days * DAY))


async def inside(graph: Graph, community_id: str = "club") -> set[str]:
    """Who belongs to it, whoever may see them."""
    text = "MATCH (p:Person)-[:MEMBER_OF]->(c:Community {id: $id}) RETURN p.id AS value"
    return set(await values(graph, text, id=community_id))


async def waiting(network: Network, viewer_id: str = "org") -> list[tuple[str, str]]:
    """Who asks, by name, and with what message, as a viewer finds it."""
    rows = await store.join_requests_page(network.graph, viewer_id, "club", DECIDES, 0, "", 100)
    return [(row.name, row.message) for row in rows]


async def came(steps: Iterable[Awaitable[Any]]) -> Counter[str]:
    """What came of steps at once: the refusal's name, or what the step gave."""

    async def one(step: Awaitable[Any]) -> str:
        try:
            return str(await step)
        except RuleBroken as refusal:
            return type(refusal).__name__

    return Counter(await asyncio.gather(*(one(step) for step in steps)))


async def test_the_statement_lets_in_as_the_settings_say(graph: Graph) -> None:
    kinds = ("open", "closed", "hidden")
    told = [None, "anyone", "request", "invitation"]
    communities = []
    expected = {}
    for number, (kind, own, above) in enumerate(product(kinds, told, told)):
        communities += [
            community(f"up{number}", joining=above),
            community(f"c{number}", kind, f"up{number}", joining=own),
        ]
        chain = [CommunitySettings(joining=own), CommunitySettings(joining=above)]
        expected[f"c{number}"] = "missing" if kind == "hidden" else effective_settings(chain, kind).joining
    network = await seed(graph, *communities, person("me"))
    outcomes = {"joined": "anyone", "asked": "request", "closed": "invitation", None: "missing"}
    found = {}
    for each in expected:
        outcome = await store.join_community(graph, "me", each, f"r{each}", "", now=NOW, again_after=0, most=99)
        found[each] = outcomes[outcome]
    assert found == expected
    assert set(expected.values()) == set(outcomes.values())
    seen = await communities_seen(graph, "me", list(expected))
    assert {each: seen[each].settings.joining for each in seen} == {
        each: joining for each, joining in expected.items() if joining != "missing"
    }
    assert network.clock() == NOW


async def test_who_asks_waits_until_somebody_who_may_lets_them_in(graph: Graph) -> None:
    network = await club(graph)
    assert await join_community(network, "out", "club", "I throw pots") is False
    assert await join_community(network, "out", "club", "again") is False
    assert await waiting(network) == [("Out", "I throw pots")]
    assert await waiting(network, "mem") == await waiting(network, "out") == []
    assert [each.state for each in await store.join_requests_mine(graph, "out", 9)] == ["waiting"]
    asked = request_id("out", "club")
    before = await picture(graph)
    for viewer in (MEM, OUT, Viewer("nobody", "member")):
        with pytest.raises(NotFound):
            await decide_join_request(network, viewer, asked, "accepted")
    assert await picture(graph) == before
    await decide_join_request(network, ORG, asked, "accepted")
    await decide_join_request(network, ORG, asked, "accepted")
    found = {each.id: each.role for each in await members_page(graph, "org", ["club"], "", 9)}
    assert found == {"org": "organiser", "mem": "member", "out": "member"}
    assert await waiting(network) == []
    with pytest.raises(WrongState):
        await decide_join_request(network, ORG, asked, "declined")


async def test_who_was_declined_waits_a_month_before_asking_again(graph: Graph) -> None:
    network = await club(graph)
    await join_community(network, "out", "club", "let me in")
    await decide_join_request(network, ORG, request_id("out", "club"), "declined")
    before = await picture(graph)
    with pytest.raises(WrongState):
        await join_community(later(network, PAUSE_DAYS - 1), "out", "club", "please")
    assert await picture(graph) == before
    assert await join_community(later(network, PAUSE_DAYS + 1), "out", "club", "please") is False
    assert await waiting(network) == [("Out", "please")]


async def test_a_request_can_be_taken_back_and_made_again(graph: Graph) -> None:
    network = await club(graph)
    await join_community(network, "out", "club")
    asked = request_id("out", "club")
    with pytest.raises(NotFound):
        await withdraw_join_request(network, "mem", asked)
    await withdraw_join_request(network, "out", asked)
    await withdraw_join_request(network, "out", asked)
    assert await waiting(network) == []
    with pytest.raises(WrongState):
        await decide_join_request(network, ORG, asked, "accepted")
    assert await join_community(network, "out", "club", "after all") is False
    assert await waiting(network) == [("Out", "after all")]


async def test_who_asks_shows_their_name_to_those_who_decide_but_to_nobody_across_a_block(graph: Graph) -> None:
    network = await club(graph, blocks=("out",))
    await join_community(network, "out", "club", "hello")
    await join_community(network, "shy", "club", "psst")
    assert await waiting(network) == [("Shy", "psst")]
    with pytest.raises(NotFound):
        await decide_join_request(network, ORG, request_id("out", "club"), "accepted")
    await decide_join_request(network, ROOT, request_id("out", "club"), "accepted")
    assert await inside(graph) == {"org", "mem", "out"}


async def test_of_two_who_decide_at_once_one_does(graph: Graph) -> None:
    network = await club(graph)
    for number in range(5):
        await join_community(network, "out", "club", str(number))
        asked = request_id("out", "club")
        steps = [decide_join_request(network, ORG, asked, state) for state in ("accepted", "declined")]
        assert await came(steps) == {"None": 1, "WrongState": 1}
        assert ("out" in await inside(graph)) == (
            (await store.join_requests_mine(graph, "out", 1))[0].state == "accepted"
        )
        if "out" in await inside(graph):
            await leave_community(network, "out", "club")
        network = later(network, (number + 1) * (PAUSE_DAYS + 1))


async def test_one_person_has_so_many_requests_waiting(graph: Graph) -> None:
    many = [community(f"c{number:02}", joining="request") for number in range(MOST_REQUESTS + 1)]
    network = await seed(graph, *many, person("me"))
    for each in many[:-4]:
        assert await join_community(network, "me", each.id) is False
    assert await came(join_community(network, "me", each.id) for each in many[-4:]) == {"False": 3, "LimitReached": 1}


async def test_somebody_is_invited_by_name_into_what_they_may_not_have_known(graph: Graph) -> None:
    network = await club(graph)
    made = await invite_to_community(network, ORG, "lodge", "out", days=3)
    assert made.code is None
    (found,) = await store.invitations_mine(graph, "out", NOW, 9)
    assert (found.community_id, found.visibility, found.until) == ("lodge", "hidden", NOW + 3 * DAY)
    assert await store.invitations_mine(graph, "mem", NOW, 9) == []
    assert await communities_seen(graph, "out", ["lodge"]) == {}
    with pytest.raises(NotFound):
        await accept_invitation(network, "mem", invitation_id=made.id)
    assert await accept_invitation(network, "out", invitation_id=made.id) == "lodge"
    assert await accept_invitation(network, "out", invitation_id=made.id) == "lodge"
    assert await inside(graph, "lodge") == {"org", "mem", "out"}
    assert await store.invitations_mine(graph, "out", NOW, 9) == []


async def test_an_invitation_that_is_over_lets_nobody_in_and_says_why(graph: Graph) -> None:
    network = await club(graph)
    expired = await invite_to_community(network, ORG, "club", "out", days=1)
    coded = await invite_to_community(network, ORG, "lodge", None, days=1, uses=1)
    assert coded.code is not None
    back = await invite_to_community(network, ORG, "lodge", None, days=9)
    await withdraw_invitation(network, ORG, back.id)
    tomorrow = later(network, 1)
    assert await held_invitation(tomorrow, "out", coded.code) is None
    assert await store.invitations_mine(graph, "out", tomorrow.clock(), 9) == []
    before = await picture(graph)
    for now, given, because in (
        (tomorrow, {"invitation_id": expired.id}, "expired"),
        (tomorrow, {"code": coded.code}, "expired"),
        (network, {"code": back.code}, "withdrawn"),
    ):
        with pytest.raises(InvitationOver) as refused:
            await accept_invitation(now, "out", **given)
        assert refused.value.because == because
    for unknown in ({"code": "no such"}, {"invitation_id": "no such"}, {"invitation_id": coded.id}):
        with pytest.raises(NotFound):
            await accept_invitation(network, "out", **unknown)
    assert await picture(graph) == before


async def test_a_code_lets_in_as_often_as_it_may_however_many_use_it_at_once(graph: Graph) -> None:
    people = [person(f"p{number}") for number in range(10)]
    network = await seed(graph, community("lodge", "hidden"), person("org", member_of={"lodge": "organiser"}), *people)
    made = await invite_to_community(network, ORG, "lodge", None, days=1, uses=4)
    steps = [accept_invitation(network, each.id, code=made.code) for each in people]
    assert await came(steps) == {"lodge": 4, "InvitationOver": 6}
    assert len(await inside(graph, "lodge")) == 5
    (late, *_) = {each.id for each in people} - await inside(graph, "lodge")
    with pytest.raises(InvitationOver) as refused:
        await accept_invitation(network, late, code=made.code)
    assert refused.value.because == "used_up"


async def test_a_code_is_told_once_and_kept_as_a_digest_alone(graph: Graph) -> None:
    network = await club(graph)
    made = await invite_to_community(network, ORG, "lodge", None, days=1)
    assert made.code is not None
    assert len(made.code) >= 20
    assert not any(made.code in each for each in await picture(graph))
    held = await held_invitation(network, "out", made.code)
    assert held is not None
    assert (held.community_id, held.id) == ("lodge", made.id)
    assert await held_invitation(network, "nobody", made.code) is None


async def test_who_declines_is_left_alone_for_a_month(graph: Graph) -> None:
    network = await club(graph)
    made = await invite_to_community(network, ORG, "club", "out", days=3)
    with pytest.raises(NotFound):
        await decline_invitation(network, "mem", made.id)
    await decline_invitation(network, "out", made.id)
    await decline_invitation(network, "out", made.id)
    with pytest.raises(InvitationOver):
        await accept_invitation(network, "out", invitation_id=made.id)
    with pytest.raises(WrongState):
        await invite_to_community(network, ORG, "club", "out", days=3)
    assert (await invite_to_community(later(network, 31), ORG, "club", "out", days=3)).id == made.id
    assert await accept_invitation(later(network, 32), "out", invitation_id=made.id) == "club"


async def test_who_may_not_invite_or_cannot_be_invited_is_refused_and_nothing_changes(graph: Graph) -> None:
    network = await club(graph, blocks=("root",))
    before = await picture(graph)
    refusals: tuple[tuple[Viewer, str, str | None, type[RuleBroken]], ...] = (
        (MEM, "club", "out", NotPermitted),
        (MEM, "club", None, NotPermitted),
        (OUT, "lodge", None, NotFound),
        (ROOT, "lodge", None, NotFound),
        (Viewer(), "club", None, NotFound),
        (ORG, "club", "mem", AlreadyMember),
        (ORG, "club", "shy", NotFound),
        (ORG, "club", "root", NotFound),
        (ORG, "club", "no such", NotFound),
    )
    for viewer, community_id, person_id, refusal in refusals:
        with pytest.raises(refusal):
            await invite_to_community(network, viewer, community_id, person_id, days=1)
    for days, uses, whom in ((0, 1, None), (366, 1, None), (1, 0, None), (1, MOST_USES + 1, None), (1, 2, "out")):
        with pytest.raises(BadInput):
            await invite_to_community(network, ORG, "club", whom, days=days, uses=uses)
    with pytest.raises(NotFound):
        await withdraw_invitation(network, ORG, "no such")
    assert await picture(graph) == before


async def test_an_invitation_by_somebody_whom_a_block_stands_between_is_none(graph: Graph) -> None:
    network = await club(graph)
    made = await invite_to_community(network, ORG, "club", "out", days=3)
    text = "MATCH (a:Person {id: 'out'}) MATCH (b:Person {id: 'org'}) CREATE (a)-[:BLOCKS {at: 1}]->(b)"
    await write(graph, text)
    assert await store.invitations_mine(graph, "out", NOW, 9) == []
    for step in (accept_invitation(network, "out", invitation_id=made.id), decline_invitation(network, "out", made.id)):
        with pytest.raises(NotFound):
            await step
    may_invite = may(Act.INVITE, "member")
    assert await store.invitations_page(graph, "org", "club", may_invite, 2**62, "", 9) == []


async def test_a_community_has_so_many_invitations_open_and_lists_them_to_who_may_invite(graph: Graph) -> None:
    network = await club(graph)
    may_invite = may(Act.INVITE, "member")
    for _ in range(MOST_INVITATIONS):
        await invite_to_community(network, ORG, "club", None, days=1, uses=7)
    for whom in (None, "out"):
        with pytest.raises(LimitReached):
            await invite_to_community(network, ORG, "club", whom, days=1)
    first = await store.invitations_page(graph, "org", "club", may_invite, 2**62, "", 150)
    rest = await store.invitations_page(graph, "org", "club", may_invite, first[-1].made_at, first[-1].id, 150)
    assert len({each.id for each in [*first, *rest]}) == MOST_INVITATIONS == len(first) + len(rest)
    assert (first[0].uses, first[0].used, first[0].person_id, first[0].made_by) == (7, 0, None, "org")
    assert await store.invitations_page(graph, "mem", "club", may_invite, 2**62, "", 9) == []
    await invite_to_community(later(network, 2), ORG, "club", None, days=1)
    assert len(await store.invitations_page(graph, "org", "club", may_invite, 2**62, "", 300)) == 1


async def test_who_was_removed_comes_in_again_only_as_somebody_lets_them(graph: Graph) -> None:
    network = await seed(
        graph,
        community("park"),
        person("org", member_of={"park": "organiser"}),
        person("out", member_of={"park": "mentor"}),
    )
    made = await invite_to_community(network, ORG, "park", None, days=9, uses=9)
    await remove_member(network, ORG, "park", "out")
    with pytest.raises(ClosedCommunity):
        await accept_invitation(network, "out", code=made.code)
    assert await join_community(network, "out", "park", "sorry") is False
    await decide_join_request(network, ORG, request_id("out", "park"), "accepted")
    assert await inside(graph, "park") == {"org", "out"}
    await leave_community(network, "out", "park")
    assert await join_community(network, "out", "park") is True
    await remove_member(network, ORG, "park", "out")
    named = await invite_to_community(network, ORG, "park", "out", days=1)
    assert await accept_invitation(network, "out", invitation_id=named.id) == "park"


async def test_an_invitation_answers_a_request_that_waits(graph: Graph) -> None:
    network = await club(graph)
    await join_community(network, "out", "club")
    made = await invite_to_community(network, ORG, "club", "out", days=1)
    await accept_invitation(network, "out", invitation_id=made.id)
    assert await waiting(network) == []
    assert [each.state for each in await store.join_requests_mine(graph, "out", 9)] == ["accepted"]
