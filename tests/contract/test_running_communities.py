"""Making, changing and ending communities, and who runs them, on both engines."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from peernet.errors import BadInput, LastOrganiser, LimitReached, NotFound, NotPermitted, RuleBroken
from peernet.graph.communities import communities_page, communities_seen, members_page
from peernet.graph.joining import invitations_mine, join_requests_mine
from peernet.graph.session import Graph
from peernet.model.community_settings import DEEPEST
from peernet.model.joining import MOST_CREATED
from peernet.model.viewer import Viewer
from peernet.use_cases.change_member_role import change_member_role, hand_over_community, remove_member
from peernet.use_cases.create_community import create_community, dissolve_community, update_community
from peernet.use_cases.invite_to_community import invite_to_community
from peernet.use_cases.join_community import join_community, leave_community
from peernet.use_cases.network import Network
from tests.contract.asking import picture, values, write
from tests.contract.seeding import LONG_AGO, NOW, community, person, seed
from tests.contract.test_joining import came

ORG, ADM, MEM, OUT = (Viewer(each, "member") for each in ("org", "adm", "mem", "out"))
ROOT, HELPER = Viewer("root", "administrator"), Viewer("out", "organiser")


async def club(graph: Graph, kind: str = "open") -> Network:
    """A club with an organiser, an administrator, a mentor and a member; root runs the network, out is nobody there."""
    roles = {"org": "organiser", "adm": "administrator", "men": "mentor", "mem": "member"}
    return await seed(
        graph,
        community("club", kind),
        *[person(who, member_of={"club": role}) for who, role in roles.items()],
        person("out"),
        person("root"),
    )


async def roles(graph: Graph, community_id: str = "club") -> dict[str, str]:
    text = "MATCH (p:Person)-[m:MEMBER_OF]->(c:Community {id: $id}) RETURN [p.id, m.role] AS value"
    return dict(await values(graph, text, id=community_id))


async def test_who_creates_a_community_administers_it_once_for_each_key(graph: Graph) -> None:
    network = await club(graph)
    facts = {"name": "Potters", "about": "Clay", "place": "Porto", "visibility": "closed"}
    made = [await create_community(network, HELPER, facts, key="k") for _ in range(2)]
    assert made[0] == made[1]
    found = (await communities_seen(graph, "out", made))[made[0]]
    assert (found.name, found.about, found.place, found.visibility) == ("Potters", "Clay", "Porto", "closed")
    assert await roles(graph, made[0]) == {"out": "administrator"}
    assert await create_community(network, ROOT, facts) != made[0]
    with pytest.raises(NotPermitted):
        await create_community(network, MEM, facts)
    with pytest.raises(NotPermitted):
        await create_community(network, Viewer("nobody", "administrator"), facts)


async def test_a_chapter_is_made_by_who_runs_what_it_is_part_of(graph: Graph) -> None:
    network = await club(graph, "closed")
    made = await create_community(network, ORG, {"name": "Porto"}, part_of="club", key="porto")
    assert await create_community(network, ORG, {"name": "Porto"}, part_of="club", key="porto") == made
    assert (await communities_seen(graph, "org", [made]))[made].part_of == "club"
    assert await roles(graph, made) == {"org": "administrator"}
    assert await create_community(network, ROOT, {"name": "Lisbon"}, part_of="club")
    before = await picture(graph)
    refusals: tuple[tuple[Viewer, str, type[RuleBroken]], ...] = (
        (MEM, "club", NotPermitted),
        (HELPER, "club", NotPermitted),
        (ORG, "no such", NotFound),
    )
    for viewer, part_of, refusal in refusals:
        with pytest.raises(refusal):
            await create_community(network, viewer, {"name": "Faro"}, part_of=part_of)
    assert await picture(graph) == before


async def test_communities_stand_so_deep_and_one_person_makes_so_many(graph: Graph) -> None:
    network = await club(graph)
    above = "club"
    for number in range(DEEPEST - 1):
        above = await create_community(network, ORG, {"name": f"deeper {number}"}, part_of=above)
    with pytest.raises(LimitReached) as refused:
        await create_community(network, ORG, {"name": "deepest"}, part_of=above)
    assert refused.value.what == "chapters"
    many = [create_community(network, HELPER, {"name": f"c{number}"}) for number in range(MOST_CREATED)]
    assert len({await each for each in many}) == MOST_CREATED
    with pytest.raises(LimitReached) as refused:
        await create_community(network, HELPER, {"name": "one more"})
    assert refused.value.what == "communities"


NAMES = {
    "one letter": "Q",
    "five hundred": "ß" * 500,
    "right to left": "קהילת הקדרים שלום",
    "both ways": "مجتمع Porto ٢٠٢٦",
    "joined emoji": "👩‍🏫 Lehrerinnen",
    "thai": "กลุ่มช่างปั้น",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
async def test_names_and_abouts_in_every_script_are_kept_as_they_are_given(graph: Graph, name: str) -> None:
    network = await club(graph)
    made = await create_community(network, ROOT, {"name": name, "about": f"{name}\n{name}"[:10_000]})
    found = (await communities_seen(graph, "root", [made]))[made]
    assert (found.name, found.about) == (name, f"{name}\n{name}")


async def test_combining_marks_are_kept_in_one_form(graph: Graph) -> None:
    network = await club(graph)
    apart = unicodedata.normalize("NFD", "Cafè Ñandú Việt")
    assert apart != "Cafè Ñandú Việt"
    await update_community(network, ORG, "club", {"name": apart, "about": apart})
    found = (await communities_seen(graph, "org", ["club"]))["club"]
    assert (found.name, found.about) == ("Cafè Ñandú Việt", "Cafè Ñandú Việt")


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u200b"}, "name"),
        ({"name": "x" * 501}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"name": "\u202egnp.exe"}, "name"),
        ({"name": "a\x00"}, "name"),
        ({"about": "a\x07"}, "about"),
        ({"about": "x" * 10_001}, "about"),
        ({"place": "a\x1b"}, "place"),
        ({"visibility": "secret"}, "visibility"),
        ({"id": "other"}, "id"),
    ],
)
async def test_facts_that_cannot_be_change_nothing(graph: Graph, facts: dict[str, Any], where: str) -> None:
    network = await club(graph)
    before = await picture(graph)
    for step in (
        update_community(network, ORG, "club", facts),
        create_community(network, ROOT, {"name": "x"} | facts),
    ):
        with pytest.raises(BadInput) as refused:
            await step
        assert refused.value.where == where
    assert await picture(graph) == before


async def test_who_runs_a_community_changes_what_it_says_and_who_sees_it(graph: Graph) -> None:
    network = await club(graph)
    await update_community(network, ORG, "club", {"place": "Braga", "visibility": "hidden"})
    assert await communities_seen(graph, "out", ["club"]) == {}
    assert (await communities_seen(graph, "mem", ["club"]))["club"].place == "Braga"
    before = await picture(graph)
    for viewer, refusal in ((MEM, NotPermitted), (OUT, NotFound), (ROOT, NotFound)):
        with pytest.raises(refusal):
            await update_community(network, viewer, "club", {"place": "Faro"})
    assert await picture(graph) == before


async def test_a_community_that_ends_is_nobodys_and_its_chapters_move_up(graph: Graph) -> None:
    network = await seed(
        graph,
        community("world"),
        community("spain", part_of="world", joining="request"),
        community("madrid", part_of="spain"),
        community("cadiz", part_of="spain"),
        person("org", member_of={"spain": "organiser", "madrid": "organiser"}),
        person("mem", member_of={"spain": "member"}),
        person("out"),
        person("ann"),
    )
    await join_community(network, "out", "spain")
    await invite_to_community(network, ORG, "spain", "ann", days=9)
    with pytest.raises(NotPermitted):
        await dissolve_community(network, MEM, "spain")
    await dissolve_community(network, ORG, "spain")
    for viewer_id in ("org", "mem", "out"):
        assert await communities_page(graph, viewer_id, None, "", 9) == ["cadiz", "madrid", "world"]
    seen = await communities_seen(graph, "org", ["madrid", "cadiz"])
    assert {each.part_of for each in seen.values()} == {"world"}
    past = "MATCH (p:Person)-[m:WAS_MEMBER_OF]->(:Community {id: 'spain'})"
    assert sorted(await values(graph, f"{past} RETURN [p.id, m.role, m.since, m.until] AS value")) == [
        ["mem", "member", LONG_AGO, NOW],
        ["org", "organiser", LONG_AGO, NOW],
    ]
    assert await join_requests_mine(graph, "out", 9) == []
    assert await invitations_mine(graph, "ann", NOW, 9) == []
    with pytest.raises(NotFound):
        await join_community(network, "out", "spain")
    await dissolve_community(network, ORG, "madrid")
    assert (await communities_seen(graph, "org", ["cadiz"]))["cadiz"].part_of == "world"


async def test_roles_change_as_the_policy_says(graph: Graph) -> None:
    network = await club(graph)
    await change_member_role(network, ORG, "club", "mem", "mentor")
    await change_member_role(network, ORG, "club", "men", "organiser")
    await change_member_role(network, ORG, "club", "men", "organiser")
    await change_member_role(network, ADM, "club", "mem", "administrator")
    assert await roles(graph) == {
        "org": "organiser",
        "adm": "administrator",
        "men": "organiser",
        "mem": "administrator",
    }
    await change_member_role(network, ROOT, "club", "adm", "member")
    await change_member_role(network, ORG, "club", "org", "member")
    assert await roles(graph) == {"org": "member", "adm": "member", "men": "organiser", "mem": "administrator"}


async def test_who_may_not_change_roles_or_remove_changes_nothing(graph: Graph) -> None:
    network = await club(graph, "closed")
    hidden = "MATCH (p:Person {id: 'men'}) SET p.visibility = 'hidden'"
    await write(graph, hidden)
    before = await picture(graph)
    refusals: tuple[tuple[Viewer, str, str, type[RuleBroken]], ...] = (
        (MEM, "org", "member", NotPermitted),
        (OUT, "mem", "mentor", NotPermitted),
        (HELPER, "mem", "mentor", NotPermitted),
        (ORG, "adm", "member", NotPermitted),
        (ORG, "mem", "administrator", NotPermitted),
        (ORG, "org", "administrator", NotPermitted),
        (ORG, "men", "member", NotFound),
        (ORG, "out", "mentor", NotFound),
        (ORG, "no such", "mentor", NotFound),
        (Viewer("nobody", "member"), "mem", "mentor", NotFound),
    )
    for viewer, whom, role, refusal in refusals:
        with pytest.raises(refusal):
            await change_member_role(network, viewer, "club", whom, role)
        if whom != viewer.person_id and role != "administrator":
            with pytest.raises(refusal):
                await remove_member(network, viewer, "club", whom)
    for step in (
        change_member_role(network, ORG, "club", "mem", "king"),
        remove_member(network, ORG, "club", "org"),
        hand_over_community(network, ORG, "club", "org"),
    ):
        with pytest.raises(BadInput):
            await step
    assert await picture(graph) == before


async def test_the_last_who_runs_a_community_stays_whoever_asks(graph: Graph) -> None:
    network = await seed(
        graph,
        person("org", member_of={"club": "organiser"}),
        person("mem", member_of={"club": "member"}),
        person("root"),
    )
    before = await picture(graph)
    for step in (
        leave_community(network, "org", "club"),
        change_member_role(network, ORG, "club", "org", "mentor"),
        change_member_role(network, ROOT, "club", "org", "member"),
        remove_member(network, ROOT, "club", "org"),
    ):
        with pytest.raises(LastOrganiser):
            await step
    assert await picture(graph) == before


async def test_a_community_is_handed_over_in_one_step(graph: Graph) -> None:
    network = await club(graph)
    for viewer, whom, refusal in ((MEM, "org", NotPermitted), (ROOT, "mem", NotPermitted), (ORG, "out", NotFound)):
        with pytest.raises(refusal):
            await hand_over_community(network, viewer, "club", whom)
    await hand_over_community(network, ORG, "club", "mem")
    assert await roles(graph) == {"org": "member", "adm": "administrator", "men": "mentor", "mem": "organiser"}
    await hand_over_community(network, Viewer("mem", "member"), "club", "adm")
    await hand_over_community(network, ADM, "club", "men")
    assert await roles(graph) == {"org": "member", "adm": "member", "men": "administrator", "mem": "member"}
    await leave_community(network, "mem", "club")


async def test_who_is_removed_is_no_member_and_was_one(graph: Graph) -> None:
    network = await club(graph)
    await remove_member(network, ORG, "club", "men")
    assert [each.id for each in await members_page(graph, "out", ["club"], "", 9)] == ["adm", "mem", "org"]
    with pytest.raises(NotFound):
        await remove_member(network, ORG, "club", "men")
    was = "MATCH (p:Person {id: 'men'})-[m:WAS_MEMBER_OF]->() RETURN [m.role, m.until, m.removed_at] AS value"
    assert await values(graph, was) == [["mentor", NOW, NOW]]


async def test_of_two_organisers_who_remove_each_other_at_once_one_stays(graph: Graph) -> None:
    for number in range(8):
        name = f"choir{number}"
        ann, bea = (Viewer(f"{who}{number}", "member") for who in ("ann", "bea"))
        network = await seed(graph, *[person(str(v.person_id), member_of={name: "organiser"}) for v in (ann, bea)])
        steps = [remove_member(network, v, name, str(w.person_id)) for v, w in ((ann, bea), (bea, ann))]
        assert await came(steps) in ({"None": 1, "NotPermitted": 1}, {"None": 1, "NotFound": 1})
        assert len(await roles(graph, name)) == 1


async def test_of_three_organisers_who_all_turn_on_each_other_one_runs_it_in_the_end(graph: Graph) -> None:
    for number in range(5):
        name = f"band{number}"
        viewers = [Viewer(f"{who}{number}", "member") for who in ("ann", "bea", "cyd")]
        network = await seed(graph, *[person(str(v.person_id), member_of={name: "organiser"}) for v in viewers])
        ann, bea, cyd = (str(v.person_id) for v in viewers)
        await came(
            [
                remove_member(network, viewers[0], name, bea),
                change_member_role(network, viewers[1], name, cyd, "member"),
                remove_member(network, viewers[2], name, ann),
                change_member_role(network, viewers[0], name, ann, "member"),
                leave_community(network, bea, name),
                hand_over_community(network, viewers[2], name, ann),
            ]
        )
        assert [role for role in (await roles(graph, name)).values() if role == "organiser"] != []
