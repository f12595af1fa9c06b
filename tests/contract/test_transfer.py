"""Importing and exporting whole networks, on each engine."""

from __future__ import annotations

import asyncio
import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from peernet.errors import BadInput
from peernet.graph.endpoint import Endpoint
from peernet.graph.migrations import migrate
from peernet.graph.session import Graph, connect
from peernet.interchange.generating import generate
from peernet.recommend import standing
from peernet.use_cases.export_network import export_network
from peernet.use_cases.import_network import BATCH, ImportResult, Progress, import_network
from tests.contract.asking import picture, values, write
from tests.contract.networks import Network, networks, read_network, write_network

NOW = 1_780_000_000_000

FEW: Network = {
    "skills": [("go", "Go", "en", "", "", "", "own"), ("sql", "SQL", "en", "", "", "", "own")],
    "communities": [("lima", "Lima", "", "", "", "open", "request", "0", "", "90", "no")],
    "people": [
        ("ada", "Ada", "", "en", "PE", "America/Lima", "", "2", "active", "", "open", ""),
        ("bob", "Bob", "", "es", "", "", "", "1", "active", "", "open", ""),
    ],
    "memberships": [("ada", "lima", "member", "2024-01-01", "")],
    "offers": [("ada", "go", "4", "2024-01-01", "", "yes")],
    "ties": [("ada", "bob", "knows", "0.5", "")],
    "mentorships": [
        ("m1", "ada", "bob", "go", "", "lima", "active", "2024-01-01", "2024-01-02", ""),
        ("m2", "ada", "bob", "", "", "", "declined", "2023-01-01", "", "2023-01-02"),
        ("m3", "ada", "", "go", "", "", "completed", "2022-01-01", "2022-01-02", "2022-05-01"),
    ],
    "evidence": [("ada", "go", "taught", "1", "2024-05-01"), ("ada", "go", "taught", "1", "2024-05-01")],
}


async def take(
    graph: Graph, folder: Path, *, dry_run: bool = False, stop_on_error: bool = False, batch: int = BATCH
) -> ImportResult:
    return await import_network(
        graph,
        folder,
        dry_run=dry_run,
        stop_on_error=stop_on_error,
        rejects_path=folder / "rejects.csv",
        clock=lambda: NOW,
        batch=batch,
    )


async def network_in(graph: Graph) -> list[str]:
    """The picture of the graph without the lease, which every import takes and gives back."""
    return [line for line in await picture(graph) if "'Lease'" not in line]


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    return result.read, result.written, result.unchanged, result.rejected


