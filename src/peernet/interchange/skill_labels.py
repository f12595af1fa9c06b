"""Skills, which take one row for each language in a file and one node with parallel lists in the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from peernet.interchange.format import Values

LINKS = ("broader", "related", "essential", "optional")
"""The columns that name other skills."""


def merged(rows: Sequence[Values], stored: Mapping[str, Sequence[str]] | None) -> dict[str, Any]:
    """One skill's node: the rows' labels over what is `stored` (languages, labels, alt_languages, alt_labels).

    The first label leads, and stays the first; a row replaces the alternative labels of its language.
    """
    labels: dict[str, str] = {}
    others: dict[str, list[str]] = {}
    if stored is not None:
        labels.update(zip(stored["languages"], stored["labels"], strict=True))
        for language, label in zip(stored["alt_languages"], stored["alt_labels"], strict=True):
            others.setdefault(language, []).append(label)
    for row in rows:
        labels[row["language"]] = row["label"]
        others[row["language"]] = row["alt_labels"]
    pairs = [(language, label) for language in labels for label in others.get(language, ())]
    return {
        "id": rows[0]["id"],
        "label": next(iter(labels.values())),
        "languages": list(labels),
        "labels": list(labels.values()),
        "alt_languages": [language for language, _ in pairs],
        "alt_labels": [label for _, label in pairs],
        "source": rows[0]["source"],
        "kind": rows[0]["kind"],
        "community_id": rows[0]["community"],
        "merged_into": rows[0]["merged_into"],
    }


def by_language(skill: Mapping[str, Any]) -> Iterator[Values]:
    """The rows of one skill for `skills.csv`; the first carries the links."""
    pairs = sorted(zip(skill["alt_languages"], skill["alt_labels"], strict=True), key=lambda pair: pair[0])
    others = {language: [label for _, label in found] for language, found in groupby(pairs, key=lambda pair: pair[0])}
    links: Mapping[str, Iterable[str]] = {column: sorted(skill[column]) for column in LINKS}
    for language, label in zip(skill["languages"], skill["labels"], strict=True):
        yield {
            "id": skill["id"],
            "label": label,
            "language": language,
            "alt_labels": others.get(language, []),
            **links,
            "source": skill["source"],
            "kind": skill["kind"],
            "community": skill["community_id"],
            "merged_into": skill["merged_into"],
        }
        links = {column: [] for column in LINKS}
