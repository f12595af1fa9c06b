"""`peernet teams` as an organiser runs it: files in, teams, certificate, CSV and page out; or what is in the way."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from peernet.cli import main
from peernet.commands.grouping import stopping

FIELDS = ("design", "law", "physics", "nursing", "music", "farming")
COUNTRIES = ("ES", "NG", "FR", "IN")
LANGUAGES = ("en", "en;es", "en;fr")
RULES = """\
seed = 3
seconds = 20
[size]
teams = 4
[[role]]
skill = "facilitation"
level = 3
[[diverse]]
attribute = "field"
[[diverse]]
attribute = "country"
weight = 2
[[no_lone]]
attribute = "gender"
values = ["woman"]
[overlap]
minimum = 2
[language]
shared = true
"""


def people(number: int, *, shift: int = 0) -> str:
    rows = [
        f"p{each:04},Person {each},facilitation:{1 + each % 5};{FIELDS[each % 6]}:4,{LANGUAGES[each % 3]},"
        f"{COUNTRIES[each % 4]},{FIELDS[(each + each // 6) % 6]},{('woman', 'man')[each % 2]},Mon 9-12,UTC"
        for each in range(number)
    ]
    rows = rows[shift:] + rows[:shift]
    return "id,name,skills,languages,country,field,gender,hours,time_zone\n" + "\n".join(rows) + "\n"


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def peernet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `peernet teams` with arguments in a folder of its own; no engine is asked for."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["peernet", "teams", *arguments])
        code: object = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        printed = capsys.readouterr()
        return Done(int(str(code or 0)), printed.out, printed.err)

    return run


def put(folder: Path, text: str, rules: str = RULES) -> None:
    (folder / "people.csv").write_text(text, encoding="utf-8")
    (folder / "rules.toml").write_text(rules, encoding="utf-8")


def answer(done: Done, code: int = 0) -> dict[str, Any]:
    assert done.returncode == code, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_everybody_gets_a_team_and_the_certificate_has_the_keys_of_the_contract(peernet: Run, tmp_path: Path) -> None:
    put(tmp_path, people(20))
    told = answer(peernet("people.csv", "rules.toml", "--json"))
    assert sorted(person for team in told["teams"] for person in team["people"]) == [
        f"p{each:04}" for each in range(20)
    ]
    assert all(len(team["people"]) == 5 and 0 <= team["score"] <= 1 and team["id"] for team in told["teams"])
    certificate = told["certificate"]
    assert certificate.keys() >= {"mean", "worst", "bound", "gap", "proved"}
    assert 0 < certificate["worst"] <= certificate["mean"] <= certificate["bound"] + 1e-9
    assert {team["figures"]["language"] for team in told["teams"]} == {"en"}


def test_the_same_people_in_any_order_have_the_same_teams_with_the_same_ids(peernet: Run, tmp_path: Path) -> None:
    answers = []
    for shift in (0, 7):
        put(tmp_path, people(20, shift=shift))
        answers.append(answer(peernet("people.csv", "rules.toml", "--json")))
    assert not answers[0]["stopped"]
    assert answers[0]["teams"] == answers[1]["teams"]


def test_each_member_is_told_their_part_in_their_language(peernet: Run, tmp_path: Path) -> None:
    put(tmp_path, people(8).replace(",en;es,", ",es;en,").replace(",en;fr,", ",fr;en,"), RULES.replace("= 4", "= 2"))
    told = answer(peernet("people.csv", "rules.toml", "--json"))
    said = {part["person_id"]: part["brings"] for team in told["teams"] for part in team["members"]}
    assert len(said) == 8
    assert said["p0000"][0]["text"].startswith(("Only you", "You "))
    assert said["p0001"][0]["text"].startswith(("Nadie más que tú", "Aportas"))
    assert said["p0002"][0]["text"].startswith(("Personne d’autre", "Vous"))
    assert not [each for brings in said.values() for each in brings if "woman" in each["text"]]


def test_teams_come_back_as_csv_and_are_avoided_in_the_next_round(peernet: Run, tmp_path: Path) -> None:
    rules = RULES.split("[[role]]")[0].replace("= 4", "= 5") + '[[diverse]]\nattribute = "field"\n'
    put(tmp_path, people(25), rules)
    done = peernet("people.csv", "rules.toml", "--out", "first.csv")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "first.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 25
    assert rows[0].keys() == {"round", "team_id", "team", "person_id", "name", "role", "language", "note"}
    assert all(row["note"].endswith(".") for row in rows)
    put(tmp_path, people(25), rules + '[previous]\nfiles = ["first.csv"]\n')
    told = answer(peernet("people.csv", "rules.toml", "--json"))
    assert told["certificate"]["repeated"] == 0
    assert not {team["id"] for team in told["teams"]} & {row["team_id"] for row in rows}


def test_rounds_in_a_row_avoid_each_other(peernet: Run, tmp_path: Path) -> None:
    rules = (
        RULES.split("[[role]]")[0].replace("= 4", "= 5").replace("= 20", "= 3") + '[[diverse]]\nattribute = "field"\n'
    )
    put(tmp_path, people(25), rules)
    told = answer(
        peernet("people.csv", "rules.toml", "--rounds", "3", "--json", "--report", "t.html", "--out", "t.csv")
    )
    met: dict[frozenset[str], int] = {}
    for round_ in told["rounds"]:
        for team in round_["teams"]:
            for pair in {frozenset((one, other)) for one in team["people"] for other in team["people"] if one < other}:
                met[pair] = met.get(pair, 0) + 1
    assert max(met.values()) == 1
    assert told["teams"] == told["rounds"][0]["teams"]
    assert "Round 3" in (tmp_path / "t.html").read_text(encoding="utf-8")
    assert (tmp_path / "t.csv").read_text(encoding="utf-8-sig").count("\n") == 76


def test_the_page_and_the_file_are_written_in_the_language_asked_for(peernet: Run, tmp_path: Path) -> None:
    put(tmp_path, people(20))
    done = peernet("people.csv", "rules.toml", "--report", "teams.html", "--language", "fr-CA")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "teams.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert "Qui apporte quoi" in page
    assert sorted(file.name for file in tmp_path.iterdir()) == ["people.csv", "rules.toml", "teams.html"]


@pytest.mark.parametrize(
    ("change", "rule", "sentence"),
    [
        ("[size]\nteams = 4\nmin = 6\nmax = 7\n", "size", "20 people cannot be divided into 4 teams of 6 to 7; 4 more"),
        (
            "[size]\nteams = 20\n",
            "role",
            "more people for facilitation at level 3 or above: 20 needed, 12 available",
        ),
        ('[[role]]\nskill = "law"\npeople = 5\n[size]\nteams = 4\n', "role", "The roles take"),
        ('[size]\nteams = 4\n[[no_lone]]\nattribute = "gender"\nvalues = ["robot"]\n', "no_lone", "gender: robot"),
        (
            '[size]\nteams = 4\n[[together]]\npeople = ["p0001", "p0002"]\n[[together]]\npeople = ["p0002", "p0003"]\n'
            '[[apart]]\npeople = ["p0001", "p0003"]\n',
            "together",
            "Person 1 and Person 3 must be apart, and are together by:",
        ),
        ('[size]\nteams = 4\n[[apart]]\npeople = ["p0001", "nobody"]\n', "apart", "nobody with the id nobody"),
    ],
)
def test_what_cannot_be_is_told_with_the_least_that_is_missing(
    change: str, rule: str, sentence: str, peernet: Run, tmp_path: Path
) -> None:
    put(tmp_path, people(20), RULES.replace("[size]\nteams = 4\n", change))
    told = answer(peernet("people.csv", "rules.toml", "--json", "--out", "t.csv", "--report", "t.html"), code=1)
    assert told.keys() == {"impossible"}
    assert [each["rule"] for each in told["impossible"]][:1] == [rule]
    assert sentence in told["impossible"][0]["missing"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["people.csv", "rules.toml"]
    lines = peernet("people.csv", "rules.toml")
    assert (lines.returncode, lines.stdout.startswith(f"{rule}: ")) == (1, True)


def test_everything_wrong_with_the_people_is_told_with_line_and_column_and_nothing_is_formed(
    peernet: Run, tmp_path: Path
) -> None:
    wrong = people(20).replace("p0004,", "p0003,").replace("Mon 9-12,UTC", "Mon 9-12,Mars/Base", 1).replace("p0007", "")
    put(tmp_path, wrong + "\n")
    done = peernet("people.csv", "rules.toml", "--json", "--out", "t.csv")
    told = answer(done, code=1)
    assert [(each["line"], each["column"]) for each in told["rejects"]] == [
        *((2, "time_zone"), (6, "id"), (9, "id"), (22, "")),
    ]
    assert "people.csv, line 2, column time_zone: there is no time zone 'Mars/Base'" in done.stderr
    assert not (tmp_path / "t.csv").exists()


def test_an_attribute_that_is_no_column_is_told(peernet: Run, tmp_path: Path) -> None:
    put(tmp_path, people(20), RULES.replace('"field"', '"shoe size"'))
    done = peernet("people.csv", "rules.toml")
    assert done.returncode == 1
    assert done.stderr == "peernet: people.csv, line 1, column shoe size: the column is missing\n"


def test_ctrl_c_keeps_the_best_so_far(peernet: Run, tmp_path: Path) -> None:
    put(tmp_path, people(2_000), RULES.replace("= 4", "= 390").replace("seconds = 20", "seconds = 600"))
    before = signal.signal(signal.SIGINT, lambda *_: None)  # where it comes too early or too late it ends nothing
    timer = threading.Timer(2.5, lambda: os.kill(os.getpid(), signal.SIGINT))
    timer.start()
    try:
        told = answer(peernet("people.csv", "rules.toml", "--json", "--out", "t.csv"))
    finally:
        timer.join()
        signal.signal(signal.SIGINT, before)
    assert told["stopped"] is True
    assert len(told["teams"]) == 390
    assert (tmp_path / "t.csv").exists()


def test_the_second_ctrl_c_ends_everything_and_the_handler_is_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), stopping() as stop:  # noqa: PT012
        signal.raise_signal(signal.SIGINT)
        assert stop.asked
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_rounds_of_one_team_and_a_folder_that_is_not_there_are_refused(peernet: Run, tmp_path: Path) -> None:
    put(tmp_path, people(20), '[[role]]\nskill = "law"\n[[role]]\nskill = "music"\n')
    refused = peernet("people.csv", "rules.toml", "--rounds", "2")
    assert (refused.returncode, "--rounds: rounds in a row are for everybody" in refused.stderr) == (1, True)
    refused = peernet("people.csv", "rules.toml", "--report", "nowhere/t.html")
    assert (refused.returncode, "nowhere/t.html: cannot be written" in refused.stderr) == (1, True)


def test_one_team_for_a_project_has_a_page_and_a_file_too(peernet: Run, tmp_path: Path) -> None:
    put(tmp_path, people(20), '[[role]]\nskill = "law"\n[[role]]\nskill = "music"\n[[diverse]]\nattribute = "field"\n')
    told = answer(peernet("people.csv", "rules.toml", "--json", "--report", "t.html", "--out", "t.csv"))
    [team] = told["teams"]
    assert [part["role"] for part in team["members"]] == ["law", "music"]
    assert team["id"] in (tmp_path / "t.html").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO((tmp_path / "t.csv").read_text(encoding="utf-8-sig")))
    assert [row["person_id"] for row in rows] == team["people"]
