"""Teams back as CSV: one row a member, with the words that can be sent to them; `[previous] files` reads it again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass

HEADER = ("round", "team_id", "team", "person_id", "name", "role", "language", "note")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One member: team is its number in the round, note what they are told, in `language`."""

    round: int
    team_id: str
    team: int
    person_id: str
    name: str
    role: str
    language: str
    note: str


def sheet(rows: Iterable[SheetRow]) -> str:
    """The file's text; it begins with a byte order mark, by which spreadsheets know that it is UTF-8.

    Ids stay as they came. What people wrote themselves is no formula: an apostrophe goes before it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    for row in rows:
        writer.writerow([_plain(each) if place >= 4 else each for place, each in enumerate(astuple(row))])
    return "\ufeff" + text.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
