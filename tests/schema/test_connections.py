"""Cursors and ids are opaque, and bear no tampering."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.errors import BadInput
from peernet.schema.connections import cursor, global_id, local_id, page, position_after

storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=50)


@given(storable, st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False))
def test_a_cursor_gives_back_its_position(name: str, number: int, score: float) -> None:
    assert position_after("people", cursor("people", name, number, score), str, int, float) == [name, number, score]


def test_no_cursor_is_the_start() -> None:
    assert position_after("people", None, str, int) == [None, None]


def raw(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "given_cursor",
    [
        cursor("skills", "a", 1),
        cursor("people", "a"),
        cursor("people", "a", 1, 2),
        cursor("people", 1, "a"),
        cursor("people", "a\0", 1),
        raw('[2,"people","a",1]'),
        raw('[1,"people","a",true]'),
        raw('[1,"people","a",1e400]'),
        raw('[1,"people","a",99999999999999999999]'),
        raw('{"v":1}'),
        raw("[" * 1000),
        raw("nothing"),
        cursor("people", "a", 1) + "=",
        cursor("people", "a", 1)[:-1],
        "",
        "%",
        "é",
        "\ud800",
        "A" * 20_000,
    ],
)
def test_a_cursor_of_elsewhere_is_refused(given_cursor: str) -> None:
    with pytest.raises(BadInput, match="after"):
        position_after("people", given_cursor, str, int)


@given(st.text(max_size=60))
def test_any_text_is_a_cursor_or_bad_input(text: str) -> None:
    with pytest.raises(BadInput):
        position_after("people", text, str)


def test_one_row_more_than_asked_for_means_a_next_page() -> None:
    kept, info = page(["a", "b", "c"], 2, None, lambda row: f"<{row}>")
    assert kept == ["a", "b"]
    assert (info.has_next_page, info.has_previous_page) == (True, False)
    assert (info.start_cursor, info.end_cursor) == ("<a>", "<b>")


def test_an_empty_page_has_no_cursors() -> None:
    _, info = page([], 2, "cursor", str)
    assert (info.has_next_page, info.has_previous_page, info.start_cursor) == (False, True, None)


@given(storable.filter(bool))
def test_a_global_id_gives_back_the_local_one(local: str) -> None:
    made = global_id("Person", local)
    assert local_id(made, "Person", "id") == local_id(str(made), "Person", "id") == local


@pytest.mark.parametrize("text", ["", "ada", "zzz", "é", "\ud800", str(global_id("Skill", "x")), "A" * 5000])
def test_an_id_that_is_malformed_or_of_another_type_names_its_argument(text: str) -> None:
    with pytest.raises(BadInput, match="mentorId"):
        local_id(text, "Person", "mentorId")


def test_an_id_with_a_nul_is_refused() -> None:
    with pytest.raises(BadInput):
        local_id(base64.b64encode(b"Person:a\0b").decode(), "Person", "id")
