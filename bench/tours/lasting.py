"""What lasts: endorsements, meetings and feedback, being here, renewals, and one's own data until it is erased."""

from __future__ import annotations

from bench.tours.visit import ADMINISTRATOR, EVERYBODY, Visit
from peernet.graph import endorsements, erasures, fronts, meetings, presence, returns
from peernet.graph.outcomes import RemovedRow
from peernet.graph.queries import query
from peernet.graph.skills import catalogue_skills
from peernet.model.lifetime import DAY_MS
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.audit_trail import community_trail, own_trail
from peernet.use_cases.change_member_role import change_member_role
from peernet.use_cases.endorse import endorse, withdraw_endorsement
from peernet.use_cases.erase_own_data import erase_own_data, settle_erasures
from peernet.use_cases.export_own_data import export_own_data
from peernet.use_cases.give_feedback import give_feedback
from peernet.use_cases.note_presence import note_presence, wake
from peernet.use_cases.offer_skill import offer_skill, renew_offer
from peernet.use_cases.open_need import open_need, renew_need
from peernet.use_cases.record_meeting import confirm_meeting, record_meeting
from peernet.use_cases.request_mentorship import MentorshipRequest, request_mentorship
from peernet.use_cases.set_consent import set_consent
from peernet.use_cases.update_profile import update_profile

_GOAL = "See a small thing through from start to end."
_AWAY_DAYS = 20


async def endorsing(visit: Visit) -> None:
    """Two stand up for somebody's skill, one takes it back; what is reckoned from all endorsements of a skill."""
    network, graph = visit.network, visit.graph
    one, two, three = visit.members[:3]
    skill = visit.skill()
    for each in (one, two, three):
        await update_profile(network, each, {"visibility": "open"})
    await offer_skill(network, three, skill, 4, None)
    await endorse(network, one, three, skill)
    await endorse(network, two, three, skill)
    await endorsements.endorsed_in(graph, one, [three], 10)
    await endorsements.endorsed_by(graph, one)
    await endorsements.put_endorsed(graph, skill, [(three, 0.5, 0.1)], visit.now)
    await withdraw_endorsement(network, two, three, skill)
    await endorsements.endorsed_skills(graph)


async def meeting(visit: Visit) -> None:
    """A mentorship begins, a meeting is recorded and confirmed, and the mentee says how much it has helped."""
    network, skill = visit.network, visit.skill()
    mentor, mentee = visit.members[:2]
    await update_profile(network, mentor, {"capacity": 5, "status": "active", "visibility": "open"})
    await offer_skill(network, mentor, skill, 4, None)
    asked = await request_mentorship(network, mentee, MentorshipRequest(mentor, (skill,), _GOAL))
    await accept_mentorship(network, mentor, asked)
    await record_meeting(network, mentor, asked, None, 45)
    for each in await meetings.meetings_of(visit.graph, [asked], 10):
        await confirm_meeting(network, mentee, each.id)
    await give_feedback(network, mentee, asked, 5, "It went well.")
    await meetings.feedback_of(visit.graph, mentee, [asked])


async def being_here(visit: Visit) -> None:
    """A member is away for some weeks and comes back; whoever reads the skill after that time finds them again."""
    network, graph, me = visit.network, visit.graph, visit.viewer_id
    skill = visit.skill()
    await offer_skill(network, me, skill, 4, None)
    await update_profile(network, me, {"away_until": visit.now + _AWAY_DAYS * DAY_MS})
    await returns.note_return(graph, me, visit.now)
    back = visit.now + (_AWAY_DAYS + 1) * DAY_MS
    await returns.due(graph, [skill], back, 20)
    await returns.forget_due(graph, [skill], back)
    await returns.note_all(graph, visit.now)
    await fronts.mend(graph, [skill], visit.now)
    await wake(network, me)
    await note_presence(network, me)
    async for _ in presence.members_below(graph, visit.chapter_id, 100):
        break
    with visit.notes.of("everybody's community"):
        async for _ in presence.members_below(graph, EVERYBODY, 100):
            break


async def renewing(visit: Visit) -> None:
    """An offer and a need are renewed, and what will end soon is told."""
    network, me, skill = visit.network, visit.viewer_id, visit.skill()
    await offer_skill(network, me, skill, 4, None)
    need = await open_need(network, me, skill, 2, _GOAL, None, None)
    await renew_offer(network, me, skill)
    await renew_need(network, me, need)
    await presence.notices_of(visit.graph, me, visit.now, network.lifetimes.notice)
    await catalogue_skills(visit.graph, [skill])


async def what_was_done(visit: Visit) -> None:
    """An administrator changes a role and looks at the trail; whom it concerns looks, too, and says no to a use."""
    network, member = visit.network, visit.members[0]
    for role in ("mentor", "member"):
        await change_member_role(network, ADMINISTRATOR, visit.chapter_id, member, role)
    await community_trail(network, ADMINISTRATOR, visit.chapter_id)
    await own_trail(network, member)
    forget = query("forget_audit", RemovedRow)
    await visit.graph.one(forget, place=visit.chapter_id, before=visit.now - 365 * DAY_MS)
    await set_consent(network, member, "counted", given=False)


async def own_data(visit: Visit) -> None:
    """A member takes all that is held about them along, and leaves for good; the administrator looks first."""
    await export_own_data(visit.network, ADMINISTRATOR.person_id or "")
    await export_own_data(visit.network, visit.viewer_id)
    await erase_own_data(visit.network, visit.viewer_id, visit.viewer_id)
    await erasures.erased_keys(visit.graph)
    await settle_erasures(visit.network)
