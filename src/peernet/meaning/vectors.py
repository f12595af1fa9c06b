"""What labels mean, as vectors of 512 numbers: kept in one file, found again by a digest of the label.

A label is embedded once, whichever process meets it first, for as long as the encoder stays the same version. The file
holds digests and numbers, no text; nothing but labels of the catalogue ever comes into it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 512
_MOST_OTHERS = 50_000
"""Vectors of labels that the catalogue at hand has not: of the demo's, of other workers' next catalogue."""
_LARGEST = 127

Encode = Callable[[list[str]], NDArray[np.float32]]


class Vectors:
    """Vectors of some labels, row for row; eight bits a number, with what makes each row one long again."""

    def __init__(self, small: NDArray[np.int8], lengths: NDArray[np.float32]) -> None:
        self._small = small
        self._lengths = lengths

    def near(self, vector: NDArray[np.float32], first: int) -> list[tuple[int, float]]:
        """At most `first` rows with their cosines, nearest first, then in the order of rows."""
        cosines = np.concatenate([part.astype(np.float32) @ vector for part in _parts(self._small)]) / self._lengths
        if not len(cosines):
            return []
        nearest = np.argpartition(-cosines, min(first, len(cosines) - 1))[:first]
        return sorted(((int(row), float(cosines[row])) for row in nearest), key=lambda near: (-near[1], near[0]))


class VectorFile:
    """The vectors of one version of an encoder in a folder, for its owner only."""

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder
        self._file = folder / f"{hashlib.sha256(version.encode()).hexdigest()[:16]}.npz"

    def of(self, labels: Sequence[str], encode: Encode, batch: int, save_every: int) -> Vectors:
        """The vectors of the labels; those that are not in the file are made, `batch` at a time, and kept.

        Of processes that want the same labels one makes them, the others wait for it. OSError when the folder cannot be
        written to.
        """
        keys = [_key(label) for label in labels]
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(self._folder / "lock"):
            known = self._read()
            missing = list({key: label for key, label in zip(keys, labels, strict=True) if key not in known}.items())
            for start in range(0, len(missing), batch):
                made = missing[start : start + batch]
                vectors = _smaller(encode([label for _, label in made]))
                known.update(zip((key for key, _ in made), vectors, strict=True))
                if (start // batch + 1) % save_every == 0:
                    self._write(known, keys)
            if missing:
                self._write(known, keys)
        small = np.array([known[key] for key in keys], np.int8).reshape(-1, DIMENSIONS)
        lengths = np.concatenate([np.linalg.norm(part.astype(np.float32), axis=1) for part in _parts(small)])
        return Vectors(small, lengths.astype(np.float32))

    def _read(self) -> dict[bytes, NDArray[np.int8]]:
        try:
            # Opened here: numpy leaves what it cannot read open.
            with self._file.open("rb") as file, np.load(file, allow_pickle=False) as kept:
                keys, vectors = kept["keys"], kept["vectors"]
        except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile):
            return {}  # there is none, or it is damaged: everything is made anew
        if vectors.shape != (len(keys), DIMENSIONS) or vectors.dtype != np.int8:
            return {}
        return {bytes(key): vector for key, vector in zip(keys, vectors, strict=True)}

    def _write(self, known: dict[bytes, NDArray[np.int8]], wanted: Sequence[bytes]) -> None:
        ours = set(wanted)
        others = [key for key in known if key not in ours][-_MOST_OTHERS:]
        kept = others + [key for key in known if key in ours]
        descriptor, unfinished = tempfile.mkstemp(prefix=".vectors.", dir=self._folder)  # made with mode 0600
        try:
            with os.fdopen(descriptor, "wb") as file:
                keys = np.frombuffer(b"".join(kept), np.uint8).reshape(len(kept), -1)
                np.savez(file, keys=keys, vectors=np.array([known[key] for key in kept], np.int8))
            Path(unfinished).replace(self._file)
        except OSError:
            Path(unfinished).unlink(missing_ok=True)
            raise


def _key(label: str) -> bytes:
    return hashlib.blake2b(label.encode(errors="replace"), digest_size=16).digest()


def _smaller(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    small: NDArray[np.int8] = np.rint(vectors * (_LARGEST / largest)).astype(np.int8)
    return small


def _parts(rows: NDArray[np.int8], size: int = 8_192) -> Iterator[NDArray[np.int8]]:
    """The rows a part at a time, so that never all of them are widened; one empty part where there are none."""
    for start in range(0, max(1, len(rows)), size):
        yield rows[start : start + size]


if sys.platform == "win32":

    @contextmanager
    def _alone(_lock: Path) -> Iterator[None]:
        yield  # two processes may make the same vectors there, and the one file replaces the other

else:
    import fcntl

    @contextmanager
    def _alone(lock: Path) -> Iterator[None]:
        with lock.open("ab") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield
