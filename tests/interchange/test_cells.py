"""Cells: what each column takes, and what it refuses with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peernet.errors import BadInput
from peernet.interchange import cells
from peernet.interchange.cells import Cell
from peernet.interchange.writing import cell, moment_cell
from peernet.model.person import MAX_CAPACITY


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (cells.moment, "2020-01-01", 1_577_836_800_000),
        (cells.moment, "2020-01-01T00:00:00", 1_577_836_800_000),
        (cells.moment, "2020-01-01T02:00:00+02:00", 1_577_836_800_000),
        (cells.moment, "2019-12-31T23:59:59.500Z", 1_577_836_799_500),
        (cells.moment, "", None),
        (cells.languages, "EN;pt-br;en; zh-hans-cn ", ["en", "pt-BR", "zh-Hans-CN"]),
        (cells.language, "", "en"),
        (cells.country, "es", "ES"),
        (cells.name, "می\u200cخواهم \U0001f469\u200d\U0001f4bb", "می\u200cخواهم \U0001f469\u200d\U0001f4bb"),
        (cells.hours, "Mon 18:00-20:00;Sun 09:00-24:00", ["Mon 18:00-20:00", "Sun 09:00-24:00"]),
        (cells.offered_level, "", 3),
        (cells.level, "", None),
        (cells.capacity, "0", 0),
        (cells.strength, "", 0.5),
        (cells.strength, "1", 1.0),
        (cells.weight, "1e-3", 0.001),
        (cells.ids, "a; b;;a", ["a", "b"]),
        (cells.identity, "'; MATCH (n) DETACH DELETE n //"[1:].replace(";", ""), "MATCH (n) DETACH DELETE n //"),
        (cells.prose, "two\nlines\tand '); DROP", "two\nlines\tand '); DROP"),
    ],
)
def test_a_right_cell_is_read(read: Cell, text: str, value: Any) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "reason"),
    [
        (cells.identity, "", "is empty"),
        (cells.identity, "   ", "is empty"),
        (cells.identity, "a" * 201, "longer than 200"),
        (cells.identity, "a;b", "`;`"),
        (cells.identity, "a\x00b", "control character"),
        (cells.identity, "a\nb", "control character"),
        (cells.name, "x" * 501, "longer than 500"),
        (cells.name, "a\x1b[31m", "control character"),
        (cells.name, "\u200b \u200d", "is empty"),
        (cells.name, "\u202egnp.exe", "control character"),
        (cells.prose, "x" * 10_001, "longer than 10,000"),
        (cells.ids, ";".join(map(str, range(201))), "201 items"),
        (cells.moment, "yesterday", "not a date"),
        (cells.moment, "2026-02-30", "calendar"),
        (cells.moment, "1899-12-31", "between 1900 and 2200"),
        (cells.moment, "2201-01-01", "between 1900 and 2200"),
        (cells.moment, "0001-01-01T00:00:00+23:00", "calendar"),
        (cells.moment, "20260101", "not a date"),
        (cells.moment, "२०२६-०१-०१", "not a date"),
        (cells.languages, "english", "BCP 47"),
        (cells.languages, "en;e", "BCP 47"),
        (cells.country, "XX", "ISO 3166"),
        (cells.country, "Spain", "ISO 3166"),
        (cells.time_zone, "Europe/Atlantis", "no time zone"),
        (cells.time_zone, "../../etc/passwd", "no time zone"),
        (cells.time_zone, "localtime", "no time zone"),
        (cells.time_zone, "right/UTC", "no time zone"),
        (cells.hours, "Mon 20:00-18:00", "window"),
        (cells.hours, "Funday 10:00-11:00", "window"),
        (cells.contact, "x" * 201, "longer than 200"),
        (cells.shown_to, "hours", "like hours:communities"),
        (cells.shown_to, "age:nobody", "like hours:communities"),
        (cells.shown_to, "hours:friends", "like hours:communities"),
        (cells.shown_to, "hours:nobody;hours:working", "like hours:communities"),
        (cells.shown_to, "contact:everyone", "both have agreed"),
        (cells.level, "6", "from 1 to 5"),
        (cells.level, "0", "from 1 to 5"),
        (cells.level, "3.5", "from 1 to 5"),
        (cells.level, "٣", "from 1 to 5"),
        (cells.level, "9" * 5000, "from 1 to 5"),
        (cells.capacity, "-1", "from 0 to 10,000"),
        (cells.capacity, str(MAX_CAPACITY + 1), "from 0 to 10,000"),
        (cells.strength, "1.01", "from 0 to 1"),
        (cells.strength, "nan", "not a number"),
        (cells.weight, "0", "above 0"),
        (cells.weight, "inf", "not a number"),
        (cells.weight, "1e999", "not a number"),
    ],
)
def test_a_wrong_cell_is_refused_with_a_reason(read: Cell, text: str, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        read(text)


def test_to_whom_aspects_are_shown_is_read_in_one_order_and_without_what_is_usual() -> None:
    assert cells.shown_to(" ties : nobody ;hours:communities;name:everyone") == ["hours:communities", "ties:nobody"]
    assert cells.shown_to("contact:working") == []
    assert cells.shown_to(" ") is None


def test_an_unknown_word_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match="'gone' is not one of active, away, retired"):
        cells.word("active", "away", "retired")("gone")


@given(st.integers(-2_208_988_800_000, 7_289_654_399_999))
def test_every_time_is_read_as_it_was_written(at: int) -> None:
    assert cells.moment(moment_cell(at)) == at


@given(st.floats(0, 1))
def test_every_strength_is_read_as_it_was_written(strength: float) -> None:
    assert cells.strength(cell(strength)) == strength
