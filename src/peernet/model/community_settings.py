"""What a community sets for itself, and what holds there where it has not: as above it, or as is usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

Joining = Literal["anyone", "request", "invitation"]
JOININGS: tuple[Joining, ...] = get_args(Joining)
MOST_DAYS = 3650
NEVER = 0
"""Days after which nothing happens."""
DEEPEST = 8
"""So many communities above one another pass their settings on; the statements that follow PART_OF say the same."""

_USUAL_JOINING: Mapping[str, Joining] = {"open": "anyone", "closed": "invitation", "hidden": "invitation"}


@dataclass(frozen=True, slots=True)
class CommunitySettings:
    """The properties of Community that it sets; None: not set here.

    joining: whether one joins, asks to, or is invited; need_days, offer_days: after so many days a new need or offer
    ends where its owner says nothing, NEVER: it does not; quiet_days: after so many days without a sign somebody goes
    quiet; borrowing: whether needs that nobody here can meet are offered to the wider community, as far as their owners
    allow.
    """

    joining: str | None = None
    need_days: int | None = None
    offer_days: int | None = None
    quiet_days: int | None = None
    borrowing: bool | None = None


USUAL = CommunitySettings("anyone", NEVER, NEVER, NEVER, borrowing=True)
"""Where nobody has set anything; how one joins follows from a community's visibility instead."""
NAMES = tuple(field.name for field in fields(CommunitySettings))


@dataclass(frozen=True, slots=True)
class EffectiveSettings:
    """What holds in a community; `own`: what of it the community has set itself, `above`: what one above it has."""

    joining: str
    need_days: int
    offer_days: int
    quiet_days: int
    borrowing: bool
    own: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()


def settings_of(node: Mapping[str, Any]) -> CommunitySettings:
    """The settings among the properties of a community."""
    return CommunitySettings(**{name: node.get(name) for name in NAMES})


def effective_settings(chain: Sequence[CommunitySettings], visibility: str) -> EffectiveSettings:
    """What holds in a community of this visibility: the nearest that is set in `chain`, itself first, or the usual.

    A hidden community takes in by invitation alone: nobody outside knows of it. That anybody may join an open
    community opens no closed one below it.
    """
    held: dict[str, Any] = {}
    own: set[str] = set()
    above: set[str] = set()
    for name in NAMES:
        place = next((place for place, each in enumerate(chain) if _holds(name, place, each, visibility)), None)
        held[name] = getattr(USUAL if place is None else chain[place], name)
        if place is None and name == "joining":
            held[name] = _USUAL_JOINING[visibility]
        if place is not None:
            (above if place else own).add(name)
    return EffectiveSettings(**held, own=frozenset(own), above=frozenset(above))


def _holds(name: str, place: int, each: CommunitySettings, visibility: str) -> bool:
    value = getattr(each, name)
    if name != "joining" or value is None:
        return value is not None
    return visibility != "hidden" and (place == 0 or visibility == "open" or value != "anyone")
