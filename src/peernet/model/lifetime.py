"""How long things stand before they have to be renewed, and how early their owner is told."""

from __future__ import annotations

from dataclasses import dataclass

from peernet.errors import BadInput

DAY_MS = 86_400_000
LONGEST_DAYS = 3_650
"""Ten years: whoever sets a time sets one that somebody will live to see."""
KEPT_DAYS = 90
"""So long the owner of what has expired is still told of it, and can renew it from there."""


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """What holds where no community of the owner has set another time; days.

    offer, need: from when it was made or renewed; notice: how long before something ends its owner is told;
    audit: how long an entry of the audit trail is kept, everywhere.
    """

    offer: int = 365
    need: int = 180
    notice: int = 14
    audit: int = 365


def check_end(until: int | None, now: int) -> None:
    """BadInput for an end that does not lie in the future; both epoch milliseconds, None for no end."""
    if until is not None and until <= now:
        raise BadInput("must lie in the future", "until")
