"""PEOPLE.csv and RULES.toml: what they ask, what is refused and where, and the answer's shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from peernet.errors import BadInput
from peernet.interchange.team_files import TeamQuestion, read_team_question, team_json
from peernet.model.team import TeamRules
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


def asked(folder: Path, people: str | bytes = PEOPLE, rules: str | bytes = RULES) -> TeamQuestion:
    for name, text in (("people.csv", people), ("rules.toml", rules)):
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_team_question(folder / "people.csv", folder / "rules.toml", WINTER)


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


def test_one_team_without_roles_is_everybody_or_of_the_size_said(tmp_path: Path) -> None:
    everybody = asked(tmp_path, rules='[size]\nteams = 1\n[[diverse]]\nattribute = "country"\n')
    assert (everybody.rules.smallest, everybody.rules.largest) == (3, 3)
    certificate = answered(everybody)["certificate"]
    assert isinstance(certificate, dict)
    assert certificate["mean"] == pytest.approx(2 / 3)
    two = asked(tmp_path, rules="[size]\nteams = 1\nmin = 2\n")
    assert (two.rules.smallest, two.rules.largest) == (2, 2)


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


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    assert len(asked(tmp_path, b"\xef\xbb\xbf" + PEOPLE.encode()).candidates) == 3


@pytest.mark.parametrize(
    ("rules", "where"),
    [
        ("[size]\nteams = 2\n", "rules.toml: size: teams: this version forms one team: size.teams must be 1"),
        ("[size]\nmin = 5\nmax = 7\n", "size.teams must be 1"),
        ("seed = 1\n", "rules.toml: say who is needed"),
        ("[size]\nteams = 1\nmax = 3\n", "size: min"),
        (RULES + '[[no_lone]]\nattribute = "gender"\n', "no_lone: this version forms one team"),
        (RULES + '[[similar]]\nattribute = "gender"\n', "similar: this version forms one team"),
        (RULES + "[colour]\n", "there is no key 'colour'"),
        (RULES.replace("people = 1", "peple = 1"), r"rules.toml: role\[2\]: there is no key 'peple'"),
        (RULES.replace("level = 3", "level = 6"), r"rules.toml: role\[1\]: level: must be a whole number from 1 to 5"),
        (RULES.replace("level = 3", "level = true"), r"role\[1\]: level"),
        (RULES.replace('"design"', '""'), r"role\[1\]: skill: must be a text"),
        (RULES.replace("minimum = 1", "minimum = nan"), "overlap: minimum"),
        (RULES.replace("weight = 2", "weight = -1"), r"diverse\[1\]: weight"),
        (RULES.replace("shared = true", "shared = 1"), "language: shared: must be true or false"),
        (RULES.replace("seconds = 3", "seconds = 1e9"), "seconds: must be a number"),
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
    ],
)
def test_wrong_rules_are_refused_with_the_key(tmp_path: Path, rules: str | bytes, where: str) -> None:
    with pytest.raises(BadInput, match=where):
        asked(tmp_path, rules=rules)


@pytest.mark.parametrize(
    ("people", "where"),
    [
        ("", "people.csv, line 1, column id: the column is missing"),
        (PEOPLE + "\n", "people.csv, line 5: the row is empty"),
        (PEOPLE + ",,,,,,,\n", "line 5: the row is empty"),
        (PEOPLE + "p4,Dee\n", "line 5: 2 cells where the header has 8"),
        (PEOPLE.replace("p3,", "p1,"), "line 4, column id: 'p1' is there twice"),
        (PEOPLE.replace("p3,", ","), "line 4, column id: is empty"),
        (PEOPLE.replace("Chi", " "), "line 4, column name: is empty"),
        (PEOPLE.replace("python:5", "python:9"), "line 3, column skills: 'python:9' is not a skill"),
        (PEOPLE.replace("Mon 17:30", "Moon 17:30"), "line 4, column hours: 'Moon 17:30-18:30' is not a window"),
        (PEOPLE.replace("Europe/Madrid", "Mars/Olympus"), "line 2, column hours: there is no time zone"),
        (PEOPLE.replace(",name,", ",id,"), "line 1, column id: the column is there twice"),
        (PEOPLE + 'p4,"Dee', "line 5: is not CSV"),
        (PEOPLE.encode() + b"p4,\xff,,,,,,\n", "people.csv: is not UTF-8"),
        ("id," * 501 + "name\n", "at most 500 columns, not 502"),
        (PEOPLE.replace("field", "field,load").replace("art\n", "art,-1\n"), "column load: '-1' is not a whole number"),
    ],
)
def test_wrong_people_are_refused_with_line_and_column(tmp_path: Path, people: str | bytes, where: str) -> None:
    with pytest.raises(BadInput, match=where):
        asked(tmp_path, people)


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
