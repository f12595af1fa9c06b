"""What would change if a team were another one: facts to look at before deciding."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TeamChange:
    """From one team to another under the same rules; each number is the later team's less the earlier one's.

    `came` and `left` are (id, name) in the order of ids; `fit`, `variety` (the weighted mean of Blau's index) and
    `reachable` are differences of shares; `common_hours` is None when the hours of either team are unknown; `language`
    is what the later team shares, None where it shares none.
    """

    came: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, str], ...]
    fit: float
    variety: float
    repeated: int
    reachable: float
    common_hours: float | None
    load: int
    language: str | None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Somebody who could have a seat instead of whoever has it, all others staying; `level` is theirs in its role."""

    person_id: str
    name: str
    level: int | None
    change: TeamChange