def rejects(folder: Path) -> list[list[str]]:
    with (folder / "rejects.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_network(tmp_path / "few", FEW)


@pytest.mark.parametrize("at", ["fronts", "ties", "mentorships"])
async def test_an_import_that_stopped_is_completed_by_the_next_with_all_that_follows(
    graph: Graph, folder: Path, at: str
) -> None:
    """Its rows are there and unchanged, but not what is reckoned from them."""

    def stop(progress: Progress) -> None:
        if progress.file == at:
            raise LookupError(at)

    with pytest.raises(LookupError):
        await import_network(graph, folder, rejects_path=folder / "r", clock=lambda: NOW, progress=stop)
    await take(graph, folder)
    assert sorted(await values(graph, "MATCH (p:Person)-[:FRONT]->(s:Skill) RETURN [p.id, s.id]")) == [["ada", "go"]]
    assert await values(graph, "MATCH (s:Skill {id: 'go'}) RETURN size(s.front_keys) > 0") == [True]


async def test_the_same_folder_twice_changes_nothing(graph: Graph, folder: Path) -> None:
    rows = sum(map(len, FEW.values()))
    assert counts(await take(graph, folder)) == (rows, rows, 0, 0)
    before = await network_in(graph)
    assert counts(await take(graph, folder)) == (rows, 0, rows, 0)
    assert await network_in(graph) == before


async def test_a_file_that_says_nothing_of_it_shows_nobody_more_than_before(graph: Graph, folder: Path) -> None:
    await take(graph, folder)
    shy = {"id": "ada", "facts": {"hours_for": 3, "ties_for": 1, "contact": "ada@example.org"}}
    await write(graph, "UNWIND $rows AS row MATCH (p:Person {id: row.id}) SET p += row.facts", rows=[shy])
    again = {"people": [("ada", "Ada Lovelace")]}
    assert (await take(graph, write_network(folder.parent / "again", again))).written == 1
    kept = "[p.name, p.hours_for, p.ties_for, p.contact]"
    assert await values(graph, f"MATCH (p:Person {{id: 'ada'}}) RETURN {kept} AS value") == [
        ["Ada Lovelace", 3, 1, "ada@example.org"]
    ]
    header = "id,name,contact,shown_to"
    (folder.parent / "again" / "people.csv").write_text(f"{header}\nada,Ada,,hours:working\n", encoding="utf-8")
    assert (await take(graph, folder.parent / "again")).written == 1
    assert await values(graph, f"MATCH (p:Person {{id: 'ada'}}) RETURN {kept} AS value") == [
        ["Ada", 2, None, "ada@example.org"]
    ]


async def test_a_dry_run_counts_the_same_and_writes_nothing(graph: Graph, folder: Path) -> None:
    before = await network_in(graph)
    dry = await take(graph, folder, dry_run=True)
    assert await network_in(graph) == before
    assert counts(dry) == counts(await take(graph, folder))


async def test_what_follows_from_the_rows_is_made(graph: Graph, folder: Path) -> None:
    await take(graph, folder)
    ada = "MATCH (p:Person {id: 'ada'}) "
    assert await values(
        graph,
        ada
        + "RETURN [p.open_places, p.requests_received, p.requests_answered, p.requests_accepted, p.speaks] AS value",
    ) == [[1, 3, 3, 2, ["en"]]]
    assert await values(
        graph, ada + "MATCH (p)-[t:MENTORED]->(q:Person) RETURN [q.id, t.skill_id, t.from, t.to] AS value"
    ) == [["bob", "go", 1_704_153_600_000, None]]
    assert await values(graph, ada + "MATCH (p)-[f:FRONT]->(s:Skill) RETURN s.id AS value") == ["go"]
    expected = standing.increment("said", 1, 1_704_067_200_000) + 2 * standing.increment("taught", 1, 1_714_521_600_000)
    assert await values(graph, ada + "MATCH (p)-[o:OFFERS]->(:Skill) RETURN o.standing AS value") == [
        pytest.approx(expected)
    ]


async def test_a_changed_row_is_written_and_nothing_is_deleted(graph: Graph, folder: Path, tmp_path: Path) -> None:
    await take(graph, folder)
    changed: Network = {
        "people": [("ada", "Ada", "", "en", "PE", "America/Lima", "", "5", "active", "", "open", ""), FEW["people"][1]],
        "mentorships": [("m1", "ada", "bob", "sql", "", "lima", "completed", "2024-01-01", "2024-01-02", "2024-06-01")],
    }
    assert counts(await take(graph, write_network(tmp_path / "changed", changed))) == (3, 2, 1, 0)
    assert await values(graph, "MATCH (p:Person {id: 'ada'}) RETURN p.open_places AS value") == [5]
    assert await values(graph, "MATCH ()-[t:MENTORED]->() RETURN [t.skill_id, t.to] AS value") == [
        ["sql", 1_717_200_000_000]
    ]
    assert await values(graph, "MATCH (:Person)-[m:MENTORS]->() RETURN count(m) AS value") == [3]


WRONG: Network = {
    "skills": [("x", "X", "en", "", "nothing", "", "own")],
    "communities": [("c1", "C", "", "c2", "", "open", *[""] * 5), ("c2", "C", "", "c1", "", "open", *[""] * 5)],
    "people": [("ada", "Ada again", *[""] * 10), ("eve", "Eve", "", "", "", "Mars/Base", "", "", "", "", "", "")],
    "offers": [("ada", "nothing", *[""] * 4), ("nobody", "go", *[""] * 4), ("ada", "go", "9", *[""] * 3)],
    "ties": [("ada", "nobody", "", "", ""), ("ada", "ada", "", "", "")],
    "mentorships": [("m9", "bob", "nobody", "", "", "", "", "", "", "")],
    "evidence": [("nobody", "go", "said", "", "")],
}


async def test_wrong_rows_are_named_with_file_line_column_and_reason(
    graph: Graph, folder: Path, tmp_path: Path
) -> None:
    both = {name: [*FEW.get(name, []), *WRONG.get(name, [])] for name in FEW}
    mixed = write_network(tmp_path / "mixed", both)
    result = await take(graph, mixed)
    right = sum(map(len, FEW.values()))
    assert counts(result) == (right + 12, right, 0, 12)
    assert {tuple(each[:3]) for each in rejects(mixed)} == {
        ("skills.csv", "4", "broader"),
        ("communities.csv", "3", "part_of"),
        ("communities.csv", "4", "part_of"),
        ("people.csv", "4", "id"),
        ("people.csv", "5", "time_zone"),
        ("offers.csv", "3", "skill_id"),
        ("offers.csv", "4", "person_id"),
        ("offers.csv", "5", "level"),
        ("ties.csv", "3", "to_id"),
        ("ties.csv", "4", "to_id"),
        ("mentorships.csv", "5", "mentee_id"),
        ("evidence.csv", "4", "person_id"),
    }
    assert ["offers.csv", "4", "person_id", "there is no person 'nobody'"] in rejects(mixed)
    before = await network_in(graph)
    assert counts(await take(graph, folder)) == (right, 0, right, 0)
    assert await network_in(graph) == before


async def test_a_dry_run_rejects_what_an_import_rejects(graph: Graph, tmp_path: Path) -> None:
    mixed = write_network(tmp_path / "mixed", {name: [*FEW[name], *WRONG.get(name, [])] for name in FEW})
    dry = await take(graph, mixed, dry_run=True)
    named = sorted(rejects(mixed))
    assert counts(dry) == counts(await take(graph, mixed))
    assert sorted(rejects(mixed)) == named


async def test_stop_on_error_leaves_the_store_as_it_was(graph: Graph, folder: Path, tmp_path: Path) -> None:
    await take(graph, folder)
    before = await network_in(graph)
    wrong: Network = {
        "people": [("eve", "Eve", *[""] * 10)],
        "ties": [("ada", "eve", "", "", ""), ("ada", "nobody", "", "", "")],
    }
    result = await take(graph, write_network(tmp_path / "wrong", wrong), stop_on_error=True)
    assert counts(result) == (3, 0, 0, 1)
    assert await network_in(graph) == before


async def test_stop_on_error_writes_everything_when_nothing_is_wrong(graph: Graph, folder: Path) -> None:
    rows = sum(map(len, FEW.values()))
    assert counts(await take(graph, folder, stop_on_error=True)) == (rows, rows, 0, 0)


async def test_a_wrong_header_in_the_last_file_stops_the_first_from_being_written(graph: Graph, folder: Path) -> None:
    (folder / "evidence.csv").write_text("person_id,skill_id,kind,colour\n")
    before = await network_in(graph)
    with pytest.raises(BadInput, match=r"evidence\.csv: column 'colour' is not part of the format"):
        await take(graph, folder)
    assert await network_in(graph) == before


async def test_a_mentorship_of_other_people_is_not_taken_over(graph: Graph, folder: Path, tmp_path: Path) -> None:
    await take(graph, folder)
    before = await network_in(graph)
    taken: Network = {
        "mentorships": [
            ("m1", "bob", "ada", "", "", "", "active", "", "2024-01-01", ""),
            ("m1x", "bob", "ada", "", "", "", "requested", "", "", ""),
        ]
    }
    other = write_network(tmp_path / "other", taken)
    assert counts(await take(graph, other, dry_run=True)) == (2, 1, 0, 1)
    assert await network_in(graph) == before
    assert counts(await take(graph, other)) == (2, 1, 0, 1)
    assert rejects(other) == [["mentorships.csv", "2", "id", "'m1' belongs to other people in the network"]]


async def test_ten_importers_of_the_same_rows_make_one_network(graph: Graph, tmp_path: Path) -> None:
    made = tmp_path / "made"
    generate(made, 60, seed=3)
    folders = [made] * 10
    results = await asyncio.gather(
        *(
            import_network(graph, folder, rejects_path=tmp_path / f"{number}.csv")
            for number, folder in enumerate(folders)
        )
    )
    assert {(result.read, result.rejected) for result in results} == {(results[0].read, 0)}
    assert sum(result.written for result in results) == results[0].read
    await export_network(graph, tmp_path / "exported")
    exported = read_network(tmp_path / "exported")
    assert sum(map(len, exported.values())) == results[0].read


async def test_an_import_in_many_small_batches_makes_the_same_network(graph: Graph, tmp_path: Path) -> None:
    generate(tmp_path / "made", 60, seed=3)
    await take(graph, tmp_path / "made", batch=7)
    await export_network(graph, tmp_path / "exported")
    await write(graph, "MATCH (n) WHERE NOT n:Migration AND NOT n:Lease AND NOT n:Nobody DETACH DELETE n")
    await take(graph, tmp_path / "made")
    await export_network(graph, tmp_path / "at-once")
    assert read_network(tmp_path / "exported") == read_network(tmp_path / "at-once")
    assert sum(map(len, read_network(tmp_path / "exported").values())) > 500


async def test_an_import_into_a_network_that_members_use_keeps_their_changes(
    graph: Graph, folder: Path, tmp_path: Path
) -> None:
    await take(graph, folder)
    await write(graph, "MATCH (p:Person {id: 'ada'}) SET p.active_at = 5, p.requests_received = 9")
    await take(graph, write_network(tmp_path / "again", {"people": [("ada", "Ada Lovelace", *[""] * 10)]}))
    assert await values(
        graph, "MATCH (p:Person {id: 'ada'}) RETURN [p.name, p.active_at, p.requests_received] AS value"
    ) == [["Ada Lovelace", 5, 9]]


async def test_progress_ends_with_everything_read(graph: Graph, folder: Path) -> None:
    seen: list[Progress] = []
    result = await import_network(graph, folder, rejects_path=folder / "rejects.csv", progress=seen.append)
    assert (seen[-1].rows, seen[-1].taken) == (result.read, seen[-1].size)
    assert seen[-1].remaining == 0
    assert [each.rows for each in seen] == sorted(each.rows for each in seen)


async def test_an_export_into_a_folder_of_something_else_is_refused(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(BadInput, match=r"letter\.txt"):
        await export_network(graph, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


async def test_an_export_replaces_an_earlier_one(graph: Graph, folder: Path, tmp_path: Path) -> None:
    await export_network(graph, tmp_path / "out")
    await take(graph, folder)
    await export_network(graph, tmp_path / "out")
    assert len(read_network(tmp_path / "out")["people"]) == 2


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(network=networks())
async def test_an_export_says_what_was_imported(graph: Graph, network: Network) -> None:
    await write(graph, "MATCH (n) WHERE NOT n:Migration AND NOT n:Lease AND NOT n:Nobody DETACH DELETE n")
    with TemporaryDirectory() as folder:
        given_folder = write_network(Path(folder) / "given", network)
        assert (await take(graph, given_folder)).rejected == 0
        await export_network(graph, Path(folder) / "out")
        exported = read_network(Path(folder) / "out")
    assert {name: sorted(rows) for name, rows in exported.items()} == {
        name: sorted(map(tuple, rows)) for name, rows in network.items()
    }


async def test_a_network_that_went_to_the_other_engine_and_back_is_the_same_bytes(
    embedded_endpoint: Endpoint, neo4j_endpoint: Endpoint, tmp_path: Path
) -> None:
    generate(tmp_path / "0", 150, seed=9)
    for number, endpoint in enumerate((embedded_endpoint, neo4j_endpoint, embedded_endpoint), 1):
        async with connect(endpoint.address, endpoint.user, endpoint.password) as graph:
            await migrate(graph)
            await write(graph, "MATCH (n) WHERE NOT n:Migration AND NOT n:Lease AND NOT n:Nobody DETACH DELETE n")
            await take(graph, tmp_path / str(number - 1))
            await export_network(graph, tmp_path / str(number))
    contents = [
        {path.name: path.read_bytes() for path in (tmp_path / str(number)).glob("*.csv")} for number in (1, 2, 3)
    ]
    assert contents[0] == contents[1] == contents[2]


async def test_evidence_without_a_time_counts_as_shown_when_it_was_imported_and_only_once(
    graph: Graph, tmp_path: Path
) -> None:
    undated: Network = {
        "skills": [("go", "Go", "en", "", "", "", "own")],
        "people": [("ada", "Ada", *[""] * 10)],
        "evidence": [("ada", "go", "taught", "1", ""), ("ada", "go", "taught", "1", ""), ("ada", "go", "said", "", "")],
    }
    folder = write_network(tmp_path / "undated", undated)
    assert counts(await take(graph, folder)) == (5, 5, 0, 0)
    before = await network_in(graph)
    assert counts(await take(graph, folder)) == (5, 0, 5, 0)
    assert await network_in(graph) == before
    at = await values(graph, "MATCH (e:Evidence) RETURN DISTINCT e.at AS value")
    assert len(at) == 1
    assert at[0] > 1_700_000_000_000


async def test_a_mentorship_that_does_not_say_when_it_was_requested_is_no_request(graph: Graph, tmp_path: Path) -> None:
    people = [("ada", "Ada", *[""] * 5, "3", *[""] * 4), ("bob", "Bob", *[""] * 10)]
    past: Network = {
        "people": people,
        "mentorships": [
            ("m1", "ada", "bob", "", "", "", "active", "2024-01-01", "2024-01-02", ""),
            ("m2", "ada", "bob", "", "", "", "active", "", "2024-01-02", ""),
            ("m3", "ada", "", "", "", "", "completed", "", "2022-01-02", "2022-05-01"),
            ("m4", "ada", "", "", "", "", "declined", "2022-01-02", "", "2022-01-03"),
            ("m5", "ada", "", "", "", "", "withdrawn", "2022-01-02", "", ""),
        ],
    }
    await take(graph, write_network(tmp_path / "past", past))
    record = "[p.open_places, p.requests_received, p.requests_answered, p.requests_accepted]"
    assert await values(graph, f"MATCH (p:Person {{id: 'ada'}}) RETURN {record} AS value") == [[1, 3, 2, 1]]


async def test_ten_thousand_refused_rows_in_a_row_do_not_end_a_file(graph: Graph, folder: Path, tmp_path: Path) -> None:
    await take(graph, folder)
    rows = [("ada", f"nowhere-{number}", "", "", "") for number in range(10_000)]
    more: Network = {"memberships": [*rows, ("bob", "lima", "", "", "")]}
    result = await take(graph, write_network(tmp_path / "more", more))
    assert counts(result) == (10_001, 1, 0, 10_000)


async def test_mentorships_of_a_pair_are_tied_anew_and_those_of_others_stay(
    graph: Graph, folder: Path, tmp_path: Path
) -> None:
    await take(graph, folder)
    more: Network = {
        "people": [("eve", "Eve", *[""] * 10)],
        "mentorships": [
            ("m4", "ada", "bob", "go;sql", "", "", "completed", "", "2023-01-02", "2023-05-01"),
            ("m5", "ada", "bob", "", "", "", "requested", "2023-01-02", "", ""),
        ],
    }
    await take(graph, write_network(tmp_path / "more", more))
    again: Network = {"mentorships": [("m6", "ada", "eve", "", "", "", "active", "", "2024-01-02", "")]}
    await take(graph, write_network(tmp_path / "again", again))
    tied = "MATCH (:Person {id: 'ada'})-[t:MENTORED]->(q:Person) RETURN [q.id, t.skill_id] AS value"
    assert sorted(await values(graph, tied)) == [["bob", "go"], ["bob", "go"], ["bob", "sql"], ["eve", ""]]
