"""Every process follows the catalogue: what one changes the others find, and read no more of it than has changed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from peernet.errors import BadInput, NotFound
from peernet.graph.session import Graph
from peernet.graph.skills import VersionRow, catalogue_changed, catalogue_state
from peernet.model.policy import Act, roles_for
from peernet.model.skill_keeping import Keeper
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.change_skill import place_skill, translate_skill
from peernet.use_cases.import_skills import import_skills
from peernet.use_cases.merge_skills import merge_skills, unmerge_skills
from peernet.use_cases.network import Network
from peernet.use_cases.propose_skill import SkillWish, propose_skill
from tests.contract.asking import values, write
from tests.contract.seeding import community, person, seed, skill
from tests.contract.test_transfer import counts, network_in

ROOT = Keeper("root", roles_for(Act.KEEP_SKILLS), administrator=True)


@pytest.fixture
async def network(graph: Graph) -> Network:
    return await seed(
        graph,
        community("club"),
        community("den", "hidden"),
        person("root"),
        skill("craft", "Craft"),
        skill("clay", "Clay work", broader=["craft"]),
        skill("glaze", "Glazing"),
    )


def pages_read() -> float:
    labels = {"statement": "catalogue_page", "outcome": "answered"}
    return REGISTRY.get_sample_value("peernet_statements_total", labels) or 0.0


def found(catalogue: Catalogue, text: str) -> list[str]:
    return [match.skill_id for match in catalogue.index.find(text, ["en"], 5)]


async def test_another_process_finds_each_change_and_reads_only_the_skill_that_changed(network: Network) -> None:
    other = Catalogue(network.graph)
    assert await other.follow()
    before = pages_read()
    assert not await other.follow()
    await translate_skill(network, ROOT, "clay", "sw", "Ufinyanzi")
    assert await other.follow()
    assert found(other, "ufinyanzi") == ["clay"]
    await place_skill(network, ROOT, "glaze", ["clay"])
    new, accepted = await propose_skill(network, ROOT, SkillWish("Raku", broader_id="clay"))
    assert (accepted, await other.follow(), found(other, "raku")) == (True, True, [new])
    assert {hop.skill_id for hop in other.index.neighbours("clay")} == {"craft", "glaze", new}
    assert pages_read() == before


async def test_a_merge_and_its_end_and_an_import_make_other_processes_read_everything(network: Network) -> None:
    other = Catalogue(network.graph)
    await other.follow()
    await merge_skills(network, ROOT, "glaze", "clay")
    assert await other.follow()
    assert found(other, "glazing") == ["clay"]
    await unmerge_skills(network, ROOT, "glaze")
    assert await other.follow()
    assert found(other, "glazing") == ["glaze"]
    await translate_skill(network, ROOT, "clay", "sw", "Ufinyanzi")
    await write(network.graph, "MATCH (s:Skill {id: 'craft'}) SET s.labels = ['Handicraft']")
    await catalogue_changed(network.graph)
    before = pages_read()
    assert await other.follow()
    assert pages_read() > before
    assert (found(other, "handicraft"), found(other, "ufinyanzi")) == (["craft"], ["clay"])


async def test_of_the_last_hundred_changes_it_is_known_which_skill_they_were_of(network: Network) -> None:
    await write(network.graph, "MERGE (v:Version {of: 'skills'}) SET v.recent = [x IN range(1, 100) | 'craft']")
    await translate_skill(network, ROOT, "clay", "sw", "Ufinyanzi")
    now = await catalogue_state(network.graph)
    assert (len(now.recent), now.recent[-1]) == (100, "clay")


def test_what_changed_is_known_only_where_every_change_since_was_of_one_skill() -> None:
    now = VersionRow(7, ["a", "b", "a"])
    assert (now.changed_since(6), now.changed_since(4)) == ({"a"}, {"a", "b"})
    assert (now.changed_since(3), now.changed_since(7), now.changed_since(9), now.changed_since(-1)) == (None,) * 4


async def test_a_file_of_skills_goes_into_one_catalogue_and_changes_nothing_the_second_time(
    network: Network, tmp_path: Path
) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("id,label,language,broader\nraku,Raku,en,clay\nraku,Rakú,es,\n", encoding="utf-8")
    before = await network_in(network.graph)
    rehearsed = await import_skills(network.graph, path, "club", dry_run=True, rejects_path=tmp_path / "r.csv")
    assert (counts(rehearsed), await network_in(network.graph)) == ((2, 2, 0, 0), before)
    assert counts(await import_skills(network.graph, path, "club", rejects_path=tmp_path / "r.csv")) == (2, 2, 0, 0)
    there = "MATCH (s:Skill {id: 'raku'})-[:BROADER]->(b:Skill) RETURN s.community_id + ' ' + b.id AS value"
    assert await values(network.graph, there) == ["club clay"]
    after = await network_in(network.graph)
    assert counts(await import_skills(network.graph, path, "club", rejects_path=tmp_path / "r.csv")) == (2, 0, 2, 0)
    assert await network_in(network.graph) == after


async def test_a_file_of_skills_takes_nothing_from_another_catalogue(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("id,label,community\nclay,Ours now,\nkiln,Kiln,den\n", encoding="utf-8")
    before = await network_in(network.graph)
    result = await import_skills(network.graph, path, "club", rejects_path=tmp_path / "r.csv")
    assert (counts(result), await network_in(network.graph)) == ((2, 0, 0, 2), before)
    with (tmp_path / "r.csv").open(encoding="utf-8", newline="") as file:
        assert [row["column"] for row in csv.DictReader(file)] == ["id", "community"]
    for unknown, error in (("nowhere", NotFound), ("den", BadInput)):
        with pytest.raises(error):
            await import_skills(network.graph, path, unknown, rejects_path=tmp_path / "r.csv")
    assert await network_in(network.graph) == before
