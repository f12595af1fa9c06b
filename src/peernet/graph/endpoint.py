"""Where an engine answers Bolt, and the files that keep this for later starts and for other processes."""

from __future__ import annotations

import json
import os
import secrets
import socket
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from peernet.errors import EngineError
from peernet.graph.embedded_child import HOST

USER = "root"
_PASSWORD_BYTES = 24


@dataclass(frozen=True, slots=True)
class Endpoint:
    """How to reach an engine: `address` is a Bolt URI, `pid` its process (0 when it is not one of ours)."""

    address: str
    user: str
    password: str
    pid: int

    def __repr__(self) -> str:
        return f"Endpoint(address={self.address!r}, user={self.user!r}, password=(hidden), pid={self.pid})"


@dataclass(frozen=True, slots=True)
class Credentials:
    """The port and password that belong to one folder, from its first start on."""

    port: int
    password: str

    def endpoint(self, pid: int) -> Endpoint:
        """The engine of process `pid` that was started with these."""
        return Endpoint(f"bolt://{HOST}:{self.port}", USER, self.password, pid)


def credentials_of(folder: Path) -> Credentials:
    """What `folder/credentials.json` holds, made when it is missing or broken; another port if that one is taken."""
    file = folder / "credentials.json"
    kept = _read_credentials(file)
    if kept is not None and _is_free(kept.port):
        return kept
    password = secrets.token_urlsafe(_PASSWORD_BYTES) if kept is None else kept.password
    made = Credentials(_free_port(), password)
    write_private(file, json.dumps({"port": made.port, "password": made.password}))
    return made


def write_private(file: Path, text: str) -> None:
    """Replace `file` by `text` in one step, readable by its owner only (mode 0600)."""
    descriptor, temporary = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)  # made with mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(text)
        Path(temporary).replace(file)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def open_private(file: Path) -> BinaryIO:
    """`file` opened for writing from its start, readable by its owner only when it is new."""
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def make_private_folder(folder: Path) -> None:
    """Make `folder` when it is missing, for its owner only (mode 0700); EngineError when it cannot be used.

    The mode of an existing folder stays: it may be one that others need.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise EngineError(
            f"The folder {folder} cannot be used: {error.strerror}. Set PEERNET_DATA to another."
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise EngineError(f"The folder {folder} cannot be written to. Set PEERNET_DATA to another.")


def _read_credentials(file: Path) -> Credentials | None:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return Credentials(int(kept["port"]), str(kept["password"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name == "posix":  # as Java does it: connections that linger after a crash are no obstacle
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True
