"""Requests to join communities, and invitations, in the graph."""

from __future__ import annotations

from dataclasses import dataclass

from peernet.graph.outcomes import StepRow, outcome
from peernet.graph.queries import query
from peernet.graph.session import Graph
from peernet.model.joining import HeldInvitation, Invitation, JoinRequest
from peernet.model.policy import May


@dataclass(frozen=True, slots=True)
class UseRow:
    """What came of using an invitation, where it leads, and until when it could be used (epoch milliseconds)."""

    outcome: str
    community_id: str
    until: int


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """What was decided of a request, the state that it is in now, and who asked."""

    outcome: str
    state: str
    person_id: str


@dataclass(frozen=True, slots=True)
class TakenBackRow:
    outcome: str
    state: str
    community_id: str


async def join_community(
    graph: Graph,
    viewer_id: str,
    community_id: str,
    request_id: str,
    message: str,
    *,
    now: int,
    again_after: int,
    most: int,
) -> str | None:
    """`joined`, `repeated`, `closed`, `asked`, `waiting`, `declined` (since `again_after`), `too_many`.

    None when there is no such viewer, or no such community for them.
    """
    return await outcome(
        graph,
        "join_community",
        viewer_id=viewer_id,
        community_id=community_id,
        request_id=request_id,
        message=message,
        now=now,
        again_after=again_after,
        most=most,
    )


async def decide_join_request(
    graph: Graph, viewer_id: str, request_id: str, state: str, may: May, now: int
) -> DecidedRow | None:
    """`decided`, `repeated`, `wrong_state`; None when there is no such request that the viewer may decide."""
    return await graph.one(
        query("decide_join_request", DecidedRow),
        viewer_id=viewer_id,
        request_id=request_id,
        state=state,
        roles=may.roles,
        kinds=may.kinds,
        now=now,
    )


async def withdraw_join_request(graph: Graph, viewer_id: str, request_id: str, now: int) -> StepRow | None:
    """`decided`, `repeated`, `wrong_state`; None when the viewer has made no such request."""
    return await graph.one(query("withdraw_join_request", StepRow), viewer_id=viewer_id, request_id=request_id, now=now)


async def join_requests_page(
    graph: Graph, viewer_id: str, community_id: str, may: May, after: int, after_id: str, limit: int
) -> list[JoinRequest]:
    """Requests that wait in a community, the oldest first, from the one after (`after`, `after_id`)."""
    return await graph.many(
        query("join_requests_page", JoinRequest),
        viewer_id=viewer_id,
        community_id=community_id,
        roles=may.roles,
        kinds=may.kinds,
        after=after,
        after_id=after_id,
        limit=limit,
    )


async def join_requests_mine(graph: Graph, viewer_id: str, limit: int) -> list[JoinRequest]:
    """The viewer's own requests, the newest first."""
    return await graph.many(query("join_requests_mine", JoinRequest), viewer_id=viewer_id, limit=limit)


async def invite_person(
    graph: Graph,
    viewer_id: str,
    community_id: str,
    person_id: str,
    invitation_id: str,
    may: May,
    *,
    until: int,
    now: int,
    again_after: int,
    most: int,
) -> str | None:
    """`invited`, `not_found` (the person), `member`, `declined` (since `again_after`), `too_many`; None: may not."""
    return await outcome(
        graph,
        "invite_person",
        viewer_id=viewer_id,
        community_id=community_id,
        person_id=person_id,
        id=invitation_id,
        roles=may.roles,
        kinds=may.kinds,
        until=until,
        now=now,
        again_after=again_after,
        most=most,
    )


async def invite_by_code(
    graph: Graph,
    viewer_id: str,
    community_id: str,
    invitation_id: str,
    digest: str,
    may: May,
    *,
    uses: int,
    until: int,
    now: int,
    most: int,
) -> str | None:
    """`invited`, `too_many`; None when the viewer may not."""
    return await outcome(
        graph,
        "invite_by_code",
        viewer_id=viewer_id,
        community_id=community_id,
        id=invitation_id,
        digest=digest,
        uses=uses,
        roles=may.roles,
        kinds=may.kinds,
        until=until,
        now=now,
        most=most,
    )


async def accept_invitation(graph: Graph, viewer_id: str, key: str, now: int) -> UseRow | None:
    """`joined`, `repeated`, `expired`, `used_up`, `closed`, or the state that it is in; None: none such for them."""
    return await graph.one(query("accept_invitation", UseRow), viewer_id=viewer_id, key=key, now=now)


async def decline_invitation(graph: Graph, viewer_id: str, invitation_id: str, now: int) -> StepRow | None:
    """`decided`, `repeated`, `wrong_state`; None when the viewer has no such invitation."""
    return await graph.one(query("decline_invitation", StepRow), viewer_id=viewer_id, id=invitation_id, now=now)


async def withdraw_invitation(
    graph: Graph, viewer_id: str, invitation_id: str, may: May, now: int
) -> TakenBackRow | None:
    """`decided`, `repeated`, `wrong_state`; None when there is no such invitation that the viewer may take back."""
    return await graph.one(
        query("withdraw_invitation", TakenBackRow),
        viewer_id=viewer_id,
        id=invitation_id,
        roles=may.roles,
        kinds=may.kinds,
        now=now,
    )


async def invitations_page(
    graph: Graph, viewer_id: str, community_id: str, may: May, before: int, before_id: str, limit: int
) -> list[Invitation]:
    """Invitations of a community, the newest first, from the one after (`before`, `before_id`)."""
    return await graph.many(
        query("invitations_page", Invitation),
        viewer_id=viewer_id,
        community_id=community_id,
        roles=may.roles,
        kinds=may.kinds,
        before=before,
        before_id=before_id,
        limit=limit,
    )


async def invitations_mine(graph: Graph, viewer_id: str, now: int, limit: int) -> list[HeldInvitation]:
    """The invitations that wait for the viewer, the newest first."""
    return await graph.many(query("invitations_mine", HeldInvitation), viewer_id=viewer_id, now=now, limit=limit)


async def invitation_held(graph: Graph, viewer_id: str, key: str, now: int) -> HeldInvitation | None:
    """What the code of this key leads to, as long as it can be used."""
    return await graph.one(query("invitation_held", HeldInvitation), viewer_id=viewer_id, key=key, now=now)
