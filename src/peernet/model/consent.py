"""What somebody may say yes or no to beside being in the network, and since when they have.

The graph holds for each use the time of a no (`unsuggested_at`) or of a yes (`suggested_at`), never both; neither where
nothing was said, which is as `USUAL` says. Statements look at the no alone (`graph/guards.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, get_args

Use = Literal["suggested", "counted", "compared"]
USES: tuple[Use, ...] = get_args(Use)
REFUSALS: tuple[str, ...] = tuple(f"un{use}_at" for use in USES)
"""The property, and the column of `people.csv`, that says since when each use is refused, in the order of USES."""
USUAL: Mapping[Use, bool] = MappingProxyType(dict.fromkeys(USES, True))
"""What holds of whoever has said nothing."""


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether a use is agreed to; `since` (epoch milliseconds) is when they said so, None where they have not."""

    use: Use
    given: bool
    since: int | None


def consents_in(held: Mapping[str, Any]) -> list[Consent]:
    """Each use, in the order of USES, from the properties of a person."""
    return [_consent(use, held) for use in USES]


def stored(use: Use, given: bool, at: int) -> dict[str, int | None]:
    """The properties that say so."""
    return {f"{use}_at": at if given else None, f"un{use}_at": None if given else at}


def _consent(use: Use, held: Mapping[str, Any]) -> Consent:
    refused = held.get(f"un{use}_at")
    if refused is not None:
        return Consent(use, given=False, since=refused)
    agreed = held.get(f"{use}_at")
    return Consent(use, USUAL[use] if agreed is None else True, agreed)
