"""The commands as their user runs them: what they print, what they refuse, and with which exit code."""

from __future__ import annotations

import csv
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peernet.errors import BadInput
from peernet.settings import read_settings

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


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_is_taken_is_told_before_anything_is_started(command: str, peernet: Run, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        refused = peernet(command, "--port", port, PEERNET_DATA=str(tmp_path / "untouched"))
    assert refused.returncode == 1
    assert (
        f"Nothing can listen on 127.0.0.1:{port} (Address already in use). Is it taken? Try --port." in refused.stderr
    )
    assert not (tmp_path / "untouched").exists()


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


def test_suggestions_for_somebody_who_is_not_there_are_refused_and_words_without_a_skill_get_a_way_on(
    filled: None, peernet: Run, data: Path
) -> None:
    with (data.parent / "made" / "skills.csv").open(encoding="utf-8", newline="") as file:
        label = next(csv.DictReader(file))["label"]
    refused = peernet("suggest", "--as", "ghost", "--skill", label)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "There is no such person." in refused.stderr
    assert "peernet skills find" in peernet("suggest", "--as", "p0000002", "--skill", "zzzzzz").stdout


def test_suggestions_carry_the_keys_of_the_contract(filled: None, peernet: Run, data: Path) -> None:
    answer = json.loads(peernet("suggest", "--as", "p0000002", "--skill", "s0001 no such words", "--json").stdout)
    meant = answer.pop("did_you_mean")
    assert answer.pop("what_would_help")["kind"] == "name_skill"
    assert answer == {"understood": [], "suggestions": [], "near_misses": []}
    assert all(match.keys() == {"skill_id", "label", "score", "why"} for match in meant)
    with (data.parent / "made" / "skills.csv").open(encoding="utf-8", newline="") as file:
        label = next(csv.DictReader(file))["label"]
    found = json.loads(peernet("suggest", "--as", "p0000003", "--skill", label, "--first", "2", "--json").stdout)
    assert found["understood"][0]["label"] == label
    for each in found["suggestions"]:
        assert each.keys() == {"person_id", "name", "score", "skill_id", "reasons"}
        assert all(reason.keys() == {"kind", "text"} for reason in each["reasons"])
    for each in found["near_misses"]:
        assert each.keys() == {"person_id", "name", "score", "skill_id", "change", "kind", "facts"}
    anonymous = json.loads(peernet("suggest", "--skill", label, "--json").stdout)
    assert anonymous["understood"] == found["understood"]
    assert anonymous["suggestions"] != []
    assert "if one thing changed" in peernet("suggest", "--as", "p0000003", "--skill", label, "--level", "5").stdout


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


def test_weights_are_shown_to_members_and_set_by_who_runs_the_community(filled: None, peernet: Run, data: Path) -> None:
    with (data.parent / "made" / "memberships.csv").open(encoding="utf-8", newline="") as file:
        members = {row["role"]: row for row in csv.DictReader(file)}
    runs, belongs = (
        ("--as", members[role]["person_id"], "--community", members[role]["community_id"])
        for role in ("organiser", "member")
    )
    told = json.loads(peernet("weights", *runs, "--set", "knows=0.5", "--json").stdout)["weights"]
    assert {each["kind"]: each["times"] for each in told if each["origin"] == "community"} == {"knows": 0.5}
    assert "knows                  1 times the usual" in peernet("weights", *runs, "--reset").stdout
    refused = peernet("weights", *belongs, "--set", "knows=0.5")
    assert (refused.returncode, refused.stderr) == (1, "peernet: Only an organiser may do this.\n")
    assert "teaches_skill" in peernet("weights", *belongs).stdout
    entries = json.loads(peernet("audit", *runs, "--json").stdout)["entries"]
    left = [each for each in entries if each["act"] == "weights_set"]
    assert [(each["words"], each["role"]) for each in left] == [([], "organiser"), (["knows"], "organiser")]
    assert "weights_set" in peernet("audit", *runs, "--first", "5").stdout
    assert peernet("audit", *belongs).returncode == 1
    own = peernet("own", "audit", *belongs[:2], "--json")
    assert (own.returncode, json.loads(own.stdout)) == (0, {"entries": []})


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
        (("suggest", "--skill", "x", "--at", "9999-12-31"), 1, "between 1900 and 2200"),
        (("suggest", "--skill", "x", "--level", "6"), 2, "--level"),
        (("help-wanted", "--as", "nobody at all"), 1, "There is no such person."),
        (("insights", "--as", "nobody at all", "--community", "c"), 1, "There is no such community."),
        (("weights", "--as", "nobody at all", "--community", "c"), 1, "There is no such community."),
        (("weights", "--as", "a", "--community", "c", "--set", "knows"), 1, "as in `shared_community=1.5`"),
        (("weights", "--as", "a", "--community", "c", "--set", "knows=nan"), 1, "must be from 0 to 2 times"),
        (
            ("weights", "--as", "a", "--community", "c", "--set", "beauty=1"),
            1,
            "There is no weight 'beauty'",
        ),
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


@pytest.mark.parametrize("address", ["bolt://", "bolt://[::", "bolt://127.0.0.1:99999", "bolt://127.0.0.1:7687?x=1"])
def test_an_address_that_cannot_be_is_refused_before_it_is_dialled(address: str) -> None:
    with pytest.raises(BadInput, match="must be an address such as"):
        read_settings({"PEERNET_ENGINE": address})


def test_an_address_that_holds_a_password_is_refused_without_repeating_it() -> None:
    with pytest.raises(BadInput, match="PEERNET_ENGINE_USER") as refused:
        read_settings({"PEERNET_ENGINE": "bolt://neo4j:correct-horse@127.0.0.1:7687"})
    assert "correct-horse" not in str(refused.value)


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


@pytest.mark.usefixtures("filled")
def test_everybody_of_a_community_comes_into_teams_and_one_team_has_a_page(
    peernet: Run, tmp_path: Path, data: Path
) -> None:
    with (data.parent / "made" / "memberships.csv").open(encoding="utf-8", newline="") as file:
        runs = next(row for row in csv.DictReader(file) if row["role"] == "organiser")
    (tmp_path / "rules.toml").write_text(
        'seconds = 2\n[size]\nmin = 2\nmax = 5\n[[diverse]]\nattribute = "country"\n', encoding="utf-8"
    )
    asked = ("teams", "rules.toml", "--from-network", "--as", runs["person_id"])
    done = peernet(*asked, "--community", runs["community_id"], "--json", "--report", "t.html", "--out", "t.csv")
    assert done.returncode == 0, done.stderr
    teams = json.loads(done.stdout)["teams"]
    assert all(2 <= len(team["people"]) <= 5 for team in teams)
    assert teams[0]["id"] in (tmp_path / "t.html").read_text(encoding="utf-8")
    assert (peernet(*asked).returncode, "--community" in peernet(*asked).stderr) == (1, True)
    other = ("--as", "p0000039", "--community", runs["community_id"])
    assert peernet("teams", "rules.toml", "--from-network", *other).returncode == 1
    (tmp_path / "team.toml").write_text('week = 2026-11-30\n[[role]]\nskill = "Python"\n', encoding="utf-8")
    refused = peernet("teams", "team.toml", "--from-network", "--as", runs["person_id"])
    assert (refused.returncode, "team.toml: week: is for people from a file" in refused.stderr) == (1, True)
    (tmp_path / "team.toml").write_text('[[role]]\nskill = "Python"\n', encoding="utf-8")
    refused = peernet("teams", "team.toml", "--from-network", "--as", "nobody at all")
    assert (refused.returncode, "no such person" in refused.stderr) == (1, True)


PLAN = """\
[files]
mentees = "mentees.csv"
mentors = "mentors.csv"
pairs = "pairs.csv"
"""


def write_round(folder: Path, **files: str) -> None:
    usual = {
        "mentees": "id\nana\nben\ncy\n",
        "mentors": "id,capacity\nmia,1\nnoor,1\n",
        "pairs": "mentee_id,mentor_id,quality\nana,mia,0.9\nana,noor,0.8\nben,mia,0.7\ncy,mia,0.2\n",
    }
    for name, text in {**usual, **files}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")


def test_a_round_comes_with_its_certificate_its_curve_and_who_is_left_out(peernet: Run, tmp_path: Path) -> None:
    write_round(tmp_path)
    done = peernet("round", "plan.toml", "--json", "--curve", "curve.svg")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    pairs = {(pair["mentee_id"], pair["mentor_id"], pair["quality"]) for pair in told["pairs"]}
    assert pairs == {("ana", "noor", 0.8), ("ben", "mia", 0.7)}
    certificate = told["certificate"]
    assert (certificate["matched"], certificate["maximum"]) == (2, 2)
    assert certificate["quality"] == certificate["bound"] == 1.5
    assert [(each["person_id"], each["blocked_by"][0]["kind"]) for each in told["unmatched"]] == [
        ("cy", "mentors_full")
    ]
    assert told["curve"][0]["matched"] <= told["curve"][-1]["matched"] == 2
    assert (tmp_path / "curve.svg").read_text(encoding="utf-8").startswith("<svg")


def test_a_round_can_be_told_again_and_a_change_of_its_inputs_is_noticed(peernet: Run, tmp_path: Path) -> None:
    write_round(tmp_path)
    (tmp_path / "answer.json").write_text(peernet("round", "plan.toml", "--json").stdout, encoding="utf-8")
    assert peernet("round", "plan.toml", "--replay", "answer.json").returncode == 0
    write_round(tmp_path, mentors="id,capacity\nmia,2\nnoor,1\n")
    done = peernet("round", "plan.toml", "--replay", "answer.json")
    assert (done.returncode, "its digest is another" in done.stderr) == (1, True)
    (tmp_path / "answer.json").write_text("[]", encoding="utf-8")
    assert peernet("round", "plan.toml", "--replay", "answer.json").returncode == 1


def test_everything_wrong_with_a_round_s_files_is_told(peernet: Run, tmp_path: Path) -> None:
    write_round(tmp_path, mentors="id,capacity\nmia,-1\nnoor,1\nnoor,2\n")
    done = peernet("round", "plan.toml", "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert [(each["file"], each["line"], each["column"]) for each in told["rejects"]][:2] == [
        ("mentors.csv", 2, "capacity"),
        ("mentors.csv", 4, "id"),
    ]
    assert "mentors.csv, line 2, capacity:" in done.stderr


def test_a_plan_that_is_not_there_or_misspelt_is_refused(peernet: Run, tmp_path: Path) -> None:
    assert peernet("round", "nowhere.toml").returncode == 1
    assert peernet("round").returncode == 2
    write_round(tmp_path)
    (tmp_path / "plan.toml").write_text("coverge = 1\n" + PLAN, encoding="utf-8")
    done = peernet("round", "plan.toml")
    assert (done.returncode, "did you mean 'coverage'?" in done.stderr) == (1, True)


@pytest.mark.usefixtures("filled")
def test_a_community_s_round_is_matched_kept_and_told_again_from_what_was_kept(
    peernet: Run, tmp_path: Path, data: Path
) -> None:
    with (data.parent / "made" / "memberships.csv").open(encoding="utf-8", newline="") as file:
        organised = [row for row in csv.DictReader(file) if row["role"] == "organiser"]
    (tmp_path / "plan.toml").write_text(
        f'[network]\ncommunity = "{organised[0]["community_id"]}"\nmentors = "anywhere"\n', encoding="utf-8"
    )
    done = peernet("round", "plan.toml", "--json", "--keep", "kept", "--as", organised[0]["person_id"])
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["certificate"]["matched"] == told["certificate"]["maximum"] == len(told["pairs"])
    (tmp_path / "answer.json").write_text(done.stdout, encoding="utf-8")
    assert peernet("round", "kept/plan.toml", "--replay", "answer.json").returncode == 0
    # Who asks for nobody in particular gets what the community's first organiser sees.
    assert len(json.loads(peernet("round", "plan.toml", "--json").stdout)["pairs"]) == len(told["pairs"])
    for each in told["pairs"][:3]:
        assert f"({each['mentor_id']})" in peernet("round", "plan.toml").stdout  # beside a name
    again = peernet("round", "plan.toml", "--keep", "kept")
    assert (again.returncode, "a plan in it already" in again.stderr) == (1, True)
    assert peernet("round", "plan.toml", "--as", "nobody").returncode == 1
    (tmp_path / "plan.toml").write_text('[network]\ncommunity = "no such"\n', encoding="utf-8")
    assert peernet("round", "plan.toml").returncode == 1
    named = f'[network]\ncommunity = "{organised[0]["community_id"]}"\nneeds = ["none"]\n'
    (tmp_path / "plan.toml").write_text(named, encoding="utf-8")
    assert "'none' is no open need" in peernet("round", "plan.toml").stderr


def test_somebody_takes_all_of_their_data_along(filled: None, peernet: Run, tmp_path: Path) -> None:
    whole = json.loads(peernet("own", "export", "--as", "p0000001").stdout)
    assert whole["profile"]["id"] == "p0000001"
    part = peernet("own", "export", "--as", "p0000001", "--section", "offers", "--out", tmp_path / "mine.json")
    assert part.returncode == 0, part.stderr
    assert json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))["offers"] == whole["offers"]
    refused = peernet("own", "export", "--as", "p0000001", "--section", "secrets")
    assert refused.returncode == 1
    assert "there is no section" in refused.stderr


def test_somebody_says_no_and_goes_for_good(filled: None, peernet: Run, tmp_path: Path) -> None:
    (tmp_path / "late").mkdir()
    files = {"people": "id,name\ngoer,Goer\n", "offers": "person_id,skill_id,level\ngoer,s0001,4\n"}
    files["memberships"] = "person_id,community_id\ngoer,c000000\n"
    for name, text in files.items():
        (tmp_path / "late" / f"{name}.csv").write_text(text, encoding="utf-8")
    assert peernet("import", tmp_path / "late").returncode == 0
    said = json.loads(peernet("own", "consent", "--as", "goer", "--no", "counted", "--json").stdout)
    assert [each["given"] for each in said["consents"] if each["use"] == "counted"] == [False]
    unsure = peernet("own", "erase", "--as", "goer", "--confirm", "p0000001")
    assert unsure.returncode == 1
    profile = json.loads(peernet("own", "export", "--as", "goer", "--section", "profile").stdout)["profile"]
    assert profile["id"] == "goer"
    gone = peernet("own", "erase", "--as", "goer", "--confirm", "goer")
    assert gone.returncode == 0, gone.stderr
    assert peernet("own", "export", "--as", "goer").returncode == 1
