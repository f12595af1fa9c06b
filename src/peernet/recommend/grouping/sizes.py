"""How many people come into each team: as even as the rules let it be."""

from __future__ import annotations

from peernet.model.grouping import Size
from peernet.model.grouping_missing import SizesDoNotAddUp
from peernet.model.team import MAX_TEAM


def size_plans(size: Size, people: int) -> list[tuple[int, ...]] | SizesDoNotAddUp:
    """Sizes of the teams, smallest first, the plan to be tried first in front; what is wrong where there is none.

    Where the number of teams is open, the first plan is that whose mean size is nearest the middle of the least and
    the most; of two equally near ones that of fewer teams.
    """
    plans = [even for teams in _team_counts(size, people) if (even := _even(teams, people, size)) is not None]
    if not plans:
        return _does_not_add_up(size, people)
    middle = ((size.low or 1) + (size.high or MAX_TEAM)) / 2
    return sorted(plans, key=lambda plan: (abs(people / len(plan) - middle), len(plan)))


def bounds_of(size: Size) -> tuple[int, int]:
    """The least and the most people that any team may have."""
    return size.low or 1, size.high or MAX_TEAM


def _team_counts(size: Size, people: int) -> range:
    if size.teams is not None:
        return range(size.teams, size.teams + 1)
    low, high = bounds_of(size)
    return range(-(-people // high), people // low + 1)


def _even(teams: int, people: int, size: Size) -> tuple[int, ...] | None:
    low, high = bounds_of(size)
    least, larger = divmod(people, teams)
    plan = (least,) * (teams - larger) + (least + 1,) * larger
    return plan if plan[0] >= low and plan[-1] <= high else None


def _does_not_add_up(size: Size, people: int) -> SizesDoNotAddUp:
    low, high = bounds_of(size)
    teams = size.teams
    if teams is not None:
        lacking, beyond = max(0, teams * low - people), max(0, people - teams * high)
        return SizesDoNotAddUp(people, teams, low, high, lacking or None, beyond or None)
    # Any number of teams does where one does: the next multiple of the least size is never far.
    more = next((extra for extra in range(1, low + 1) if len(_team_counts(size, people + extra))), None)
    fewer = next((gone for gone in range(1, people) if len(_team_counts(size, people - gone))), None)
    return SizesDoNotAddUp(people, teams, low, high, more, fewer)
