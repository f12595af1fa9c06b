"""Rows that were not taken: where they stand and why, in a CSV file that exists only when there are some."""

from __future__ import annotations

import csv
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

from peernet.errors import BadInput

HEADER = ("file", "line", "column", "reason")


@dataclass(frozen=True, slots=True)
class Reject:
    """One row: the file's name, the line (from 1) on which the row begins, the column (empty: the row as a whole)."""

    file: str
    line: int
    column: str
    reason: str


@dataclass(frozen=True)
class Rejected:
    """Files that cannot be taken: what is wrong with them, in the order of reading; `count` may be more than kept."""

    rejects: tuple[Reject, ...]
    count: int


class Rejects:
    """Collects rejects into the file at `path`; a context manager. What an earlier import left there is replaced."""

    def __init__(self, path: Path) -> None:
        self.count = 0
        self._path = path
        self._lock = Lock()  # one batch is read in a thread while another is written
        self._stack = ExitStack()
        self._writer: Any = None

    def add(self, reject: Reject) -> None:
        """Writes one down; BadInput when the file cannot be written."""
        with self._lock:
            if self._writer is None:
                self._writer = self._open()
                self._writer.writerow(HEADER)
            self._writer.writerow((reject.file, reject.line, reject.column, reject.reason))
            self.count += 1

    def __enter__(self) -> Self:
        if self._is_ours():
            self._path.unlink()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def _open(self) -> Any:
        try:
            file = self._stack.enter_context(self._path.open("w", encoding="utf-8", newline=""))
        except OSError as error:
            raise BadInput(f"cannot be written ({error.strerror})", str(self._path)) from error
        return csv.writer(file)

    def _is_ours(self) -> bool:
        try:
            with self._path.open(encoding="utf-8", errors="replace") as file:
                return file.readline(200).rstrip() == ",".join(HEADER)
        except OSError:
            return False
