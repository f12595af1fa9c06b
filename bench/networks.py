"""Made networks to measure on, kept under .cache/bench so that a second run starts at once.

Where a network takes an hour to load, `PEERNET_BENCH_KEEP` names a folder whose engines are asked again although code
that fills engines has changed since: only their fronts are made anew then (engines.py).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path

from peernet.graph.queries import cypher_folder
from peernet.interchange import generating

SEED = 1
ROOT = Path(__file__).resolve().parents[1]
KEEP = os.environ.get("PEERNET_BENCH_KEEP")
CACHE = Path(KEEP) if KEEP else ROOT / ".cache" / "bench"
_PACKAGE = Path(generating.__file__).parent.parent
_MAKES_ROWS = ("interchange/generating*.py",)
_FILLS_ENGINES = ("graph/bulk*.py", "graph/fronts.py", "use_cases/import*.py")
_STATEMENTS = ("import/*.cypher", "fronts/*.cypher", "migrations/*.cypher")
_MAKES_FRONTS = ("fronts/*.cypher",)


def network_folder(people: int) -> Path:
    """The folder of CSV files of a made network of that many people; made when it is missing."""
    folder = CACHE / f"csv-{people}-{SEED}-{_digest(_files(_PACKAGE, _MAKES_ROWS))}"
    if not folder.is_dir():
        unfinished = CACHE / f"unfinished-{uuid.uuid4().hex}"
        generating.generate(unfinished, people, SEED)
        unfinished.rename(folder)
    return folder


def rows_in(folder: Path) -> int:
    """How many rows the files of `folder` hold, headers not counted; made networks have no line breaks in cells."""
    return sum(file.read_bytes().count(b"\n") - 1 for file in folder.glob("*.csv"))


def engine_folder(engine: str, people: int) -> Path:
    """Where an engine that holds that network keeps its data: another one when what fills it has changed.

    In a folder that is named to be kept it stays the same one.
    """
    if KEEP:
        return CACHE / f"{engine}-{people}-{SEED}"
    parts = [*_files(_PACKAGE, (*_MAKES_ROWS, *_FILLS_ENGINES)), *_files(cypher_folder(), _STATEMENTS)]
    return CACHE / f"{engine}-{people}-{SEED}-{_digest(parts)}"


def fronts_digest() -> str:
    """What the fronts of a filled engine depend on, as a short text that changes with it."""
    return _digest([_PACKAGE / "graph" / "fronts.py", *_files(cypher_folder(), _MAKES_FRONTS)])


def forget(folder: Path) -> None:
    """Removes what an engine keeps, so that it starts empty."""
    shutil.rmtree(folder, ignore_errors=True)


def _files(root: Path, patterns: Iterable[str]) -> list[Path]:
    return sorted(path for pattern in patterns for path in root.glob(pattern))


def _digest(files: Iterable[Path]) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
