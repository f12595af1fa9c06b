"""Change one's own profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from peernet.errors import BadInput, NotFound
from peernet.graph import boards, fronts
from peernet.graph import people as store
from peernet.interchange import cells
from peernet.model.audience import stored
from peernet.model.hours import parse_hours
from peernet.model.person import CONTACT_LENGTH, MAX_CAPACITY, PERSON_VISIBILITIES, STATUSES
from peernet.model.text import clean_line, clean_text
from peernet.use_cases.network import Network

Checked = TypeVar("Checked")
_MOST_LANGUAGES = 20
_MOVES_BOARDS = frozenset({"languages", "status", "visibility", "languages_for", "needs_for"})


async def update_profile(network: Network, viewer_id: str, changes: Mapping[str, Any]) -> None:
    """Changes what is given, keyed by the properties of Person, and to whom which aspects are shown, as `shown_to`.

    BadInput names what cannot be.

    Refuses with NotFound when there is no such person.
    """
    checked: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in _CHECKS:
            raise BadInput("is not a part of a profile", name)
        checked[name] = _CHECKS[name](value)
    checked |= checked.pop("shown_to", {})
    now = network.clock()
    _settle_status(checked, now)
    if "languages" in checked:
        checked["speaks"] = list(dict.fromkeys(tag.partition("-")[0] for tag in checked["languages"]))
    if not await store.update_profile(network.graph, viewer_id, checked, now):
        raise NotFound("profile")
    await fronts.refresh(network.graph, [viewer_id], now)
    if checked.keys() & _MOVES_BOARDS:
        await boards.refresh(network.graph, viewer_id, now)


def _settle_status(changes: dict[str, Any], now: int) -> None:
    """What is said of being here, as it is kept: who comes back by themselves is active from then on, not before."""
    until, status = changes.get("away_until"), changes.get("status")
    if until is None:
        changes.update({"away_until": None} if status is not None else {})
        return
    if until <= now:
        raise BadInput("must lie in the future", "away_until")
    if status not in (None, "away"):
        raise BadInput("only somebody who is away comes back by themselves", "away_until")
    changes["status"] = "active"


def languages(values: Sequence[str]) -> list[str]:
    """BCP 47 tags in their usual spelling, each once; BadInput for what is none."""
    if len(values) > _MOST_LANGUAGES:
        raise BadInput(f"at most {_MOST_LANGUAGES} languages", "languages")
    return list(dict.fromkeys(_named("languages", cells.tag, value.strip()) for value in values))


def country(value: str) -> str:
    """An ISO 3166 code of two capital letters, or nothing; BadInput for what is none."""
    return _named("country", cells.country, value)


def _hours(values: Sequence[str]) -> list[str]:
    _named("hours", parse_hours, list(values))
    return list(values)


# The import's own rules: what a profile holds can be exported and imported elsewhere.
def _time_zone(value: str) -> str:
    return _named("time_zone", cells.time_zone, value)


def _named(field: str, check: Callable[[Any], Checked], value: object) -> Checked:
    """The checked value of a check that does not know which field it is for; its BadInput names `field`."""
    try:
        return check(value)
    except BadInput as wrong:
        raise BadInput(wrong.message, field) from wrong


def _contact(value: str) -> str | None:
    return clean_line(value, "contact", CONTACT_LENGTH) if value.strip() else None


def _capacity(value: int) -> int:
    if not 0 <= value <= MAX_CAPACITY:
        raise BadInput(f"must be from 0 to {MAX_CAPACITY:,}", "capacity")
    return value


def _one_of(name: str, allowed: Sequence[str]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in allowed:
            raise BadInput(f"must be one of {', '.join(allowed)}", name)
        return value

    return check


_CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "name": lambda value: clean_line(value, "name"),
    "about": lambda value: clean_text(value, "about"),
    "languages": languages,
    "country": country,
    "time_zone": _time_zone,
    "hours": _hours,
    "contact": _contact,
    "capacity": _capacity,
    "status": _one_of("status", STATUSES),
    "visibility": _one_of("visibility", PERSON_VISIBILITIES),
    "open_to_teams": bool,
    "shown_to": stored,
    "away_until": int,
}
