"""Open needs as a mentor meets them: the facts of each, and the suggestion that somebody help with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from peernet.model.borrowing import BorrowedNeed
from peernet.model.mentor_candidate import Asker, MentorCandidate
from peernet.model.need import Need
from peernet.model.skill import Hop
from peernet.model.suggestion import MENTOR_REASONS, Reason


@dataclass(frozen=True, slots=True)
class FewOthers(Reason):
    """Besides the viewer only `people` whom everybody may see could be asked for this, in a language of the owner."""

    kind: ClassVar[str] = "few_others"
    people: int


@dataclass(frozen=True, slots=True)
class NobodyLocal(Reason):
    """Nobody in the chapter of whoever needs it can help with this; it asks further."""

    kind: ClassVar[str] = "nobody_local"
    community_id: str
    name: str


HELP_REASONS: tuple[type[Reason], ...] = (*MENTOR_REASONS, FewOthers, NobodyLocal)


@dataclass(frozen=True, slots=True)
class WantedHelp:
    """An open need that the viewer could meet, as a pair: its owner who asks, and the viewer as their candidate.

    others: how many others could be asked for it, exact below `model.help_wanted.FEW`, which stands for more; lent: the
    chapter where nobody can meet it, None where that was not asked.
    """

    need: Need
    owner_name: str
    asker: Asker
    helper: MentorCandidate
    others: int
    lent: BorrowedNeed | None = None


FEW = 6
"""From so many others on there is no want of people who could help."""


@dataclass(frozen=True, slots=True)
class HelpSuggestion:
    """A need that the viewer is suggested to meet; score, skill, hop and reasons as in a mentor's suggestion."""

    need: Need
    owner_name: str
    score: float
    skill_id: str
    hop: Hop
    via_label: str | None
    reasons: tuple[Reason, ...]
