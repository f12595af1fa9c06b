"""The commands as their user runs them: what they print, what they refuse, and with which exit code."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PEERNET = Path(sys.executable).with_name("peernet")
Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(data: Path, **more: str) -> dict[str, str]:
    """This process's own, without settings of the person who runs the tests."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PEERNET_")}
    return own | {"PEERNET_DATA": str(data)} | more


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("commands") / "data"


@pytest.fixture(scope="module")
def serving(data: Path) -> Iterator[subprocess.Popen[str]]:
    """A `peernet serve` whose engine the commands share."""
    command = [str(PEERNET), "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment(data), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert any(line.strip() == "ready" for line in process.stdout)
        yield process
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM)


@pytest.fixture
def peernet(data: Path, tmp_path: Path) -> Run:
    """Runs `peernet` with arguments in a folder of its own."""

    def run(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        command = [str(PEERNET), *map(str, arguments)]
        env = environment(data, **more)
        return subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)

    return run


@pytest.fixture(scope="module")
def filled(serving: subprocess.Popen[str], data: Path) -> None:
    """The served network, with forty made people in it."""
    folder = data.parent / "made"
    for arguments in (["generate", "--people", "40", "--seed", "3", str(folder)], ["import", str(folder)]):
        subprocess.run([str(PEERNET), *arguments], env=environment(data), check=True, capture_output=True)


def test_two_serves_cannot_have_one_folder(serving: subprocess.Popen[str], peernet: Run, data: Path) -> None:
    second = peernet("serve", "--port", "0")
    assert second.returncode == 1
    assert f"The folder {data} is in use by peernet serve (process {serving.pid})" in second.stderr


def test_doctor_finds_a_served_network_well(filled: None, peernet: Run) -> None:
    found = peernet("doctor", "--json")
    assert found.returncode == 0, found.stdout
    findings = {each["what"]: each for each in json.loads(found.stdout)["findings"]}
    assert findings.keys() >= {"statements", "engine", "migrations", "indexes", "durability", "clock", "network"}
    assert all(each["well"] for each in findings.values())


def test_doctor_names_what_is_wrong_and_never_the_password(peernet: Run) -> None:
    found = peernet("doctor", PEERNET_ENGINE="bolt://127.0.0.1:1", PEERNET_ENGINE_PASSWORD="correct-horse")
    assert found.returncode == 1
    assert "WRONG" in found.stdout
    assert "PEERNET_ENGINE_PASSWORD  (set)" in found.stdout
    assert "correct-horse" not in found.stdout + found.stderr


def test_migrating_again_does_nothing(serving: subprocess.Popen[str], peernet: Run) -> None:
    assert json.loads(peernet("migrate", "--json").stdout) == {"applied": []}


