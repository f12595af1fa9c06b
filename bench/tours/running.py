"""What those who run communities do: members, settings, invitations, requests to join, reports."""

from __future__ import annotations

import contextlib

from bench.tours.asking import LATEST, PAGE
from bench.tours.visit import ADMINISTRATOR, EVERYBODY, Visit, person_id
from peernet.errors import RuleBroken
from peernet.graph import joining, reports
from peernet.graph.communities import end_memberships
from peernet.graph.rounds import round_organiser
from peernet.model.policy import Act, may
from peernet.model.viewer import Viewer
from peernet.use_cases.accept_invitation import accept_invitation, decline_invitation, held_invitation
from peernet.use_cases.change_member_role import change_member_role, hand_over_community, remove_member
from peernet.use_cases.create_community import create_community, dissolve_community, update_community
from peernet.use_cases.decide_join_request import decide_join_request, withdraw_join_request
from peernet.use_cases.decide_report import decide_report
from peernet.use_cases.invite_to_community import invite_to_community, withdraw_invitation
from peernet.use_cases.join_community import join_community, leave_community, request_id
from peernet.use_cases.report import report
from peernet.use_cases.set_community_settings import set_community_settings
from peernet.use_cases.set_community_weights import set_community_weights

_FACTS = {"name": "A new circle", "about": "", "visibility": "open"}


async def members(visit: Visit) -> None:
    """A chapter's members get roles, leave, are removed; the same in the community that everybody belongs to."""
    network, boss = visit.network, visit.organiser
    first, second, third, fourth, *_ = visit.members
    await round_organiser(network.graph, visit.chapter_id)
    await change_member_role(network, boss, visit.chapter_id, first, "organiser")
    await change_member_role(network, boss, visit.chapter_id, first, "member")
    await remove_member(network, boss, visit.chapter_id, second)
    await leave_community(network, third, visit.chapter_id)
    await hand_over_community(network, boss, visit.chapter_id, fourth)
    await end_memberships(network.graph, visit.now)
    with visit.notes.of("everybody's community"):
        await round_organiser(network.graph, EVERYBODY)
        await change_member_role(network, ADMINISTRATOR, EVERYBODY, first, "organiser")
        await change_member_role(network, ADMINISTRATOR, EVERYBODY, first, "member")
        await change_member_role(network, ADMINISTRATOR, EVERYBODY, fourth, "organiser")
        await leave_community(network, fourth, EVERYBODY)
        await remove_member(network, ADMINISTRATOR, EVERYBODY, second)


async def new_communities(visit: Visit) -> None:
    """A community and a chapter of it are made, changed, joined and dissolved."""
    network, maker = visit.network, Viewer(visit.viewer_id, "organiser")
    community = await create_community(network, maker, _FACTS)
    chapter = await create_community(network, maker, _FACTS, part_of=community)
    await update_community(network, maker, chapter, {"about": "What it is for."})
    await set_community_weights(network, visit.viewer_id, chapter, {"shared_community": 1.2})
    await join_community(network, visit.members[1], community)
    await dissolve_community(network, maker, community)
    with visit.notes.of("a chapter of two hundred"):
        await dissolve_community(network, visit.organiser, visit.chapter_id)


async def requests(visit: Visit) -> None:
    """A chapter is joined by request: one is accepted, one declined, one withdrawn."""
    network, boss, chapter = visit.network, visit.organiser, visit.chapter_id
    await set_community_settings(network, boss, chapter, {"joining": "request"})
    askers = visit.people(5)
    for asker in askers:
        with contextlib.suppress(RuleBroken):  # who is a member already
            await join_community(network, asker, chapter, "May I?")
    await joining.join_requests_page(
        network.graph, boss.person_id or "", chapter, may(Act.DECIDE_REQUESTS, None), 0, "", PAGE
    )
    await joining.join_requests_mine(network.graph, askers[0], PAGE)
    await withdraw_join_request(network, askers[0], request_id(askers[0], chapter))
    await decide_join_request(network, boss, request_id(askers[1], chapter), "accepted")
    await decide_join_request(network, boss, request_id(askers[2], chapter), "declined")


async def invitations(visit: Visit) -> None:
    """Somebody is invited and accepts, another declines, one is withdrawn; a code lets a fourth in."""
    network, boss, chapter = visit.network, visit.organiser, visit.chapter_id
    guests = [each for each in visit.people(12) if each not in visit.members][:4]
    first, second, third = [await invite_to_community(network, boss, chapter, each, days=7) for each in guests[:3]]
    coded = await invite_to_community(network, boss, chapter, None, days=7, uses=5)
    allowed = may(Act.INVITE, None)
    await joining.invitations_page(network.graph, boss.person_id or "", chapter, allowed, LATEST, "~", PAGE)
    await joining.invitations_mine(network.graph, guests[0], visit.now, PAGE)
    await accept_invitation(network, guests[0], invitation_id=first.id)
    await decline_invitation(network, guests[1], second.id)
    await withdraw_invitation(network, boss, third.id)
    await held_invitation(network, guests[3], coded.code or "")
    await accept_invitation(network, guests[3], code=coded.code)


async def reporting(visit: Visit) -> None:
    """Somebody and a chapter are reported; who runs them looks and decides."""
    network, boss, me = visit.network, visit.organiser, visit.viewer_id
    graph, runs, decides = network.graph, boss.person_id or "", may(Act.DECIDE_REPORTS, None)
    await report(network, me, "person", visit.members[1], "spam", "The same offer ten times a day.")
    await report(network, me, "community", visit.chapter_id, "spam", "Nothing else but offers.")
    await reports.reports_mine(graph, me, PAGE)
    found = await reports.reports_page(graph, runs, visit.chapter_id, decides, LATEST, "~", PAGE)
    for each in found[:1]:
        await decide_report(network, boss, each.id, "warned", "Once is enough.")
    await reports.warnings_mine(graph, visit.members[1], PAGE)
    everywhere = may(Act.DECIDE_REPORTS, "administrator")
    await reports.reports_escalated(graph, person_id(0), everywhere, LATEST, "~", PAGE)
