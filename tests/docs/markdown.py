"""The Markdown files of the project, and what stands between their fences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

ROOT = Path(__file__).parent.parent.parent
FILES = sorted(
    [*ROOT.glob("*.md"), *(file for folder in ("docs", "sample", "bench") for file in (ROOT / folder).rglob("*.md"))]
)
_FENCE = re.compile(r"^ *```(\w*)$")


@dataclass(frozen=True)
class Block:
    """A fenced block: the file's name from the root, the line of its fence, and what stands in it."""

    file: str
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Question:
    """A GraphQL document with the variables and the answer that stand after it, where there are such."""

    block: Block
    variables: dict[str, Any]
    answer: dict[str, Any] | None

    def __str__(self) -> str:
        return str(self.block)


def read_blocks(file: Path) -> Iterator[Block]:
    """The fenced blocks of a file, in their order."""
    name, opened = str(file.relative_to(ROOT)), None
    inside: list[str] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        fence = _FENCE.match(line)
        if fence is None:
            inside.append(line)
        elif opened is None:
            opened, inside = (number, fence[1]), []
        else:
            yield Block(name, *opened, dedent("\n".join(inside)))
            opened = None
    assert opened is None, f"{name}:{opened}: the fence is never closed"


def read_questions(blocks: list[Block]) -> Iterator[Question]:
    """Each GraphQL block with the JSON blocks that follow: `{"variables": ...}`, then `{"data": ...}`."""
    for place, block in enumerate(blocks):
        if block.language == "graphql":
            told: dict[str, Any] = {}
            for following in blocks[place + 1 : place + 3]:
                if following.language != "json":
                    break
                told |= json.loads(following.text)
            yield Question(block, told.get("variables", {}), told.get("data"))


BLOCKS = [block for file in FILES for block in read_blocks(file)]
QUESTIONS = [question for file in FILES for question in read_questions(list(read_blocks(file)))]
