"""How different the members of a team are, attribute by attribute, and how hard the line is that splits them in two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from peernet.model.grouping_certificate import AttributeFigures
from peernet.model.team import TeamCandidate
from peernet.recommend.grouping.attributes import MOST_CELL_VALUES
from peernet.recommend.teams.worth import UNKNOWN, values_of

Distances = Mapping[frozenset[str], float]
"""How far two values are from each other, 0 to 1; a pair that is not there is 1 apart."""
_ALL_SPLITS = 10
"""Up to so many members every split in two is looked at; beyond, those around any two of them."""


def shares_of(members: Sequence[TeamCandidate], attribute: str) -> dict[str, float]:
    """The share of each value; somebody with k values counts 1 / k towards each."""
    found: dict[str, float] = defaultdict(float)
    for member in members:
        values = values_of(member, attribute, MOST_CELL_VALUES)
        for value in values:
            found[value] += 1 / len(values) / len(members)
    return found


def figures_of(
    members: Sequence[TeamCandidate], attribute: str, weight: float, similar: bool, distances: Distances
) -> AttributeFigures:
    """All figures of one attribute (`AttributeFigures` says what they are)."""
    shares = shares_of(members, attribute)
    alike = sum(share**2 for share in shares.values())
    most = 1 - 1 / len(members)
    return AttributeFigures(
        attribute=attribute,
        weight=weight,
        similar=similar,
        distinct=len(shares.keys() - {UNKNOWN}),
        blau=1 - alike,
        normalised=min(1.0, (1 - alike) / most) if most else 0.0,
        effective=1 / alike,
        rao=_rao(shares, 1 - alike, distances),
    )


def _rao(shares: Mapping[str, float], blau: float, distances: Distances) -> float:
    """Rao's quadratic entropy (C. R. Rao, Diversity and dissimilarity coefficients, 1982)."""
    if not distances:
        return blau
    pairs = combinations(sorted(shares), 2)
    return sum(2 * shares[one] * shares[other] * distances.get(frozenset((one, other)), 1.0) for one, other in pairs)


def faultlines(teams: Sequence[Sequence[TeamCandidate]], weights: Mapping[str, float]) -> list[float | None]:
    """For each team the average silhouette width of its most marked split into two subgroups, -1 to 1.

    Members are as far apart as the weighted share of attributes in which they differ. None for fewer than three
    members, or without attributes. (Meyer and Glenz, Team faultline measures, Organizational Research Methods, 2013;
    they allow more than two subgroups.)
    """
    if not weights:
        return [None] * len(teams)
    found: list[float | None] = [None] * len(teams)
    for size in {len(team) for team in teams if len(team) >= 3}:
        places = [place for place, team in enumerate(teams) if len(team) == size]
        apart = np.stack([_apart([*teams[place]], weights) for place in places])
        for place, width in zip(places, _widest(apart), strict=True):
            found[place] = float(width)
    return found


def _apart(members: Sequence[TeamCandidate], weights: Mapping[str, float]) -> NDArray[np.float64]:
    """How far each member is from each other, 0 to 1."""
    alike = np.zeros((len(members), len(members)))
    for attribute, weight in weights.items():
        values = [values_of(member, attribute, MOST_CELL_VALUES) for member in members]
        numbers = {value: number for number, value in enumerate({value for each in values for value in each})}
        shares = np.zeros((len(members), len(numbers)))
        for row, each in zip(shares, values, strict=True):
            row[[numbers[value] for value in each]] = 1 / len(each) ** 0.5
        alike += weight * shares @ shares.T
    return 1 - np.minimum(1.0, alike / sum(weights.values()))


def _widest(apart: NDArray[np.float64]) -> NDArray[np.float64]:
    """The greatest average silhouette width over the splits looked at, for each team of one size."""
    size = apart.shape[1]
    if size <= _ALL_SPLITS:
        numbers = np.arange(1, 2 ** (size - 1))
        widest: NDArray[np.float64] = _widths(apart, (numbers[:, None] >> np.arange(size) & 1).astype(bool)).max(1)
        return widest
    return np.array([_widths(each[None], _around_two(each)).max() for each in apart])


def _around_two(apart: NDArray[np.float64]) -> NDArray[np.bool_]:
    """For any two members: who is nearer to the first of them."""
    ones, others = np.triu_indices(len(apart), 1)
    splits = apart[ones] < apart[others]
    return splits[splits.any(1) & ~splits.all(1)] if splits.any() else np.eye(1, len(apart), dtype=bool)


def _widths(apart: NDArray[np.float64], splits: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Teams x splits: the mean silhouette, where a subgroup of one counts 0 (Rousseeuw, 1987)."""
    inside = splits.astype(float)
    size = splits.shape[1]
    counts = inside.sum(1)
    to_first = apart @ inside.T
    to_second = apart.sum(2)[:, :, None] - to_first
    first = splits.T[None]
    own = np.where(first, to_first, to_second) / np.maximum(np.where(first, counts, size - counts) - 1, 1)
    far = np.where(first, to_second / np.maximum(size - counts, 1), to_first / np.maximum(counts, 1))
    widest = np.maximum(own, far)
    silhouette = np.where(widest > 0, (far - own) / np.where(widest > 0, widest, 1.0), 0.0)
    alone = np.where(first, counts, size - counts) == 1
    found: NDArray[np.float64] = np.where(alone, 0.0, silhouette).mean(1)
    return found
