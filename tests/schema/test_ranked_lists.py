"""Cursors of ranked lists hold what was shown, and bear no tampering."""

from __future__ import annotations

import base64
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.errors import BadInput
from peernet.model.shown import MARK, Shown
from peernet.schema.connections import cursor
from peernet.schema.ranked_lists import MOST_FOUND, page_info, placed, shown_before

LIST, QUESTION = "skills", "who, and what"
NAMES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9), unique=True, max_size=30)


def forged(marks: bytes, question: str = QUESTION) -> str:
    return cursor(LIST, question, base64.b64encode(marks).decode())


@given(NAMES, st.integers(1, 7), st.integers())
def test_all_are_shown_once_though_every_page_ranks_them_otherwise(names: list[str], first: int, seed: int) -> None:
    chance, met = random.Random(seed), list[str]()
    after: str | None = None
    for _ in range(len(names) + 1):
        shown = shown_before(LIST, after, QUESTION)
        assert len(shown) == len(met)
        chance.shuffle(names)
        page = shown.unseen(names, lambda name: name)[:first]
        met += page
        for place, _ in placed(LIST, page, shown, lambda name: name, QUESTION):
            after = place
    assert sorted(met) == sorted(names)


def test_no_cursor_is_the_start() -> None:
    assert shown_before(LIST, None) == Shown()
    assert Shown().unseen(["a", "b"], str) == ["a", "b"]


def test_the_cursor_of_another_question_is_refused() -> None:
    (there,) = placed(LIST, ["a"], Shown(), str, QUESTION)
    with pytest.raises(BadInput, match="after: is a cursor of another question"):
        shown_before(LIST, there[0], "another")


@pytest.mark.parametrize(
    "after",
    [
        forged(b""),
        forged(b"x" * (MARK + 1)),
        forged(b"x" * MARK * (MOST_FOUND + 1)),
        cursor(LIST, QUESTION, "no base64"),
        cursor(LIST, QUESTION, "é"),
        cursor(LIST, QUESTION, 3),
        cursor("people", QUESTION, base64.b64encode(b"x" * MARK).decode()),
        "?",
    ],
)
def test_a_cursor_that_is_none_is_refused(after: str) -> None:
    with pytest.raises(BadInput, match="after"):
        shown_before(LIST, after, QUESTION)


def test_the_longest_list_has_a_cursor() -> None:
    assert len(shown_before(LIST, forged(b"x" * MARK * MOST_FOUND), QUESTION)) == MOST_FOUND


def test_a_page_says_where_it_begins_and_ends() -> None:
    info = page_info(["a", "b"], "before", more=True)
    assert (info.start_cursor, info.end_cursor) == ("a", "b")
    assert (info.has_next_page, info.has_previous_page) == (True, True)
    assert page_info([], None, more=False).end_cursor is None
