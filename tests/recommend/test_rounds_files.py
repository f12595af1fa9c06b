"""PLAN.toml and its files: what they ask, and how everything that is wrong with them is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from peernet.errors import BadInput
from peernet.interchange.round_curve import curve_svg
from peernet.interchange.round_files import RoundRejected, read_round_table
from peernet.interchange.round_plan_file import RoundPlanFile, read_round_plan
from peernet.model.round import Again, CurvePoint, Preference, RoundRules, Side
from peernet.recommend.rounds.match import match_round
from peernet.recommend.rounds.table import RoundTable

NETWORK = '[network]\ncommunity = "c"\n'
PLAN = """\
seed = 7
coverage = 0.5
[files]
mentees = "mentees.csv"
mentors = "mentors.csv"
pairs = "pairs.csv"
"""
FILES = {
    "mentees.csv": "id,mentors\nana,\nben,2\n",
    "mentors.csv": "id,capacity\nmia,1\nnoor,3\n",
    "pairs.csv": "mentee_id,mentor_id,quality\nana,mia,0.5\nben,mia,1\nben,noor,.25\n",
}


def plan_of(folder: Path, plan: str = PLAN, **files: str | bytes) -> RoundPlanFile:
    for name, content in {**FILES, **{f"{stem}.csv": text for stem, text in files.items()}}.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "plan.toml").write_text(plan, encoding="utf-8")
    return read_round_plan(folder / "plan.toml")


def table_in(folder: Path, plan: str = PLAN, **files: str | bytes) -> RoundTable:
    found = read_round_table(plan_of(folder, plan, **files))
    assert isinstance(found, RoundTable), found
    return found


def faults_in(folder: Path, plan: str = PLAN, **files: str | bytes) -> list[tuple[str, int, str, str]]:
    found = read_round_table(plan_of(folder, plan, **files))
    assert isinstance(found, RoundRejected), found
    assert found.count == len(found.rejects)
    return [(each.file, each.line, each.column, each.reason) for each in found.rejects]


def test_the_files_become_a_table(tmp_path: Path) -> None:
    plan = plan_of(tmp_path)
    assert plan.rules == RoundRules(seed=7, coverage=0.5)
    table = table_in(tmp_path)
    assert (table.mentee_ids, table.wanted.tolist()) == (["ana", "ben"], [1, 2])
    assert (table.mentor_ids, table.places.tolist()) == (["mia", "noor"], [1, 3])
    assert list(zip(table.mentee, table.mentor, table.quality, strict=True)) == [(0, 0, 0.5), (1, 0, 1), (1, 1, 0.25)]


@pytest.mark.parametrize(
    "pairs",
    [
        "mentee_id,mentor_id,quality\r\nana,mia,0.5\r\nben,mia,1\r\nben,noor,.25\r\n",
        "\ufeffmentee_id,mentor_id,quality\nben,noor,.25\nana,mia,5e-1\nben,mia,1.0",
        'mentee_id,mentor_id,quality\n"ana","mia","0.5"\n"ben","mia","1"\n"ben","noor","0.25"\n',
        'mentee_id,mentor_id,quality\n\n ana , mia ,0.5\n\nben,"mia",1\nben,noor,.25\n\n',
        "quality,mentor_id,mentee_id\n0.5,mia,ana\n1,mia,ben\n.25,noor,ben\n",
    ],
)
def test_pairs_are_the_same_however_they_are_written(tmp_path: Path, pairs: str) -> None:
    usual, table = table_in(tmp_path), table_in(tmp_path, pairs=pairs)
    assert match_round(table, RoundRules()) == match_round(usual, RoundRules())


def test_preferences_of_both_sides_are_joined_and_kept(tmp_path: Path) -> None:
    pairs = "mentee_id,mentor_id,mentee_quality,mentor_rank\nana,mia,0.5,3\nben,noor,1,1\n"
    table = table_in(tmp_path, pairs=pairs)
    assert table.quality.tolist() == [0.5, 1.0]
    assert (table.by_mentee.tolist(), table.by_mentor.tolist()) == ([0.5, 1.0], [0.5, 1.0])
    slowly = table_in(tmp_path, pairs=pairs.replace("ana", " ana"))
    assert slowly.by_mentor.tolist() == [0.5, 1.0]


def test_every_wrong_row_is_told_with_file_line_and_column(tmp_path: Path) -> None:
    found = faults_in(
        tmp_path,
        mentees="id,mentors\nana,0\nben,2\nben,1\n",
        mentors="id,capacity\nmia,-1\nnoor,3\n,2\nola,many\nben,1\n",
        pairs="mentee_id,mentor_id,quality\nben,noor,1.5\nben,zoe,1\nben,noor,.5\nzed,noor,1\nben,noor,.6\nben,ben,1\n"
        "ben\nben,noor,nan\n",
    )
    assert [fault[:3] for fault in found] == [
        ("mentees.csv", 2, "mentors"),
        ("mentees.csv", 4, "id"),
        ("mentors.csv", 2, "capacity"),
        ("mentors.csv", 4, "id"),
        ("mentors.csv", 5, "capacity"),
        ("pairs.csv", 2, "quality"),
        ("pairs.csv", 3, "mentor_id"),
        ("pairs.csv", 5, "mentee_id"),
        ("pairs.csv", 6, ""),
        ("pairs.csv", 7, "mentor_id"),
        ("pairs.csv", 8, ""),
        ("pairs.csv", 9, "quality"),
    ]
    assert found[1][3] == "'ben' stands here twice; first on line 3"
    assert found[6][3] == "there is no mentor with the id 'zoe'"


def test_pairs_that_cannot_be_fixed_or_forbidden_are_told_with_their_line(tmp_path: Path) -> None:
    named = [
        ("fixed", "ana", "mia"),
        ("fixed", "ben", "mia"),
        ("forbidden", "ana", "mia"),
        ("fixed", "ana", "noor"),
        ("fixed", "zed", "mia"),
        ("forbidden", "ben", "zoe"),
        ("fixed", "ana", "mia"),
    ]
    entries = "".join(f'[[{key}]]\nmentee = "{mentee}"\nmentor = "{mentor}"\n' for key, mentee, mentor in named)
    found = faults_in(tmp_path, PLAN + entries)
    assert {fault[:3] for fault in found} == {
        ("plan.toml", 7, "fixed[1]"),
        ("plan.toml", 10, "fixed[2]"),
        ("plan.toml", 16, "fixed[3]"),
        ("plan.toml", 19, "fixed[4]"),
        ("plan.toml", 22, "forbidden[2]"),
        ("plan.toml", 25, "fixed[5]"),
    }
    reasons = " ".join(fault[3] for fault in found)
    for reason in ("also forbidden, by forbidden[1]", "not listed", "fixed before", "than they have places (1)", "zed"):
        assert reason in reasons


@pytest.mark.parametrize(
    ("plan", "where", "message"),
    [
        (PLAN.replace("coverage", "coverge"), "plan.toml", "did you mean 'coverage'?"),
        (PLAN.replace("0.5", "1.5"), "plan.toml: coverage", "from 0 to 1"),
        (PLAN.replace("0.5", '"much"'), "plan.toml: coverage", "number"),
        (PLAN.replace("= 7", "= -1"), "plan.toml: seed", "whole number"),
        ("stable = 1\n" + PLAN, "plan.toml: stable", "true or false"),
        ('again = "never"\n' + PLAN, "plan.toml: again", "any, same, different"),
        ("seed = 1\n", "plan.toml", "[files] or [network]"),
        (PLAN + '[network]\ncommunity = "c"\n', "plan.toml", "either"),
        (PLAN.replace("pairs.csv", "pairs.txt"), "plan.toml: files: pairs", ".csv"),
        (PLAN + '[[fixed]]\nmentee = "ana"\n', "plan.toml: fixed[1]: mentor", "text"),
        (PLAN + "[[fixed]\n", "plan.toml", "not TOML"),
        ('[network]\ncommunity = "c"\ncandidates = 1000000\n', "plan.toml: network: candidates", "from 1 to"),
        ('[network]\ncommunity = "c"\nneeds = ["n", 1]\n', "plan.toml: network: needs", "ids of needs"),
        ('[network]\ncommunity = "c"\n[[mentor]]\nid = "m"\nplaces = -1\n', "plan.toml: mentor[1]: places", "0 to"),
        (PLAN + '[[mentor]]\nid = "m"\n', "plan.toml: mentor", "goes with [network]"),
        (PLAN + '[[preference]]\nmentee = "m"\n', "plan.toml: preference", "pairs.csv says it"),
        (NETWORK + '[[preference]]\nmentee = "a"\nmentor = "b"\n', "plan.toml: preference[1]", "either"),
        (NETWORK + '[[preference]]\nmentee = "a"\nrated = 3\n', "plan.toml: preference[1]: rated", "a table"),
        (
            NETWORK + '[[preference]]\nmentee = "a"\nrated = {b = 2}\n',
            "plan.toml: preference[1]: rated: b",
            "from 0 to 1",
        ),
        (NETWORK + '[[mentee]]\nid = "a"\nmentors = 0\n', "plan.toml: mentee[1]: mentors", "from 1 to"),
    ],
)
def test_a_plan_that_cannot_be_says_which_key(tmp_path: Path, plan: str, where: str, message: str) -> None:
    with pytest.raises(BadInput) as refused:
        plan_of(tmp_path, plan)
    assert refused.value.where == where
    assert message in refused.value.message


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"pairs": "mentee_id,mentor_id\nana,mia\n"}, "lacks a column that says how good a pair is"),
        ({"pairs": "mentee_id,mentor_id,mentee_rank,mentee_quality\n"}, "keep one"),
        ({"pairs": "mentee_id,quality\n"}, "lacks the column mentor_id"),
        ({"pairs": "mentee_id,mentor_id,quality,speed\n"}, "'speed' is not part"),
        ({"pairs": ""}, "is empty"),
        ({"mentors": "id\nmia\n"}, "lacks the column capacity"),
        ({"mentees": b"\xff\xfe"}, "mentees.csv"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, files: dict[str, str | bytes], message: str) -> None:
    asked = plan_of(tmp_path, PLAN, **files)
    with pytest.raises(BadInput, match=message):
        read_round_table(asked)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    plan = plan_of(tmp_path)
    (tmp_path / "mentors.csv").unlink()
    with pytest.raises(BadInput, match=r"mentors\.csv: there is no such file"):
        read_round_table(plan)


def test_history_is_needed_for_what_depends_on_it_and_may_name_strangers(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"files\.history"):
        read_round_table(plan_of(tmp_path, 'again = "same"\n' + PLAN))
    plan = 'again = "different"\n' + PLAN + 'history = "history.csv"\n'
    assert plan_of(tmp_path, plan).rules.again is Again.DIFFERENT
    table = table_in(tmp_path, plan, history="mentee_id,mentor_id\nana,mia\nlong,gone\n")
    assert [pair.mentor_id for pair in match_round(table, RoundRules()).pairs if pair.mentee_id == "ana"] == []


def test_ids_with_odd_characters_stay_what_they_are(tmp_path: Path) -> None:
    odd = ['O\'Neil, "Ana"', "名前", "=1+1", "e\u0301", "../../etc", "a\u00a0b"]
    quoted = ['"' + each.replace('"', '""') + '"' for each in odd]
    table = table_in(
        tmp_path,
        mentees="id\n" + "\n".join(quoted) + "\n",
        pairs="mentee_id,mentor_id,quality\n" + "".join(f"{each},noor,0.5\n" for each in quoted),
    )
    assert sorted(table.mentee_ids) == sorted(odd)
    assert len(match_round(table, RoundRules()).pairs) == 3


def test_the_picture_shows_each_point_of_the_curve() -> None:
    drawn = curve_svg([CurvePoint(0.0, 2, 0.9, 1.8), CurvePoint(1.0, 4, 0.5, 2.0)], 4)
    assert drawn.startswith("<svg")
    assert drawn.endswith("</svg>\n")
    assert drawn.count("<circle") == 4
    assert "70.0,170.0 570.0,40.0" in drawn


def test_a_plan_for_a_network_names_the_needs_and_mentors_that_take_part(tmp_path: Path) -> None:
    network = '[network]\ncommunity = "c"\nneeds = ["n1", "n2"]\n'
    plan = plan_of(tmp_path, network + '[[mentor]]\nid = "m"\nplaces = 0\n[[mentor]]\nid = "o"\n')
    assert (plan.needs, plan.mentors) == (("n1", "n2"), (("m", 0), ("o", None)))
    assert plan_of(tmp_path, '[network]\ncommunity = "c"\n').needs == ()


def test_a_plan_for_a_network_says_who_wants_several_mentors_and_whom_each_side_would_rather_have(
    tmp_path: Path,
) -> None:
    plan = plan_of(
        tmp_path,
        '[network]\ncommunity = "c"\nmentors_each = 2\n[[mentee]]\nid = "a"\nmentors = 3\n'
        '[[preference]]\nmentee = "a"\nin_order = ["x", "y"]\n'
        '[[preference]]\nmentor = "x"\nrated = {a = 0.5, "b c" = 1}\n',
    )
    assert (plan.each, plan.several) == (2, (("a", 3),))
    assert plan.preferences == (
        Preference("a", Side.MENTEE, ("x", "y")),
        Preference("x", Side.MENTOR, rated=(("a", 0.5), ("b c", 1.0))),
    )
