"""Facts about the sample network that is shipped: well formed, true to its source, and good enough for the demo."""

from __future__ import annotations

import csv
import itertools
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample"
SOURCE = ROOT.parent / "shared" / "data" / "coding_coach_mentors" / "mentors.json"
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
REFERENCE = "2026-11-01"

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def sample() -> dict[str, Rows]:
    return {path.stem: read(path) for path in sorted(SAMPLE.glob("*.csv"))}


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def parts(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def test_the_tool_gives_the_committed_bytes_wherever_the_source_is_at_hand(tmp_path: Path) -> None:
    for source in [SOURCE] if SOURCE.exists() else []:
        subprocess.run([sys.executable, "tools/make_sample.py", str(source), str(tmp_path)], cwd=ROOT, check=True)
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in SAMPLE.glob("*.csv"))
        for path in tmp_path.iterdir():
            assert path.read_bytes() == (SAMPLE / path.name).read_bytes(), path.name


def test_there_are_all_eleven_files_and_about_900_people(sample: dict[str, Rows]) -> None:
    assert len(sample) == 11
    assert len(sample["people"]) == 901
    assert sum(row["id"].startswith("mentor-") for row in sample["people"]) == 298


def test_every_reference_is_to_something_in_the_sample(sample: dict[str, Rows]) -> None:
    columns = {
        "people": ("person_id", "from_id", "to_id", "mentor_id", "mentee_id"),
        "skills": ("skill_id", "skill_ids", "broader", "related"),
        "communities": ("community_id", "part_of"),
    }
    for kind, names in columns.items():
        known = {row["id"] for row in sample[kind]}
        used = {part for rows in sample.values() for row in rows for name in names for part in parts(row.get(name, ""))}
        assert used <= known


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("people", ("id",)),
        ("people", ("name",)),
        ("skills", ("id", "language")),
        ("skills", ("label", "language")),
        ("needs", ("id",)),
        ("mentorships", ("id",)),
        ("mentorships", ("mentor_id", "mentee_id")),
        ("communities", ("id",)),
        ("offers", ("person_id", "skill_id")),
        ("memberships", ("person_id", "community_id")),
        ("ties", ("from_id", "to_id")),
        ("blocks", ("from_id", "to_id")),
        ("endorsements", ("from_id", "to_id", "skill_id")),
    ],
)
def test_nothing_is_said_twice(sample: dict[str, Rows], file: str, key: tuple[str, ...]) -> None:
    seen = Counter(tuple(row[column] for column in key) for row in sample[file])
    assert [row for row, times in seen.items() if times > 1] == []


def test_profiles_hold_only_what_the_import_format_allows(sample: dict[str, Rows]) -> None:
    for row in sample["people"]:
        assert re.fullmatch(r"([A-Z]{2})?", row["country"])
        assert ZoneInfo(row["time_zone"])
        assert all(re.fullmatch("[a-z]{2}", language) for language in parts(row["languages"]))
        assert row["status"] in {"active", "away", "retired"}
        assert row["visibility"] in {"open", "communities", "hidden"}
        assert 1 <= int(row["capacity"]) <= 4
        assert row["active_at"] <= f"{REFERENCE}T00:00:00Z"
        assert windows(row)


def test_levels_kinds_roles_and_states_are_those_of_the_import_format(sample: dict[str, Rows]) -> None:
    assert {row["level"] for row in [*sample["offers"], *sample["needs"]]} <= set("12345")
    assert {row["kind"] for row in sample["evidence"]} == {"said", "endorsed", "answered", "taught"}
    assert all(float(row["weight"]) > 0 for row in sample["evidence"])
    assert {row["role"] for row in sample["memberships"]} == {"member", "mentor", "organiser", "administrator"}
    assert {row["state"] for row in sample["needs"]} == {"open", "pooled", "met", "expired", "withdrawn"}
    assert {row["visibility"] for row in sample["communities"]} == {"open", "closed", "hidden"}
    assert all(0 <= float(row["strength"]) <= 1 for row in sample["ties"])


