"""What every command shares: settings, the event loop, and how errors and facts reach the terminal."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

import typer
from rich.console import Console

from peernet.errors import PeernetError

Answer = TypeVar("Answer")
REFUSED = 1
WRONG_USAGE = 2

console = Console(stderr=True, highlight=False)


def run(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Runs a command's work to its end; a deliberate error becomes one sentence and exit code 1."""
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    try:
        return asyncio.run(work)
    except PeernetError as error:
        raise refused(error) from error
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def refused(error: PeernetError) -> typer.Exit:
    """Says what was wrong on standard error; raise what it returns."""
    console.print(f"peernet: {error}", style="red", markup=False, soft_wrap=True)
    return typer.Exit(REFUSED)


def facts(value: object) -> None:
    """Prints a command's facts as JSON on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def table(rows: Sequence[tuple[str, ...]]) -> None:
    """Prints rows with their columns aligned."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
