"""pairs.csv of a round: who could be paired with whom, and how well that would go; millions of rows.

Rows that are as they should be are read in blocks of a few megabytes, a column at a time. At the first block that is
not, the whole file is read again, cell by cell, by what reads all other files: then every wrong row is told.
"""

from __future__ import annotations

import csv
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NoReturn, TypeAlias

import numpy as np
from numpy.typing import NDArray

from peernet.errors import BadInput
from peernet.interchange import cells
from peernet.interchange.format import Column
from peernet.interchange.rejects import Reject
from peernet.interchange.round_rows import Faults, rows_of
from peernet.model.round import MOST_PAIRS
from peernet.recommend.rounds.table import Numbers, Pairs, Reals, by_rank, joined

MOST_RANK = 1_000_000
_BLOCK = 4 << 20
_SIDES = ("mentee", "mentor")
_IDS = ("mentee_id", "mentor_id")
_SHARES = ("quality", "mentee_quality", "mentor_quality")
_RANKS = ("mentee_rank", "mentor_rank")
Cells: TypeAlias = NDArray[Any]
_DIGITS = b"0123456789.eE+-"


@dataclass(frozen=True)
class ReadPairs:
    """The pairs and the line of each, in the file's order; people by their place in the two mappings of ids."""

    pairs: Pairs
    lines: Numbers


class _Unusual(Exception):
    """A block is not as blocks mostly are."""


def read_pairs(path: Path, mentees: dict[str, int], mentors: dict[str, int], faults: Faults) -> ReadPairs:
    """The pairs of the file, rows with a fault left out; `mentees`, `mentors`: the number of each id."""
    try:
        columns = _in_blocks(path, mentees, mentors)
        lines = np.arange(2, len(columns["mentee_id"]) + 2, dtype=np.int64)
    except _Unusual:
        columns, lines = _row_by_row(path, mentees, mentors, faults)
    return ReadPairs(_pairs(columns), lines)


def _pairs(columns: dict[str, Cells]) -> Pairs:
    """Each side's preference, and the quality: as given, or what both sides think of each other, joined."""
    sides = [
        np.asarray(columns[f"{side}_quality"], np.float64)
        if f"{side}_quality" in columns
        else by_rank(np.asarray(columns[f"{side}_rank"], np.float64))
        if f"{side}_rank" in columns
        else None
        for side in _SIDES
    ]
    said = [side for side in sides if side is not None]
    quality = columns["quality"] if "quality" in columns else joined(*said) if len(said) == 2 else said[0]
    mentee, mentor = (np.asarray(columns[name], np.int32) for name in _IDS)
    return Pairs(mentee, mentor, np.asarray(quality, np.float64), *sides)


def _in_blocks(path: Path, mentees: dict[str, int], mentors: dict[str, int]) -> dict[str, Cells]:
    parts: dict[str, list[Cells]] = {}
    readers = dict.fromkeys(_RANKS, _ranks) | dict(zip(_IDS, (_numbers(mentees), _numbers(mentors)), strict=True))
    try:
        with path.open("rb") as file:
            header = _header(file)
            rows = 0
            for block in _blocks(file):
                rows = _counted(rows + block.count(b"\n"), path)
                for name, texts in zip(header, _columns(block, len(header)), strict=True):
                    parts.setdefault(name, []).append(readers.get(name, _shares)(texts))
    except (OSError, UnicodeDecodeError, KeyError, ValueError, csv.Error) as error:
        raise _Unusual from error
    if not parts:
        raise _Unusual
    return {name: np.concatenate(parts.pop(name)) for name in list(parts)}


def _counted(rows: int, path: Path) -> int:
    """So many rows; BadInput as soon as they are too many."""
    if rows > MOST_PAIRS:
        raise BadInput(f"has more than {MOST_PAIRS:,} pairs", path.name)
    return rows


