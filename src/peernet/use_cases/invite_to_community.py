"""Invite into a community: somebody, or whoever holds a code; and take an invitation back."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass

from peernet.errors import AlreadyMember, BadInput, LimitReached, NotFound, WrongState
from peernet.graph import joining as store
from peernet.model.joining import MOST_INVITATION_DAYS, MOST_INVITATIONS, MOST_USES, PAUSE_DAYS
from peernet.model.policy import Act, may
from peernet.model.viewer import Viewer
from peernet.use_cases.network import Network, me
from peernet.use_cases.permission import forbidden, permitted

_KEYS = uuid.UUID("7b0d1d2e-2f43-4a0e-8a9c-6d5f0f3b7e42")
_DAY = 86_400_000
_CODE_BYTES = 16


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation: its id, until when (epoch milliseconds), and its code, told this once; None where it has none."""

    id: str
    until: int
    code: str | None = None


async def invite_to_community(
    network: Network, viewer: Viewer, community_id: str, person_id: str | None, *, days: int, uses: int = 1
) -> Invited:
    """Invites somebody whom the viewer sees; without `person_id`, whoever holds a code, `uses` times. It lasts `days`.

    Refuses with NotFound (community, person), NotPermitted, AlreadyMember, LimitReached, or WrongState where they have
    declined one lately.
    """
    if not 1 <= days <= MOST_INVITATION_DAYS:
        raise BadInput(f"must be from 1 to {MOST_INVITATION_DAYS}", "days")
    if not 1 <= uses <= (MOST_USES if person_id is None else 1):
        raise BadInput(f"must be from 1 to {MOST_USES:,}, and 1 for one person", "uses")
    await permitted(network, viewer, community_id, Act.INVITE)
    until = network.clock() + days * _DAY
    if person_id is None:
        return await _by_code(network, viewer, community_id, until, uses)
    return await _person(network, viewer, community_id, person_id, until)


async def _person(network: Network, viewer: Viewer, community_id: str, person_id: str, until: int) -> Invited:
    invitation_id = str(uuid.uuid5(_KEYS, f"{community_id}\n{person_id}"))
    outcome = await store.invite_person(
        network.graph,
        me(viewer),
        community_id,
        person_id,
        invitation_id,
        may(Act.INVITE, viewer.role),
        until=until,
        now=network.clock(),
        again_after=network.clock() - PAUSE_DAYS * _DAY,
        most=MOST_INVITATIONS,
    )
    match outcome:
        case "not_found":
            raise NotFound("person")
        case "member":
            raise AlreadyMember(person_id)
        case "declined":
            raise WrongState("invitation", "declined")
    _check(outcome)
    return Invited(invitation_id, until)


async def _by_code(network: Network, viewer: Viewer, community_id: str, until: int, uses: int) -> Invited:
    invitation_id, code = str(uuid.uuid4()), secrets.token_urlsafe(_CODE_BYTES)
    outcome = await store.invite_by_code(
        network.graph,
        me(viewer),
        community_id,
        invitation_id,
        digest_of(code),
        may(Act.INVITE, viewer.role),
        uses=uses,
        until=until,
        now=network.clock(),
        most=MOST_INVITATIONS,
    )
    _check(outcome)
    return Invited(invitation_id, until, code)


async def withdraw_invitation(network: Network, viewer: Viewer, invitation_id: str) -> str:
    """The id of the community; refuses with NotFound (invitation), or with WrongState when it was answered."""
    allowed = may(Act.INVITE, viewer.role)
    row = await store.withdraw_invitation(network.graph, me(viewer), invitation_id, allowed, network.clock())
    if row is None:
        raise NotFound("invitation")
    if row.outcome == "wrong_state":
        raise WrongState("invitation", row.state)
    return row.community_id


def digest_of(code: str) -> str:
    """What is kept of a code: who reads the graph cannot use it."""
    return hashlib.sha256(code.encode()).hexdigest()


def _check(outcome: str | None) -> None:
    if outcome is None:
        raise forbidden(Act.INVITE)
    if outcome == "too_many":
        raise LimitReached("invitations", MOST_INVITATIONS)
