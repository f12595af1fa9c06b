"""Two skills become one, and two again: nothing is lost, nothing counts twice, on each engine."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from peernet.errors import CannotMergeIntoNarrower, CannotMergeSelf, NotFound, NotPermitted, WrongState
from peernet.graph import boards, fronts, skill_merges
from peernet.graph.session import Graph
from peernet.model.policy import Act, roles_for
from peernet.model.skill_keeping import Keeper
from peernet.recommend import standing
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.export_network import export_network
from peernet.use_cases.import_network import import_network
from peernet.use_cases.merge_skills import merge_skills, unmerge_skills
from peernet.use_cases.network import Network
from peernet.use_cases.offer_skill import offer_skill, withdraw_offer
from peernet.use_cases.open_need import open_need
from peernet.use_cases.settle_merges import settle_merges
from peernet.use_cases.suggest_mentors import MentorQuestion, suggest_mentors
from tests.contract.asking import insisting, picture, values, write
from tests.contract.networks import write_network
from tests.contract.seeding import DAY, NOW, community, person, seed, skill

ROOT = Keeper("root", roles_for(Act.KEEP_SKILLS), administrator=True)

FOLDER: dict[str, list[tuple[str, ...]]] = {
    "skills": [
        ("py", "Python", "en", "", "prog", "", "own", "skill", "", "", "", ""),
        ("python3", "Python 3", "en", "Py three", "prog", "", "own", "skill", "", "", "", ""),
        ("python3", "Pitón 3", "es", "", "", "", "own", "skill", "", "", "", ""),
        ("django", "Django", "en", "", "python3", "", "own", "skill", "", "", "", ""),
        ("prog", "Programming", "en", "", "", "", "own", "skill", "", "", "", ""),
    ],
    "people": [
        (each, each.title(), "", "en", "PE", "America/Lima", "", "2", "active", "", "open", "")
        for each in ("ada", "bo", "cy", "dee", "root")
    ],
    "offers": [
        ("ada", "py", "2", "2024-01-01", ""),
        ("ada", "python3", "4", "2025-01-01", "2030-01-01"),
        ("bo", "python3", "3", "2024-06-01", ""),
        ("cy", "py", "5", "2023-01-01", ""),
    ],
    "needs": [
        ("n1", "dee", "python3", "3", "to start", "2026-01-01", "", "open"),
        ("n2", "dee", "py", "", "more", "2026-02-01", "", "open"),
        ("n3", "bo", "python3", "", "old", "2020-02-01", "", "met"),
    ],
    "endorsements": [
        ("dee", "ada", "py", "2025-01-01"),
        ("dee", "ada", "python3", "2025-02-01"),
        ("cy", "bo", "python3", "2025-03-01"),
    ],
    "evidence": [
        ("ada", "py", "taught", "1", "2025-05-01"),
        ("ada", "python3", "taught", "1", "2025-05-01"),
        ("ada", "python3", "answered", "0.5", "2025-06-01"),
        ("bo", "python3", "answered", "1", "2024-06-01"),
    ],
    "mentorships": [("m1", "bo", "dee", "python3", "", "", "active", "2026-01-01", "2026-01-02", "")],
}


@pytest.fixture
async def network(graph: Graph, tmp_path: Path) -> Network:
    folder = write_network(tmp_path / "merging", FOLDER)
    result = await import_network(graph, folder, rejects_path=tmp_path / "rejects.csv", clock=lambda: NOW)
    assert result.rejected == 0
    made = Network(graph, Catalogue(graph), clock=lambda: NOW)
    await made.catalogue.refresh()
    return made


PASSING = ("'Lease'", "'Version'", "SkillEdit", "EDITED", "['Front']", "['Board']")
MADE = re.compile(r"\('(?:front_\w+|board_\w+)', (?:\[[^\]]*\]|\d+)\)(?:, )?")


async def held(graph: Graph) -> list[str]:
    """The picture without what says that there was a merge (versions, who did it, the audit trail), and without fronts
    and boards: what they hold follows from the rest, and is compared by itself.
    """
    lines = [line for line in await picture(graph, trail=False) if not any(word in line for word in PASSING)]
    return sorted(MADE.sub("", line) for line in lines)


async def lists(graph: Graph) -> tuple[list[Any], list[Any]]:
    """Fronts and boards, as they are read."""
    heads = (
        "MATCH (p:Person)-[f:FRONT]->(s:Skill) RETURN [s.id, p.id, f.standing, f.level] AS value ORDER BY s.id, p.id"
    )
    shown = """
        MATCH (s:Skill) UNWIND coalesce(s.front_keys, []) + coalesce(s.board_keys, []) AS key
        OPTIONAL MATCH (f:Front {key: s.id + '|' + key}) OPTIONAL MATCH (b:Board {key: s.id + '|' + key})
        WITH s.id + '|' + key AS key, f.ids AS mentors, b.ids AS needs
        WHERE size(coalesce(mentors, [])) + size(coalesce(needs, [])) > 0
        RETURN DISTINCT [key, mentors, needs] AS value ORDER BY value[0]"""
    return await values(graph, heads), await values(graph, shown)


async def lists_are_true(graph: Graph) -> bool:
    """Whether fronts and boards are what they would be if all were made anew."""
    before = await lists(graph)
    await fronts.rebuild_fronts(graph, NOW)
    await boards.rebuild_all(graph, NOW)
    return before == await lists(graph)


def without_merge(lines: list[str]) -> list[str]:
    """The lines without when the last merge was decided, which nothing reads once it is over."""
    return [line.replace(f", ('merged_at', {NOW})", "").replace(f"('merged_at', {NOW}), ", "") for line in lines]


async def offers(graph: Graph) -> list[list[Any]]:
    return await values(
        graph,
        "MATCH (p:Person)-[o:OFFERS]->(s:Skill) "
        "RETURN [p.id, s.id, o.skill_id, o.level, o.since, o.until] AS value ORDER BY p.id, s.id",
    )


async def test_everything_of_both_is_the_survivors_and_nothing_counts_twice(network: Network) -> None:
    graph = network.graph
    assert await merge_skills(network, ROOT, "python3", "py") == "py"
    assert await offers(graph) == [
        ["ada", "py", "py", 4, 1_704_067_200_000, None],
        ["bo", "py", "py", 3, 1_717_200_000_000, None],
        ["cy", "py", "py", 5, 1_672_531_200_000, None],
    ]
    assert await values(
        graph, "MATCH (n:Need)-[:WANTS]->(s:Skill) RETURN [n.id, n.skill_id, s.id] AS value ORDER BY n.id"
    ) == [[each, "py", "py"] for each in ("n1", "n2", "n3")]
    assert await values(
        graph, "MATCH (a)-[e:ENDORSES]->(b) RETURN [a.id, b.id, e.skill_id] AS value ORDER BY a.id"
    ) == [["cy", "bo", "py"], ["dee", "ada", "py"]]
    events = "MATCH (p:Person)-[:SHOWED]->(e:Evidence) RETURN [p.id, e.skill_id, e.kind] AS value ORDER BY p.id, e.kind"
    assert await values(graph, events) == [
        ["ada", "py", "answered"],
        ["ada", "py", "taught"],
        ["bo", "py", "answered"],
    ]
    taught = standing.increment("taught", 1, 1_746_057_600_000)
    answered = standing.increment("answered", 0.5, 1_748_736_000_000)
    [[shown, all_shown, breadth]] = await values(
        graph,
        "MATCH (p:Person {id: 'ada'})-[t:SHOWN]->(s:Skill {id: 'py'}) RETURN [t.standing, p.shown, p.breadth] AS value",
    )
    assert (shown, all_shown, breadth) == (pytest.approx(taught + answered), pytest.approx(taught + answered), 1)
    claim = standing.increment("said", 1, 1_735_689_600_000)
    assert await values(graph, "MATCH (:Person {id: 'ada'})-[o:OFFERS]->() RETURN o.standing AS value") == [
        pytest.approx(claim + taught + answered)
    ]


async def test_fronts_and_boards_hold_what_they_would_if_made_anew(network: Network) -> None:
    await merge_skills(network, ROOT, "python3", "py")
    heads, shown = await lists(network.graph)
    assert [row[:2] for row in heads] == [["py", "ada"], ["py", "bo"], ["py", "cy"]]
    assert [needs for _, _, needs in shown if needs] == [["n2", "n1"]]
    assert await lists_are_true(network.graph)
    await unmerge_skills(network, ROOT, "python3")
    assert await lists_are_true(network.graph)
    assert [row[:2] for row in (await lists(network.graph))[0]] == [
        *(["py", each] for each in ("ada", "cy")),
        *(["python3", each] for each in ("ada", "bo")),
    ]


async def test_the_old_id_and_the_old_labels_mean_the_survivor(network: Network) -> None:
    await merge_skills(network, ROOT, "python3", "py")
    await network.catalogue.refresh()
    index = network.catalogue.index
    assert "python3" in index
    assert network.catalogue.current("python3") == "py"
    assert [match.skill_id for match in index.find("Pitón 3", ["es"], 3)] == ["py"]
    assert [match.skill_id for match in index.find("py three", ["en"], 3)] == ["py"]
    found = index.skill("py")
    assert found is not None
    assert found.labels == {"en": "Python"}
    assert await values(network.graph, "MATCH (:Skill {id: 'django'})-[:BROADER]->(s:Skill) RETURN s.id AS value") == [
        "py"
    ]
    await offer_skill(network, "dee", "python3", 2, None)
    need_id = await open_need(network, "cy", "python3", None, "", None, "key")
    assert await open_need(network, "cy", "python3", None, "", None, "key") == need_id
    assert ["dee", "py", "py", 2, NOW, NOW + 365 * DAY] in await offers(network.graph)
    await withdraw_offer(network, "dee", "python3")
    assert "dee" not in [row[0] for row in await offers(network.graph)]
    answer = await suggest_mentors(network, "dee", MentorQuestion(skill_ids=("python3",), at=NOW), ["en"], 5)
    assert {each.person_id for each in answer.suggestions} == {"ada", "bo", "cy"}


async def test_undoing_gives_everything_back_as_it_was(network: Network) -> None:
    before = await held(network.graph)
    await merge_skills(network, ROOT, "python3", "py")
    assert await held(network.graph) != before
    await unmerge_skills(network, ROOT, "python3")
    assert without_merge(await held(network.graph)) == before
    await network.catalogue.refresh()
    assert network.catalogue.current("python3") == "python3"


async def test_merges_in_a_row_are_undone_in_the_other_order(network: Network) -> None:
    states = [await held(network.graph)]
    await merge_skills(network, ROOT, "python3", "py")
    states.append(await held(network.graph))
    await merge_skills(network, ROOT, "py", "prog")
    assert await values(
        network.graph,
        "MATCH (s:Skill) WHERE s.merged_into IS NOT NULL RETURN [s.id, s.merged_into] AS value ORDER BY s.id",
    ) == [["py", "prog"], ["python3", "prog"]]
    with pytest.raises(WrongState, match="merged further"):
        await unmerge_skills(network, ROOT, "python3")
    await unmerge_skills(network, ROOT, "py")
    assert without_merge(await held(network.graph)) == without_merge(states[1])
    await unmerge_skills(network, ROOT, "python3")
    assert without_merge(await held(network.graph)) == states[0]


async def test_what_came_since_stays_with_the_survivor(network: Network) -> None:
    graph = network.graph
    await merge_skills(network, ROOT, "python3", "py")
    await offer_skill(network, "dee", "py", 1, None)  # new since
    await offer_skill(network, "bo", "py", 5, None)  # changed since, of what was moved
    await offer_skill(network, "ada", "py", 1, None)  # changed since, of what was made of two
    await withdraw_offer(network, "cy", "py")
    await unmerge_skills(network, ROOT, "python3")
    assert [row[:2] + row[3:4] for row in await offers(graph)] == [
        ["ada", "py", 1],
        ["ada", "python3", 4],
        ["bo", "python3", 5],
        ["dee", "py", 1],
    ]


async def test_an_offer_withdrawn_since_does_not_come_back(network: Network) -> None:
    await merge_skills(network, ROOT, "python3", "py")
    await withdraw_offer(network, "ada", "python3")
    await withdraw_offer(network, "bo", "py")
    await unmerge_skills(network, ROOT, "python3")
    assert [row[:2] for row in await offers(network.graph)] == [["cy", "py"]]


@pytest.mark.parametrize(
    ("one", "other", "refusal"),
    [
        ("py", "py", CannotMergeSelf),
        ("prog", "py", CannotMergeIntoNarrower),
        ("prog", "django", CannotMergeIntoNarrower),
        ("nothing", "py", NotFound),
        ("py", "nothing", NotFound),
    ],
)
async def test_a_merge_that_cannot_be_is_refused_and_changes_nothing(
    network: Network, one: str, other: str, refusal: type[Exception]
) -> None:
    before = await held(network.graph)
    with pytest.raises(refusal):
        await merge_skills(network, ROOT, one, other)
    assert await held(network.graph) == before


async def test_a_merged_skill_is_not_merged_again_and_one_that_is_not_cannot_be_undone(network: Network) -> None:
    await merge_skills(network, ROOT, "python3", "py")
    assert await merge_skills(network, ROOT, "python3", "py") == "py"
    for target, refusal in (("prog", WrongState), ("python3", CannotMergeSelf)):
        with pytest.raises(refusal):
            await merge_skills(network, ROOT, "python3" if target == "prog" else "py", target)
    with pytest.raises(NotFound):
        await unmerge_skills(network, ROOT, "py")


async def test_only_who_keeps_a_catalogue_merges_in_it(graph: Graph) -> None:
    network = await seed(
        graph,
        community("club"),
        community("other"),
        person("org", member_of={"club": "organiser"}),
        person("mem", member_of={"club": "member"}),
        skill("all"),
        skill("mine"),
        skill("theirs"),
    )
    await write(graph, "MATCH (s:Skill {id: 'mine'}) SET s.community_id = 'club'")
    await write(graph, "MATCH (s:Skill {id: 'theirs'}) SET s.community_id = 'other'")
    roles = roles_for(Act.KEEP_SKILLS)
    for who, one, into in (("mem", "mine", "all"), ("org", "all", "mine"), ("org", "mine", "theirs")):
        with pytest.raises(NotPermitted):
            await merge_skills(network, Keeper(who, roles, administrator=False), one, into)
    assert await merge_skills(network, Keeper("org", roles, administrator=False), "mine", "all") == "all"
    with pytest.raises(NotPermitted):
        await unmerge_skills(network, Keeper("mem", roles, administrator=False), "mine")
    await unmerge_skills(network, Keeper("org", roles, administrator=False), "mine")


async def test_a_merge_that_stopped_half_way_is_brought_to_its_end_by_anybody(network: Network) -> None:
    whole = network.graph
    await skill_merges.merge_skills(whole, ROOT, "python3", "py", NOW)
    [half] = await skill_merges.unsettled_merges(whole, NOW + 1)
    assert (half.from_id, half.into_id, half.state) == ("python3", "py", "moving")
    assert await settle_merges(whole, NOW, before=NOW) == 0
    assert await settle_merges(whole, NOW, before=NOW + 1) == 1
    assert [row[:2] for row in await offers(whole)] == [["ada", "py"], ["bo", "py"], ["cy", "py"]]
    assert await settle_merges(whole, NOW, before=NOW + 1) == 0


async def test_many_people_are_moved_and_given_back_in_batches(graph: Graph) -> None:
    crowd = [
        person(f"p{number:02}", offers={"a": 2} | ({"b": 4} if number % 3 == 0 else {}), shown={"a": 1.0})
        for number in range(25)
    ]
    network = await seed(graph, person("root"), skill("b"), *crowd)
    before = await held(graph)
    assert (await skill_merges.merge_skills(graph, ROOT, "a", "b", NOW)) is not None
    [merge] = await skill_merges.unsettled_merges(graph, NOW + 1)
    await skill_merges.carry_out(graph, merge, batch=4)
    await settle_merges(graph, NOW, before=NOW + 1)
    assert len(await offers(graph)) == 25
    assert {row[1] for row in await offers(graph)} == {"b"}
    await unmerge_skills(network, ROOT, "a")
    assert without_merge(await held(graph)) == before


@pytest.mark.parametrize("turn", range(3))
async def test_of_two_merges_at_once_that_would_go_in_a_circle_one_is_refused(network: Network, turn: int) -> None:
    done = await asyncio.gather(
        merge_skills(network, ROOT, "python3", "py"),
        merge_skills(network, ROOT, "py", "python3"),
        return_exceptions=True,
    )
    merged = await values(
        network.graph, "MATCH (s:Skill) WHERE s.merged_into IS NOT NULL RETURN [s.id, s.merged_into] AS value"
    )
    assert len(merged) == 1
    [[lost, survivor]] = merged
    assert {"py", "python3"} == {lost, survivor}
    assert sorted(str(each) if isinstance(each, str) else type(each).__name__ for each in done) == sorted(
        [survivor, "CannotMergeSelf"]
    )
    assert {row[1] for row in await offers(network.graph)} == {survivor}


@pytest.mark.parametrize("turn", range(3))
async def test_what_is_offered_and_wanted_during_a_merge_is_the_survivors(graph: Graph, turn: int) -> None:
    crowd = [person(f"p{number:02}", offers={"b": 3} if number % 2 else {}) for number in range(6)]
    network = await seed(graph, person("root"), skill("a"), skill("b"), *crowd)
    await asyncio.gather(
        *(insisting(lambda who=each.id: offer_skill(network, who, "a", 5, None)) for each in crowd),
        insisting(lambda: merge_skills(network, ROOT, "a", "b")),
        *(insisting(lambda who=each.id: open_need(network, who, "a", None, "", None, "once")) for each in crowd[:3]),
    )
    await settle_merges(graph, NOW, before=NOW + 1)
    assert [row[:3] + row[3:4] for row in await offers(graph)] == [[each.id, "b", "b", 5] for each in crowd]
    assert (
        await values(graph, "MATCH (n:Need)-[:WANTS]->(s:Skill) RETURN [n.skill_id, s.id] AS value") == [["b", "b"]] * 3
    )
    heads = await values(graph, "MATCH (p:Person)-[f:FRONT]->(s:Skill) RETURN [p.id, s.id] AS value ORDER BY p.id")
    assert heads == [[each.id, "b"] for each in crowd]


async def test_merging_and_undoing_at_once_ends_as_one_or_the_other(network: Network) -> None:
    await merge_skills(network, ROOT, "python3", "py")
    done = await asyncio.gather(
        *(unmerge_skills(network, ROOT, "python3") for _ in range(3)),
        offer_skill(network, "dee", "python3", 2, None),
        return_exceptions=True,
    )
    assert all(each is None or isinstance(each, NotFound) for each in done), done
    await settle_merges(network.graph, NOW, before=NOW + 1)
    mine = [row for row in await offers(network.graph) if row[0] == "dee"]
    assert len(mine) == 1
    assert [row[:2] for row in await offers(network.graph) if row[0] == "ada"] == [["ada", "py"], ["ada", "python3"]]


async def test_an_export_and_an_import_keep_old_ids_alive(network: Network, tmp_path: Path) -> None:
    await merge_skills(network, ROOT, "python3", "py")
    await export_network(network.graph, tmp_path / "out")
    await write(network.graph, "MATCH (n) WHERE NOT n:Migration AND NOT n:Lease AND NOT n:Nobody DETACH DELETE n")
    result = await import_network(network.graph, tmp_path / "out", rejects_path=tmp_path / "r.csv", clock=lambda: NOW)
    assert (result.rejected, result.written) == (0, result.read)
    catalogue = Catalogue(network.graph)
    await catalogue.refresh()
    assert catalogue.current("python3") == "py"
    again = await import_network(network.graph, tmp_path / "out", rejects_path=tmp_path / "r.csv", clock=lambda: NOW)
    assert (again.rejected, again.written) == (0, 0)


async def test_a_folder_from_before_a_merge_still_means_the_same(network: Network, tmp_path: Path) -> None:
    await merge_skills(network, ROOT, "python3", "py")
    before = await held(network.graph)
    old: dict[str, Sequence[Sequence[Any]]] = {
        "offers": [("bo", "python3", "3", "2024-06-01", "")],
        "evidence": FOLDER["evidence"],
        "needs": FOLDER["needs"],
        "endorsements": FOLDER["endorsements"][2:],
    }
    folder = write_network(tmp_path / "old", old)
    result = await import_network(network.graph, folder, rejects_path=tmp_path / "r.csv", clock=lambda: NOW)
    assert (result.rejected, result.written) == (0, 0)
    assert await held(network.graph) == before
