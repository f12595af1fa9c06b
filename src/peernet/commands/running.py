"""What every command shares: settings, the event loop, and how errors and facts reach the terminal."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

from rich.console import Console

Answer = TypeVar("Answer")
REFUSED = 1
WRONG_USAGE = 2

console = Console(stderr=True, highlight=False)


def run(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Runs a command's work to its end; errors go to `cli.main`, which is where they become sentences."""
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    return asyncio.run(work)


def say(sentence: str) -> None:
    """One line on standard error, without styles that the text itself might ask for."""
    console.print(f"peernet: {sentence}", style="red", markup=False, soft_wrap=True)


def facts(value: object) -> None:
    """Prints a command's facts as JSON on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def table(rows: Sequence[tuple[str, ...]]) -> None:
    """Prints rows with their columns aligned."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
