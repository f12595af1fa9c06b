"""Come into a community by an invitation, or decline it."""

from __future__ import annotations

from peernet.errors import ClosedCommunity, InvitationOver, NotFound, WrongState
from peernet.graph import fronts
from peernet.graph import joining as store
from peernet.model.joining import HeldInvitation
from peernet.use_cases.invite_to_community import digest_of
from peernet.use_cases.network import Network


async def accept_invitation(
    network: Network, viewer_id: str, *, code: str | None = None, invitation_id: str | None = None
) -> str:
    """The id of the community to which the viewer belongs now, by a code or by an invitation of their own.

    Refuses with NotFound, InvitationOver for one that has run out, was used up, withdrawn or declined, or with
    ClosedCommunity for who was removed and holds a code.
    """
    row = await store.accept_invitation(network.graph, viewer_id, _key(code, invitation_id), network.clock())
    if row is None:
        raise NotFound("invitation")
    if row.outcome == "closed":
        raise ClosedCommunity(row.community_id)
    if row.outcome not in ("joined", "repeated"):
        raise InvitationOver(row.outcome, row.until)
    if row.outcome == "joined":
        await fronts.refresh(network.graph, [viewer_id], network.clock())
    return row.community_id


async def decline_invitation(network: Network, viewer_id: str, invitation_id: str) -> None:
    """Refuses with NotFound, or with WrongState when it was answered or withdrawn."""
    row = await store.decline_invitation(network.graph, viewer_id, invitation_id, network.clock())
    if row is None:
        raise NotFound("invitation")
    if row.outcome == "wrong_state":
        raise WrongState("invitation", row.state)


async def held_invitation(network: Network, viewer_id: str, code: str) -> HeldInvitation | None:
    """Where a code leads that can be used now."""
    return await store.invitation_held(network.graph, viewer_id, _key(code, None), network.clock())


def _key(code: str | None, invitation_id: str | None) -> str:
    return f"person|{invitation_id}" if code is None else f"code|{digest_of(code)}"
