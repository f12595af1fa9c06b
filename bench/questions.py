"""Five questions to the sample network, with the answers as a member sees them in a shell; one has no match."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.engines import PEERNET
from bench.networks import ROOT

AT = "2026-11-01T12:00:00Z"
"""When all are asked, so that the answers stay the same."""

QUESTIONS = (
    ("--as", "amara", "--skill", "React", "--level", "3"),
    ("--as", "amara", "--goal", "Prepare for an interview about algorithms in Python"),
    ("--as", "diego", "--skill", "UX design", "--community", "madrid", "--language", "es"),
    ("--as", "mentor-0027", "--skill", "kubernetis", "--skill", "Docker"),
    ("--as", "amara", "--skill", "beekeeping"),
)
"""A skill at a level; a goal in one's own words; for a community, in Spanish; two skills, one misspelt; no match."""


def answers() -> Iterator[tuple[str, str]]:
    """Each command as one would type it, and what it prints."""
    with TemporaryDirectory() as folder:
        _peernet(Path(folder), "import", str(ROOT / "sample"))
        for question in QUESTIONS:
            words = ("suggest", *question, "--first", "3", "--at", AT)
            yield shlex.join(("peernet", *words)), _peernet(Path(folder), *words)


def _peernet(data: Path, *words: str) -> str:
    given = {name: value for name, value in os.environ.items() if not name.startswith("PEERNET_")}
    done = subprocess.run(
        [str(PEERNET), *words],
        env={**given, "PEERNET_DATA": str(data), "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,  # an answer that holds nobody is an answer, too
        timeout=300,
    )
    return done.stdout + done.stderr
