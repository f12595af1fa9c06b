"""The lines of a file of any size, in bounded pieces, such that a wrong row costs one row and not the rest of the file.

A CSV row may span lines, so one quote that is never closed would swallow everything after it. The lines of the row
being read are therefore kept (256 KB at most), and given again after its first one when the row turns out wrong.
Where nothing is out of the ordinary lines are taken by the thousand, which costs a fraction of one by one.
"""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Iterator
from typing import IO

MOST_ROW_BYTES = 256 * 1024
MOST_GIVEN_AGAIN = 16 * 1024 * 1024

_BOM = codecs.BOM_UTF8
_OTHER_MARKS = {  # the longer ones first: that of UTF-16 is the beginning of one of UTF-32
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


class RowRefused(Exception):
    """The lines of a row cannot be read; the text says why."""


class Lines(Iterator[str]):
    """An iterator over the lines of a binary file that counts them; `begin` before each row, `back_up` after a wrong
    one.

    `first` is the number (from 1) of the row's first line; `taken` the bytes read from the file so far. Raises
    RowRefused for a row of more than 256 KB, a NUL byte, bytes that are not UTF-8, and a file in UTF-16 or UTF-32.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.first = 1
        self.taken = 0
        self._file = file
        self._number = 0
        self._row: list[bytes] = []
        self._row_bytes = 0
        self._again: deque[bytes] = deque()
        self._given_again = 0
        self._block = (0, 0)
        self._careful_to = 0

    @property
    def careful(self) -> bool:
        """Whether the next line has to be taken by itself."""
        return bool(self._again) or self._file.tell() < self._careful_to

    def together(self, most: int) -> list[str]:
        """Up to `most` of the next lines without their ends; `first` is the first one's number.

        None where lines have to be taken one by one, which is told by nothing but the bytes. Whoever then finds that
        they are not a row each calls `apart`.
        """
        if self.careful:
            return []
        start = self._file.tell()
        raw = self._file.read(MOST_ROW_BYTES - 1)  # so that no line in it is too long
        raw = raw[: len(raw) - len(raw.split(b"\n", most)[-1])]
        lines = _decoded(raw)
        if not lines:
            self._careful_to = start + len(raw)
            self._file.seek(start)
            return []
        self._file.seek(start + len(raw))
        self._block = (start, len(lines))
        self.first = self._number + 1
        self._number += len(lines)
        self.taken += len(raw)
        return lines

    def apart(self) -> None:
        """Puts the lines that `together` gave back; they come again one by one."""
        start, count = self._block
        self._careful_to = self._file.tell()
        self._file.seek(start)
        self._number -= count
        self.taken -= self._careful_to - start

    def begin(self) -> None:
        """The next line is the first of a row."""
        self.first = self._number + 1
        self._row.clear()
        self._row_bytes = 0

    def back_up(self) -> bool:
        """Gives the row's lines after its first one again; False when so much was given again that it must end."""
        rest = self._row[1:]
        self._again.extendleft(reversed(rest))
        self._number -= len(rest)
        self._given_again += sum(map(len, rest))
        return self._given_again <= MOST_GIVEN_AGAIN

    def __next__(self) -> str:
        raw = self._again.popleft() if self._again else self._read()
        if not raw:
            raise StopIteration
        self._number += 1
        self._row.append(raw)
        self._row_bytes += len(raw)
        if self._row_bytes >= MOST_ROW_BYTES:
            raise RowRefused(f"is longer than {MOST_ROW_BYTES // 1024} KB, or has a quote that is never closed")
        if self._number == 1 and (other := _other_encoding(raw)) is not None:
            raise RowRefused(f"the file is in {other}: save it as UTF-8")
        if b"\0" in raw:
            raise RowRefused("holds a NUL byte")
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise RowRefused(f"is not UTF-8 (byte {error.start + 1} of the line)") from error

    def _read(self) -> bytes:
        raw = self._file.readline(MOST_ROW_BYTES)
        self.taken += len(raw)
        if len(raw) == MOST_ROW_BYTES and not raw.endswith(b"\n"):
            while (more := self._file.readline(MOST_ROW_BYTES)) and not more.endswith(b"\n"):
                self.taken += len(more)
            self.taken += len(more)
        return raw.removeprefix(_BOM) if self._number == 0 else raw


def _other_encoding(first: bytes) -> str | None:
    """The encoding of which a file's first line bears the signs: the mark that spreadsheets write, or every other byte
    of its first letters empty; None for what may be UTF-8.
    """
    marked = next((name for mark, name in _OTHER_MARKS.items() if first.startswith(mark)), None)
    if marked is not None:
        return marked
    letters = first[:4]
    return "UTF-16" if len(letters) == 4 and (not any(letters[::2]) or not any(letters[1::2])) else None


def _decoded(raw: bytes) -> list[str]:
    """The lines in the bytes, which end with a line's end; none when there are none, or one cannot be read."""
    if b"\0" in raw:
        return []
    try:
        return raw.decode("utf-8").split("\n")[:-1]
    except UnicodeDecodeError:
        return []
