"""Who takes part in a round whose organiser does not want the whole community: needs, mentors and their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from peernet.errors import BadInput
from peernet.graph.rounds import RoundNeedRow
from peernet.model.round import MOST_PLACES

MOST_NAMED = 1_000
Places = tuple[str, int | None]
"""A mentor, and how many of their open places the round may fill; None for all of them."""


def check_mentors(named: Sequence[Places]) -> None:
    """BadInput for too many mentors, for one who is named twice, and for places that cannot be."""
    if len(named) > MOST_NAMED:
        raise BadInput(f"at most {MOST_NAMED:,} mentors can be named", "mentors")
    ids = [mentor_id for mentor_id, _ in named]
    if len(set(ids)) < len(ids):
        twice = next(each for place, each in enumerate(ids) if each in ids[:place])
        raise BadInput(f"{twice!r} is named twice", "mentors")
    if any(places is not None and not 0 <= places <= MOST_PLACES for _, places in named):
        raise BadInput(f"must be from 0 to {MOST_PLACES:,}", "mentors.places")


def chosen_needs(needs: Sequence[RoundNeedRow], need_ids: Sequence[str]) -> list[RoundNeedRow]:
    """Those that are named, all where none is; BadInput for one that is not open, under way, or not there."""
    if len(need_ids) > MOST_NAMED:
        raise BadInput(f"at most {MOST_NAMED:,} needs can be named", "needIds")
    known = {need.id for need in needs}
    for need_id in need_ids:
        if need_id not in known:
            raise BadInput(f"{need_id!r} is no open need of this community, or is under way", "needIds")
    wanted = set(need_ids)
    return [need for need in needs if not wanted or need.id in wanted]


def chosen_places(open_places: Mapping[str, int], named: Sequence[Places]) -> dict[str, int]:
    """Of the named mentors, all where nobody is named, the places to fill: never more than they have open."""
    if not named:
        return dict(open_places)
    return {
        mentor_id: open_places[mentor_id] if most is None else min(most, open_places[mentor_id])
        for mentor_id, most in named
        if mentor_id in open_places
    }
