"""Dockerfile and docker-compose.yml, where no Docker engine answers: linted, and each step run directly.

What is not run here: the base images, `useradd` (it would change this machine), and starting the two services.
"""

from __future__ import annotations

import fnmatch
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def instructions(stage: int) -> list[tuple[str, str]]:
    """(instruction, its text on one line) of the Dockerfile's stage number `stage`, counted from 0."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    pairs = [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]
    starts = [at for at, (word, _) in enumerate(pairs) if word == "FROM"] + [len(pairs)]
    return pairs[starts[stage] + 1 : starts[stage + 1]]


def service(name: str) -> Any:
    """A service of docker-compose.yml."""
    return YAML(typ="safe").load(ROOT / "docker-compose.yml")["services"][name]


def run(*command: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """The finished process, with what it said."""
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **options)


def test_the_dockerfile_passes_its_linter() -> None:
    """hadolint has nothing to say, not even in passing."""
    linted = run(str(BIN / "hadolint"), "--failure-threshold", "info", str(ROOT / "Dockerfile"))
    assert (linted.returncode, linted.stdout) == (0, "")


def test_the_compose_file_follows_the_specification() -> None:
    """The compose file is valid against the Compose specification's own schema."""
    command = (str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.compose-spec")
    checked = run(*command, str(ROOT / "docker-compose.yml"))
    assert checked.returncode == 0, checked.stdout


def test_the_engine_is_reached_by_peernet_only() -> None:
    """Neo4j publishes no port; peernet publishes its own on loopback."""
    assert "ports" not in service("neo4j")
    assert all(port.startswith("127.0.0.1:") for port in service("peernet")["ports"])
    assert service("peernet")["environment"]["PEERNET_ENGINE"] == "bolt://neo4j:7687"


def test_peernet_waits_for_a_healthy_engine() -> None:
    """Both services have a health check, and the second starts when the first is healthy."""
    assert service("peernet")["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert all(service(name)["healthcheck"]["test"][0] == "CMD" for name in ("neo4j", "peernet"))


def test_the_password_must_be_given() -> None:
    """There is no default password: without one, compose refuses to start."""
    secrets = [
        service("neo4j")["environment"]["NEO4J_AUTH"],
        service("peernet")["environment"]["PEERNET_ENGINE_PASSWORD"],
    ]
    assert all("${NEO4J_PASSWORD:?" in secret for secret in secrets)


def test_peernet_runs_with_few_rights() -> None:
    """Not root, no capabilities, and a file system it can write to only where it must."""
    assert ("USER", "10001:10001") in instructions(1)
    limits = service("peernet")
    assert limits["read_only"] is True
    assert limits["cap_drop"] == ["ALL"]
    assert limits["security_opt"] == ["no-new-privileges:true"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment after the builder's RUN steps, on the files that its COPY steps would bring."""
    context, made = tmp_path_factory.mktemp("build"), tmp_path_factory.mktemp("opt") / "peernet"
    shutil.copytree(ROOT, context, ignore=_ignored, dirs_exist_ok=True)
    _lend_our_packages(made)
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    for word, text in instructions(0):
        if word == "RUN":
            step = text.replace("/opt/peernet", str(made))
            done = run(
                "sh", "-c", step, cwd=context, env=os.environ | {"PATH": path, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
            )
            assert done.returncode == 0, f"{step}\n{done.stdout}{done.stderr}"
    return made


def test_the_image_command_starts_from_the_wheel(built: Path, tmp_path: Path) -> None:
    """What CMD names is there once the wheel is installed, and the wheel carries its Cypher files."""
    command = json.loads(dict(instructions(1))["CMD"])
    shown = run(str(built / "bin" / command[0]), *command[1:], "--help", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "serve" in shown.stdout
    assert list(built.glob("lib/python*/site-packages/peernet/_cypher/migrations/*.cypher"))


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_health_check_follows_the_answer(status: int, code: int) -> None:
    """Both health checks pass on 200 from /health and fail on 503."""
    image = json.loads(dict(instructions(1))["HEALTHCHECK"].partition("CMD ")[2])
    compose = service("peernet")["healthcheck"]["test"][1:]
    with answering(status) as port:
        for command in (image, [part.replace(":8000", f":{port}") for part in compose]):
            checked = run(sys.executable, *command[1:], env=os.environ | {"PEERNET_PORT": str(port)})
            assert (command[0], checked.returncode) == ("python", code)


@contextmanager
def answering(status: int) -> Iterator[int]:
    """The port of a server that answers /health with `status`."""

    class Health(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/health" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Health) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def _ignored(folder: str, names: list[str]) -> set[str]:
    """What .dockerignore keeps out; its patterns are for the top, except those that start with `**/`."""
    patterns = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    anywhere = [pattern.removeprefix("**/") for pattern in patterns if pattern.startswith("**/")]
    here = anywhere + (patterns if Path(folder) == ROOT else [])
    return {name for name in names if any(fnmatch.fnmatch(name, pattern) for pattern in here)}


def _lend_our_packages(made: Path) -> None:
    """Let the environment at `made` see the pins that are installed here, so that pip need not fetch them again."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = made / "lib" / version / "site-packages"
    packages.mkdir(parents=True)
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
