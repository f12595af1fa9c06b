"""The rows of a survey's export: any columns, `,`, `;` or tabs between them; a wrong row is told and passed over."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from peernet.errors import BadInput
from peernet.interchange.lines import Lines, RowRefused
from peernet.interchange.rejects import Reject
from peernet.interchange.team_columns import spaced

MOST_COLUMNS = 500
MOST_BYTES = 100_000_000
_DELIMITERS = ",;\t"
_OTHER_UNICODE = (b"\xff\xfe", b"\xfe\xff")


class SurveyRow(NamedTuple):
    """The line a row begins on, and its cells in the order of the header."""

    line: int
    cells: Sequence[str]


class SurveyRows:
    """The file's rows as an iterator; `header` are the names of its columns with single spaces.

    BadInput: the file or its header cannot be read, or it is larger than 100 MB. Rows that cannot be read, are empty
    or have another number of cells go to `reject`.
    """

    def __init__(self, file: IO[bytes], name: str, reject: Callable[[Reject], None]) -> None:
        self.name = name
        self._reject = reject
        self._lines = Lines(file)
        self._reader = csv.reader(self._lines, delimiter=_delimiter(file, name), strict=True)
        self.header = self._header()

    def __iter__(self) -> Iterator[SurveyRow]:
        while True:
            self._lines.begin()
            if self._lines.taken > MOST_BYTES:
                raise BadInput(f"is larger than {MOST_BYTES:,} bytes", self.name)
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except (csv.Error, RowRefused) as error:
                why = str(error) if isinstance(error, RowRefused) else f"is not CSV: {error}"
                if not self._refused(why):
                    return
                continue
            if self._whole(cells):
                yield SurveyRow(self._lines.first, cells)

    def _whole(self, cells: Sequence[str]) -> bool:
        if not any(cell.strip() for cell in cells):
            self._reject(Reject(self.name, self._lines.first, "", "the row is empty"))
        elif len(cells) != len(self.header):
            wrong = f"{len(cells):,} cells where the header has {len(self.header)}"
            self._reject(Reject(self.name, self._lines.first, "", wrong))
        else:
            return True
        return False

    def _refused(self, why: str) -> bool:
        """Passes over a row that cannot be read; False when nothing more is to be read."""
        self._reject(Reject(self.name, self._lines.first, "", why))
        return self._lines.back_up()

    def _header(self) -> list[str]:
        try:
            cells = next(self._reader)
        except StopIteration:
            raise BadInput("is empty; the first line names the columns", self.name) from None
        except (csv.Error, RowRefused) as error:
            raise BadInput(f"the names of the columns cannot be read: {error}", f"{self.name}, line 1") from error
        if len(cells) > MOST_COLUMNS:
            raise BadInput(f"at most {MOST_COLUMNS} columns, not {len(cells)}", f"{self.name}, line 1")
        return [spaced(cell) for cell in cells]


def open_survey(path: Path) -> IO[bytes]:
    """The file's bytes; BadInput when it cannot be opened."""
    try:
        if path.is_dir():
            raise BadInput("is a folder", path.name)
        return path.open("rb")
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", path.name) from error


def _delimiter(file: IO[bytes], name: str) -> str:
    """What stands between the columns: the one mark that divides the first line into most; the file is left as it was.

    Spreadsheets write `;` wherever the comma is the decimal mark.
    """
    first = file.readline(64 * 1024)
    file.seek(0)
    if first.startswith(_OTHER_UNICODE):
        raise BadInput("is UTF-16; save it as CSV in UTF-8", name)
    text = first.decode("utf-8", errors="replace")
    counts = {mark: len(next(csv.reader([text], delimiter=mark), [])) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: counts[mark])
