"""ESCO as skills, read from its files by the product's own reader, without an engine."""

from __future__ import annotations

import sys
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from peernet.graph.skills import CatalogueRow, catalogue
from peernet.interchange.esco_files import GROUP, KNOWLEDGE, open_esco
from peernet.interchange.skill_labels import merged
from peernet.model.skill import Skill

_MOST = 1_000_000


def esco_skills(folder: Path) -> list[Skill]:
    """Every concept of the folder with its labels in every language and its broader and related concepts."""
    return catalogue(esco_rows(folder))


def esco_rows(folder: Path) -> list[CatalogueRow]:
    """The same as the graph would give it."""
    with ExitStack() as opened:
        files = open_esco(folder, lambda _: None, opened)
        nodes: dict[str, dict[str, Any]] = {}
        for language, file in files.concepts:
            met: set[str] = set()
            for row in file.take(_MOST):
                uri = row.values["conceptUri"]
                if uri in met:
                    continue  # as the import does, which takes the first of two rows
                met.add(uri)
                if row.values["preferredLabel"] and row.values["status"] in ("", "released"):
                    nodes[uri] = merged([_label_row(row.values, language)], nodes.get(uri))
        broader: dict[str, list[str]] = defaultdict(list)
        for row in [] if files.broader is None else files.broader.take(_MOST):
            broader[row.values["conceptUri"]].append(row.values["broaderUri"])
        needed: dict[str, list[str]] = defaultdict(list)
        for row in [] if files.relations is None else files.relations.take(_MOST):
            needed[row.values["originalSkillUri"]].append(row.values["relatedSkillUri"])
    return [
        _row(node, [each for each in broader[uri] if each in nodes], [each for each in needed[uri] if each in nodes])
        for uri, node in sorted(nodes.items())
    ]


def _label_row(values: dict[str, Any], language: str) -> dict[str, Any]:
    group, knowledge = values["conceptType"] == GROUP, values["skillType"] == KNOWLEDGE
    return {
        "id": sys.intern(values["conceptUri"]),
        "label": values["preferredLabel"],
        "language": language,
        "alt_labels": [label for label in values["altLabels"] if label != values["preferredLabel"]],
        "source": "ESCO",
        "kind": "group" if group else "knowledge" if knowledge else "skill",
        "community": None,
        "merged_into": None,
    }


def _row(node: dict[str, Any], broader: list[str], needed: list[str]) -> CatalogueRow:
    facts = {key: value for key, value in node.items() if key != "label"}
    return CatalogueRow(**facts, broader=broader, related=needed, essential=[], optional=needed, hidden=False)
