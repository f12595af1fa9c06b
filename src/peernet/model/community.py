"""Communities and who belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from peernet.model.community_settings import EffectiveSettings, effective_settings, settings_of

CommunityVisibility = Literal["open", "closed", "hidden"]
MemberRole = Literal["member", "mentor", "organiser", "administrator"]
COMMUNITY_VISIBILITIES: tuple[CommunityVisibility, ...] = get_args(CommunityVisibility)
MEMBER_ROLES: tuple[MemberRole, ...] = get_args(MemberRole)


@dataclass(frozen=True, slots=True)
class Community:
    """A community that the viewer may see; part_of is its parent where that may be seen, my_role the viewer's own.

    chain: what it has set, and then what those above it have, from whom it takes what it has not set itself: settings
    (model/community_settings.py), weight_names and weight_factors (parallel: how much reasons count,
    recommend/weighting.py); weighed_at: when it last set weights itself, None where it never did (epoch ms).
    """

    id: str
    name: str
    about: str
    place: str
    visibility: str
    part_of: str | None
    my_role: str | None
    chain: list[dict[str, Any]]
    weighed_at: int | None

    @property
    def settings(self) -> EffectiveSettings:
        """What holds there."""
        return effective_settings([settings_of(each) for each in self.chain], self.visibility)

    @property
    def weights(self) -> list[tuple[list[str], list[float]]]:
        """What each of the chain has set of how much reasons count, itself first."""
        return [(each["weight_names"], each["weight_factors"]) for each in self.chain]


@dataclass(frozen=True, slots=True)
class Membership:
    """That a person belongs to a community; since is epoch milliseconds."""

    person_id: str
    community_id: str
    role: str
    since: int


@dataclass(frozen=True, slots=True)
class Member:
    """One row of a community's members: the person's id, their role, and since when (epoch milliseconds)."""

    community_id: str
    id: str
    role: str
    since: int
