"""What one question has to know of the network beyond its candidates: what is usual, what is alike, what is rare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from peernet.recommend.learned import LearnedSkill
from peernet.recommend.texts import Rarity

_UNTAUGHT = Rarity()


@dataclass(frozen=True, slots=True)
class Background:
    """skills: what was learned of each skill (at least the asked ones); shown: the sum of all standings shown.

    community_id: which the question is for; alike: those like it, each with its likeness, 0 to 1; names: what these and
    the asked one are called, as far as the asker may know them; goal: in the asker's words, empty for none; rarity: of
    the words of goals.
    """

    skills: Mapping[str, LearnedSkill] = field(default_factory=dict)
    shown: float = 0.0
    community_id: str | None = None
    alike: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    goal: str = ""
    rarity: Rarity = _UNTAUGHT


UNKNOWN = Background()
"""Nothing was learned yet: evidence counts for itself, against an expectation of none."""
