"""Taking ESCO from the files in which it is published, on each engine."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from peernet.errors import BadInput
from peernet.graph.session import Graph
from peernet.use_cases.catalogue import Catalogue
from peernet.use_cases.export_network import export_network
from peernet.use_cases.import_esco import EscoResult, import_esco
from peernet.use_cases.import_network import Progress
from tests.contract.asking import picture, values, write
from tests.contract.test_transfer import network_in, take

E = "http://data.europa.eu/esco/skill/"
_SKILL = ("conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "description")
_GROUP = ("conceptType", "conceptUri", "preferredLabel", "altLabels", "status")
_BROADER = ("conceptType", "conceptUri", "broaderType", "broaderUri")
_RELATIONS = ("originalSkillUri", "originalSkillType", "relationType", "relatedSkillType", "relatedSkillUri")
OWN = {
    "id": "own",
    "label": "Own",
    "languages": ["en"],
    "labels": ["Own"],
    "alt_languages": [],
    "alt_labels": [],
    "source": "own",
    "kind": "skill",
}


def concept(name: str, label: str, others: str = "", kind: str = "skill/competence") -> tuple[str, ...]:
    return ("KnowledgeSkillCompetence", E + name, kind, "cross-sector", label, others, 'Says "why",\nin two lines.')


FILES: Mapping[str, Sequence[Sequence[str]]] = {
    "skills_en.csv": (
        _SKILL,
        concept("haskell", "Haskell", "Haskell language\nHaskell", "knowledge"),
        concept("program", "write programs", "to program\n"),
        concept("test", "test programs"),
        concept("odd", ""),
    ),
    "skills_fr.csv": (_SKILL, concept("program", "écrire des programmes", "programmer"), concept("odd", "étrange")),
    "skillGroups_en.csv": (
        _GROUP,
        ("SkillGroup", E + "S5", "working with computers", "", "released"),
        ("SkillGroup", E + "S0", "old things", "", "obsolete"),
    ),
    "broaderRelationsSkillPillar_en.csv": (
        _BROADER,
        ("KnowledgeSkillCompetence", E + "program", "SkillGroup", E + "S5"),
        ("KnowledgeSkillCompetence", E + "test", "KnowledgeSkillCompetence", E + "program"),
        ("KnowledgeSkillCompetence", E + "newer", "SkillGroup", E + "S5"),
    ),
    "skillSkillRelations_en.csv": (
        _RELATIONS,
        (E + "program", "", "optional", "", E + "haskell"),
        (E + "program", "", "essential", "", E + "test"),
        (E + "program", "", "optional", "", E + "program"),
        (E + "program", "", "optional", "", E + "newer"),
    ),
    "occupations_en.csv": (("whatever",),),
}


def write_files(folder: Path, files: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, rows in files.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_files(tmp_path / "esco", FILES)


async def esco(graph: Graph, folder: Path, *, dry_run: bool = False) -> EscoResult:
    return await import_esco(graph, folder, dry_run=dry_run, rejects_path=folder.parent / "rejects.csv")


def counts(result: EscoResult) -> tuple[int, int, int, int, int]:
    return result.read, result.written, result.unchanged, result.reported, result.rejected


def reported(folder: Path) -> list[list[str]]:
    with (folder.parent / "rejects.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


async def test_concepts_come_with_labels_by_language_kind_groups_and_links(graph: Graph, folder: Path) -> None:
    result = await esco(graph, folder)
    assert (result.skills, result.groups) == (4, 1)
    catalogue = Catalogue(graph)
    await catalogue.refresh()
    found = catalogue.index.skill(E + "program")
    assert found is not None
    assert found.labels == {"en": "write programs", "fr": "écrire des programmes"}
    assert found.alt_labels == {"en": ("to program",), "fr": ("programmer",)}
    assert (found.source, found.kind, found.broader) == ("ESCO", "skill", (E + "S5",))
    assert (found.essential, found.optional) == ((E + "test",), (E + "haskell",))
    assert found.related == (E + "haskell", E + "test")
    haskell, group, odd = (catalogue.index.skill(E + name) for name in ("haskell", "S5", "odd"))
    assert haskell is not None
    assert group is not None
    assert odd is not None
    assert (haskell.kind, haskell.alt_labels) == ("knowledge", {"en": ("Haskell language",)})
    assert (group.kind, group.source) == ("group", "ESCO")
    assert odd.labels == {"fr": "étrange"}
    assert [match.skill_id for match in catalogue.index.find("programmer", ["fr"], 1)] == [E + "program"]


async def test_what_one_file_lacks_is_reported_and_the_rest_is_taken(graph: Graph, folder: Path) -> None:
    assert counts(await esco(graph, folder)) == (15, 10, 0, 5, 0)
    assert [each[:3] for each in reported(folder)] == [
        ["skillGroups_en.csv", "3", "status"],
        ["skills_en.csv", "10", "preferredLabel"],
        ["broaderRelationsSkillPillar_en.csv", "4", "conceptUri"],
        ["skillSkillRelations_en.csv", "4", "relatedSkillUri"],
        ["skillSkillRelations_en.csv", "5", "relatedSkillUri"],
    ]
    assert reported(folder)[2][3] == f"there is no concept {E}newer in these files"


async def test_the_same_files_twice_change_nothing(graph: Graph, folder: Path) -> None:
    await esco(graph, folder)
    before = await network_in(graph)
    assert counts(await esco(graph, folder)) == (15, 0, 10, 5, 0)
    assert await network_in(graph) == before


async def test_a_rehearsal_counts_the_same_and_writes_nothing(graph: Graph, folder: Path) -> None:
    before = await picture(graph)
    rehearsed = await esco(graph, folder, dry_run=True)
    assert await picture(graph) == before
    done = await esco(graph, folder)
    assert counts(rehearsed) == counts(done)
    assert (rehearsed.skills, rehearsed.groups) == (done.skills, done.groups)


async def test_a_newer_version_moves_concepts_and_leaves_what_others_have_added(graph: Graph, folder: Path) -> None:
    await esco(graph, folder)
    await write(
        graph,
        f"MATCH (s:Skill {{id: '{E}test'}}) CREATE (s)-[:BROADER]->(o:Skill) SET o += $own",
        own=OWN,
    )
    newer = {
        "skills_en.csv": (_SKILL, concept("program", "write software"), concept("test", "test programs")),
        "broaderRelationsSkillPillar_en.csv": (
            _BROADER,
            ("KnowledgeSkillCompetence", E + "test", "SkillGroup", E + "S5"),
        ),
    }
    assert counts(await esco(graph, write_files(folder.parent / "newer", newer))) == (3, 2, 1, 0, 0)
    assert await values(
        graph, f"MATCH (s:Skill {{id: '{E}test'}})-[:BROADER]->(b:Skill) RETURN b.id AS value ORDER BY value"
    ) == [E + "S5", "own"]
    assert await values(graph, f"MATCH (s:Skill {{id: '{E}program'}}) RETURN s.labels AS value") == [
        ["write software", "écrire des programmes"]
    ]


async def test_a_circle_of_broader_concepts_is_refused_where_it_closes(graph: Graph, folder: Path) -> None:
    links = [*FILES["broaderRelationsSkillPillar_en.csv"], ("", E + "program", "", E + "test")]
    result = await esco(graph, write_files(folder, {"broaderRelationsSkillPillar_en.csv": links}))
    assert result.rejected == 1
    [(_, line, column, reason)] = [each for each in reported(folder) if "circle" in each[3]]
    assert (line, column) == ("5", "broaderUri")
    assert E + "program" in reason
    assert E + "test" in reason


async def test_an_own_skill_between_two_concepts_cannot_close_a_circle_either(graph: Graph, folder: Path) -> None:
    await esco(graph, folder)
    await write(
        graph,
        f"MATCH (s:Skill {{id: '{E}S5'}}) MATCH (p:Skill {{id: '{E}test'}}) "
        "CREATE (s)-[:BROADER]->(o:Skill)-[:BROADER]->(p) SET o += $own",
        own=OWN,
    )
    before = await network_in(graph)
    assert (await esco(graph, folder)).rejected >= 1
    assert await network_in(graph) == before


async def test_wrong_rows_cost_themselves_alone(graph: Graph, folder: Path) -> None:
    rows = [*FILES["skills_en.csv"], concept("haskell", "Haskell again"), concept("x" * 300, "long"), ("short",)]
    result = await esco(graph, write_files(folder, {"skills_en.csv": rows}))
    assert (result.rejected, result.skills) == (3, 4)
    assert {each[2] for each in reported(folder)} >= {"conceptUri", ""}


async def test_a_folder_without_esco_is_refused_and_nothing_is_written(graph: Graph, tmp_path: Path) -> None:
    for files, told in (
        ({}, "holds no file of ESCO's skills"),
        ({"skills_en.csv": (("conceptUri", "label"),)}, "lacks the column preferredLabel"),
    ):
        with pytest.raises(BadInput, match=told):
            await esco(graph, write_files(tmp_path / "esco", files))
    assert await values(graph, "MATCH (s:Skill) RETURN count(s) AS value") == [0]


async def test_an_export_brings_esco_back_with_kinds_and_links(graph: Graph, folder: Path, tmp_path: Path) -> None:
    await esco(graph, folder)
    before = [line for line in await network_in(graph) if "'Version'" not in line]
    await export_network(graph, tmp_path / "out")
    await write(graph, "MATCH (n) WHERE n:Skill OR n:Version DETACH DELETE n")
    await take(graph, tmp_path / "out")
    rows = "MATCH (s:Skill) RETURN [s.id, s.languages, s.labels, s.alt_labels, s.source, s.kind] AS value"
    again = [line for line in await network_in(graph) if "'Version'" not in line]
    assert len(again) == len(before)
    assert [line for line in again if "RELATED" in line or "BROADER" in line] == [
        line for line in before if "RELATED" in line or "BROADER" in line
    ]
    assert sorted(await values(graph, rows))[0][4:] == ["ESCO", "group"]


async def test_progress_goes_through_every_file_to_the_last_byte(graph: Graph, folder: Path) -> None:
    told: list[Progress] = []
    await import_esco(graph, folder, rejects_path=folder.parent / "rejects.csv", progress=told.append)
    assert list(dict.fromkeys(each.file for each in told)) == [
        "skillGroups_en.csv",
        "skills_en.csv",
        "skills_fr.csv",
        "broaderRelationsSkillPillar_en.csv",
        "skillSkillRelations_en.csv",
    ]
    assert told[-1].taken == told[-1].size
