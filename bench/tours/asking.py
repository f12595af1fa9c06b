"""What members ask: people, communities, lists, mentors, whom to help, rings, teams."""

from __future__ import annotations

from dataclasses import replace

from bench.tours.visit import EVERYBODY, Visit
from peernet.graph import blocks, borrowing, communities, insights, mentorships, needs, people, rings
from peernet.graph.suggestions import add_exposure
from peernet.graph.team_candidates import RoleQuestion, team_candidates
from peernet.model.mentorship import MENTORSHIP_STATES
from peernet.model.need import NEED_STATES
from peernet.use_cases.count_mentors import count_mentors
from peernet.use_cases.help_wanted import help_wanted
from peernet.use_cases.learning_rings import learning_rings
from peernet.use_cases.near_misses import near_misses
from peernet.use_cases.suggest_mentors import MentorQuestion, suggest_mentors

PAGE = 20
LATEST = 9_000_000_000_000
_LAST = "~"


async def people_and_lists(visit: Visit) -> None:
    """A page of each list, and what is asked of those on it."""
    graph, me = visit.graph, visit.viewer_id
    ids = await people.people_page(graph, me, visit.person(), PAGE)
    await people.people_seen(graph, me, ids, visit.now)
    await people.offers_of(graph, me, ids, visit.now, 10)
    await communities.communities_of(graph, me, ids, 10)
    found = await needs.needs_of(graph, me, ids, list(NEED_STATES), 10, visit.now)
    await needs.needs_seen(graph, me, [need.id for need in found], visit.now)
    await blocks.blocked_page(graph, me, "", PAGE)
    page = await mentorships.mentorships_page(graph, me, list(MENTORSHIP_STATES), LATEST, _LAST, PAGE)
    await mentorships.mentorships_mine(graph, me, [row.id for row in page])
    await rings.rings_of(graph, me, visit.now, PAGE)


async def communities_and_members(visit: Visit) -> None:
    """Communities, chapters and members: of a chapter, and of the community that everybody belongs to."""
    graph, me = visit.graph, visit.viewer_id
    page = await communities.communities_page(graph, me, None, "", PAGE)
    await communities.communities_seen(graph, me, page)
    await communities.communities_page(graph, me, EVERYBODY, "", PAGE)
    await communities.members_page(graph, me, [visit.chapter_id], "", PAGE)
    await insights.community_people(graph, visit.organiser.person_id or "", visit.chapter_id, visit.now)
    with visit.notes.of("everybody's community"):
        await communities.chapters_page(graph, me, [EVERYBODY], "", PAGE)
        await communities.members_page(graph, me, [EVERYBODY], "", PAGE)
        await communities.members_page(graph, me, [EVERYBODY], visit.person(), PAGE)


async def mentors(visit: Visit) -> None:
    """Who can mentor me, who nearly could, how many there are, and whom I could help."""
    network, me = visit.network, visit.viewer_id
    question = MentorQuestion(skill_ids=(visit.skill(),), level=2)
    answer = await suggest_mentors(network, me, question, ["en"], 10)
    await near_misses(network, me, answer)
    await suggest_mentors(network, me, replace(question, community_id=visit.chapter_id), ["en"], 10)
    await borrowing.wider_communities(network.graph, me, visit.chapter_id)
    await count_mentors(network, question, ["en"])
    await add_exposure(network.graph, [(each.person_id, 0.5) for each in answer.suggestions])
    await help_wanted(network, me, None, ["en"], 10)
    await help_wanted(network, me, visit.chapter_id, ["en"], 10)
    await borrowing.borrowed_needs(network.graph, me, visit.chapter_id, visit.now)
    await learning_rings(network, me, 10)


async def team_members(visit: Visit) -> None:
    """Who could hold five roles."""
    roles = [RoleQuestion((skill,), 2) for skill in dict.fromkeys(visit.skill() for _ in range(5))]
    await team_candidates(
        visit.graph, visit.viewer_id, roles, language="en", community_id=None, named=(), now=visit.now, take=30
    )
