"""Keys of rows that were met already, kept on disk so that memory does not grow with the files."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from types import TracebackType
from typing import Self

import orjson

_SEPARATOR = "\x1f"  # a control character, which no id may hold
_ADD = "INSERT OR IGNORE INTO seen SELECT ?, key, value FROM json_each(?)"
_COUNT = (
    f"{_ADD.replace(' OR IGNORE', '')} WHERE true ON CONFLICT (file, key) DO UPDATE SET line = line + excluded.line"
)
# CROSS JOIN is how SQLite is told to go through the keys asked for, not through all that were met.
_FIND = "SELECT j.value, s.line FROM json_each(?) AS j CROSS JOIN seen AS s ON s.file = ? AND s.key = j.key"


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

    def add(self, file: str, keys: Sequence[str], lines: Sequence[int]) -> dict[int, int]:
        """Remembers keys with their lines; those met before come back as their line -> the line of the first."""
        first = dict(zip(reversed(keys), reversed(lines), strict=True))
        with self._lock:
            added = self._database.execute(_ADD, (file, _told(first))).rowcount
            if added == len(keys):
                return {}
            before = self._found(file, first)
        return {line: before[key] for key, line in zip(keys, lines, strict=True) if before[key] != line}

    def count(self, file: str, keys: Sequence[str]) -> list[int]:
        """How often each key was met in the file, itself and those before it among `keys` counted."""
        with self._lock:
            met = Counter(self._found(file, keys))
            self._database.execute(_COUNT, (file, _told(Counter(keys))))
        return [_again(met, key) for key in keys]

    def lacks(self, file: str, keys: Iterable[str]) -> set[str]:
        """Those of the keys that were not met in the file."""
        wanted = set(keys)
        with self._lock:
            return wanted - self._found(file, wanted).keys()

    def _found(self, file: str, keys: Iterable[str]) -> dict[str, int]:
        wanted = list(dict.fromkeys(keys))
        places = {key: place for place, key in enumerate(wanted)}
        return {wanted[place]: line for place, line in self._database.execute(_FIND, (_told(places), file))}


def _told(numbers: Mapping[str, int]) -> str:
    """Keys with a number each, as the statements take them: a call for each key would take ten times as long."""
    return orjson.dumps(numbers).decode()


def _again(met: Counter[str], key: str) -> int:
    met[key] += 1
    return met[key]
