"""Keys of rows that were met already, kept on disk so that memory does not grow with the files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from threading import Lock
from types import TracebackType
from typing import Self

_SEPARATOR = "\x1f"  # a control character, which no id may hold


def joined(parts: Iterable[object]) -> str:
    """The values of several columns as one key."""
    return _SEPARATOR.join(map(str, parts))


class SeenKeys:
    """Keys by file, each with the line it was first met on; a context manager over a temporary database of its own."""

    def __init__(self) -> None:
        self._lock = Lock()  # one batch is prepared in a thread while another is settled
        # An empty name is SQLite's for a database in a temporary file that vanishes when it is closed.
        self._database = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-16000"):
            self._database.execute(f"PRAGMA {pragma}")
        self._database.execute(
            "CREATE TABLE seen (file TEXT, key TEXT, line INT, PRIMARY KEY (file, key)) WITHOUT ROWID"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def add(self, file: str, keys: Sequence[tuple[str, int]]) -> dict[int, int]:
        """Remembers keys with their lines; those met before come back as their line -> the line of the first."""
        with self._lock:
            added = self._database.executemany(
                "INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", ((file, key, line) for key, line in keys)
            ).rowcount
            if added == len(keys):
                return {}
            firsts = [(line, self._line(file, key)) for key, line in keys]
        return {line: first for line, first in firsts if first is not None and first != line}

    def count(self, file: str, key: str) -> int:
        """How often the key was met in the file, this time counted."""
        with self._lock:
            self._database.execute(
                "INSERT INTO seen VALUES (?, ?, 1) ON CONFLICT (file, key) DO UPDATE SET line = line + 1", (file, key)
            )
            return self._line(file, key) or 0

    def lacks(self, file: str, keys: Iterable[str]) -> set[str]:
        """Those of the keys that were not met in the file."""
        with self._lock:
            return {key for key in keys if self._line(file, key) is None}

    def _line(self, file: str, key: str) -> int | None:
        found = self._database.execute("SELECT line FROM seen WHERE file = ? AND key = ?", (file, key)).fetchone()
        return None if found is None else int(found[0])
