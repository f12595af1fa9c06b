"""Text from outside: bounded, storable, without characters that nobody can see."""

from __future__ import annotations

import re
import unicodedata

from peernet.errors import BadInput

ID_LENGTH = 200
NAME_LENGTH = 500
TEXT_LENGTH = 10_000
_KEPT_BREAKS = "\n\t"
# Marks that turn the direction of what stands around them, and breaks of lines and paragraphs: a name shown in a list
# would change its neighbours.
UNRULY_IN_LINES = "\u2028\u2029\u202a-\u202e\u2066-\u2069"
_UNRULY = re.compile(f"[{UNRULY_IN_LINES}]")


def clean_line(text: str, where: str, most: int = NAME_LENGTH) -> str:
    """One line, trimmed; BadInput when it is empty, longer than `most` characters, or holds control characters."""
    line = clean_text(text, where, most)
    if unseen(line):
        raise BadInput("must not be empty", where)
    if any(mark in line for mark in _KEPT_BREAKS):
        raise BadInput("must be one line", where)
    unruly = _UNRULY.search(line)
    if unruly is not None:
        raise BadInput(f"holds a control character (U+{ord(unruly[0]):04X}) at position {unruly.start() + 1}", where)
    return line


def unseen(line: str) -> bool:
    """Whether there is nothing to see in it: empty, or only spaces and marks that join or separate letters."""
    return not line or (not line.isprintable() and all(unicodedata.category(mark) in ("Cf", "Zs") for mark in line))


def clean_text(text: str, where: str, most: int = TEXT_LENGTH) -> str:
    """Text of any number of lines, trimmed, may be empty; BadInput like `clean_line`."""
    if len(text) > most:
        raise BadInput(f"is {len(text):,} characters long; {most:,} are allowed", where)
    for place, mark in enumerate(text):
        # Cs: half of a surrogate pair, which no UTF-8 can carry; Cc: NUL and its kin.
        if unicodedata.category(mark) in ("Cc", "Cs") and mark not in _KEPT_BREAKS and mark != "\r":
            raise BadInput(f"holds a control character (U+{ord(mark):04X}) at position {place + 1}", where)
    # One form for what looks the same: who searches or compares does not know how it was typed.
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").strip())


def bounded(text: str, most: int = 60) -> str:
    """`text` short enough to be repeated in a message."""
    return text if len(text) <= most else f"{text[:most]}..."