def _header(file: IO[bytes]) -> list[str]:
    names = file.readline(1000).decode("utf-8-sig").strip().split(",")
    known = {*_IDS, *_SHARES, *_RANKS}
    if not {*_IDS} < set(names) <= known or len(set(names)) < len(names) or _doubled(names):
        raise _Unusual
    return names


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        block += file.readline(_BLOCK)
        if not block.endswith(b"\n"):
            block += b"\n"
        yield block.replace(b"\r\n", b"\n")


def _columns(block: bytes, columns: int) -> list[Sequence[str]]:
    text = block.decode("utf-8")
    if '"' in text:
        rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
        return list(zip(*rows, strict=True)) if len(rows[0]) == columns else _unusual()
    marks = np.frombuffer(block, np.uint8)
    marks = marks[(marks == ord(",")) | (marks == ord("\n"))]
    usual = [ord(",")] * (columns - 1) + [ord("\n")]
    if len(marks) % columns or not (marks.reshape(-1, columns) == usual).all():
        _unusual()
    every = text.replace("\n", ",").split(",")
    return [every[place:-1:columns] for place in range(columns)]


def _numbers(known: dict[str, int]) -> Callable[[Sequence[str]], Numbers]:
    return lambda texts: np.fromiter(map(known.__getitem__, texts), np.int32, len(texts))


def _shares(texts: Sequence[str]) -> Reals:
    if "".join(texts).encode().translate(None, _DIGITS):
        _unusual()
    found = np.fromiter(map(float, texts), np.float64, len(texts))
    return found if bool(((found >= 0) & (found <= 1)).all()) else _unusual()


def _ranks(texts: Sequence[str]) -> Reals:
    if not "".join(texts).isdecimal() or max(map(len, texts)) > 7:
        _unusual()
    found = np.fromiter(map(float, texts), np.float64, len(texts))
    return found if bool(((found >= 1) & (found <= MOST_RANK)).all()) else _unusual()


def _doubled(names: Sequence[str]) -> str | None:
    """The side whose preference is given twice."""
    return next((side for side in _SIDES if {f"{side}_quality", f"{side}_rank"} <= set(names)), None)


def _unusual() -> NoReturn:
    raise _Unusual


def _row_by_row(
    path: Path, mentees: dict[str, int], mentors: dict[str, int], faults: Faults
) -> tuple[dict[str, Cells], Numbers]:
    names = _preferences(path)
    columns = tuple(Column(name, cells.identity, required=True) for name in _IDS)
    columns += tuple(Column(name, cells.share, required=True) for name in names if name in _SHARES)
    columns += tuple(Column(name, _rank, required=True) for name in names if name in _RANKS)
    found = {name: array("q" if name in _IDS else "d") for name in (*_IDS, *names)}
    lines = array("q")
    for row in rows_of(path, columns, faults):
        numbers = (mentees.get(row.values["mentee_id"]), mentors.get(row.values["mentor_id"]))
        if None in numbers:
            for name, number in zip(_IDS, numbers, strict=True):
                if number is None:
                    noun = name.removesuffix("_id")
                    reason = f"there is no {noun} with the id {row.values[name]!r}"
                    faults.add(Reject(path.name, row.line, name, reason))
            continue
        row.values.update(zip(_IDS, numbers, strict=True))
        for name, column in found.items():
            column.append(row.values[name])
        lines.append(row.line)
        _counted(len(lines), path)
    return {name: np.array(column) for name, column in found.items()}, np.array(lines, np.int64)


def _preferences(path: Path) -> list[str]:
    """The columns that say how good a pair is; BadInput when there is none, or two for one side."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            names = [name.strip() for name in next(csv.reader([file.readline(10_000)]), [])]
    except (OSError, csv.Error) as error:
        raise BadInput("cannot be read", path.name) from error
    found = [name for name in (*_SHARES, *_RANKS) if name in names]
    if side := _doubled(found):
        raise BadInput(f"has both {side}_quality and {side}_rank; keep one", path.name)
    if {*_IDS} <= set(names) and not found:
        raise BadInput(f"lacks a column that says how good a pair is: {', '.join((*_SHARES, *_RANKS))}", path.name)
    return found


def _rank(text: str) -> float:
    return float(cells.whole(text, 1, MOST_RANK))
