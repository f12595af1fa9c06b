"""Files of questions and of what happened, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from peernet.errors import BadInput
from peernet.interchange.question_files import AskedQuestion, read_questions, read_truth


def written(folder: Path, name: str, text: str) -> Path:
    """A file of that name."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_questions_keep_the_order_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "queries.csv", "query_id,skills,at\nq2,knots;sea shanties,2026-01-01\nq1,go,\n")
    assert read_questions(path) == [
        AskedQuestion("q2", None, ("knots", "sea shanties"), "", None, None, 1_767_225_600_000),
        AskedQuestion("q1", None, ("go",), "", None, None, None),
    ]


def test_who_turned_out_right_counts_one_unless_said(tmp_path: Path) -> None:
    path = written(tmp_path, "truth.csv", "query_id,person_id,gain\nq1,ann,2.5\nq1,bea,\nq2,ann,1\n")
    assert read_truth(path) == {"q1": {"ann": 2.5, "bea": 1.0}, "q2": {"ann": 1.0}}


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("query_id,skills\nq1,go\nq1,sql\n", "q.csv, line 3, query_id", "the same thing as line 2"),
        ("query_id,goal\nq1,  \n", "q.csv, line 2, skills", "neither a skill nor a goal"),
        ("query_id,skills,level\nq1,go,9\n", "q.csv, line 2, level", "from 1 to 5"),
        ("query_id,skills,at\nq1,go,soon\n", "q.csv, line 2, at", "not a date"),
        ("query_id,skills\n", "q.csv", "no row"),
        ("query,skills\nq1,go\n", "queries.csv", "is not part of the format"),
    ],
)
def test_a_wrong_question_is_refused_with_its_place(tmp_path: Path, text: str, where: str, what: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_questions(written(tmp_path, "q.csv", text))
    assert refused.value.where == where
    assert what in refused.value.message


def test_a_person_twice_in_one_truth_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="same thing as line 2"):
        read_truth(written(tmp_path, "truth.csv", "query_id,person_id\nq1,ann\nq1,ann\n"))
