"""Facts about made networks: their bytes, their references and their shape."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from peernet.errors import BadInput
from peernet.interchange.generating import HEADERS, GeneratedCounts, generate

Rows = list[dict[str, str]]

PEOPLE = 3000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Rows], GeneratedCounts]:
    folder = tmp_path_factory.mktemp("made")
    counts = generate(folder, PEOPLE, seed=11)
    return {name: read(folder / f"{name}.csv") for name in HEADERS}, counts


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        generate(tmp_path / name, 400, seed=5)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_another_seed_gives_other_bytes(tmp_path: Path) -> None:
    for seed in (5, -5):
        generate(tmp_path / str(seed), 400, seed=seed)
    one, two = content(tmp_path / "5"), content(tmp_path / "-5")
    assert [name for name in one if one[name] == two[name]] == ["skills.csv"]


def test_the_counts_are_the_rows_in_the_files(made: tuple[dict[str, Rows], GeneratedCounts]) -> None:
    files, counts = made
    assert {name: len(rows) for name, rows in files.items()} == vars(counts)
    assert counts.rows == sum(len(rows) for rows in files.values())


def test_every_reference_is_to_something_in_the_folder(made: tuple[dict[str, Rows], GeneratedCounts]) -> None:
    files, _ = made
    known = {name: {row["id"] for row in files[name]} for name in ("people", "skills", "communities")}
    columns = {
        "people": ("person_id", "from_id", "to_id", "mentor_id", "mentee_id"),
        "skills": ("skill_id", "skill_ids", "broader", "related"),
        "communities": ("community_id", "part_of"),
    }
    for rows in files.values():
        for kind, names in columns.items():
            assert {row[name] for row in rows for name in names if row.get(name)} <= known[kind]


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("people", ("id",)),
        ("skills", ("id",)),
        ("skills", ("label",)),
        ("needs", ("id",)),
        ("mentorships", ("id",)),
        ("communities", ("name",)),
        ("offers", ("person_id", "skill_id")),
        ("memberships", ("person_id", "community_id")),
        ("ties", ("from_id", "to_id")),
        ("endorsements", ("from_id", "to_id", "skill_id")),
    ],
)
def test_no_row_is_said_twice(made: tuple[dict[str, Rows], GeneratedCounts], file: str, key: tuple[str, ...]) -> None:
    rows = [tuple(row[column] for column in key) for row in made[0][file]]
    assert len(set(rows)) == len(rows)


def test_nobody_ties_mentors_blocks_or_endorses_themselves(made: tuple[dict[str, Rows], GeneratedCounts]) -> None:
    files, _ = made
    for name in ("ties", "blocks", "endorsements"):
        assert all(row["from_id"] != row["to_id"] for row in files[name])
    assert all(row["mentor_id"] != row["mentee_id"] for row in files["mentorships"])


def test_dates_of_a_mentorship_are_in_order_and_not_after_the_reference_date(
    made: tuple[dict[str, Rows], GeneratedCounts],
) -> None:
    joined = {row["person_id"]: row["since"] for row in made[0]["memberships"] if row["community_id"] == "c000000"}
    for row in made[0]["mentorships"]:
        reached = [row[name] for name in ("requested_at", "started_at", "ended_at") if row[name]]
        assert reached == sorted(reached)
        assert max(joined[row["mentor_id"]], joined[row["mentee_id"]]) <= reached[0]
        assert reached[-1] <= "2026-11-01"


def test_active_mentorships_never_exceed_the_capacity(made: tuple[dict[str, Rows], GeneratedCounts]) -> None:
    capacity = {row["id"]: int(row["capacity"]) for row in made[0]["people"]}
    active = Counter(row["mentor_id"] for row in made[0]["mentorships"] if row["state"] == "active")
    assert active
    assert all(number <= capacity[mentor] for mentor, number in active.items())


def test_skills_communities_and_ties_are_heavy_tailed(made: tuple[dict[str, Rows], GeneratedCounts]) -> None:
    files, counts = made
    offered = Counter(row["skill_id"] for row in files["offers"]).most_common()
    assert 0.06 < offered[0][1] / PEOPLE < 0.11
    assert 2.6 < counts.offers / len({row["person_id"] for row in files["offers"]}) < 3.4
    sizes = Counter(row["community_id"] for row in files["memberships"]).most_common()
    assert sizes[0] == ("c000000", PEOPLE)
    assert sizes[1][1] > 4 * sizes[-1][1]
    degrees = Counter(row[end] for row in files["ties"] for end in ("from_id", "to_id"))
    assert 4.5 < sum(degrees.values()) / PEOPLE < 5.5
    assert max(degrees.values()) > 50


def test_times_end_at_the_day_said(tmp_path: Path) -> None:
    generate(tmp_path, 300, seed=1, today=date(2030, 6, 1))
    assert max(row["active_at"] for row in read(tmp_path / "people.csv")) == "2030-06-01"


@pytest.mark.parametrize("people", [1, 2, 3, 47])
def test_the_smallest_networks_can_be_made(tmp_path: Path, people: int) -> None:
    assert generate(tmp_path, people, seed=3).people == people


@pytest.mark.parametrize("people", [0, -1, 10_000_000])
def test_a_number_of_people_out_of_range_is_refused_and_nothing_is_written(tmp_path: Path, people: int) -> None:
    with pytest.raises(BadInput, match="people: must be from 1"):
        generate(tmp_path / "new", people, seed=1)
    assert not (tmp_path / "new").exists()


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(BadInput, match="is a file"):
        generate(tmp_path / "taken", 10, seed=1)
    assert (tmp_path / "taken").read_text() == "mine"
