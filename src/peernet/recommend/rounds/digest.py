"""The digest of everything that a round's answer depends on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Protocol

import numpy as np

from peernet.model.round import RULES_VERSION, RoundRules
from peernet.recommend.rounds.table import RoundTable


class Hash(Protocol):
    """What a hash of the standard library does."""

    def update(self, content: bytes | memoryview, /) -> None:
        """Takes more content in."""


def digest(table: RoundTable, rules: RoundRules) -> str:
    """SHA-256, in hexadecimal, over the rules' version, the rules, the people and the pairs with their conditions.

    Each part goes in with its length before it; numbers are little-endian, so that every machine says the same.
    """
    running = sha256()
    for text in (RULES_VERSION, canonical(rules), _lines(table.mentee_ids), _lines(table.mentor_ids)):
        _add(running, text.encode("utf-8", "surrogatepass"))
    for column, kind in (
        (table.wanted, "<i8"),
        (table.places, "<i8"),
        (table.mentee, "<i4"),
        (table.mentor, "<i4"),
        (table.quality, "<f8"),
        (table.by_mentee, "<f8"),
        (table.by_mentor, "<f8"),
        (table.fixed, "<i1"),
        (table.barred, "<i1"),
    ):
        _add(running, np.ascontiguousarray(column, kind).data.cast("B"))
    return running.hexdigest()


def canonical(rules: RoundRules) -> str:
    """The rules as JSON with sorted keys and no spaces: the same rules, the same text."""
    return json.dumps(asdict(rules), sort_keys=True, separators=(",", ":"))


def _lines(ids: Sequence[str]) -> str:
    return json.dumps(list(ids), separators=(",", ":"))


def _add(running: Hash, content: bytes | memoryview) -> None:
    running.update(len(content).to_bytes(8, "little"))
    running.update(content)
