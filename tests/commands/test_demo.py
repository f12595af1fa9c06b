"""`peernet demo` a second time: the same network as the first time, whatever was done in that."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.commands.test_commands import PEERNET, environment


@contextmanager
def demo(data: Path) -> Iterator[str]:
    """A running demo; what it said before it was ready. Ctrl-C ends it."""
    command = [str(PEERNET), "demo", "--port", "0"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment(data), stdout=pipe, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if line.strip() == "ready":
                break
        try:
            yield "".join(said)
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(20) in (0, 130, -signal.SIGINT)


def peernet(data: Path, *arguments: str | Path) -> None:
    command = [str(PEERNET), *map(str, arguments)]
    subprocess.run(command, env=environment(data), check=True, capture_output=True, timeout=120)


def exported(data: Path, folder: Path) -> dict[str, bytes]:
    peernet(data, "export", folder)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_second_demo_has_the_network_of_the_first_and_nothing_that_was_done_there(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with demo(data) as said:
        assert "Loading the sample network" in said
        first = exported(data, tmp_path / "first")
        peernet(data, "own", "erase", "--as", "amara", "--confirm", "amara")
    with demo(data) as said:
        assert "put back as an earlier demo had loaded it" in said
        assert exported(data, tmp_path / "second") == first
    assert b"\namara," in first["people.csv"]