def test_nobody_ties_mentors_blocks_or_endorses_themselves(sample: dict[str, Rows]) -> None:
    for name in ("ties", "blocks", "endorsements"):
        assert all(row["from_id"] != row["to_id"] for row in sample[name])
    assert all(row["mentor_id"] != row["mentee_id"] for row in sample["mentorships"])


def test_mentorships_are_in_order_of_time_and_within_capacity(sample: dict[str, Rows]) -> None:
    reached = {"requested": 1, "active": 2, "completed": 3, "declined": 2, "withdrawn": 2}
    for row in sample["mentorships"]:
        dates = [row[name] for name in ("requested_at", "started_at", "ended_at") if row[name]]
        assert dates == sorted(dates)
        assert dates[-1] <= REFERENCE
        assert len(dates) == reached[row["state"]]
    capacity = {row["id"]: int(row["capacity"]) for row in sample["people"]}
    active = Counter(row["mentor_id"] for row in sample["mentorships"] if row["state"] == "active")
    assert all(taken <= capacity[mentor] for mentor, taken in active.items())
    assert {row["state"] for row in sample["mentorships"]} == set(reached)


def test_mentorships_and_needs_are_worded_in_at_least_eighty_ways_and_four_languages(sample: dict[str, Rows]) -> None:
    assert len({row["goal"] for row in sample["needs"]}) > 300
    goals = read(ROOT / "tools" / "sample_source" / "goals.csv")
    assert len({row["goal"] for row in goals}) == len(goals) >= 80
    assert {row["language"] for row in goals} == {"en", "es", "fr", "pt"}


def test_broader_links_never_lead_back_to_where_they_began(sample: dict[str, Rows]) -> None:
    broader = {row["id"]: parts(row["broader"]) for row in sample["skills"] if row["language"] == "en"}
    for skill in broader:
        path, frontier = {skill}, broader[skill]
        while frontier:
            assert not path & set(frontier)
            path |= set(frontier)
            frontier = [above for below in frontier for above in broader[below]]


def test_at_least_sixty_skills_have_spanish_french_and_portuguese_labels(sample: dict[str, Rows]) -> None:
    counted = Counter(row["language"] for row in sample["skills"])
    assert min(counted[language] for language in ("es", "fr", "pt")) >= 60


def test_every_tag_of_the_source_is_in_the_catalogue_or_dropped_for_a_reason() -> None:
    skills = read(ROOT / "tools" / "sample_source" / "skills.csv")
    dropped = read(ROOT / "tools" / "sample_source" / "dropped_tags.csv")
    mapped = {tag for row in skills for tag in parts(row["tags"])}
    assert len(mapped) + len(dropped) == 219
    assert all(row["reason"] and row["tag"] not in mapped for row in dropped)


def test_ties_are_about_six_each_and_heavy_tailed(sample: dict[str, Rows]) -> None:
    degrees = Counter(row[end] for row in sample["ties"] for end in ("from_id", "to_id"))
    assert 5 <= sum(degrees.values()) / len(sample["people"]) <= 7
    assert max(degrees.values()) > 40


def test_the_three_people_of_the_demo_have_their_roles(sample: dict[str, Rows]) -> None:
    roles = {(row["person_id"], row["community_id"]): row["role"] for row in sample["memberships"]}
    assert roles["amara", "lagos"] == roles["amara", "peer-coding-network"] == "member"
    assert roles["diego", "madrid"] == "organiser"
    assert roles["admin", "peer-coding-network"] == "administrator"
    need = next(row for row in sample["needs"] if row["person_id"] == "amara")
    assert (need["skill_id"], need["level"], need["state"]) == ("react", "3", "open")


