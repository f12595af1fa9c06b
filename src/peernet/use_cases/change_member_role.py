"""Who does what in a community: change a member's role, remove a member, hand the community over."""

from __future__ import annotations

from peernet.errors import BadInput, LastOrganiser, NotFound
from peernet.graph import running as store
from peernet.model.community import MEMBER_ROLES
from peernet.model.policy import Act, may
from peernet.model.viewer import Viewer
from peernet.use_cases.network import Network, me
from peernet.use_cases.note_presence import membership_moved
from peernet.use_cases.permission import forbidden, permitted


async def change_member_role(network: Network, viewer: Viewer, community_id: str, person_id: str, role: str) -> None:
    """Gives a member whom the viewer sees another role, themselves among them; the same role again changes nothing.

    Refuses with NotFound (community, member), NotPermitted, or LastOrganiser where nobody would run it any more.
    """
    if role not in MEMBER_ROLES:
        raise BadInput(f"must be one of {', '.join(MEMBER_ROLES)}", "role")
    await permitted(network, viewer, community_id, Act.CHANGE_ROLES)
    roles, top = may(Act.CHANGE_ROLES, viewer.role), may(Act.RULE_ADMINISTRATORS, viewer.role)
    outcome = await store.set_member_role(network.graph, me(viewer), community_id, person_id, role, roles, top)
    _check(outcome, community_id, Act.CHANGE_ROLES)


async def remove_member(network: Network, viewer: Viewer, community_id: str, person_id: str) -> None:
    """Removes somebody else whom the viewer sees there; they come in again only as somebody lets them.

    Refuses with NotFound (community, member), NotPermitted, or LastOrganiser where nobody would run it any more.
    """
    if person_id == me(viewer):
        raise BadInput("is yourself: leave the community instead", "personId")
    await permitted(network, viewer, community_id, Act.REMOVE)
    roles, top = may(Act.REMOVE, viewer.role), may(Act.RULE_ADMINISTRATORS, viewer.role)
    outcome = await store.remove_member(network.graph, me(viewer), community_id, person_id, roles, top, network.clock())
    _check(outcome, community_id, Act.REMOVE)
    await membership_moved(network, [person_id])


async def hand_over_community(network: Network, viewer: Viewer, community_id: str, person_id: str) -> None:
    """The viewer's own role goes to another member whom they see, and they are a member from then on.

    Refuses with NotFound (community, member) or NotPermitted.
    """
    if person_id == me(viewer):
        raise BadInput("is yourself", "personId")
    await permitted(network, viewer, community_id, Act.HAND_OVER)
    outcome = await store.hand_over_community(network.graph, me(viewer), community_id, person_id)
    _check(outcome, community_id, Act.HAND_OVER)


def _check(outcome: str | None, community_id: str, act: Act) -> None:
    match outcome:
        case None | "not_permitted":
            raise forbidden(act)
        case "not_found":
            raise NotFound("member")
        case "not_top":
            raise forbidden(Act.RULE_ADMINISTRATORS)
        case "last_organiser":
            raise LastOrganiser(community_id)
