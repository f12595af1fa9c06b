"""Reading files of the import format: headers first, then rows as checked values, a batch at a time."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from peernet.errors import BadInput
from peernet.interchange.batch import Batch
from peernet.interchange.format import FORMATS, Column, Columns, FileFormat
from peernet.interchange.lines import Lines, RowRefused
from peernet.interchange.rejects import Reject

MOST_HEADER_BYTES = 64 * 1024
MOST_COLUMNS = 200


Met = tuple[int, list[str]]
"""A row as it was met: the line it begins on, and its cells."""


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
        self._readers = {column.name: column.read for column in columns}
        self._absent = {
            column.name: column.read("") for column in form.columns if column not in columns and not column.required
        }
        self.ended = False

    @property
    def taken(self) -> int:
        """Bytes of the file read so far."""
        return self._lines.taken

    def take(self, most: int) -> Batch:
        """The next rows that are right, at most so many; none at the end of the file, where `ended` begins to hold."""
        lines: list[int] = []
        columns: Columns = {column.name: [] for column in self.form.columns}
        while len(lines) < most and not self.ended:
            found = self._right(self._met(most - len(lines)))
            lines += found.lines
            for name, values in found.columns.items():
                columns.setdefault(name, []).extend(values)
        return Batch(lines, columns)

    def refuse(self, line: int, column: str, reason: str) -> None:
        """Rejects the row on that line."""
        self._reject(Reject(self.form.file, line, column, reason))

    def _met(self, most: int) -> list[Met]:
        """Some of the next rows: many where each is a line, else one or none."""
        together = self._lines.together(most)
        if together:
            rows = _a_row_each(together)
            if rows:
                met = [(line, cells) for line, cells in enumerate(rows, self._lines.first) if cells]
                self.read += len(met)
                return met
            self._lines.apart()
        return self._one_by_one(most)

    def _one_by_one(self, most: int) -> list[Met]:
        met: list[Met] = []
        while len(met) < most and not self.ended:
            cells = self._cells()
            if cells:
                self.read += 1
                met.append((self._lines.first, cells))
            if not self._lines.careful:
                break
        return met

    def _cells(self) -> list[str]:
        """The next row's cells; none for an empty line, for a row that cannot be read, and at the end."""
        self._lines.begin()
        try:
            return next(self._csv)
        except StopIteration:
            self.ended = True
        except (csv.Error, RowRefused) as error:
            self.read += 1
            self.refuse(self._lines.first, "", str(error) if isinstance(error, RowRefused) else f"is not CSV: {error}")
            if not self._lines.back_up():
                self.ended = True
                self.refuse(self._lines.first, "", "has too many wrong quotes; nothing after this line was read")
                self.read += 1
        return []

    def _right(self, met: list[Met]) -> Batch:
        """The rows that can be taken; the others are refused."""
        lines = [line for line, _ in met]
        try:
            columns = self._columns([cells for _, cells in met])
        except BadInput:  # now one by one, which tells whose it is; the usual way stays quick
            sound = [(line, cells) for line, cells in met if self._is_sound(line, cells)]
            lines = [line for line, _ in sound]
            columns = self._columns([cells for _, cells in sound])
        columns |= {name: [value] * len(lines) for name, value in self._absent.items()}
        faults = self.form.complete(columns)
        for place, fault in faults.items():
            self.refuse(lines[place], *fault)
        return Batch(lines, columns).without(faults)

    def _columns(self, rows: Sequence[Sequence[str]]) -> Columns:
        """The rows' values by column; BadInput when any of them is wrong."""
        if any(len(cells) != len(self._readers) for cells in rows):
            raise BadInput("has more or fewer cells than the header")
        texts = zip(*rows, strict=True) if rows else ((),) * len(self._readers)
        pairs = zip(self._readers.items(), texts, strict=True)
        return {name: list(map(read, column)) for (name, read), column in pairs}

    def _is_sound(self, line: int, cells: Sequence[str]) -> bool:
        """Whether every cell is right; refuses the row for the first that is not."""
        if len(cells) != len(self._readers):
            self.refuse(line, "", f"has {len(cells):,} cells where the header has {len(self._readers)}")
            return False
        for (name, read), cell in zip(self._readers.items(), cells, strict=True):
            try:
                read(cell)
            except BadInput as error:
                self.refuse(line, name, error.message)
                return False
        return True


def _a_row_each(lines: list[str]) -> list[list[str]]:
    """The cells of rows that take a line each; none when it is otherwise with one of them, or it is not CSV."""
    try:
        rows = list(csv.reader(lines, strict=True))
    except csv.Error:
        return []
    return rows if len(rows) == len(lines) else []


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


def passed_over(_: str) -> None:
    """Reads a cell of a column that is not ours."""


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
    if form.foreign:
        known = {name: Column(name, passed_over) for name in header} | known
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
