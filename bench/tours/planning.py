"""Rounds, teams and plans of teams: proposed, looked at, accepted."""

from __future__ import annotations

from bench.tours.asking import LATEST, PAGE
from bench.tours.visit import ADMINISTRATOR, EVERYBODY, Visit
from peernet.graph import rounds, team_plans, teams
from peernet.graph.insights import community_people
from peernet.model.grouping import GroupingRules, Size
from peernet.use_cases.accept_round import accept_round
from peernet.use_cases.accept_team_place import accept_team_place
from peernet.use_cases.accept_team_plan import accept_team_plan
from peernet.use_cases.decline_team_place import decline_team_place, part_blocked
from peernet.use_cases.finish_team import finish_team, start_team
from peernet.use_cases.form_team import RoleWish, TeamWish
from peernet.use_cases.form_teams import TeamsAsk, form_teams
from peernet.use_cases.plan_round import plan_round
from peernet.use_cases.plan_teams import PlanWish, plan_teams
from peernet.use_cases.round_wish import RoundWish


async def a_round(visit: Visit) -> None:
    """A chapter's needs and mentors, matched, kept and accepted."""
    graph, boss, chapter = visit.graph, visit.organiser.person_id or "", visit.chapter_id
    planned = await plan_round(visit.network, boss, RoundWish(chapter, candidates=10))
    await rounds.rounds_page(graph, boss, chapter, LATEST, "~", PAGE)
    await rounds.round_pairs_page(graph, boss, planned, 0, PAGE)
    await rounds.round_gaps_page(graph, boss, planned, 0, PAGE)
    await rounds.round_blocking(graph, boss, planned)
    await accept_round(visit.network, boss, planned)


async def teams_of_everybody(visit: Visit) -> None:
    """A chapter's members into teams of five, kept and accepted."""
    graph, boss, chapter = visit.graph, visit.organiser.person_id or "", visit.chapter_id
    rules = GroupingRules(Size(low=4, high=6), seconds=0.2)
    plan = await plan_teams(visit.network, boss, PlanWish(chapter, "A day", rules), ["en"])
    await team_plans.team_plans_page(graph, boss, chapter, LATEST, "~", PAGE)
    if isinstance(plan, str):
        await team_plans.planned_teams_page(graph, boss, plan, 0, PAGE)
        await accept_team_plan(visit.network, boss, plan)


async def one_team(visit: Visit) -> None:
    """A team of three: asked, one declines and is replaced, the others accept; it starts and finishes."""
    network, me = visit.network, visit.viewer_id
    wish = TeamWish(tuple(RoleWish(skill, 1) for skill in ("s0001", "s0002", "s0003")), shared_language=False)
    made = await form_teams(network, me, TeamsAsk("A small thing", wish), ["en"])
    if not isinstance(made, str):
        return
    await teams.teams_page(network.graph, me, visit.now, LATEST, "~", PAGE)
    asked = (await teams.teams_seen(network.graph, me, [made], visit.now))[made].members
    await decline_team_place(network, asked[0].person_id, made)
    await part_blocked(network, asked[1].person_id, asked[2].person_id)
    there = (await teams.teams_seen(network.graph, me, [made], visit.now))[made].members
    for member in there:
        if member.person_id != me:
            await accept_team_place(network, member.person_id, made)
    await start_team(network, me, made)
    await finish_team(network, me, made, "It works.")


async def of_everybody(visit: Visit) -> None:
    """What is looked at to plan for the community that everybody belongs to, up to the limits that hold there."""
    graph, boss = visit.graph, ADMINISTRATOR.person_id or ""
    with visit.notes.of("everybody's community"):
        await community_people(graph, boss, EVERYBODY, visit.now)
        await rounds.round_needs(graph, boss, EVERYBODY, visit.now, 1000)
        await team_plans.grouping_people(graph, boss, EVERYBODY, visit.now, 1000)
