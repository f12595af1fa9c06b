"""What members change: profiles, offers, needs, blocks, mentorships, rings; and what follows from it."""

from __future__ import annotations

from bench.tours.visit import Visit
from peernet.graph import blocks, boards, fronts
from peernet.use_cases.accept_mentorship import accept_mentorship
from peernet.use_cases.block_person import block_person, unblock_person
from peernet.use_cases.decline_mentorship import decline_mentorship
from peernet.use_cases.end_mentorship import end_mentorship
from peernet.use_cases.learning_rings import accept_ring, decline_ring, propose_ring
from peernet.use_cases.offer_skill import offer_skill, withdraw_offer
from peernet.use_cases.open_need import close_need, open_need
from peernet.use_cases.request_mentorship import MentorshipRequest, request_mentorship
from peernet.use_cases.update_profile import update_profile
from peernet.use_cases.withdraw_request import withdraw_request

_GOAL = "See a small thing through from start to end."


async def profiles_offers_needs(visit: Visit) -> None:
    """A member who teaches a skill changes places, languages, offers and needs."""
    network, me, skill = visit.network, visit.viewer_id, visit.skill()
    await offer_skill(network, me, skill, 4, None)
    await update_profile(network, me, {"capacity": 3, "status": "active", "languages": ["en", "eo"]})
    await withdraw_offer(network, me, skill)
    need = await open_need(network, me, skill, 2, _GOAL, None, None)
    await close_need(network, me, need, "met")


async def kept_lists(visit: Visit) -> None:
    """Fronts and boards are made anew: of a skill as often as it is offered, and of the most offered one."""
    skill = visit.skill()
    await fronts.rebuild(visit.graph, [skill], visit.now)
    await boards.rebuild(visit.graph, [skill], visit.now)
    with visit.notes.of("hottest skill"):
        await fronts.rebuild(visit.graph, ["s0001"], visit.now)
        await boards.rebuild(visit.graph, ["s0001"], visit.now)


async def blocking(visit: Visit) -> None:
    """Two who block each other for a while."""
    me, other = visit.members[:2]
    await block_person(visit.network, me, other)
    await blocks.blocked_page(visit.graph, me, "", 20)
    await unblock_person(visit.network, me, other)


async def mentoring(visit: Visit) -> None:
    """Three requests to a mentor: one is declined, one withdrawn, one accepted, worked through and ended."""
    network, skill = visit.network, visit.skill()
    mentor, *askers = visit.members[:4]
    await update_profile(network, mentor, {"capacity": 5, "status": "active", "visibility": "open"})
    await offer_skill(network, mentor, skill, 4, None)
    asked = MentorshipRequest(mentor, (skill,), _GOAL)
    ids = [await request_mentorship(network, asker, asked) for asker in askers]
    await decline_mentorship(network, mentor, ids[0])
    await withdraw_request(network, askers[1], ids[1])
    await accept_mentorship(network, mentor, ids[2])
    await end_mentorship(network, askers[2], ids[2])


async def ringing(visit: Visit) -> None:
    """Two who each teach what the other wants: one ring is declined, another comes to be."""
    network = visit.network
    one, two = visit.members[:2]
    gives = list(dict.fromkeys(visit.skill() for _ in range(12)))[:4]
    for person, taught, wanted in ((one, gives[0:2], gives[2:4]), (two, gives[2:4], gives[0:2])):
        await update_profile(network, person, {"capacity": 5, "status": "active", "visibility": "open"})
        for skill in taught:
            await offer_skill(network, person, skill, 4, None)
        for skill in wanted:
            await open_need(network, person, skill, 1, _GOAL, None, None)
    for place, answer in ((0, decline_ring), (1, accept_ring)):
        ring = await propose_ring(network, one, [one, two], [gives[place], gives[place + 2]])
        await answer(network, two, ring)
