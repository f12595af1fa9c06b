"""The simple rankings that any recommender has to beat: chance, popularity, and how many asked skills somebody has."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping


def by_chance(people: Iterable[str], query_id: str, seed: int) -> list[str]:
    """Everybody in an order drawn for this query: the same seed and query give the same order."""
    order = sorted(people)
    random.Random(f"{seed} {query_id}").shuffle(order)
    return order


def by_popularity(popularity: Mapping[str, float]) -> list[str]:
    """Whoever has done most first, then by id, whatever is asked."""
    return sorted(popularity, key=lambda person: (-popularity[person], person))


def by_overlap(asked: Collection[str], skills_of: Mapping[str, Collection[str]]) -> list[str]:
    """Whoever has most of the asked skills first, then by id; how well they have them does not count."""
    wanted = frozenset(asked)
    return sorted(skills_of, key=lambda person: (-len(wanted.intersection(skills_of[person])), person))
