"""Which communities are like another one: by name, and by what they say of themselves.

The same people found a community anew under another name, move on to one that does the same, or wear two hats; who
mentored in one of these is nearly as likely to be the right one. On a public record of mentoring, counting alike
communities was worth a twentieth of all that was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from peernet.recommend.texts import Rarity, pieces_of, words_of

MOST_ALIKE = 5
NAME_SHARE = 0.5
GOAL_SHARE = 0.3
"""How much a community counts as alike because the goal's own words stand in what it says of itself."""
_LEAST = 0.02


class Described(NamedTuple):
    """A community, what it is called, and what it says of itself."""

    id: str
    name: str
    about: str


class CommunityIndex:
    """Holds the texts of all communities; asks nothing of a store."""

    def __init__(self, communities: Iterable[Described]) -> None:
        self._known = {each.id: each for each in communities}
        self._ids = list(self._known)
        texts = [f"{each.name} {each.about}" for each in self._known.values()]
        self._words = Rarity(texts, words_of)
        self._names = Rarity((each.name for each in self._known.values()), pieces_of)
        self._said = [self._words.prepare(text) for text in texts]
        self._called = [self._names.prepare(each.name) for each in self._known.values()]

    def __len__(self) -> int:
        return len(self._ids)

    def alike(self, community_id: str, goal: str = "", most: int = MOST_ALIKE) -> Mapping[str, float]:
        """By id, the communities most like that one, each with a likeness above 0 and at most 1; none for a stranger.

        Where there is a goal, those whose own words it uses come nearer.
        """
        asked = self._known.get(community_id)
        if asked is None or most < 1:
            return {}
        named = self._names.cosines(asked.name, self._called)
        said = self._words.cosines(f"{asked.name} {asked.about}", self._said)
        likeness = NAME_SHARE * named + (1 - NAME_SHARE) * said
        if goal:
            likeness = likeness + GOAL_SHARE * self._words.cosines(goal, self._said)
        likeness[self._ids.index(community_id)] = 0
        # A stable sort: of equals, the one that was named first.
        best = np.argsort(-likeness, kind="stable")[:most]
        return {self._ids[place]: min(1.0, float(likeness[place])) for place in best if likeness[place] >= _LEAST}
