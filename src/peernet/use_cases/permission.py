"""Whether a viewer may do something in a community, by the one table of model/policy.py."""

from __future__ import annotations

from peernet.errors import NotFound, NotPermitted
from peernet.graph.communities import communities_seen
from peernet.model.community import Community
from peernet.model.policy import POLICY, Act, allowed, may, roles_for, standings_of
from peernet.model.skill_keeping import Keeper
from peernet.model.viewer import Viewer
from peernet.use_cases.network import Network, me


async def permitted(network: Network, viewer: Viewer, community_id: str, act: Act) -> Community:
    """The community, in which the viewer may do that now; refuses with NotFound or NotPermitted.

    Whatever follows and writes has to decide it again, in its own statement (`may` of model/policy.py).
    """
    found = (await communities_seen(network.graph, me(viewer), [community_id])).get(community_id)
    if found is None:
        raise NotFound("community")
    if not allowed(act, standings_of(found.my_role, viewer.role), found.visibility):
        raise forbidden(act)
    return found


def keeper(viewer: Viewer) -> Keeper:
    """The viewer as somebody who would change a catalogue; the statement that changes it decides whether they may."""
    act = Act.KEEP_SKILLS
    return Keeper(me(viewer), roles_for(act), bool(may(act, viewer.role).kinds))


def forbidden(act: Act) -> NotPermitted:
    """The refusal of an act, which names who may."""
    return NotPermitted(POLICY[act].needed)
