"""PEOPLE.csv and RULES.toml for one team: what they ask, what is refused and where, and the answer's shape."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from peernet.errors import BadInput
from peernet.interchange.rejects import Rejected
from peernet.interchange.team_files import GroupingQuestion, TeamQuestion, read_team_question, team_json
from peernet.model.team import TeamImpossible, TeamProposal, TeamRules
from peernet.model.team_missing import (
    Missing,
    MissingHours,
    MissingMember,
    MissingPeople,
    MissingSecond,
    NoSeat,
    NotDecided,
    RulesCollide,
    TooManySeats,
)
from peernet.recommend.teams.form import form_team

WINTER = 1_768_176_000_000
"""Monday 2026-01-12, when Madrid is an hour ahead of UTC."""

PEOPLE = """\
id,name,skills,languages,hours,time_zone,country,field
p1,Ana,Design:4;python,es;en,Mon 18:00-20:00,Europe/Madrid,ES,art
p2,Bo,python:5,en,Mon 17:00-19:00,UTC,DE,physics
p3,Chi,python:3,en-GB,Mon 17:30-18:30,UTC,NG,art;law
"""
RULES = """\
seed = 7
seconds = 3
[[role]]
skill = "design"
level = 3
[[role]]
skill = "Python"
people = 1
[[diverse]]
attribute = "field"
weight = 2
[overlap]
attribute = "hours"
minimum = 1
[language]
attribute = "languages"
shared = true
"""


def read(
    folder: Path, people: str | bytes = PEOPLE, rules: str | bytes = RULES
) -> TeamQuestion | GroupingQuestion | Rejected:
    for name, text in (("people.csv", people), ("rules.toml", rules)):
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_team_question(folder / "people.csv", folder / "rules.toml", WINTER)


def asked(folder: Path, people: str | bytes = PEOPLE, rules: str | bytes = RULES) -> TeamQuestion:
    question = read(folder, people, rules)
    assert isinstance(question, TeamQuestion), question
    return question


def rejected(folder: Path, people: str | bytes = PEOPLE, rules: str | bytes = RULES) -> list[str]:
    """What is wrong, each as line, column and reason."""
    found = read(folder, people, rules)
    assert isinstance(found, Rejected), found
    assert found.count == len(found.rejects)
    return [f"{each.file}, line {each.line}, {each.column}: {each.reason}" for each in found.rejects]


def answered(question: TeamQuestion) -> dict[str, object]:
    answer = form_team(question.rules, question.candidates, question.seconds, question.seed)
    return team_json(answer, lambda missing: missing.kind)


def test_the_two_files_become_rules_and_people(tmp_path: Path) -> None:
    question = asked(tmp_path)
    assert (question.seed, question.seconds) == (7, 3)
    assert [(role.label, role.level, role.people) for role in question.rules.roles] == [
        ("design", 3, 1),
        ("Python", None, 1),
    ]
    assert (question.rules.minimum_hours, question.rules.shared_language) == (1, True)
    ana, _, chi = question.candidates
    assert dict(ana.skills) == {"design": 4, "python": 3}
    assert (ana.languages, ana.country) == (("es", "en"), "ES")
    assert ana.slots == 0b1111 << 34
    assert chi.values == {"field": ("art", "law")}


def test_the_answer_has_the_shape_of_the_contract(tmp_path: Path) -> None:
    found = answered(asked(tmp_path))
    teams, certificate = found["teams"], found["certificate"]
    assert isinstance(teams, list)
    assert isinstance(certificate, dict)
    assert teams[0]["people"] == ["p1", "p2"]
    assert certificate == {"mean": 0.5, "worst": 0.5, "bound": 0.5, "gap": 0, "proved": True, "normalised": 1}


def test_what_is_missing_is_told_by_rule(tmp_path: Path) -> None:
    assert answered(asked(tmp_path, rules=RULES.replace("minimum = 1", "minimum = 9"))) == {
        "impossible": [{"rule": "overlap", "missing": "hours"}]
    }
    assert answered(asked(tmp_path, rules=RULES.replace('"design"', '"welding"'))) == {
        "impossible": [{"rule": "role", "missing": "people"}]
    }


def test_every_kind_of_what_is_missing_names_a_rule() -> None:
    missing = (
        *(MissingPeople("a", 1, None, None, 0), MissingPeople(None, 1, None, None, 0), MissingHours(1, 2, 0)),
        *(MissingSecond("a", 3), MissingMember("p"), NoSeat("p"), TooManySeats(3, 2)),
        *(RulesCollide(("hours", "apart"), ()), NotDecided(1)),
    )
    assert {type(each) for each in missing} == set(get_args(Missing))
    told = team_json(TeamImpossible(missing), lambda each: each.kind)["impossible"]
    assert isinstance(told, list)
    assert [each["rule"] for each in told] == [
        *("role", "size", "overlap", "role", "include", "include", "size", "overlap", "apart", "seconds"),
    ]


def test_one_team_without_roles_is_everybody_or_of_the_size_said(tmp_path: Path) -> None:
    everybody = asked(tmp_path, rules='[size]\nteams = 1\n[[diverse]]\nattribute = "country"\n')
    assert (everybody.rules.smallest, everybody.rules.largest) == (3, 3)
    certificate = answered(everybody)["certificate"]
    assert isinstance(certificate, dict)
    assert certificate["mean"] == pytest.approx(2 / 3)
    two = asked(tmp_path, rules="[size]\nteams = 1\nmin = 2\n")
    assert (two.rules.smallest, two.rules.largest) == (2, 2)


def test_a_role_that_matters_most_can_ask_for_a_second_holder(tmp_path: Path) -> None:
    roles = asked(tmp_path, rules=RULES.replace("people = 1", "second = true")).rules.roles
    assert [role.second for role in roles] == [False, True]
    with pytest.raises(BadInput, match=r"role\[2\]: second: is a rule of one team"):
        asked(tmp_path, rules=RULES.replace("people = 1", "second = true") + "[size]\nteams = 2\n")


def test_together_apart_load_and_renamed_columns(tmp_path: Path) -> None:
    rules = """
    [[role]]
    skill = "python"
    [[together]]
    people = ["p1", "p2", "p3"]
    [[apart]]
    people = ["p1", "p2", "p3"]
    [load]
    most = 2
    [[columns]]
    name = "id"
    from = "Response ID"
    """
    people = "Response ID,name,skills,load\np1,A,python,2\np2,B,python,1\np3,C,python,\n"
    question = asked(tmp_path, people, rules)
    assert question.rules.together == (("p1", "p2"), ("p2", "p3"))
    assert question.rules.apart == (("p1", "p2"), ("p1", "p3"), ("p2", "p3"))
    assert [(each.person_id, each.load) for each in question.candidates] == [("p2", 1), ("p3", 0)]


def test_one_team_keeps_the_rules_about_values_and_named_people_too(tmp_path: Path) -> None:
    people = (
        "id,name,skills,gender,age\n"
        "p1,A,python:5,woman,20\np2,B,python:3,woman,20\np3,C,python:4,man,30\np4,D,python:4,man,20\np5,E,law,man,20\n"
    )
    rules = '[[role]]\nskill = "python"\npeople = 2\n[[similar]]\nattribute = "age"\n'
    lone = '[[no_lone]]\nattribute = "gender"\nvalues = ["woman"]\n'

    def team(more: str) -> list[str]:
        found = form_team(asked(tmp_path, people, more).rules, asked(tmp_path, people, more).candidates)
        assert isinstance(found, TeamProposal), found
        return sorted(seat.person_id for seat in found.members)

    assert team('exclude = ["p2", "p4"]\n' + rules) == ["p1", "p3"]
    assert team('include = ["p1"]\n' + rules + lone) == ["p1", "p2"]
    assert team('exclude = ["p2"]\n' + rules + lone) == ["p3", "p4"]
    assert team(rules.replace("people = 2", 'people = 2\nholders = ["p3"]') + lone) == ["p3", "p4"]
    certificate = answered(asked(tmp_path, people, 'include = ["p1"]\n' + rules))["certificate"]
    assert certificate == {"mean": 1, "worst": 1, "bound": 1, "gap": 0, "proved": True, "normalised": 1}


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ('include = ["nobody"]\n', "rules.toml: include: there is nobody with the id 'nobody'"),
        ('exclude = ["nobody"]\n', "rules.toml: exclude: there is nobody with the id 'nobody'"),
        ('include = ["p1"]\nexclude = ["p1"]\n', "rules.toml: exclude: 'p1' has to be in the team as well"),
    ],
)
def test_people_whom_the_rules_name_have_to_be_there(tmp_path: Path, more: str, where: str) -> None:
    with pytest.raises(BadInput, match=where):
        asked(tmp_path, PEOPLE, more + RULES)


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    assert len(asked(tmp_path, b"\xef\xbb\xbf" + PEOPLE.encode()).candidates) == 3


@pytest.mark.parametrize(
    ("rules", "where"),
    [
        ("seed = 1\n", "rules.toml: say who is needed"),
        ("[size]\nteams = 1\nmax = 3\n", "size: min"),
        ('include = "p1"\n' + RULES, "include: must be a list of texts"),
        ('[[role]]\nskill = "python"\nholders = ["p1", "p2"]\n', r"role\[1\]: holders: more people than it takes"),
        ('exclude = ["p1"]\n[size]\nteams = 2\n', "exclude: is for one team for a project"),
        ('[size]\nteams = 2\n[[role]]\nskill = "python"\nholders = ["p1"]\n', r"role\[1\]: holders: is a rule of one"),
        (RULES + "[colour]\n", "there is no key 'colour'"),
        (RULES.replace("people = 1", "peple = 1"), r"rules.toml: role\[2\]: there is no key 'peple'"),
        (RULES.replace("level = 3", "level = 6"), r"rules.toml: role\[1\]: level: must be a whole number from 1 to 5"),
        (RULES.replace("level = 3", "level = true"), r"role\[1\]: level"),
        (RULES.replace('"design"', '""'), r"role\[1\]: skill: must be a text"),
        (RULES.replace("minimum = 1", "minimum = nan"), "overlap: minimum"),
        (RULES.replace("weight = 2", "weight = -1"), r"diverse\[1\]: weight"),
        (RULES.replace("shared = true", "shared = 1"), "language: shared: must be true or false"),
        (RULES.replace("seconds = 3", "seconds = 1e9"), "seconds: must be a number"),
        (RULES.replace("seed = 7", "week = 7"), "week: must be a date"),
        (RULES.replace("seed = 7", 'time_zone = "Mars/Olympus"'), "time_zone: there is no time zone 'Mars/Olympus'"),
        (RULES + '[[apart]]\npeople = ["p1"]\n', r"apart\[1\]: people"),
        (RULES + '[[apart]]\npeople = ["p1", "px"]\n', "apart: there is nobody with the id 'px'"),
        (RULES + "[role]\n", "is not TOML"),
        ("role = 1\n", r"role: must be an array of tables: \[\[role\]\]"),
        ("size = 1\n", r"size: must be a table: \[size\]"),
        ("seed = \n", "is not TOML.*line 1"),
        (b"\xff", "rules.toml: is not UTF-8"),
        (b"#" * 1_000_001, "rules.toml: is larger than 1,000,000 bytes"),
        (RULES.replace('"field"', '"shoe size"'), "people.csv, line 1, column shoe size: the column is missing"),
        (RULES + '[[columns]]\nname = "id"\nfrom = "key"\n', "names a column 'key' that is not there"),
        (RULES + '[[columns]]\nname = "id"\nfrom = []\n', r"columns\[1\]: from: must be the name of a column"),
        (RULES + '[[columns]]\nname = "id"\nfrom = "id"\nseparator = ", "\n', "separator: must be one character"),
        (RULES + '[[columns]]\nname = "id"\nfrom = "id"\nskill = "x"\n', "skill: belongs to a column whose name is"),
        (RULES + '[[columns]]\nname = "id"\nfrom = "id"\nwhen = "Mon"\n', "when: belongs to one column for the weekly"),
        (RULES + '[[columns]]\nname = "hours"\nfrom = ["hours", "name"]\n', "'hours' says neither a day nor a time"),
        (RULES + '[previous]\nfiles = ["none.csv"]\n', "none.csv: cannot be read"),
    ],
)
def test_wrong_rules_are_refused_with_the_key(tmp_path: Path, rules: str | bytes, where: str) -> None:
    with pytest.raises(BadInput, match=where):
        asked(tmp_path, rules=rules)


@pytest.mark.parametrize(
    ("people", "where"),
    [
        ("", "people.csv: is empty"),
        ("key,name\n1,A\n", "people.csv, line 1, column field: the column is missing"),
        ("\n" + PEOPLE, "people.csv, line 1, column field: the column is missing"),
        (PEOPLE.split("\n")[0] + "\n", "people.csv: there is nobody in it"),
        (PEOPLE.replace(",name,", ",id,"), "line 1, column id: the column is there twice"),
        ("id," * 501 + "name\n", "at most 500 columns, not 502"),
        ("id\u2028,name".encode("utf-16"), "people.csv: is UTF-16; save it as CSV in UTF-8"),
        (b"id,n\xe3me\n", "line 1: the names of the columns cannot be read: is not UTF-8"),
        ("".join(["id,name,skills,languages,hours,field\n", "x\n" * 3]), None),
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_refused(tmp_path: Path, people: str | bytes, where: str | None) -> None:
    if where is None:
        assert len(rejected(tmp_path, people)) == 3
        return
    with pytest.raises(BadInput, match=where):
        asked(tmp_path, people)


@pytest.mark.parametrize(
    ("people", "where"),
    [
        (PEOPLE + "\n", "line 5, : the row is empty"),
        (PEOPLE + ",,,,,,,\n", "line 5, : the row is empty"),
        (PEOPLE + "p4,Dee\n", "line 5, : 2 cells where the header has 8"),
        (PEOPLE.replace("p3,", "p1,"), "line 4, id: 'p1' is there twice, first on line 2"),
        (PEOPLE.replace("p3,", ","), "line 4, id: is empty"),
        (PEOPLE.replace("Chi", " "), "line 4, name: is empty"),
        (PEOPLE.replace("Chi", "\x07"), "line 4, name: holds a control character"),
        (PEOPLE.replace("python:5", "python:9"), "line 3, skills: 'python:9' is not a skill"),
        (PEOPLE.replace("Mon 17:30", "Moon 17:30"), "line 4, hours: 'Moon 17:30-18:30' is neither a day nor a time"),
        (PEOPLE.replace("Europe/Madrid", "Mars/Olympus"), "line 2, time_zone: there is no time zone 'Mars/Olympus'"),
        (PEOPLE.replace("en-GB", "Klingonese"), "line 4, languages: 'Klingonese' is neither a language tag"),
        (PEOPLE + 'p4,"Dee', "line 5, : is not CSV"),
        (PEOPLE.encode() + b"p4,\xff,,,,,,\n", "line 5, : is not UTF-8 (byte 4 of the line)"),
        (
            PEOPLE.replace("field", "field,load").replace("art\n", "art,-1\n"),
            "line 2, load: '-1' is not a whole number",
        ),
    ],
)
def test_wrong_people_are_refused_with_line_and_column(tmp_path: Path, people: str | bytes, where: str) -> None:
    assert f"people.csv, {where}" in rejected(tmp_path, people)[0]


def test_everything_that_is_wrong_is_told_at_once_and_in_order(tmp_path: Path) -> None:
    people = PEOPLE.replace("python:5", "python:9").replace("Chi", "") + "\np4,Dee\n"
    assert [each.partition(":")[0] for each in rejected(tmp_path, people)] == [
        "people.csv, line 3, skills",
        "people.csv, line 4, name",
        "people.csv, line 5, ",
        "people.csv, line 6, ",
    ]


def test_every_wrong_cell_of_a_row_is_told_once(tmp_path: Path) -> None:
    people = PEOPLE.replace("Chi", "").replace("en-GB", "Klingonese").replace("Mon 17:30", "Moon 17:30")
    assert [each.partition(":")[0] for each in rejected(tmp_path, people)] == [
        "people.csv, line 4, name",
        "people.csv, line 4, languages",
        "people.csv, line 4, hours",
    ]


def test_files_that_are_not_there_are_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"rules\.toml: cannot be read"):
        read_team_question(tmp_path / "people.csv", tmp_path / "rules.toml", WINTER)
    (tmp_path / "rules.toml").write_text(RULES)
    with pytest.raises(BadInput, match=r"people\.csv: cannot be read"):
        read_team_question(tmp_path / "people.csv", tmp_path / "rules.toml", WINTER)


def test_an_answer_without_diverse_attributes_has_a_certificate_too(tmp_path: Path) -> None:
    question = asked(tmp_path, rules='[[role]]\nskill = "python"\n')
    assert question.rules == TeamRules(question.rules.roles, shared_language=False, diverse=())
    assert answered(question)["certificate"] == {
        "mean": 0,
        "worst": 0,
        "bound": 0,
        "gap": 0,
        "proved": True,
        "normalised": 0,
    }
