"""What surveys export becomes the question of everybody into teams: columns by their names, grids, zones, partners."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from peernet.errors import BadInput
from peernet.interchange.rejects import Rejected
from peernet.interchange.team_files import GroupingQuestion, read_team_question
from peernet.model.grouping import GroupingRules, Similar, Size
from peernet.model.hours import DAYS, SLOT_MINUTES
from peernet.model.team import Diverse, NoLone, Role, TeamCandidate

EVERYTHING = """\
seed = 3
seconds = 2.5
[size]
teams = 2
min = 2
max = 3
[[role]]
skill = "Design"
level = 3
[[diverse]]
attribute = "country"
weight = 2.0
[[similar]]
attribute = "age"
[[no_lone]]
attribute = "gender"
values = ["woman"]
[overlap]
attribute = "hours"
minimum = 2
[language]
attribute = "languages"
shared = true
[[together]]
people = ["p1", "p2", "p3"]
[[apart]]
people = ["p1", "p4"]
[load]
most = 2
"""
HEADER = "id,name,skills,languages,country,age,gender,hours,load,previous\n"
ROW = "{0},N{0},design:4,en,ES,30s,woman,Mon 9-12,1,{1}\n"
WINTER, SUMMER = (int(datetime(2026, month, 14, tzinfo=UTC).timestamp() * 1000) for month in (1, 7))


def everybody(folder: Path, people: str, rules: str, at_ms: int = WINTER) -> GroupingQuestion:
    (folder / "people.csv").write_text(people, encoding="utf-8")
    (folder / "rules.toml").write_text(rules, encoding="utf-8")
    question = read_team_question(folder / "people.csv", folder / "rules.toml", at_ms)
    assert isinstance(question, GroupingQuestion), question
    return question


def hours(person: TeamCandidate) -> list[str]:
    """The half hours of the UTC week, each as `Mon 09:00`."""
    assert person.slots is not None
    half_hours = [slot for slot in range(336) if person.slots >> slot & 1]
    clocks = [(slot // 48, slot % 48 * SLOT_MINUTES) for slot in half_hours]
    return [f"{DAYS[day]} {minute // 60:02}:{minute % 60:02}" for day, minute in clocks]


def test_every_rule_of_the_contract_is_read(tmp_path: Path) -> None:
    people = HEADER + "".join(ROW.format(f"p{number}", "") for number in range(1, 5))
    assert everybody(tmp_path, people, EVERYTHING).rules == GroupingRules(
        Size(2, 2, 3),
        roles=(Role("Design", {"design": 1.0}, 3, 1),),
        diverse=(Diverse("country", 2.0),),
        similar=(Similar("age"),),
        no_lone=(NoLone("gender", ("woman",)),),
        minimum_hours=2,
        shared_language=True,
        together=(("p1", "p2", "p3"),),
        apart=(("p1", "p4"),),
        most_load=2,
        seed=3,
        seconds=2.5,
    )


@pytest.mark.parametrize("size", ["teams = 2\n", "min = 1\nmax = 2\n", "teams = 1\n"])
def test_more_teams_sizes_and_rules_for_everybody_ask_for_everybody(tmp_path: Path, size: str) -> None:
    rules = f'[size]\n{size}[[similar]]\nattribute = "age"\n'
    assert len(everybody(tmp_path, HEADER + ROW.format("p1", ""), rules).people) == 1


@pytest.mark.parametrize(
    ("rules", "where"),
    [
        ("[size]\nmin = 3\nmax = 2\n", r"rules.toml: size: the smallest size 3 is above the largest 2"),
        ("[size]\nmin = 3\n", r"rules.toml: size: say how many teams, or the least and the most people"),
        ('[size]\nteams = 2\n[[diverse]]\nattribute = "a"\n[[similar]]\nattribute = "a"\n', "diverse: an attribute is"),
        ("[size]\nteams = 0\n", "size: teams: must be a whole number"),
        ('[size]\nteams = 2\n[[no_lone]]\nattribute = "a"\nvalues = [1]\n', r"no_lone\[1\]: values: must be a list of"),
    ],
)
def test_rules_that_cannot_be_are_refused_with_file_and_key(tmp_path: Path, rules: str, where: str) -> None:
    with pytest.raises(BadInput, match=where):
        everybody(tmp_path, HEADER, rules)


SURVEY = """\
Response ID;Your  name;"Which languages
do you speak?";How well do you know Python?;How well do you know design?;Gender;Where do you live?;Zone
r1;Ana;English, Español;0;4;Woman;Spain;Europe/Madrid
r2;Bo;allemand , en;;2;woman;Germany;
"""
MAPPED = """\
time_zone = "Europe/Berlin"
[size]
teams = 1
[[similar]]
attribute = "gender"
[[columns]]
name = "id"
from = "Response ID"
[[columns]]
name = "name"
from = "Your name"
[[columns]]
name = "languages"
from = "Which languages do you speak?"
separator = ","
[[columns]]
name = "skills"
skill = "Python"
from = "How well do you know Python?"
[[columns]]
name = "skills"
skill = "design"
from = "How well do you know design?"
[[columns]]
name = "gender"
from = "Gender"
values = ["woman", "man"]
[[columns]]
name = "country"
from = "Where do you live?"
[[columns]]
name = "time_zone"
from = "Zone"
"""


def test_columns_are_called_what_the_survey_calls_them(tmp_path: Path) -> None:
    ana, bo = everybody(tmp_path, SURVEY, MAPPED).people
    assert (ana.person_id, ana.name, ana.country) == ("r1", "Ana", "ES")
    assert (ana.languages, bo.languages) == (("en", "es"), ("de", "en"))
    assert (dict(ana.skills), dict(bo.skills)) == ({"design": 4}, {"design": 2})
    assert (ana.values, bo.values) == ({"gender": ("woman",)}, {"gender": ("woman",)})


def test_wrong_cells_are_told_by_the_names_that_the_survey_has(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(SURVEY.replace("Woman", "W").replace(";2;", ";7;"), encoding="utf-8")
    (tmp_path / "rules.toml").write_text(MAPPED, encoding="utf-8")
    found = read_team_question(tmp_path / "people.csv", tmp_path / "rules.toml", WINTER)
    assert isinstance(found, Rejected)
    assert [(each.line, each.column, each.reason) for each in found.rejects] == [
        (3, "Gender", "'W' is not one of woman, man"),
        (4, "How well do you know design?", "'7' is not a level from 0 (none) to 5"),
    ]


GRID = '[size]\nteams = 1\n[[similar]]\nattribute = "name"\n[overlap]\nminimum = 1\n[[columns]]\nname = "hours"\n'


@pytest.mark.parametrize(
    ("columns", "people"),
    [
        ('from = ["Monday 9-10", "Tuesday 9-10"]', "id,name,Monday 9-10,Tuesday 9-10\na,A,x,no\nb,B,,\n"),
        ('from = ["Free? [Monday]", "Free? [Tue]"]', "id,name,Free? [Monday],Free? [Tue]\na,A,9:00,\nb,B,,none\n"),
        ('from = "Q7"\nwhen = "Mon 9-10"', "id,name,Q7\na,A,yes\nb,B,no\n"),
        ('from = "Q7"\nwhen = "9-10"', "id,name,Q7\na,A,lundi\nb,B,no\n"),
        ('from = "When?"', "id,name,When?\na,A,Mon 9-10\nb,B,\n"),
    ],
)
def test_schedules_are_read_as_grids_and_as_lists(tmp_path: Path, columns: str, people: str) -> None:
    free, busy = everybody(tmp_path, people, GRID + columns).people
    assert hours(free) == ["Mon 09:00", "Mon 09:30"]
    # Who marked a column as not free is known to have no time; who left everything empty is not known.
    assert busy.slots == (None if people.endswith(",\n") else 0)


def test_hours_are_those_of_the_place_and_the_week(tmp_path: Path) -> None:
    people = "id,name,hours,time_zone\na,A,Mon 18:00-19:00,Europe/Madrid\nb,B,Mon 18:00-19:00,America/Lima\n"
    rules = '[size]\nteams = 1\n[[similar]]\nattribute = "name"\n'
    winter, summer = (everybody(tmp_path, people, rules, at_ms).people for at_ms in (WINTER, SUMMER))
    assert (hours(winter[0])[0], hours(summer[0])[0]) == ("Mon 17:00", "Mon 16:00")
    assert (hours(winter[1])[0], hours(summer[1])[0]) == ("Mon 23:00", "Mon 23:00")
    named = everybody(tmp_path, people, "week = 2026-07-14\n" + rules, WINTER).people
    assert hours(named[0]) == hours(summer[0])


def test_people_without_a_zone_have_that_of_the_rules(tmp_path: Path) -> None:
    people = "id,name,hours,time_zone\na,A,Mon 18:00-19:00,\nb,B,Mon 18:00-19:00,UTC\n"
    rules = 'time_zone = "Asia/Kolkata"\n[size]\nteams = 1\n[[similar]]\nattribute = "name"\n'
    assert [hours(each)[0] for each in everybody(tmp_path, people, rules).people] == ["Mon 12:30", "Mon 18:00"]


def test_earlier_partners_come_from_a_column_and_from_files(tmp_path: Path) -> None:
    people = HEADER + ROW.format("p1", "p2;p9") + ROW.format("p2", "p1") + ROW.format("p3", "")
    (tmp_path / "one.csv").write_text("round,team_id,person_id\n1,t1,p1\n1,t1,p3\n2,t1,p2\n2,t1,p3\n")
    (tmp_path / "two.csv").write_text("person_id;team_id\np1;a\np2;a\np3;b\n")
    rules = '[size]\nteams = 2\n[previous]\nfiles = ["one.csv", "two.csv"]\n'
    question = everybody(tmp_path, people, rules)
    assert question.rules.earlier == (("p1", "p2"), ("p1", "p9"), ("p1", "p3"), ("p2", "p3"), ("p1", "p2"), ("p3",))


def test_languages_can_be_an_attribute_by_their_tags(tmp_path: Path) -> None:
    people = "id,name,languages\na,A,Spanish;es\nb,B,en\n"
    found = everybody(tmp_path, people, '[size]\nteams = 1\n[[similar]]\nattribute = "languages"\n')
    assert [each.values["languages"] for each in found.people] == [("es",), ("en",)]


def test_countries_are_known_by_their_codes_and_names_and_other_places_stay_as_they_are(tmp_path: Path) -> None:
    people = "id,name,country\na,A,España\nb,B,es\nc,C,Allemagne\nd,D,Atlantis\n"
    found = everybody(tmp_path, people, '[size]\nteams = 1\n[[similar]]\nattribute = "country"\n').people
    assert [(each.country, each.values["country"]) for each in found] == [
        (code, (code,)) for code in ("ES", "ES", "DE", "Atlantis")
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_spreadsheets_write_between_columns_is_found(tmp_path: Path, separator: str) -> None:
    people = '\ufeff"id","name","age"\r\n"p1","Ana, A; B","30s"\r\n'.replace('","', f'"{separator}"')
    [person] = everybody(tmp_path, people, '[size]\nteams = 1\n[[similar]]\nattribute = "age"\n').people
    assert (person.name, person.values) == ("Ana, A; B", {"age": ("30s",)})


def test_columns_that_no_rule_speaks_of_may_be_anything(tmp_path: Path) -> None:
    people = "Comment,id,name,Comment\n\x0bsome,a,A,thing\n"
    assert len(everybody(tmp_path, people, '[size]\nteams = 1\n[[similar]]\nattribute = "name"\n').people) == 1


def test_a_million_rows_are_refused_after_the_most_that_can_be(tmp_path: Path) -> None:
    with (tmp_path / "people.csv").open("w", encoding="utf-8") as file:
        file.write("id,name\n")
        file.writelines(f"p{number},N\n" for number in range(1_000_000))
    (tmp_path / "rules.toml").write_text("[size]\nteams = 2\n")
    with pytest.raises(BadInput, match=r"people\.csv, line 20002: at most 20,000 people"):
        read_team_question(tmp_path / "people.csv", tmp_path / "rules.toml", WINTER)


def test_the_order_of_people_changes_nothing_but_their_order(tmp_path: Path) -> None:
    rows = [ROW.format(f"p{number}", "p1") for number in range(1, 9)]
    rules = '[size]\nteams = 2\n[[diverse]]\nattribute = "country"\n'
    forth, back = (everybody(tmp_path, HEADER + "".join(each), rules) for each in (rows, rows[::-1]))
    assert replace(back, people=back.people[::-1]) == forth
