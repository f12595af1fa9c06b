"""What the machine was doing while something was measured: load, processor time and memory of processes."""

from __future__ import annotations

import os
import platform
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

_SAMPLE_SECONDS = 0.2
_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Machine:
    """Cores and memory (MB) of this machine, and its load average over the last minute."""

    cores: int
    memory_mb: int
    load: float
    python: str


def machine() -> Machine:
    """This machine, now."""
    memory = psutil.virtual_memory().total // _MB
    return Machine(os.cpu_count() or 1, memory, round(os.getloadavg()[0], 2), platform.python_version())


def processor_seconds(pid: int) -> float:
    """Processor time that a process has taken so far, user and system, in seconds."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def resident_mb(pid: int) -> float:
    """Memory of a process that is in RAM now, in MB."""
    return float(psutil.Process(pid).memory_info().rss) / _MB


def peak_mb() -> float:
    """The most memory of this process that was in RAM at once since it began, in MB."""
    # Linux's own mark: unlike getrusage's it does not begin with that of the process that started this one.
    mark = re.search(r"^VmHWM:\s+(\d+) kB$", Path("/proc/self/status").read_text(encoding="utf-8"), re.M)
    return psutil.Process().memory_info().rss / _MB if mark is None else int(mark[1]) / 1024


@dataclass(slots=True)
class Peaks:
    """The most memory that was seen of each kind of process, in MB, and the processor time it has taken, in seconds.

    Time is counted from when the looking began; the last fifth of a second of a process that ends is not seen.
    """

    mb: dict[str, float] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    before: dict[str, float] = field(default_factory=dict)

    def see(self, kind: str, process: psutil.Process) -> None:
        """Looks at a process; one that has ended is passed over."""
        try:
            now, times = process.memory_info().rss / _MB, process.cpu_times()
        except psutil.NoSuchProcess:
            return
        self.mb[kind] = max(self.mb.get(kind, 0.0), now)
        self.seconds[kind] = times.user + times.system - self.before.get(kind, 0.0)


@contextmanager
def watched(pids: Mapping[str, int]) -> Iterator[Peaks]:
    """Samples processes by kind until the block ends; the children of each count as the kind `engine`."""
    peaks, stop = Peaks(), threading.Event()
    peaks.before = {kind: processor_seconds(pid) for kind, pid in pids.items()}

    def look() -> None:
        while not stop.wait(_SAMPLE_SECONDS):
            for kind, pid in pids.items():
                _look(peaks, kind, pid)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peaks
    finally:
        stop.set()
        watcher.join()


def _look(peaks: Peaks, kind: str, pid: int) -> None:
    try:
        process = psutil.Process(pid)
        children = process.children()
    except psutil.NoSuchProcess:
        return
    peaks.see(kind, process)
    for child in children:
        peaks.see("engine", child)
