"""What a list that is ranked anew for every page has shown on the pages before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

Row = TypeVar("Row")

MARK = 4
"""Bytes of a mark: with a thousand shown and a thousand to come, one list in five thousand loses one by chance."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Marks of what was shown, in its order, each MARK bytes.

    A place in the list would not do: whoever comes into a ranking, leaves it or moves in it between two pages would
    make the next page repeat one that was shown, or skip one that was not.
    """

    marks: bytes = b""

    def __len__(self) -> int:
        return len(self.marks) // MARK

    def then(self, shown_id: str) -> Shown:
        """With one more, shown last."""
        return Shown(self.marks + _mark(shown_id))

    def unseen(self, rows: Iterable[Row], id_of: Callable[[Row], str]) -> list[Row]:
        """The rows that were not shown, in their order."""
        if not self.marks:
            return list(rows)
        seen = {self.marks[start : start + MARK] for start in range(0, len(self.marks), MARK)}
        return [row for row in rows if _mark(id_of(row)) not in seen]


NOTHING_SHOWN = Shown()


def _mark(shown_id: str) -> bytes:
    return blake2b(shown_id.encode(), digest_size=MARK).digest()