def test_a_made_network_comes_back_as_it_went_in(filled: None, peernet: Run, tmp_path: Path, data: Path) -> None:
    again = json.loads(peernet("import", data.parent / "made", "--json").stdout)
    assert again["written"] == 0
    assert again["unchanged"] == again["read"] > 200
    exported = peernet("export", tmp_path / "out")
    assert exported.returncode == 0, exported.stderr
    with (tmp_path / "out" / "people.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 40


def test_a_wrong_row_is_told_and_the_exit_code_says_so(filled: None, peernet: Run, tmp_path: Path) -> None:
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong" / "offers.csv").write_text("person_id,skill_id,level\np0000001,s0001,9\n")
    refused = peernet("import", tmp_path / "wrong", "--json")
    assert refused.returncode == 1
    assert json.loads(refused.stdout)["rejected"] == 1
    with (tmp_path / "rejects.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["file"], row["line"], row["column"]) == ("offers.csv", "2", "level")


def test_suggestions_carry_the_keys_of_the_contract(filled: None, peernet: Run, data: Path) -> None:
    answer = json.loads(peernet("suggest", "--as", "p0000002", "--skill", "s0001 no such words", "--json").stdout)
    assert answer == {"understood": [], "suggestions": [], "near_misses": []}
    with (data.parent / "made" / "skills.csv").open(encoding="utf-8", newline="") as file:
        label = next(csv.DictReader(file))["label"]
    found = json.loads(peernet("suggest", "--as", "p0000003", "--skill", label, "--first", "2", "--json").stdout)
    assert found["understood"][0]["label"] == label
    for each in found["suggestions"]:
        assert each.keys() == {"person_id", "name", "score", "skill_id", "reasons"}
        assert all(reason.keys() == {"kind", "text"} for reason in each["reasons"])


def test_the_other_direction_is_told_as_facts(filled: None, peernet: Run, data: Path) -> None:
    with (data.parent / "made" / "offers.csv").open(encoding="utf-8", newline="") as file:
        mentor = next(csv.DictReader(file))["person_id"]
    told = json.loads(peernet("help-wanted", "--as", mentor, "--json").stdout)
    assert told.keys() == {"needs", "open_places"}
    for each in told["needs"]:
        assert each.keys() >= {"need_id", "person_id", "name", "wanted_skill_id", "score", "skill_id", "reasons"}
    rings = json.loads(peernet("rings", "--as", mentor, "--json").stdout)["rings"]
    assert all(step.keys() == {"person_id", "name", "skill_id", "level"} for ring in rings for step in ring["members"])


def test_insights_are_for_those_who_run_a_community(filled: None, peernet: Run, data: Path) -> None:
    with (data.parent / "made" / "memberships.csv").open(encoding="utf-8", newline="") as file:
        members = {row["role"]: row for row in csv.DictReader(file)}
    runs, belongs = members["organiser"], members["member"]
    told = peernet("insights", "--as", runs["person_id"], "--community", runs["community_id"], "--json")
    assert json.loads(told.stdout).keys() >= {"members", "exact", "connectors", "bridges", "alone", "lone_skills"}
    refused = peernet("insights", "--as", belongs["person_id"], "--community", belongs["community_id"])
    assert (refused.returncode, refused.stderr) == (1, "peernet: Only an organiser may do this.\n")


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("import", "/nonexistent"), 1, "is not a folder"),
        (("generate", "--people", "0", "out"), 2, "--people"),
        (("generate", "--people", "20", "/proc/nope"), 1, "/proc/nope"),
        (("token", "--as", "ada", "--role", "king"), 1, "must be one of member, organiser, administrator"),
        (("token", "--as", ""), 1, "characters"),
        (("teams", "one.csv"), 2, "PEOPLE.csv and RULES.toml"),
        (("suggest", "--skill", "x", "--at", "yesterday"), 1, "ISO 8601"),
        (("suggest", "--skill", "x", "--level", "6"), 2, "--level"),
        (("help-wanted", "--as", "nobody at all"), 1, "There is no such person."),
        (("insights", "--as", "nobody at all", "--community", "c"), 1, "There is no such community."),
        (("rings",), 2, "--as"),
        (("nonsense",), 2, "No such command"),
    ],
)
def test_wrong_use_gets_one_sentence(arguments: tuple[str, ...], code: int, sentence: str, peernet: Run) -> None:
    refused = peernet(*arguments)
    assert refused.returncode == code, refused.stderr
    assert sentence in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_setting_that_cannot_be_is_named(peernet: Run) -> None:
    refused = peernet("serve", PEERNET_ENGINE="mysql://x")
    assert refused.returncode == 1
    assert refused.stderr.startswith("peernet: PEERNET_ENGINE: must be `embedded` or start with one of")


def test_production_refuses_development_tokens(peernet: Run) -> None:
    refused = peernet("token", "--as", "ada", PEERNET_ENV="production")
    assert refused.returncode == 1
    assert "development tokens are not accepted" in refused.stderr


def test_a_team_is_formed_from_files(peernet: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(
        "id,name,languages,country,skills\na,Ada,en,GB,design:4\nb,Bo,en;es,ES,python:4\nc,Cy,es,MX,python:5\n"
    )
    rules = '[[role]]\nskill = "design"\nlevel = 3\n[[role]]\nskill = "python"\n[language]\nattribute = "languages"\n'
    (tmp_path / "rules.toml").write_text(rules + "shared = true\n")
    formed = peernet("teams", "people.csv", "rules.toml", "--json")
    assert formed.returncode == 0, formed.stderr
    answer = json.loads(formed.stdout)
    assert sorted(answer["teams"][0]["people"]) == ["a", "b"]
    assert answer["certificate"].keys() >= {"mean", "worst", "bound", "gap", "proved"}


def test_an_impossible_team_says_what_is_missing(peernet: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,name,skills\na,Ada,design:4\n")
    (tmp_path / "rules.toml").write_text('[[role]]\nskill = "python"\nlevel = 3\n')
    refused = peernet("teams", "people.csv", "rules.toml", "--json")
    assert refused.returncode == 1
    [impossible] = json.loads(refused.stdout)["impossible"]
    assert impossible["rule"] == "role"
    assert "python" in impossible["missing"]
