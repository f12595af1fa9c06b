"""Who speaks which language, as teams count it: by the primary subtag."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from peernet.model.team import TeamCandidate, primary


def speakers_of(people: Sequence[TeamCandidate], asked: str | None, shared: bool) -> Mapping[str, frozenset[int]]:
    """Who (by their place) speaks each language a team may share, the most widely spoken first.

    `asked` alone where one is asked for; none at all where none need be `shared`.
    """
    found: dict[str, set[int]] = defaultdict(set)
    for number, person in enumerate(people):
        for tag in person.languages:
            found[primary(tag)].add(number)
    if asked is not None:
        return {primary(asked): frozenset(found[primary(asked)])}
    if not shared:
        return {}
    return {tag: frozenset(found[tag]) for tag in sorted(found, key=lambda tag: (-len(found[tag]), tag))}
