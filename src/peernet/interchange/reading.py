"""Reading files of the import format: headers first, then rows as checked values, a batch at a time."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, NamedTuple

from peernet.errors import BadInput
from peernet.interchange.format import FORMATS, Column, FileFormat, Values
from peernet.interchange.lines import Lines, RowRefused
from peernet.interchange.rejects import Reject

MOST_HEADER_BYTES = 64 * 1024
MOST_COLUMNS = 200


class Row(NamedTuple):
    """A row whose cells are right, and the line it begins on."""

    line: int
    values: Values


class FileRows:
    """The rows of one file; `read` counts those met so far, wrong ones too, and `taken` the bytes."""

    def __init__(self, form: FileFormat, path: Path, reject: Callable[[Reject], None], opened: ExitStack) -> None:
        self.form = form
        self.read = 0
        self.size = path.stat().st_size
        self._reject = reject
        self._lines = Lines(opened.enter_context(_open(path, form)))
        self._csv = csv.reader(self._lines, strict=True)
        columns = _columns(form, _header(path, form, self._csv))
        self._names = [column.name for column in columns]
        self._readers = [column.read for column in columns]
        self._absent = {
            column.name: column.read("") for column in form.columns if column not in columns and not column.required
        }
        self._ended = False

    @property
    def taken(self) -> int:
        """Bytes of the file read so far."""
        return self._lines.taken

    def take(self, most: int) -> list[Row]:
        """The next rows that are right, at most so many; none at the end of the file."""
        rows: list[Row] = []
        while len(rows) < most and not self._ended:
            cells = self._cells()
            if cells:
                self.read += 1
                row = self._row(cells)
                if row is not None:
                    rows.append(row)
        return rows

    def refuse(self, line: int, column: str, reason: str) -> None:
        """Rejects the row on that line."""
        self._reject(Reject(self.form.file, line, column, reason))

    def _cells(self) -> list[str]:
        """The next row's cells; none for an empty line, for a row that cannot be read, and at the end."""
        self._lines.begin()
        try:
            return next(self._csv)
        except StopIteration:
            self._ended = True
        except (csv.Error, RowRefused) as error:
            self.read += 1
            self.refuse(self._lines.first, "", str(error) if isinstance(error, RowRefused) else f"is not CSV: {error}")
            if not self._lines.back_up():
                self._ended = True
                self.refuse(self._lines.first, "", "has too many wrong quotes; nothing after this line was read")
                self.read += 1
        return []

    def _row(self, cells: list[str]) -> Row | None:
        line = self._lines.first
        if len(cells) != len(self._names):
            self.refuse(line, "", f"has {len(cells):,} cells where the header has {len(self._names)}")
            return None
        try:
            values = dict(
                zip(self._names, [read(cell) for read, cell in zip(self._readers, cells, strict=True)], strict=True)
            )
        except BadInput:
            self.refuse(line, *self._fault(cells))
            return None
        values.update(self._absent)
        fault = self.form.complete(values)
        if fault is not None:
            self.refuse(line, *fault)
            return None
        return Row(line, values)

    def _fault(self, cells: Sequence[str]) -> tuple[str, str]:
        """The first column whose cell is wrong, and why; reading again keeps the usual way quick."""
        for name, read, cell in zip(self._names, self._readers, cells, strict=True):
            try:
                read(cell)
            except BadInput as error:
                return name, error.message
        raise AssertionError("unreachable: one of the cells was refused")


def open_folder(folder: Path, reject: Callable[[Reject], None], opened: ExitStack) -> list[FileRows]:
    """The files of the format in `folder`, in the order of their dependence, every header checked.

    BadInput names the file and the column; files of other names are left alone.
    """
    if not folder.is_dir():
        raise BadInput("is not a folder", str(folder))
    paths = {name: folder / form.file for name, form in FORMATS.items() if (folder / form.file).exists()}
    if not paths:
        raise BadInput(f"holds none of {', '.join(form.file for form in FORMATS.values())}", str(folder))
    return [FileRows(FORMATS[name], path, reject, opened) for name, path in paths.items()]


def _open(path: Path, form: FileFormat) -> IO[bytes]:
    if not path.is_file():
        raise BadInput("is not a file", form.file)
    try:
        return path.open("rb")
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", form.file) from error


def _header(path: Path, form: FileFormat, reader: Any) -> list[str]:
    with _open(path, form) as file:
        if len(file.readline(MOST_HEADER_BYTES + 1)) > MOST_HEADER_BYTES:
            raise BadInput(f"the header is longer than {MOST_HEADER_BYTES // 1024} KB", form.file)
    try:
        return [name.strip() for name in next(reader)]
    except StopIteration:
        raise BadInput("is empty; the first line names the columns", form.file) from None
    except (csv.Error, RowRefused) as error:
        raise BadInput(f"the header cannot be read: {error}", form.file) from error


def _columns(form: FileFormat, header: list[str]) -> list[Column]:
    known = {column.name: column for column in form.columns}
    if len(header) > MOST_COLUMNS:
        raise BadInput(f"has {len(header):,} columns; the format knows {len(known)}", form.file)
    for position, name in enumerate(header, 1):
        if name not in known:
            wrong = f"column {name[:60]!r}" if name else f"column number {position}, which has no name,"
            raise BadInput(f"{wrong} is not part of the format; known are {', '.join(known)}", form.file)
    if len(set(header)) < len(header):
        repeated = next(name for name in header if header.count(name) > 1)
        raise BadInput(f"the column {repeated!r} stands twice", form.file)
    missing = [column.name for column in form.columns if column.required and column.name not in header]
    if missing:
        raise BadInput(f"lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}", form.file)
    return [known[name] for name in header]
