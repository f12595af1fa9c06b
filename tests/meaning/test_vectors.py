"""The file of vectors: each label is embedded once, and the file says nothing of texts."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from peernet.meaning.vectors import DIMENSIONS, VectorFile

LABELS = [f"label {number}" for number in range(10)]


class Encoder:
    """Gives each text a direction of its own, and notes which it was given; dies at `dies_at`."""

    def __init__(self, dies_at: str = "") -> None:
        self.given: list[str] = []
        self._dies_at = dies_at

    def __call__(self, texts: list[str]) -> NDArray[np.float32]:
        if self._dies_at in texts:
            raise KeyboardInterrupt
        self.given += texts
        return np.array([direction(text) for text in texts])


def direction(text: str) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])
    vector = np.random.default_rng(seed).normal(size=DIMENSIONS).astype(np.float32)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def test_a_label_is_embedded_once_whichever_process_meets_it_first(tmp_path: Path) -> None:
    first, second = Encoder(), Encoder()
    VectorFile(tmp_path, "one").of(LABELS, first, 3, 1)
    vectors = VectorFile(tmp_path, "one").of([*LABELS[5:], "new", "new"], second, 3, 1)
    assert (first.given, second.given) == (LABELS, ["new"])
    assert vectors.near(direction("label 7"), 1)[0][0] == 2
    third = Encoder()
    VectorFile(tmp_path, "one").of(LABELS, third, 3, 1)  # what was not asked for meanwhile is kept
    assert third.given == []


def test_the_nearest_come_first_with_their_cosines(tmp_path: Path) -> None:
    vectors = VectorFile(tmp_path, "one").of(LABELS, Encoder(), 4, 9)
    near = vectors.near(direction("label 3"), 4)
    expected = sorted((-float(direction(label) @ direction("label 3")), row) for row, label in enumerate(LABELS))[:4]
    assert [row for row, _ in near] == [row for _, row in expected]
    assert [cosine for _, cosine in near] == pytest.approx([-cosine for cosine, _ in expected], abs=0.01)
    assert len(vectors.near(direction("label 3"), 50)) == len(LABELS)
    assert VectorFile(tmp_path, "one").of([], Encoder(), 4, 9).near(direction("label 3"), 5) == []


def test_what_was_embedded_before_a_process_died_is_not_lost(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        VectorFile(tmp_path, "one").of(LABELS, Encoder(dies_at="label 7"), 2, 1)
    again = Encoder()
    VectorFile(tmp_path, "one").of(LABELS, again, 2, 1)
    assert again.given == LABELS[6:]


@pytest.mark.parametrize("damage", ["empty", "cut off", "no file of vectors"])
def test_a_damaged_file_and_one_of_another_version_are_made_anew(tmp_path: Path, damage: str) -> None:
    VectorFile(tmp_path, "one").of(LABELS, Encoder(), 4, 9)
    other = Encoder()
    VectorFile(tmp_path, "two").of(LABELS, other, 4, 9)
    assert other.given == LABELS
    for file in tmp_path.glob("*.npz"):
        whole = file.read_bytes()
        file.write_bytes({"empty": b"", "cut off": whole[:-200], "no file of vectors": b"no" * 999}[damage])
    anew = Encoder()
    assert VectorFile(tmp_path, "one").of(LABELS, anew, 4, 9).near(direction("label 3"), 1)[0][0] == 3
    assert anew.given == LABELS


def test_the_file_is_for_its_owner_only_and_holds_no_text(tmp_path: Path) -> None:
    VectorFile(tmp_path / "meaning", "one").of(LABELS, Encoder(), 4, 9)
    (file,) = (tmp_path / "meaning").glob("*.npz")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert b"label" not in file.read_bytes()
