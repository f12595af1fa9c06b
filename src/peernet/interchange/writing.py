"""Writing the import format: values as cells, and a folder of files that appears only when it is complete."""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from peernet.errors import BadInput
from peernet.interchange.cells import moment
from peernet.interchange.format import FORMATS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENTS = {
    form.name: frozenset(column.name for column in form.columns if column.read is moment) for form in FORMATS.values()
}


def cell(value: object) -> str:
    """A value that is not a time as `reading` takes it back: lists with `;`, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


@lru_cache(maxsize=65_536)
def moment_cell(at: int | None) -> str:
    """Epoch milliseconds in ISO 8601: midnight UTC as a date alone, milliseconds only where there are some."""
    if at is None:
        return ""
    time = _EPOCH + timedelta(milliseconds=at)
    if at % 86_400_000 == 0:
        return time.date().isoformat()
    return time.replace(tzinfo=None).isoformat(timespec="milliseconds" if at % 1000 else "seconds") + "Z"


class FolderWriter:
    """All files of the format, with headers, written beside `folder` and moved into it by `complete`.

    A context manager; left before `complete`, it leaves nothing behind. Data are never altered: a cell that a
    spreadsheet would take for a formula is written as it is. BadInput when the folder holds something that is not an
    export, or cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.counts = dict.fromkeys(FORMATS, 0)
        self._folder = folder
        self._stack = ExitStack()
        self._writers: dict[str, Any] = {}
        self._files: list[IO[str]] = []

    def __enter__(self) -> Self:
        _check_is_export(self._folder)
        try:
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            self._draft = Path(tempfile.mkdtemp(prefix=f".{self._folder.name}.", dir=self._folder.parent))
        except OSError as error:
            raise BadInput(f"cannot be written ({error.strerror})", str(self._folder)) from error
        self._stack.callback(shutil.rmtree, self._draft, ignore_errors=True)
        for name, form in FORMATS.items():
            file = self._stack.enter_context((self._draft / form.file).open("w", encoding="utf-8", newline=""))
            self._files.append(file)
            self._writers[name] = csv.writer(file)
            self._writers[name].writerow([column.name for column in form.columns])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def write(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Adds rows to a file, in the order given."""
        columns, moments = [column.name for column in FORMATS[name].columns], _MOMENTS[name]
        cells = [[(moment_cell if column in moments else cell)(row[column]) for column in columns] for row in rows]
        self._writers[name].writerows(cells)
        self.counts[name] += len(cells)

    def complete(self) -> None:
        """Moves the files into the folder, each in one step; those of an earlier export are replaced."""
        for file in self._files:
            file.flush()
            os.fsync(file.fileno())
            file.close()
        try:
            self._folder.mkdir(exist_ok=True)
            for form in FORMATS.values():
                (self._draft / form.file).replace(self._folder / form.file)
        except OSError as error:
            raise BadInput(f"cannot be written ({error.strerror})", str(self._folder)) from error


def _check_is_export(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise BadInput("is a file; name a folder to write to", str(folder))
    strange = sorted({path.name for path in folder.iterdir()} - {form.file for form in FORMATS.values()})
    if strange:
        raise BadInput(f"holds something else than an export ({strange[0][:60]!r}); name an empty folder", str(folder))
