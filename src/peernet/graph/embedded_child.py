"""The process that holds the embedded engine: `python -m peernet.graph.embedded_child FOLDER PORT HEAP TIMEOUT_MS`.

A process of its own, because the Java runtime crashes a Python that gets SIGTERM, and because the server must outlive
a fault of the engine. The engine's password is the first line of standard input; an argument or a variable could be
read by others. Each later line is a file to back the database up to. Standard output has a JSON object a line: a
`Report` first, then a `BackedUp` for each of these files; everything else the engine says goes to standard error. It
stops when standard input closes, when its parent is gone, and on SIGTERM.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypedDict

DATABASE = "peernet"
HOST = "127.0.0.1"
WAL_FLUSH_FSYNC = 2
_LOOK_FOR_PARENT_SECONDS = 1.0
_STOP_SECONDS = 10.0


class Report(TypedDict):
    """What the child tells its parent once Bolt listens; `wal_flush` is the value in force: 2 means fsync."""

    ready: bool
    wal_flush: int
    version: str


class BackedUp(TypedDict):
    """What became of a backup: `fault` says why it could not be made, and is empty when it was."""

    fault: str


def main(arguments: list[str]) -> None:
    """Run the engine that `arguments` describe: folder, Bolt port, heap such as `512m`, ceiling per statement in ms."""
    folder, port, heap, timeout_ms = Path(arguments[0]).absolute(), int(arguments[1]), arguments[2], int(arguments[3])
    parent = os.getppid()  # now: one that dies while the engine starts must be missed too
    reports = _claim_standard_output()
    password = sys.stdin.readline().rstrip("\n")
    orders = _listen_for_orders()
    _enter(folder)
    server = _start(folder, port, password, heap, timeout_ms)
    _tell(reports, _report(server))
    while (file := _next_order(orders, parent)) is not None:
        _tell(reports, _back_up(server, file))
    _give_up_later()
    server.stop()
    # Past this point only the Java runtime's own goodbye is left, and that is what crashes: leave at once.
    os._exit(0)


def _claim_standard_output() -> int:
    """A descriptor of our own for the report; the engine prints to what used to be standard output."""
    reports = os.dup(1)
    os.dup2(2, 1)
    return reports


def _tell(reports: int, report: Report | BackedUp) -> None:
    os.write(reports, json.dumps(report).encode() + b"\n")


def _listen_for_orders() -> SimpleQueue[Path | None]:
    """A queue of files to back up to; None when it is time to stop. A SimpleQueue, as a signal handler puts into it."""
    orders: SimpleQueue[Path | None] = SimpleQueue()
    signal.signal(signal.SIGTERM, lambda *_: orders.put(None))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C is for the parent, which then stops us in good order
    threading.Thread(target=_read_standard_input, args=(orders,), daemon=True).start()
    return orders


def _read_standard_input(orders: SimpleQueue[Path | None]) -> None:
    unread = b""
    while more := os.read(0, 4096):
        *lines, unread = (unread + more).split(b"\n")
        for line in lines:
            orders.put(Path(os.fsdecode(line)))
    orders.put(None)
    _give_up_later()  # from here as well: the main thread may be inside a start that hangs


def _give_up_later() -> None:
    timer = threading.Timer(_STOP_SECONDS, os._exit, (1,))
    timer.daemon = True
    timer.start()


def _next_order(orders: SimpleQueue[Path | None], parent: int) -> Path | None:
    while os.getppid() == parent:  # a copy of the pipe in some other process would hide that our parent died
        try:
            return orders.get(timeout=_LOOK_FOR_PARENT_SECONDS)
        except Empty:
            continue
    return None


def _back_up(server: Any, file: Path) -> BackedUp:
    """A ZIP file of the database as it is at one moment, while others may go on writing; the file must be new."""
    import jpype

    backup = jpype.JClass("com.arcadedb.integration.backup.Backup")
    try:
        made = backup(server.get_database(DATABASE)._java_db, file.name)
        made.setDirectory(str(file.parent)).setVerboseLevel(0).backupDatabase()
    except jpype.JException as error:
        return {"fault": str(error)}
    return {"fault": ""}


def _enter(folder: Path) -> None:
    """Go to `folder` (the engine logs relative to it) and drop its old users, so that the given password holds."""
    os.umask(0o077)
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    (folder / "config" / "server-users.jsonl").unlink(missing_ok=True)


def _start(folder: Path, port: int, password: str, heap: str, timeout_ms: int) -> Any:
    # Imported here: it loads the bridge to Java, and parents import this module for its constants.
    from arcadedb_embedded.server import ArcadeDBServer

    server = ArcadeDBServer(
        root_path=str(folder),
        root_password=password,
        config=_configuration(port),
        jvm_kwargs={"heap_size": heap, "jvm_args": _jvm_arguments(timeout_ms)},
    )
    server.start()
    server.create_database(DATABASE)
    return server


def _configuration(port: int) -> dict[str, object]:
    """HTTP cannot be left out: it gets a port of the system's choice, on loopback, behind the same password."""
    return {
        "mode": "production",
        "host": HOST,
        "http_port": 0,
        "bolt_port": port,
        "bolt_defaultDatabase": DATABASE,
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server_httpWorkerThreads": 2,
        "serverMetrics": False,
    }


def _jvm_arguments(timeout_ms: int) -> list[str]:
    """Flags that must be set before the engine's classes load: as `config` the durability one is silently ignored."""
    return [
        "-Xrs",  # signals belong to Python
        f"-Darcadedb.txWalFlush={WAL_FLUSH_FSYNC}",
        f"-Darcadedb.command.timeout={timeout_ms}",
        "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
        "-XX:+UseSerialGC",
        # Room for what dies young: in an import that began with 64 MB a sixth of the time went into collections.
        "-Xms160m",
        "-XX:NewSize=96m",
        # The engine asks for full collections by itself, dozens of times in an import, none of which is needed.
        "-XX:+DisableExplicitGC",
        "-XX:ReservedCodeCacheSize=96m",
        "-Xss512k",
    ]


def _report(server: Any) -> Report:
    """The effective settings as the database itself sees them."""
    import jpype

    configuration = server.get_database(DATABASE)._java_db.getConfiguration()
    flush = jpype.JClass("com.arcadedb.GlobalConfiguration").TX_WAL_FLUSH
    version = str(jpype.JClass("com.arcadedb.Constants").getVersion())
    return {"ready": True, "wal_flush": int(configuration.getValueAsInteger(flush)), "version": version}


if __name__ == "__main__":
    main(sys.argv[1:])
