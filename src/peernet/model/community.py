"""Communities and who belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

CommunityVisibility = Literal["open", "closed", "hidden"]
MemberRole = Literal["member", "mentor", "organiser", "administrator"]
COMMUNITY_VISIBILITIES: tuple[CommunityVisibility, ...] = get_args(CommunityVisibility)
MEMBER_ROLES: tuple[MemberRole, ...] = get_args(MemberRole)


@dataclass(frozen=True, slots=True)
class Community:
    """A community that the viewer may see; part_of is its parent where that may be seen, my_role the viewer's own.

    weight_names, weight_factors (parallel): what it has set of how much reasons count (recommend/weighting.py);
    weighed_at: when that was last changed, None where it never was (epoch ms).
    """

    id: str
    name: str
    about: str
    place: str
    visibility: str
    part_of: str | None
    my_role: str | None
    weight_names: list[str]
    weight_factors: list[float]
    weighed_at: int | None

    @property
    def run_by_viewer(self) -> bool:
        """Whether the viewer organises it or administers it."""
        return self.my_role in ("organiser", "administrator")


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
