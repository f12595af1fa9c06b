"""What statements leave in the audit trail: the one table, by which the session writes an entry beside each change.

A statement that is not here leaves nothing. A change's entry is written in the transaction of the change, when the row
that it answers with says that it was done; so neither is there without the other. A view's is written before its rows
are given away, once an hour for what was looked at.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from peernet.graph.queries import Statement, statements
from peernet.model.audit import THINGS, AuditAct
from peernet.model.lifetime import DAY_MS
from peernet.model.policy import Act, roles_for

HOUR_MS = 3_600_000
NOTE_VIEW = "note_view"
EVERY = 10
"""At every so many entries of a trail its oldest are looked at."""
_RUN = roles_for(Act.PLAN)
_TOLD = ("warned", "removed")


@dataclass(frozen=True, slots=True)
class Change:
    """A deciding statement's act, and where its facts are: names of its parameters or columns.

    done: the outcomes that changed something; empty where any row says so. state: the state it must have come to.
    """

    act: AuditAct
    done: tuple[str, ...]
    community: str = ""
    person: str = ""
    thing: str = ""
    words: str = ""
    state: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What a reading statement shows to those who run a community.

    communities: the parameter that holds their ids (None in it: what is no community's); thing: that of a round or a
    plan; checked: whether whoever calls it has looked up that the viewer may.
    """

    act: AuditAct
    communities: str = ""
    thing: str = ""
    checked: bool = False


CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "create_community": Change(AuditAct.COMMUNITY_MADE, ("created",), "id"),
        "create_chapter": Change(AuditAct.COMMUNITY_MADE, ("created",), "id"),
        "update_community": Change(AuditAct.COMMUNITY_CHANGED, ("updated",), "community_id", words="values"),
        "hand_over_community": Change(
            AuditAct.COMMUNITY_HANDED_OVER, ("handed_over",), "community_id", person="person_id"
        ),
        "dissolve_community": Change(AuditAct.COMMUNITY_DISSOLVED, (), "community_id"),
        "set_weights": Change(AuditAct.WEIGHTS_SET, ("set",), "community_id", words="names"),
        "set_member_role": Change(AuditAct.ROLE_CHANGED, ("set",), "community_id", person="person_id", words="role"),
        "remove_member": Change(AuditAct.MEMBER_REMOVED, ("removed",), "community_id", person="person_id"),
        "invite_person": Change(AuditAct.INVITED, ("invited",), thing="id"),
        "invite_by_code": Change(AuditAct.INVITED, ("invited",), thing="id"),
        "withdraw_invitation": Change(AuditAct.INVITATION_WITHDRAWN, ("decided",), thing="id"),
        "accept_invitation": Change(AuditAct.INVITATION_USED, ("joined",), "community_id", person="viewer_id"),
        "decide_join_request": Change(AuditAct.REQUEST_DECIDED, ("decided",), thing="request_id", words="state"),
        "decide_report": Change(AuditAct.REPORT_DECIDED, ("decided",), thing="id", words="decision"),
        "propose_round": Change(AuditAct.ROUND_PROPOSED, ("proposed",), thing="id"),
        "decide_round": Change(AuditAct.ROUND_DECIDED, ("decided",), thing="id", words="state"),
        "propose_team_plan": Change(AuditAct.TEAMS_PLANNED, ("proposed",), thing="id"),
        "decide_team_plan": Change(AuditAct.TEAM_PLAN_DECIDED, ("decided",), thing="id", words="state"),
        "accept_skill": Change(AuditAct.SKILL_ACCEPTED, ("accepted",), thing="id"),
        "decline_skill": Change(AuditAct.SKILL_DECLINED, ("decided",), thing="id", state="declined"),
        "word_skill": Change(AuditAct.SKILL_WORDED, ("worded",), thing="id", words="verb"),
        "place_skill": Change(AuditAct.SKILL_PLACED, ("placed",), thing="id"),
        "merge_skills": Change(AuditAct.SKILLS_MERGED, ("merged",), thing="from_id"),
        "unmerge_skills": Change(AuditAct.SKILLS_UNMERGED, ("undone",), thing="from_id"),
    }
)
"""Every statement by which somebody uses what an organiser or administrator may."""

VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "reports_page": View(AuditAct.REPORTS_SEEN, "community_id"),
        "reports_escalated": View(AuditAct.REPORTS_SEEN),
        "join_requests_page": View(AuditAct.REQUESTS_SEEN, "community_id"),
        "invitations_page": View(AuditAct.INVITATIONS_SEEN, "community_id"),
        "members_page": View(AuditAct.MEMBERS_SEEN, "community_ids"),
        "community_people": View(AuditAct.INSIGHTS_SEEN, "community_id", checked=True),
        "round_pairs_page": View(AuditAct.ROUND_SEEN, thing="round_id"),
        "round_gaps_page": View(AuditAct.ROUND_SEEN, thing="round_id"),
        "round_blocking": View(AuditAct.ROUND_SEEN, thing="round_id"),
        "planned_teams_page": View(AuditAct.TEAM_PLAN_SEEN, thing="plan_id"),
        "audit_page": View(AuditAct.AUDIT_SEEN, "community_id"),
    }
)
"""Every statement that shows what only those see who run a community, or its people to them."""


@dataclass(frozen=True, slots=True)
class Note:
    """A statement that writes entries, with its parameters; it answers with the place and number of each.

    once: of a view, what it is not noted twice by.
    """

    statement: Statement
    params: Mapping[str, Any]
    once: tuple[object, ...] = ()


def note_of(statement: Statement, params: Mapping[str, Any], rows: Sequence[Sequence[Any]], now: int) -> Note | None:
    """The entry that a write leaves, by the row that it answered with; None when it leaves none."""
    change = CHANGES.get(statement.name)
    if change is None or not rows:
        return None
    row = dict(zip(statement.columns, rows[0], strict=True))
    if (change.done and row["outcome"] not in change.done) or (change.state and row["state"] != change.state):
        return None

    def of(name: str) -> Any:
        return params[name] if name in params else row.get(name)

    note = statements()["note_audit"]
    said = {
        "viewer_id": params["viewer_id"],
        "id": str(uuid.uuid4()),
        "act": change.act.value,
        "words": _words(of(change.words)),
        "role": row.get("role") or None,
        "token": bool(params.get("kinds") or params.get("administrator")),
        "thing": THINGS[change.act] if change.thing else "",
        "thing_id": of(change.thing) if change.thing else "",
        "community_id": of(change.community),
        "person_id": of(change.person),
        "told": list(_TOLD),
        "run": _RUN,
        "now": params.get("now", now),
    }
    return Note(note, note.bind(said))


def view_of(statement: Statement, params: Mapping[str, Any], now: int) -> Note | None:
    """The entry that a read leaves; None when it shows nothing of that kind."""
    view = VIEWS.get(statement.name)
    if view is None:
        return None
    ids = params.get(view.communities)
    network = ids is None and not view.thing
    if network and not params["kinds"]:
        return None
    note = statements()[NOTE_VIEW]
    said = {
        "viewer_id": params["viewer_id"],
        "id": str(uuid.uuid4()),
        "act": view.act.value,
        "community_ids": list(ids) if isinstance(ids, list) else [] if ids is None else [ids],
        "thing": THINGS[view.act] if view.thing else "",
        "thing_id": params[view.thing] if view.thing else "",
        "network": network,
        "checked": view.checked,
        "roles": params.get("roles", _RUN),
        "kinds": params.get("kinds", []),
        "run": _RUN,
        "hour": now // HOUR_MS,
        "now": now,
    }
    once = (view.act, said["viewer_id"], *said["community_ids"], said["thing_id"], said["hour"])
    return Note(note, note.bind(said), once)


def forgetting(place: str, now: int, days: int) -> Note:
    """What takes away the oldest of a trail that is older than so many days."""
    forget = statements()["forget_audit"]
    return Note(forget, forget.bind({"place": place, "before": now - days * DAY_MS}))


def _words(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else sorted(value)