def test_amara_has_many_mentors_for_react_with_an_open_place_and_common_hours(sample: dict[str, Rows]) -> None:
    people = {row["id"]: row for row in sample["people"]}
    active = Counter(row["mentor_id"] for row in sample["mentorships"] if row["state"] == "active")
    mentors = [person for person in holders(sample, "react", 4) if active[person] < int(people[person]["capacity"])]
    common = [person for person in mentors if len(quarters(people[person]) & quarters(people["amara"])) >= 4]
    assert len(common) >= 10


def test_a_team_of_four_roles_with_two_common_hours_a_week_exists(sample: dict[str, Rows]) -> None:
    people = {row["id"]: row for row in sample["people"]}
    free = {person: quarters(row) for person, row in people.items()}
    roles = ("ux-design", "product-management", "backend", "frontend")
    pairs = [
        (one, two)
        for one, two in itertools.product(*(holders(sample, role, 3) for role in roles[:2]))
        if one != two and len(free[one] & free[two]) >= 8
    ]
    backends, frontends = (holders(sample, role, 3) for role in roles[2:])
    found = [
        team
        for team in ((*pair, three, four) for pair in pairs for three in backends for four in frontends)
        if len(set(team)) == 4 and len(set.intersection(*(free[person] for person in team))) >= 8
    ]
    assert len(found) >= 20


def holders(sample: dict[str, Rows], skill: str, level: int) -> list[str]:
    """Active, open, English-speaking members of the whole network who offer the skill at the level or above."""
    inside = {row["person_id"] for row in sample["memberships"] if row["community_id"] == "peer-coding-network"}
    fit = {
        row["id"]
        for row in sample["people"]
        if row["status"] == "active" and row["visibility"] == "open" and "en" in parts(row["languages"])
    }
    offers = [row["person_id"] for row in sample["offers"] if row["skill_id"] == skill and int(row["level"]) >= level]
    return [person for person in offers if person in inside & fit]


def windows(row: dict[str, str]) -> list[tuple[int, str, str]]:
    """Day of the week, start and end of each weekly window; none where one is malformed."""
    hits = [re.fullmatch(r"(\w{3}) (\d\d:[0-5]\d)-(\d\d:[0-5]\d)", window) for window in parts(row["hours"])]
    return [(DAYS.index(hit[1]), hit[2], hit[3]) for hit in hits if hit and hit[2] < hit[3] <= "24:00"]


def quarters(row: dict[str, str]) -> set[datetime]:
    """The quarters of an hour, in UTC, in which the person is free in the week of 2 November 2026."""
    zone, free = ZoneInfo(row["time_zone"]), set()
    for day, start, end in windows(row):
        at = datetime.fromisoformat(f"2026-11-{2 + day:02d}T{start}").replace(tzinfo=zone)
        until = datetime.fromisoformat(f"2026-11-{2 + day:02d}T{end}").replace(tzinfo=zone)
        while at < until:
            free.add(at.astimezone(ZoneInfo("UTC")))
            at += timedelta(minutes=15)
    return free


def test_the_real_joint_distribution_is_kept_wherever_the_source_is_at_hand(sample: dict[str, Rows]) -> None:
    offered: dict[str, set[str]] = defaultdict(set)
    for row in sample["offers"]:
        offered[row["person_id"]].add(row["skill_id"])
    mentors = [row for row in sample["people"] if row["id"].startswith("mentor-")]
    if SOURCE.exists():
        entries = json.loads(SOURCE.read_text(encoding="utf-8"))
        assert [row["country"] for row in mentors] == [e["country"].replace("EU", "") for e in entries]
        assert [parts(row["languages"]) for row in mentors] == [e["spoken_languages"] for e in entries]
        assert [row["status"] == "away" for row in mentors] == [e["unavailable"] for e in entries]
        assert sum("react" in offered[row["id"]] for row in mentors) == sum("reactjs" in e["tags"] for e in entries)
    assert sum("react" in offered[row["id"]] for row in mentors) == 137
