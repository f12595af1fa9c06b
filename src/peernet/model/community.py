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
    """A community that the viewer may see; part_of is its parent where that may be seen, my_role the viewer's own."""

    id: str
    name: str
    about: str
    place: str
    visibility: str
    part_of: str | None
    my_role: str | None


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
