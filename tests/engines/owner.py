"""A process that holds a data folder's engine until it is ended: `python -m tests.engines.owner FOLDER KIND`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import get_args

from peernet.graph.data_folder import Kind, open_engine


async def hold(folder: Path, word: str) -> None:
    """Start the engine, print its process id, and wait for standard input to close."""
    kind = next(kind for kind in get_args(Kind) if kind == word)
    async with open_engine(folder, kind, share=False) as endpoint:
        print(endpoint.pid, flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(hold(Path(sys.argv[1]), sys.argv[2]))
