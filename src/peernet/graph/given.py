"""The lists that a statement is sent with."""

from __future__ import annotations

from typing import Any


class Given(dict[str, Any]):
    """Lists by their parameters' names.

    The driver words whatever it sends for its log, read or not: for ten thousand rows that takes as long as to pack
    them, and whoever reads that log would read them.
    """

    def __repr__(self) -> str:
        return f"<{', '.join(self)}>"
