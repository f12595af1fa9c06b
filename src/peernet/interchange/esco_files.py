"""The CSV files in which ESCO is published: which of a folder are read, and what their columns mean.

A download has a file of each sort for each language; the links between concepts are the same in all of them. Versions
differ in columns and in concepts, so columns are found by name and only those that are needed are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from peernet.errors import BadInput
from peernet.interchange import cells
from peernet.interchange.format import Column, FileFormat
from peernet.interchange.reading import FileRows
from peernet.interchange.rejects import Reject

KNOWLEDGE, GROUP = "knowledge", "SkillGroup"
_NAME = re.compile(r"(skillGroups|skills|broaderRelationsSkillPillar|skillSkillRelations)(?:_([A-Za-z-]{2,35}))?\.csv")


def other_labels(text: str) -> list[str]:
    """Alternative labels, one on each line of the cell."""
    return list(dict.fromkeys(label for part in text.split("\n") if (label := cells.line(part))))


_CONCEPTS = (
    Column("conceptType", cells.line),
    Column("conceptUri", cells.identity, required=True),
    Column("skillType", cells.line),
    Column("preferredLabel", cells.line, required=True),
    Column("altLabels", other_labels),
    Column("status", cells.line),
)
_BROADER = (
    Column("conceptUri", cells.identity, required=True),
    Column("broaderUri", cells.identity, required=True),
)
_RELATIONS = (
    Column("originalSkillUri", cells.identity, required=True),
    Column("relationType", cells.word("essential", "optional"), required=True),
    Column("relatedSkillUri", cells.identity, required=True),
)
_COLUMNS = {
    "skillGroups": _CONCEPTS,
    "skills": _CONCEPTS,
    "broaderRelationsSkillPillar": _BROADER,
    "skillSkillRelations": _RELATIONS,
}


@dataclass(frozen=True, slots=True)
class EscoFiles:
    """The files to read: concepts each with its language, groups and English first; the links, where there are any."""

    concepts: list[tuple[str, FileRows]]
    broader: FileRows | None
    relations: FileRows | None

    @property
    def all(self) -> list[FileRows]:
        """Every one, in the order of reading."""
        links = [file for file in (self.broader, self.relations) if file is not None]
        return [file for _, file in self.concepts] + links


def open_esco(folder: Path, reject: Callable[[Reject], None], opened: ExitStack) -> EscoFiles:
    """Opens the files of ESCO in the folder, every header checked; files of other names are left alone.

    BadInput: the folder is none or holds no skills of ESCO, or a file lacks a column that is needed.
    """
    if not folder.is_dir():
        raise BadInput("is not a folder", str(folder))
    found = [(match, path) for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))]
    sorts: dict[str, list[tuple[str, Path]]] = {sort: [] for sort in _COLUMNS}
    for match, path in found:
        sorts[match[1]].append((cells.tag(match[2] or "en"), path))
    if not sorts["skills"]:
        raise BadInput("holds no file of ESCO's skills, such as skills_en.csv", str(folder))

    def opened_files(sort: str) -> list[tuple[str, FileRows]]:
        in_order = sorted(sorts[sort], key=lambda each: (each[0] != "en", each))
        return [
            (language, FileRows(FileFormat(path.stem, _COLUMNS[sort], (), foreign=True), path, reject, opened))
            for language, path in in_order
        ]

    links = [opened_files(sort)[:1] for sort in ("broaderRelationsSkillPillar", "skillSkillRelations")]
    broader, relations = (files[0][1] if files else None for files in links)
    return EscoFiles(opened_files("skillGroups") + opened_files("skills"), broader, relations)
