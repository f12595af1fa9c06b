"""Random small networks as rows of the import format, already in the form in which an export writes them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from peernet.interchange.format import FORMATS
from peernet.model.consent import USES
from peernet.model.text import unseen

Network = Mapping[str, Sequence[Sequence[str]]]
"""Rows of cells by file, in the order of an export."""

PEOPLE = ("a", "b", "é", "Z z", "😀")
SKILLS = ("go", "knots", "sql")
COMMUNITIES = ("all", "lima")

_NAME = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029"), min_size=1, max_size=12
).filter(lambda text: text == text.strip() and not unseen(text))
_PROSE = st.one_of(st.just(""), st.sampled_from(['=1+1, "x"', "line\nbreak\r\n", "'); MATCH (n) DETACH DELETE n //"]))
_DATE = st.sampled_from(["2024-02-29", "2026-01-01T10:30:00Z", "1999-12-31T23:59:59.001Z"])
_MAYBE_DATE = st.one_of(st.just(""), _DATE)
_LEVEL = st.integers(1, 5).map(str)
_PERSON = st.sampled_from(PEOPLE)
_PAIR = st.permutations(PEOPLE).map(lambda people: people[:2])
_SKILL = st.sampled_from(SKILLS)


def _rows(*columns: st.SearchStrategy[str], key: int) -> st.SearchStrategy[list[tuple[str, ...]]]:
    """Up to four rows whose first `key` cells differ."""
    return st.lists(st.tuples(*columns), max_size=4, unique_by=lambda row: row[:key])


def _between(*columns: st.SearchStrategy[str], key: int) -> st.SearchStrategy[list[tuple[str, ...]]]:
    rows = st.tuples(_PAIR, *columns).map(lambda row: (*row[0], *row[1:]))
    return st.lists(rows, max_size=4, unique_by=lambda row: row[:key])


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """A network of the people, skills and communities named above."""
    one_of = st.sampled_from
    mentorship = st.tuples(
        _PAIR,
        one_of(["", "go", "go;sql"]),
        _PROSE,
        one_of(["", "lima"]),
        one_of(["requested", "active", "declined", "withdrawn", "completed"]),
        _MAYBE_DATE,
        _MAYBE_DATE,
        _MAYBE_DATE,
    )
    return {
        "skills": [
            (
                *("go", draw(_NAME.filter(lambda text: ";" not in text)), "en", "golang;weiqi", "knots", "sql", "own"),
                *("skill", "", "knots", "lima", ""),
            ),
            ("go", "Ir", "es", "", "", "", "own", "skill", "", "", "lima", ""),
            ("igo", "Igo", "en", "", "", "", "own", "skill", "", "", "", "go"),
            ("knots", "Knots", "pt-BR", "", "", "", "ESCO", "group", "", "", "", ""),
            ("sql", "SQL", "en", "", "go;knots", "", "own", "knowledge", "go", "", "", ""),
        ],
        "communities": [
            ("all", draw(_NAME), draw(_PROSE), "", "", "open", "request", "0", "", "90", "no"),
            (
                "lima",
                "Lima",
                "",
                draw(one_of(["", "all"])),
                "Lima",
                draw(one_of(["open", "closed", "hidden"])),
                draw(one_of(["", "anyone", "request", "invitation"])),
                draw(one_of(["", "0", "30"])),
                draw(one_of(["", "3650"])),
                "",
                draw(one_of(["", "yes"])),
            ),
        ],
        "people": [
            (
                person,
                draw(_NAME),
                draw(_PROSE),
                draw(one_of(["", "en", "pt-BR;en"])),
                draw(one_of(["", "PE"])),
                "America/Lima",
                draw(one_of(["", "Mon 18:00-20:00;Sun 00:00-24:00"])),
                draw(one_of(["0", "1", "3"])),
                status,
                draw(_MAYBE_DATE),
                draw(one_of(["open", "communities", "hidden"])),
                draw(one_of(["", "yes", "no"])),
                draw(one_of(["", "me@example.org"])),
                draw(one_of(["", "hours:working", "name:communities;contact:nobody;ties:nobody"])),
                draw(one_of(["", "2024-02-29", "2100-01-01"])) if status == "away" else "",
                *(draw(_MAYBE_DATE) for _ in USES),
            )
            for person in PEOPLE
            for status in [draw(one_of(["active", "away", "retired"]))]
        ],
        "memberships": draw(
            _rows(_PERSON, one_of(COMMUNITIES), one_of(["member", "mentor"]), _DATE, _MAYBE_DATE, key=2)
        ),
        "offers": draw(_rows(_PERSON, _SKILL, _LEVEL, _DATE, _MAYBE_DATE, one_of(["", "yes", "no"]), key=2)),
        "needs": [
            (f"n{number}", *row)
            for number, row in enumerate(
                draw(
                    _rows(
                        _PERSON,
                        _SKILL,
                        st.just("") | _LEVEL,
                        _PROSE,
                        _DATE,
                        _MAYBE_DATE,
                        one_of(["open", "met"]),
                        one_of(["", "local", "wider"]),
                        key=9,
                    )
                )
            )
        ],
        "ties": draw(_between(one_of(["knows", "worked_with"]), one_of(["0", "0.25", "1"]), _MAYBE_DATE, key=3)),
        "blocks": draw(_between(key=2)),
        "endorsements": draw(_between(_SKILL, _DATE, key=3)),
        "mentorships": [
            (f"m{number}", row[0][0], "" if number == 2 else row[0][1], *row[1:])
            for number, row in enumerate(draw(st.lists(mentorship, max_size=4)))
        ],
        "evidence": draw(
            st.lists(st.tuples(_PERSON, _SKILL, one_of(["said", "taught"]), one_of(["1", "0.6"]), _DATE), max_size=6)
        ),
    }


def write_network(folder: Path, network: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """The network as a folder of the import format, made where it is missing; last cells of rows may be left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in network.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            header = [column.name for column in FORMATS[name].columns]
            writer.writerow(header)
            writer.writerows([*row, *[""] * (len(header) - len(row))] for row in rows)
    return folder


def read_network(folder: Path) -> dict[str, list[tuple[str, ...]]]:
    """Every file of a folder as rows of cells, without headers."""
    found = {}
    for name, form in FORMATS.items():
        with (folder / form.file).open(encoding="utf-8", newline="") as file:
            found[name] = [tuple(row) for row in csv.reader(file)][1:]
    return found
