"""Reading a folder: what is refused as a whole, and which rows cost only themselves."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from peernet.errors import BadInput
from peernet.interchange.batch import Row
from peernet.interchange.reading import open_folder
from peernet.interchange.rejects import Reject, Rejects


def read(folder: Path, file: str, content: bytes) -> tuple[list[Row], list[Reject]]:
    (folder / f"{file}.csv").write_bytes(content)
    rejects: list[Reject] = []
    rows: list[Row] = []
    with ExitStack() as opened:
        (found,) = open_folder(folder, rejects.append, opened)
        while batch := found.take(2):
            rows.extend(batch)
        assert found.taken == found.size or "nothing after this line" in rejects[-1].reason
        assert found.read == len(rows) + len(rejects)
    return rows, rejects


def ids(rows: list[Row]) -> list[str]:
    return [row.values["id"] for row in rows]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "people.csv: is empty"),
        (b"id,name,shoe_size\n", "'shoe_size' is not part of the format"),
        (b"id,name,id\n", "'id' stands twice"),
        (b"id,about\n", "lacks the column name"),
        (b"id,name,\n", "column number 3"),
        (
            "id,name\n".encode("utf-16"),
            "people.csv: .*the file is in UTF-16: save it as UTF-8",
        ),
        ("id,name\n".encode("utf-16-be"), "the file is in UTF-16"),
        ("id,name\n".encode("utf-16-le"), "the file is in UTF-16"),
        ("id,name\n".encode("utf-32"), "the file is in UTF-32"),
        (b"id,n\xe4me\n", "not UTF-8"),
        (b"id,name\0\n", "NUL"),
        (b"id,name" + b",x" * 300 + b"\n", "has 302 columns"),
        (b"id" * 40_000, "longer than 64 KB"),
        (b"\x89PNG\r\n\x1a\n", "not UTF-8"),
        (b'"id,name\n', "the header cannot be read"),
    ],
)
def test_a_wrong_header_is_refused_with_the_file_and_the_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        read(tmp_path, "people", content)


def test_a_header_of_a_billion_columns_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "people.csv").open("wb") as file:
        file.write(b"id,name,")
        file.truncate(3 * 10**9)  # a sparse file: three gigabytes that hold nothing
    with ExitStack() as opened, pytest.raises(BadInput, match="longer than 64 KB"):
        open_folder(tmp_path, lambda _: None, opened)


def test_a_folder_without_any_file_of_the_format_is_refused(tmp_path: Path) -> None:
    with ExitStack() as opened, pytest.raises(BadInput, match=r"holds none of communities\.csv"):
        open_folder(tmp_path, lambda _: None, opened)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with ExitStack() as opened, pytest.raises(BadInput, match="is not a folder"):
        open_folder(tmp_path / "nowhere", lambda _: None, opened)


def test_a_byte_order_mark_and_any_order_of_columns_are_accepted(tmp_path: Path) -> None:
    rows, rejects = read(tmp_path, "people", b"\xef\xbb\xbfname,id\r\nAda,ada\r\n")
    assert (ids(rows), rejects) == (["ada"], [])
    assert rows[0].values["capacity"] == 1
    assert rows[0].values["status"] == "active"


@pytest.mark.parametrize(
    ("wrong", "column", "reason"),
    [
        (b"b\n", "", "has 1 cells where the header has 3"),
        (b"b,B,x,y\n", "", "has 4 cells"),
        (b"b,,\n", "name", "is empty"),
        (b"b,B\xff,\n", "", "not UTF-8 (byte 4 of the line)"),
        (b"b,B\0,\n", "", "NUL"),
        (b'b,"B"x,\n', "", "is not CSV"),
        (b"b," + b"B" * 10_000_000 + b",\n", "", "longer than 256 KB"),
        (b"b,B," + b"x" * 20_000 + b"\n", "about", "longer than 10,000"),
        (b'b,"B,\n', "", "is not CSV"),
    ],
)
def test_a_wrong_row_costs_itself_and_no_other(tmp_path: Path, wrong: bytes, column: str, reason: str) -> None:
    rows, rejects = read(tmp_path, "people", b"id,name,about\na,A,\n" + wrong + b"c,C,\n\nd,D,\n")
    assert ids(rows) == ["a", "c", "d"]
    assert [(each.file, each.line, each.column) for each in rejects] == [("people.csv", 3, column)]
    assert reason in rejects[0].reason


def test_a_quote_that_is_never_closed_does_not_swallow_a_long_file(tmp_path: Path) -> None:
    many = b"".join(b"p%d,P,\n" % number for number in range(100_000))
    rows, rejects = read(tmp_path, "people", b'id,name,about\nx,"X,\n' + many)
    assert len(rows) == 100_000
    assert [each.line for each in rejects] == [2]


def test_rows_of_quotes_that_fit_nowhere_end_in_bounded_time(tmp_path: Path) -> None:
    rows, rejects = read(tmp_path, "people", b"id,name,about\n" + b'a","x\n' * 200_000)
    assert rows == []
    assert "nothing after this line was read" in rejects[-1].reason


def test_lines_inside_a_cell_count_as_lines(tmp_path: Path) -> None:
    rows, rejects = read(tmp_path, "people", b'id,name,about\na,A,"one\ntwo\r\nthree"\nb,,\n')
    assert rows[0].values["about"] == "one\ntwo\r\nthree"
    assert [each.line for each in rejects] == [5]


@pytest.mark.parametrize(
    ("file", "content", "column"),
    [
        ("ties", b"from_id,to_id\na,a\n", "to_id"),
        ("blocks", b"from_id,to_id\na,a\n", "to_id"),
        ("endorsements", b"from_id,to_id,skill_id\na,a,s\n", "to_id"),
        ("mentorships", b"id,mentor_id,mentee_id\nm,a,a\n", "mentee_id"),
        ("skills", b"id,label,broader\ns,S,s\n", "broader"),
    ],
)
def test_nothing_is_tied_to_itself(tmp_path: Path, file: str, content: bytes, column: str) -> None:
    _, rejects = read(tmp_path, file, content)
    assert [(each.line, each.column) for each in rejects] == [(2, column)]


@pytest.mark.parametrize(
    ("dates", "state"), [(b",,", "requested"), (b"2026-01-01,2026-01-02,", "active"), (b",,2026-01-03", "completed")]
)
def test_the_state_of_a_mentorship_follows_from_its_dates(tmp_path: Path, dates: bytes, state: str) -> None:
    header = b"id,mentor_id,mentee_id,requested_at,started_at,ended_at\n"
    rows, _ = read(tmp_path, "mentorships", header + b"m,a,," + dates + b"\n")
    assert rows[0].values["state"] == state


def test_rejects_are_a_file_only_when_there_are_some(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    with Rejects(path) as rejects:
        rejects.add(Reject("people.csv", 2, "name", "is empty"))
    assert path.read_text() == "file,line,column,reason\npeople.csv,2,name,is empty\n"
    with Rejects(path):
        pass
    assert not path.exists()


def test_a_file_of_somebody_elses_is_not_removed(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    path.write_text("mine")
    with Rejects(path):
        pass
    assert path.read_text() == "mine"


def test_rows_that_are_read_together_are_those_that_are_read_one_by_one(tmp_path: Path) -> None:
    """A megabyte, in blocks of a quarter: most rows are a line, some are two, some are wrong in each of the ways."""
    wrong = {3: b"w3,\n", 5: b"w5\n", 7: b'w7,"W"x\n', 11: b"w11,W\xff\n", 13: b"w13,W\0\n"}
    content, expected, refused, line = [b"id,name,about\n"], [], [], 2
    for number in range(30_000):
        fault = wrong.get(number % 1009)
        if fault is not None:
            content.append(fault)
            refused.append(line)
            line += 1
            continue
        broken = number % 997 == 0
        content.append(b'p%d,"P, \xc3\xa9","%s"\n' % (number, b"one\ntwo" if broken else b"nothing"))
        expected.append((line, f"p{number}", "one\ntwo" if broken else "nothing"))
        line += 1 + broken
    (tmp_path / "people.csv").write_bytes(b"".join(content))
    rejects: list[Reject] = []
    rows: list[Row] = []
    with ExitStack() as opened:
        (found,) = open_folder(tmp_path, rejects.append, opened)
        while batch := found.take(7_000):
            rows.extend(batch)
    assert [(row.line, row.values["id"], row.values["about"]) for row in rows] == expected
    assert sorted(each.line for each in rejects) == refused  # a block's wrong cells are told after its wrong lines
    assert (found.read, found.taken) == (30_000, found.size)
