"""A real Neo4j Community from its Maven artifacts, as a program of its own; for tests and benchmarks, never shipped."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path

from peernet.graph.endpoint import Endpoint

NO_NEO4J = "no Neo4j:"  # how the reason of a skipped test begins, so that the summary can say it in one line
_HERE = Path(__file__).resolve().parent
_CACHE = _HERE.parents[1] / ".cache" / "neo4j"
_RESOLVE_SECONDS = 600
_START_SECONDS = 90
_STOP_SECONDS = 15
_OPEN_PACKAGES = ("java.nio", "java.io", "java.lang", "sun.nio.ch", "java.util.concurrent")


class NoNeo4j(Exception):
    """A Neo4j cannot be had here; the text says in one line what is missing."""


@cache
def why_no_neo4j() -> str | None:
    """None when a Neo4j can be started here, else one line that says what is missing. Slow once: it resolves jars."""
    try:
        class_path()
    except NoNeo4j as reason:
        return str(reason)
    return None


@cache
def class_path() -> str:
    """The class path of the compiled launcher and Neo4j; made once, shared by parallel runs. Raises NoNeo4j."""
    for tool in ("java", "javac", "mvn"):
        if shutil.which(tool) is None:
            raise NoNeo4j(f"there is no `{tool}` here")
    made = _CACHE / _digest()
    with _one_at_a_time():
        jars = _jars_of(made)
        if jars is None:
            _make(made)
            jars = (made / "class_path").read_text()
    return os.pathsep.join((str(made / "classes"), jars))


@asynccontextmanager
async def start_neo4j(
    folder: Path, *, heap: str = "512m", pages: str = "512m", tuned: bool = False
) -> AsyncIterator[Endpoint]:
    """A Neo4j over `folder` at a free loopback port; stopped at the end.

    heap, pages: memory for its objects, and for the pages of its files. Compiled for a fast start; with `tuned` as a
    production server would be, for benchmarks. Raises NoNeo4j.
    """
    # Each test begins with an empty graph, and a server that heeds its statistics plans every statement anew for each.
    replan = "10" if tuned else "3600"
    java = [*_java(heap, tuned), "-cp", await asyncio.to_thread(class_path)]
    command = [*java, "Neo4jServer", str(folder), pages, replan]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "console.log").open("wb") as log:
        server = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=log, start_new_session=True
        )
    try:
        password = secrets.token_urlsafe(12)
        yield Endpoint(f"bolt://127.0.0.1:{await _port(server, password, folder)}", "neo4j", password, server.pid)
    finally:
        await _stop(server)


def _java(heap: str, tuned: bool) -> list[str]:
    speed = ["-XX:+UseG1GC", f"-Xms{heap}"] if tuned else ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPEN_PACKAGES]
    return ["java", *speed, f"-Xmx{heap}", *opened]


async def _port(server: asyncio.subprocess.Process, password: str, folder: Path) -> int:
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(password.encode() + b"\n")
    try:
        async with asyncio.timeout(_START_SECONDS):
            async for line in server.stdout:
                if line.startswith(b"ready "):
                    return int(line.split()[1])
    except TimeoutError as error:
        raise NoNeo4j(f"Neo4j was not ready in {_START_SECONDS} seconds; see {folder / 'console.log'}") from error
    raise NoNeo4j(f"Neo4j did not start; see {folder / 'console.log'}")


async def _stop(server: asyncio.subprocess.Process) -> None:
    assert server.stdin is not None
    server.stdin.close()
    try:
        await asyncio.wait_for(server.wait(), _STOP_SECONDS)
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            server.kill()
        await server.wait()


def _digest() -> str:
    text = b"".join((_HERE / name).read_bytes() for name in ("pom.xml", "Neo4jServer.java"))
    return hashlib.sha256(text).hexdigest()[:16]


def _jars_of(made: Path) -> str | None:
    """The class path that was resolved earlier, unless one of its jars has gone since."""
    try:
        jars = (made / "class_path").read_text()
    except FileNotFoundError:
        return None
    return jars if all(Path(jar).exists() for jar in jars.split(os.pathsep)) else None


def _make(made: Path) -> None:
    shutil.rmtree(made, ignore_errors=True)
    work = Path(tempfile.mkdtemp(dir=_CACHE))
    try:
        _resolve(work / "class_path")
        jars = (work / "class_path").read_text()
        _run(
            ["javac", "-cp", jars, "-d", str(work / "classes"), str(_HERE / "Neo4jServer.java")], "compile the launcher"
        )
        work.rename(made)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _resolve(output: Path) -> None:
    """Ask Maven for the jars: from what it has first, which is quick, and only then from its registry."""
    command = ["mvn", "-q", "-B", "-f", str(_HERE / "pom.xml"), "dependency:build-classpath"]
    command.append(f"-Dmdep.outputFile={output}")
    try:
        _run([*command, "-o"], "find Neo4j's jars")
    except NoNeo4j:
        _run(command, "download Neo4j's jars")


def _run(command: list[str], purpose: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_RESOLVE_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise NoNeo4j(f"`{command[0]}` took too long to {purpose}") from error
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip().splitlines()
        raise NoNeo4j(f"`{command[0]}` could not {purpose}: {said[0] if said else 'it did not say why'}")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    _CACHE.mkdir(parents=True, exist_ok=True)
    with (_CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
