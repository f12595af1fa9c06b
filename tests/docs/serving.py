"""A stranger's checkout: a folder as a clone would be, and what runs in it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.docs.markdown import ROOT

BIN = Path(sys.executable).parent
PATIENCE_SECONDS = 120.0
_LEFT_OUT = (".*", "src", "tests", "bench", "tools", "*.egg-info", "__pycache__", "rejects.csv")


@dataclass(frozen=True)
class Served:
    """Something that said `ready` in `place`: what it printed, and the address that it answers at."""

    place: Path
    printed: str
    address: str


def checkout(place: Path) -> Path:
    """A copy of what the documents speak of, with the environment of these tests as its own."""
    shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    (place / ".venv").mkdir()
    (place / ".venv" / "bin").symlink_to(BIN)
    # What `make` looks at: newer than the requirements, so nothing is installed.
    (place / ".venv" / ".run").touch()
    return place


def environment(**more: str) -> dict[str, str]:
    """This process's own, without its settings, with `peernet` on the path and a free port wherever one is taken."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PEERNET_")}
    return own | {"PATH": f"{BIN}{os.pathsep}{own['PATH']}", "PORT": "0", "PEERNET_PORT": "0"} | more


def run(script: str, place: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A finished script; it stops at its first error, and names each command on standard error."""
    return subprocess.run(
        ["sh", "-eux", "-c", script],
        cwd=place,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


@contextmanager
def serving(script: str, place: Path, **more: str) -> Iterator[Served]:
    """What a script that goes on until it is stopped answers at, once it has said `ready`; stopped at the end."""
    script = re.sub(r"--port \d+", "--port 0", script)
    log = place / "served.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            ["sh", "-c", script], cwd=place, env=environment(**more), stdout=out, stderr=out, start_new_session=True
        )
    try:
        printed = _wait(process, log)
        address = re.search(r"^GraphQL +(\S+)/graphql$", printed, re.M)
        assert address is not None, printed
        yield Served(place, printed, address[1])
    finally:
        with contextlib.suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE_SECONDS)


def _wait(process: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < end:
        printed = log.read_text()
        if re.search(r"^ready$", printed, re.M):
            return printed
        time.sleep(0.1)
    raise AssertionError(f"it never said `ready`:\n{log.read_text()}")
